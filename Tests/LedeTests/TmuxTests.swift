// The program in a tmux, which is a terminal in another terminal.
import Glibc
import Testing

@Suite(.enabled(if: findProgram("tmux") != nil, "tmux is not installed"))
struct TmuxTests {
  let tmux: Tmux

  init() throws { tmux = try Tmux(stories: try StoryFolder.town()) }

  /// lede, started from the shell, its first screen drawn.
  private func startLede() throws {
    tmux.press("\"$LEDE\" \"$STORIES\"; echo ENDED $?", "Enter")
    try tmux.wait(for: "Harbor reopens")
    try tmux.wait(for: "HARBOR CITY")
  }

  @Test func itIsReadByKeysAndFollowsTheWindow() throws {
    try startLede()
    tmux.press("j")
    try tmux.wait(for: "crème")
    tmux.press("Enter")
    try tmux.wait(until: "the open story alone") { !$0.contains("Harbor reopens") }
    tmux.press("h")
    try tmux.wait(for: "Harbor reopens")
    let before = try tmux.screen
    tmux.terminal.resize(rows: 40, columns: 150)
    try tmux.wait(until: "40 rows, wider than before") {
      $0.split(separator: "\n").contains { $0.count > 80 }
        && $0.split(separator: "\n", omittingEmptySubsequences: false).count == 40
    }
    tmux.terminal.resize(rows: 24, columns: 80)
    try tmux.wait(until: "the first size's screen") { $0 == before }
    tmux.press("Q")
    try tmux.wait(for: "ENDED 0")
  }

  @Test func aStopAndAFgBringTheScreenBackWhole() throws {
    try startLede()
    tmux.press("j")
    try tmux.wait(for: "crème")
    let before = try tmux.screen
    tmux.press("C-z")
    try tmux.wait(until: "the shell's screen") {
      $0.contains("Stopped") && $0.hasSuffix("$") && !$0.contains("crème")
    }
    tmux.press("fg", "Enter")
    try tmux.wait(until: "the screen as it was") { $0 == before }
    tmux.press("k")
    try tmux.wait(for: "HARBOR CITY")
  }

  @Test func aCopyReachesTmuxAndTheTerminalAroundIt() throws {
    try startLede()
    tmux.press("Enter")
    try tmux.wait(until: "the open story alone") { !$0.contains("Café closes") }
    tmux.press("y")
    try tmux.terminal.wait(until: "a copy") { _ in tmux.terminal.copied != nil }
    let copied = try tmux.say("show-buffer")
    #expect(!copied.isEmpty && tmux.terminal.copied == copied)
    #expect(contents(of: tmux.stories.path + "/1.txt").contains(copied))
  }

  @Test func theShellsScreenStandsAgainAfterwards() throws {
    tmux.press("echo FIRST", "Enter")
    try tmux.wait(for: "\nFIRST\n$")
    try startLede()
    tmux.press("Q")
    try tmux.wait(
      until: "the shell's screen",
      {
        $0 == """
          $ echo FIRST
          FIRST
          $ "$LEDE" "$STORIES"; echo ENDED $?
          ENDED 0
          $
          """
      })
  }
}

/// A tmux server of our own, a shell in it, and a terminal around it; it ends with this value, and
/// with the terminal.
final class Tmux {
  let terminal: Pty
  let stories: StoryFolder
  private let folder: StoryFolder
  private let program: String
  private let environment: [String: String?]
  private static let server = ["-L", "lede", "-f", "/dev/null"]

  init(stories: StoryFolder) throws {
    self.stories = stories
    folder = try StoryFolder()
    try folder.write("PS1='$ '\n", to: "bashrc")
    program = try #require(findProgram("tmux"))
    environment = [
      "HOME": folder.path, "TMUX_TMPDIR": folder.path, "LEDE": Pty.program,
      "STORIES": stories.path,
    ]
    let shell = "exec /bin/bash --noprofile --rcfile '\(folder.path)/bashrc'"
    terminal = try Pty(
      Self.server + ["new-session", shell]
        + [";", "set", "-g", "status", "off"]
        + [";", "set", "-s", "set-clipboard", "on"]
        + [";", "set", "-g", "destroy-unattached", "on"],
      environment: environment, program: program)
    // Before that no command finds the server.
    try terminal.wait(for: "$")
    try wait(until: "a prompt") { $0 == "$" }
  }

  deinit { _ = try? say("kill-server") }

  /// Runs one of tmux's commands.
  @discardableResult
  func say(_ words: String...) throws -> String { try say(words) }

  private func say(_ words: [String]) throws -> String {
    try run(
      program, Self.server + words, environment: environment, into: folder.path + "/said")
  }

  /// Types keys and texts, as tmux names them.
  func press(_ keys: String...) {
    do { _ = try say(["send-keys"] + keys) } catch { Issue.record(error) }
  }

  /// What stands in the pane, blanks at the ends of rows and empty rows below left out.
  var screen: String {
    get throws {
      let rows = try say("capture-pane", "-p").split(
        separator: "\n", omittingEmptySubsequences: false)
      var text = rows.map { trimmed($0) }.joined(separator: "\n")
      while text.last == "\n" { text.removeLast() }
      return text
    }
  }

  /// Looks again, whenever tmux has drawn something, until a condition holds.
  func wait(
    until what: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: (String) -> Bool
  ) throws {
    try terminal.wait(until: what, sourceLocation: sourceLocation) { _ in
      (try? screen).map(condition) ?? false
    }
  }

  /// Looks again until a text stands in the pane.
  func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait(until: text, sourceLocation: sourceLocation) { $0.contains(text) }
  }
}

private func trimmed(_ row: Substring) -> Substring {
  guard let last = row.lastIndex(where: { $0 != " " }) else { return "" }
  return row[...last]
}
