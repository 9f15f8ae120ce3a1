// The command line: what lede is called with, and how it ends.
import ArgumentParser
import Glibc
import StorySources

/// `lede [PATH…]`: the reader.
@main struct Lede: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "lede",
    abstract: "A news reader for the terminal that finds who and what the stories are about.",
    version: "lede \(version)")

  @OptionGroup var options: ReadingOptions

  @Argument(
    help: ArgumentHelp(
      "Files and folders of stories, addresses of feeds and pages, or - for what another program "
        + "prints; none for the sources that were added, or the stories that come with lede.",
      valueName: "path"), completion: .file())
  var paths: [String] = []

  func run() throws { try read(paths, options) }

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // ArgumentParser's own help of lede would leave out its commands.
    if ["--help", "-h", "help"].contains(arguments.joined(separator: " ")) {
      return print(helpPage(), terminator: "")
    }
    do {
      if arguments.count == 2, arguments[0] == "--generate-completion-script",
        let shell = CompletionShell(rawValue: arguments[1])
      {
        return print(completions(for: shell))
      }
      // The name of a command wins over a path of that name, which ArgumentParser sees otherwise.
      let isCommand = Commands.names.contains(arguments.first ?? "")
      if !isCommand && arguments.allSatisfy(isPath) { return try read(arguments, nil) }
      var command = try isCommand ? Commands.parseAsRoot(arguments) : parseAsRoot(arguments)
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// What a shell completes: commands, options and paths.
  private static func completions(for shell: CompletionShell) -> String {
    let script = WholeCommand.completionScript(for: shell)
    guard shell == .bash else { return script }
    // ArgumentParser's script for bash ends with the paths, before it comes to the commands.
    let paths = "        __lede_add_completions -f\n"
    let commands =
      "        [[ \"${COMP_CWORD}\" -eq 1 ]] && "
      + "__lede_add_completions -W '\(Commands.names.joined(separator: "\n"))'\n"
    return script.replacing(paths, with: commands + paths, maxReplacements: 1)
  }

  /// Whether a word can be no option. Paths alone are not given to ArgumentParser, which takes 3 of
  /// the 10 ms that pass before the first frame.
  private static func isPath(_ word: String) -> Bool { word == "-" || !word.hasPrefix("-") }

  /// Prints what was asked for, or says in one sentence what is wrong with the command line.
  private static func end(with error: any Error) -> Never {
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    guard exitCode(for: error) != .success else {
      print(fullMessage(for: error))
      Glibc.exit(0)
    }
    let sentence = asSentence(message(for: error))
    say(sentence.hasSuffix("?") ? sentence : sentence + "; see lede --help")
    Glibc.exit(ExitCode.wrongUse.rawValue)
  }

  /// Its first line, with the choices that it lists a line each.
  private static func firstSentence(of message: String) -> String {
    let lines = message.split(separator: "\n")
    guard let first = lines.first, first.hasSuffix("one of the following:") else {
      return String(lines.first ?? "")
    }
    let choices = lines.dropFirst().prefix { $0.hasPrefix("  - ") }.map { "'\($0.dropFirst(4))'" }
    return first + " " + choices.joined(separator: ", ")
  }

  /// ArgumentParser's first line, written as lede's own sentences are.
  private static func asSentence(_ message: String) -> String {
    var line = firstSentence(of: message)
      .replacing(". Did you", with: "; did you").replacing(". Please", with: "; please")
    var isOpen = false
    line = String(
      line.map { character in
        guard character == "'" else { return character }
        isOpen.toggle()
        return isOpen ? "“" : "”"
      })
    if line.hasSuffix(".") { line.removeLast() }
    let isName = line.dropFirst().first?.isUppercase != false
    return isName ? line : line.prefix(1).lowercased() + line.dropFirst()
  }
}

/// `lede COMMAND`: what lede does beside reading.
struct Commands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lede",
    subcommands: [
      ParseCommand.self, KeysCommand.self, ThemesCommand.self, SettingsCommand.self,
      ManualCommand.self, AddCommand.self, SourcesCommand.self, RemoveCommand.self,
      FetchCommand.self, KeepCommand.self, SearchCommand.self, ListCommand.self,
      ShowCommand.self, ExportCommand.self, ForgetCommand.self, StatsCommand.self,
      CheckCommand.self, BackupCommand.self, NamesCommand.self, NameCommand.self,
      SaveSearchCommand.self,
      WatchCommand.self,
    ])

  static let names = configuration.subcommands.compactMap { $0.configuration.commandName }
}

/// All that may follow `lede`, for shells; as a parser it would take a path for a wrong command.
private struct WholeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Lede.configuration.commandName, abstract: Lede.configuration.abstract,
    version: Lede.configuration.version, subcommands: Commands.configuration.subcommands)

  @OptionGroup var options: ReadingOptions
  @Argument(help: "Files and folders.", completion: .file()) var paths: [String] = []
}

extension ExitCode {
  static let nothingToShow = ExitCode(1)
  static let wrongUse = ExitCode(2)
  static let someFailed = ExitCode(3)
  static let allFailed = ExitCode(4)
}

/// One sentence to whoever started lede; nothing in it steers the terminal.
func say(_ sentence: String) {
  let line = Array("lede: \(cleanLine(sentence))\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}
