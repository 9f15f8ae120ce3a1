// `lede keys`: every command with its keys, as the reader's own settings have them.
import ArgumentParser
import Glibc
package import ReaderUI

/// Prints the command table.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print every key and what it does.")

  @Flag(help: "Only the keys of every day.")
  var daily = false

  @Flag(help: "As a table in Markdown.")
  var markdown = false

  func run() throws {
    let (settings, notices) = loadSettings(from: nil)
    notices.forEach(say)
    let keyMap = settings.keyMap
    let rows = Command.table.filter { !daily || $0.isDaily }
    let text =
      if markdown { keysAsMarkdown(rows, keyMap) } else if isatty(STDOUT_FILENO) != 0 {
        keysAsTable(rows, keyMap)
      } else { keysAsTSV(rows, keyMap) }
    print(text, terminator: "")
  }
}

/// A row for each command in Markdown, for README.
package func keysAsMarkdown(_ rows: [Command.Row], _ keyMap: KeyMap) -> String {
  let lines = rows.map { row in
    let keys = keyMap.keys(for: row.command).map { "`\($0.name == "`" ? "`` ` ``" : $0.name)`" }
    return "| \(keys.joined(separator: " ").replacing("|", with: "\\|")) | \(row.help) |\n"
  }
  return "| key | what it does |\n|---|---|\n" + lines.joined()
}

/// Keys, command and what it does, between tabs.
func keysAsTSV(_ rows: [Command.Row], _ keyMap: KeyMap) -> String {
  rows.map { "\(spell(keyMap.keys(for: $0.command)))\t\($0.command.rawValue)\t\($0.help)\n" }
    .joined()
}

/// The chapters of the help, in columns.
private func keysAsTable(_ rows: [Command.Row], _ keyMap: KeyMap) -> String {
  let width = rows.map { spell(keyMap.keys(for: $0.command)).count }.max() ?? 0
  let longest = rows.map(\.command.rawValue.count).max() ?? 0
  return Command.Group.allCases.map { group in
    let lines = rows.filter { $0.group == group }.map { row in
      let keys = pad(spell(keyMap.keys(for: row.command)), to: width)
      return "  \(keys)  \(pad(row.command.rawValue, to: longest))  \(row.help)\n"
    }
    return lines.isEmpty ? "" : "\(group.rawValue)\n\(lines.joined())\n"
  }.joined()
}

func spell(_ keys: [Key]) -> String { keys.map(\.name).joined(separator: " ") }

func pad(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
