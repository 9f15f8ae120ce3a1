// `lede themes`: the themes there are; `lede themes NAME`: one as TOML, to begin one's own with.
import ArgumentParser
import Glibc
import ReaderUI
import StoryQuery

/// Prints themes.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes, or print one as a file to change.")

  @Argument(help: "A theme to print.", completion: .shellCommand("lede themes | cut -f 1"))
  var name: String?

  func run() throws {
    guard let name else { return list() }
    do throws(FileTrouble) {
      print(try themeText(name).text, terminator: "")
    } catch {
      say(error.sentence)
      throw ExitCode.wrongUse
    }
  }

  private func list() {
    for name in themeNames() {
      let summary = (try? themeText(name)).flatMap { firstLine(of: $0.text) } ?? ""
      let gap = isatty(STDOUT_FILENO) != 0 ? pad("", to: max(1, 16 - name.count)) : "\t"
      print("\(name)\(gap)\(summary)")
    }
  }

  /// What a theme's first line says of it, behind its name.
  private func firstLine(of text: String) -> String? {
    let line = text.prefix { $0 != "\n" }
    guard line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { return nil }
    return String(line[line.index(after: colon)...].drop { $0 == " " })
  }
}

/// Every theme's name: those that come with lede, then the reader's own.
func themeNames() -> [String] {
  let shipped = CollectionFile.themes.map(\.name)
  let own = ConfigFolder(environment: environment)?.themes ?? []
  return shipped + own.filter { !shipped.contains($0) }
}

/// The text of a theme, and what messages call it: a file where the name has a slash, else the
/// reader's own theme of that name before lede's.
func themeText(_ name: String) throws(FileTrouble) -> (text: String, file: String) {
  if name.contains("/") {
    do throws(FileTrouble) {
      return (try readSmallFile(name), name)
    } catch {
      throw FileTrouble(sentence: "\(name): \(error.sentence)")
    }
  }
  let own = ConfigFolder(environment: environment)?.theme(name)
  if let own, let text = try? readSmallFile(own) { return (text, own) }
  if let shipped = CollectionFile.themes.first(where: { $0.name == name }) {
    return (String(decoding: shipped.bytes, as: UTF8.self), "themes/\(name).toml")
  }
  let nearest = nearestName(to: name, among: themeNames()).map { "; did you mean “\($0)”?" }
  throw FileTrouble(sentence: "no theme “\(name)”\(nearest ?? "; lede themes lists them")")
}
