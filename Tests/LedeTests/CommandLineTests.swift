// The built program without a terminal: what it prints and how it ends.
import Foundation
import ReaderUI
import Testing
import lede

/// The program as built beside the tests.
private let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appending(path: "lede")

/// What a run printed, and its exit code.
private struct Outcome: Equatable {
  var output = ""
  var errors = ""
  var code: Int32 = 0
}

private func lede(
  _ arguments: String..., settings: String? = nil, input: String? = nil
) throws -> Outcome {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lede-\(UUID())")
  defer { try? FileManager.default.removeItem(at: folder) }
  let config = folder.appending(path: "config/lede")
  try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
  try settings?.write(
    to: config.appending(path: "settings.toml"), atomically: false, encoding: .utf8)
  let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = [
    "XDG_CONFIG_HOME": folder.appending(path: "config").path(percentEncoded: false),
    "HOME": folder.path(percentEncoded: false), "LANG": "C.UTF-8", "TERM": "xterm",
  ]
  // Files, not pipes: a pipe that nobody empties would stop the program.
  for file in [output, errors] { try Data().write(to: file) }
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: errors)
  let standardInput = folder.appending(path: "in")
  try Data((input ?? "").utf8).write(to: standardInput)
  process.standardInput = try FileHandle(forReadingFrom: standardInput)
  try process.run()
  process.waitUntilExit()
  return Outcome(
    output: try String(contentsOf: output, encoding: .utf8),
    errors: try String(contentsOf: errors, encoding: .utf8), code: process.terminationStatus)
}

@Suite struct CommandLineTests {
  @Test func wrongUseIsOneSentenceAndExitsWith2() throws {
    for arguments in [["--nope"], ["keys", "extra"], ["--theme"], ["--sort", "colour", "x"]] {
      let outcome =
        try arguments.count == 1
        ? lede(arguments[0])
        : arguments.count == 2
          ? lede(arguments[0], arguments[1]) : lede(arguments[0], arguments[1], arguments[2])
      #expect(outcome.code == 2, "\(arguments)")
      #expect(outcome.output == "")
      #expect(outcome.errors.hasPrefix("lede: ") && outcome.errors.hasSuffix("\n"))
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }
  }

  @Test func aSlipInAnOptionIsToldWithTheNearestName() throws {
    #expect(
      try lede("--plian").errors == "lede: unknown option “--plian”; did you mean “--plain”?\n")
  }

  @Test func anOrderMayBeginWithADash() throws {
    for arguments in [["--sort", "-date"], ["--sort=-date"], ["--sort", "source,-date"]] {
      let outcome = try lede(arguments[0], arguments.count > 1 ? arguments[1] : "--ascii")
      #expect(outcome.code == 0 && outcome.errors == "", "\(arguments)")
    }
  }

  @Test func anOrderThatIsNoneIsToldWithTheNearestAndAll() throws {
    let orders = "arrival, date, headline, source, byline, length, unread, starred and relevance"
    #expect(
      try lede("--sort", "foo").errors
        == "lede: no order “foo”; the orders are \(orders); see lede --help\n")
    #expect(
      try lede("--sort", "-dat").errors
        == "lede: no order “dat” among \(orders); did you mean “date”?\n")
  }

  @Test func helpNamesEveryOptionAndCommandOnOneScreen() throws {
    let help = try lede("--help")
    #expect(help.code == 0)
    #expect(help.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
    for word in ["--theme", "--plain", "--slow", "keys", "themes", "settings", "manual", "lede -"] {
      #expect(help.output.contains(word), "\(word)")
    }
    #expect(try lede("-h") == help)
  }

  @Test func versionIsOneLine() throws {
    #expect(try lede("--version").output.split(separator: "\n").count == 1)
  }

  @Test func keysOnAPipeAreTabbedLinesWithTheReadersOwnKeys() throws {
    let outcome = try lede("keys", settings: "[keys]\nnext-unread = \"n\"\nbad = \"x\"\n")
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 3 })
    #expect(lines.contains { $0.hasPrefix("n\tnext-unread\t") })
    #expect(outcome.errors.contains("settings.toml:3: no command “bad”"))
  }

  @Test func themesListsEachAndPrintsOne() throws {
    let listed = try lede("themes").output.split(separator: "\n")
    #expect(listed.map { String($0.prefix { $0 != "\t" }) } == CollectionFile.themes.map(\.name))
    #expect(try lede("themes", "terminal").output.hasPrefix("# terminal:"))
    let missing = try lede("themes", "termnial")
    #expect(missing.errors == "lede: no theme “termnial”; did you mean “terminal”?\n")
    #expect(missing.code == 2)
  }

  @Test func completionsAreWrittenForEveryShell() throws {
    for shell in ["bash", "zsh", "fish"] {
      let script = try lede("--generate-completion-script", shell)
      #expect(script.code == 0)
      #expect(script.output.contains("no-hints"), "\(shell)")
      for command in ["parse", "themes", "settings"] {
        #expect(script.output.contains(command), "\(shell)")
      }
    }
  }

  @Test func theManualHasEveryCommandOptionAndSetting() throws {
    let page = try lede("manual").output
    for row in Command.table { #expect(page.contains(":\(row.command.rawValue.roff)"), "\(row)") }
    for setting in Setting.table { #expect(page.contains("\(setting.name.roff) = ")) }
    for option in ["--theme", "--ascii", "--settings"] { #expect(page.contains(option.roff)) }
  }
}

extension String {
  /// As roff has it.
  fileprivate var roff: String { replacing("-", with: "\\-") }
}
