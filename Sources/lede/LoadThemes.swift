// The themes that there are, read from their files.
import ReaderUI

/// Every theme, the chosen one, and what was wrong with it.
func loadThemes(chosen name: String) -> (themes: [Theme], theme: Theme, notices: [String]) {
  var themes = themeNames().compactMap { name in
    (try? themeText(name)).map { Theme.read($0.text, path: $0.file).theme }
  }
  do throws(FileTrouble) {
    let (text, file) = try themeText(name)
    let (theme, notices) = Theme.read(text, path: file)
    if !themes.contains(where: { $0.name == theme.name }) { themes.append(theme) }
    return (themes, theme, notices)
  } catch {
    return (themes, themes.first ?? .mono, [error.sentence])
  }
}
