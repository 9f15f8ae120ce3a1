// The options and subcommands as ArgumentParser itself tells them, so that help and manual stay
// true by themselves.
import ArgumentParser
import FoundationEssentials

/// A command and what it takes.
struct CommandDump: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
      var spelled: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let shouldDisplay: Bool
    let isRepeating: Bool
    let isOptional: Bool
    let names: [Name]?
    let valueName: String?
    let allValues: [String]?
    let abstract: String?

    /// "--theme THEME", "-h, --help", "PATH…".
    var synopsis: String {
      let value = (valueName ?? "").uppercased() + (isRepeating ? "…" : "")
      guard let names else { return value }
      let spelled = names.map(\.spelled).sorted { $0.count < $1.count }.joined(separator: ", ")
      return kind == "option" ? "\(spelled) \(value)" : spelled
    }

    var isPositional: Bool { kind == "positional" }
  }

  let commandName: String
  let abstract: String?
  let shouldDisplay: Bool
  let subcommands: [CommandDump]?
  let arguments: [Argument]?

  /// What one may write after the command's name.
  var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// "parse [--json] FILE…": positional arguments by name, options together.
  var synopsis: String {
    let options = shownArguments.filter { !$0.isPositional && !$0.isCommon }
    let words = shownArguments.filter(\.isPositional).map {
      $0.isOptional || $0.isRepeating ? "[\($0.synopsis)]" : $0.synopsis
    }
    return ([commandName] + (options.isEmpty ? [] : ["[OPTION…]"]) + words).joined(separator: " ")
  }

  /// What lede does beside reading, but for ArgumentParser's own.
  static var commands: [CommandDump] {
    let all = CommandDump(of: Commands.self)?.subcommands ?? []
    return all.filter { $0.shouldDisplay && $0.commandName != "help" }
  }

  /// What ArgumentParser knows of a command.
  init?(of command: any ParsableCommand.Type) {
    struct Tool: Decodable { let command: CommandDump }
    let json = Data(command._dumpHelp().utf8)
    guard let tool = try? JSONDecoder().decode(Tool.self, from: json) else { return nil }
    self = tool.command
  }
}

extension CommandDump.Argument {
  /// Whether every command takes it.
  var isCommon: Bool { names?.contains { ["help", "version"].contains($0.name) } == true }
}
