// The themes that there are, read from their files.
import Dispatch
import ReaderUI

/// The theme to begin with, and what was wrong with it.
func loadTheme(_ name: String) -> (theme: Theme, notices: [String]) {
  do throws(FileTrouble) {
    let (text, file) = try themeText(name)
    return Theme.read(text, path: file)
  } catch {
    let standard = CollectionFile.themes.first.map { String(decoding: $0.bytes, as: UTF8.self) }
    return (standard.map { Theme.read($0, path: "").theme } ?? .mono, [error.sentence])
  }
}

/// Reads every theme once the first screen is there, which needs but one: on two cores their 8 ms
/// of work would be taken from the stories'.
func loadThemes(post: @escaping @Sendable (Event) -> Void) {
  let start = DispatchTime.now() + .milliseconds(50)
  DispatchQueue(label: "lede.themes").asyncAfter(deadline: start) {
    let themes = themeNames().compactMap { name in
      (try? themeText(name)).map { Theme.read($0.text, path: $0.file).theme }
    }
    post(.themesRead(themes))
  }
}
