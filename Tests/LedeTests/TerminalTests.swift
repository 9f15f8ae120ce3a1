// The program takes a terminal and gives it back, whatever happens to either.
import Glibc
import Testing

@Suite struct TerminalTests {
  let town: StoryFolder

  init() throws { town = try StoryFolder.town() }

  /// lede on the town's stories, its first screen drawn.
  private func start(
    rows: Int = 24, columns: Int = 80, environment: [String: String?] = [:]
  ) throws -> Pty {
    let lede = try Pty(stories: town, rows: rows, columns: columns, environment: environment)
    try lede.wait(for: "Harbor")
    return lede
  }

  private func expectQuits(_ lede: Pty, sourceLocation: SourceLocation = #_sourceLocation) throws {
    lede.type("Q")
    let end = try lede.waitForEnd(sourceLocation: sourceLocation)
    #expect(end == .exited(0), sourceLocation: sourceLocation)
    #expect(lede.leftWrong == [], sourceLocation: sourceLocation)
  }

  @Test(arguments: [(120, 40), (80, 24), (40, 12), (20, 5), (500, 200)])
  func itStartsAtAnySize(columns: Int, rows: Int) throws {
    let lede = try start(rows: rows, columns: columns)
    try expectQuits(lede)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  @Test(arguments: [(1, 1), (3, 2), (500, 1), (1, 200)])
  func aScreenTooSmallIsSurvived(columns: Int, rows: Int) throws {
    let lede = try Pty(stories: town, rows: rows, columns: columns)
    try lede.wait(until: "anything") { _ in !lede.written.isEmpty }
    lede.type("jj\rk")
    lede.resize(rows: 24, columns: 80)
    try lede.wait(until: "the last row drawn") { !$0.text(ofRow: 23).isEmpty }
    try expectQuits(lede)
  }

  @Test func threeHundredResizesAreSurvived() throws {
    let lede = try start()
    for turn in 0..<300 {
      let rows = [1, 2, 3, 5, 24, 50, 200][turn * 5 % 7]
      let columns = [1, 2, 3, 10, 79, 80, 132, 500][turn * 3 % 8]
      lede.resize(rows: rows, columns: columns)
      lede.type(["j", "k", "\r", "\t"][turn % 4])
    }
    lede.resize(rows: 0, columns: 0)
    lede.resize(rows: 30, columns: 100)
    try lede.wait(for: "Harbor reopens")
    try expectQuits(lede)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }

  @Test func theScreenFollowsTheTerminal() throws {
    let lede = try start(rows: 24, columns: 80)
    lede.resize(rows: 40, columns: 160)
    try lede.wait(until: "the last row drawn") { !$0.text(ofRow: 39).isEmpty }
    lede.resize(rows: 10, columns: 30)
    try lede.wait(until: "the last row drawn") { !$0.text(ofRow: 9).isEmpty }
    try expectQuits(lede)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signalsLeaveByTheFrontDoor(signal: Int32) throws {
    let lede = try start()
    lede.send(signal: signal)
    #expect(try lede.waitForEnd() == .exited(signal == SIGHUP ? 129 : 143))
    #expect(lede.leftWrong == [])
  }

  @Test func anInterruptIsAKeyAndNoEnd() throws {
    let lede = try start()
    lede.send(signal: SIGINT)
    lede.type("j")
    try expectQuits(lede)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGFPE, SIGBUS, SIGTRAP])
  func aCrashLeavesAGoodScreen(signal: Int32) throws {
    let lede = try start()
    lede.type("M")
    try lede.wait(until: "the mouse on") { _ in lede.hasWritten("\u{1b}[?1006h") }
    lede.send(signal: signal)
    #expect(try lede.waitForEnd() == .killed(signal))
    #expect(lede.leftWrong == [])
    #expect(lede.screen.text.contains("lede: ended by a fault of its own"))
  }

  @Test func theShellGetsAStoppedReadersTerminalAndGivesItBack() throws {
    let script = "\"$0\" \"$1\"; echo STOPPED; read answer; fg >/dev/null; echo ENDED $?"
    let shell = try Pty(
      ["-m", "-c", script, Pty.program], stories: town, program: "/bin/bash")
    try shell.wait(for: "Harbor")
    shell.type("\u{1a}")
    try shell.wait(for: "STOPPED")
    #expect(shell.leftWrong == [])
    shell.type("\n")
    try shell.wait(for: "Harbor")
    shell.type("Q")
    try shell.wait(for: "ENDED 0")
    _ = try shell.waitForEnd()
    #expect(shell.leftWrong == [])
  }

  @Test func withoutAShellThereIsNoStopping() throws {
    let lede = try start()
    lede.type("\u{1a}")
    try expectQuits(lede)
  }

  @Test func aScreenIsDrawnAnewAfterAStopFromOutside() throws {
    let lede = try start()
    lede.send(signal: SIGSTOP)
    try lede.waitUntilStopped()
    let count = lede.written.count
    lede.send(signal: SIGCONT)
    try lede.wait(until: "a new screen") { _ in lede.hasWritten("\u{1b}[?1049h", after: count) }
    try expectQuits(lede)
  }

  @Test func itEndsWithItsTerminal() throws {
    let lede = try start()
    lede.hangUp()
    let end = try lede.waitForEnd()
    #expect(end == .exited(129) || end == .exited(0))
  }

  @Test(arguments: ["Q", nil])
  func aTerminalThatNoLongerReadsHoldsNobody(key: String?) throws {
    let lede = try start()
    // More than the kernel keeps for a reader.
    for _ in 0..<200 { lede.type("\u{c}") }
    if let key { lede.type(key) } else { lede.send(signal: SIGTERM) }
    #expect(try lede.waitForEndUnread() == .exited(key == nil ? 143 : 0))
    #expect(lede.leftWrong == [])
  }

  @Test(arguments: ["/dev/null", "/proc/self/mem"])
  func anInputThatIsOverEndsIt(input: String) throws {
    let lede = try Pty(stories: town, input: input)
    #expect(try lede.waitForEnd() == .exited(0))
    #expect(lede.leftWrong == [])
  }

  @Test(arguments: ["0", "1", "2"])
  func aClosedStandardStreamIsNoCrash(stream: String) throws {
    let script = "exec \"$0\" \"$1\" \(stream)>&-"
    let lede = try Pty(["-c", script, Pty.program], stories: town, program: "/bin/sh")
    if stream == "2" { lede.type("Q") }
    guard case .exited = try lede.waitForEnd() else { return #expect(Bool(false), "a crash") }
    #expect(lede.leftWrong == [])
  }

  @Test(arguments: [
    "vt100", "linux", "screen", "tmux-256color", "ansi", "xterm-mono", "xterm-direct", "xterm",
    "rxvt-unicode-256color", "hp2621", "vt52",
  ])
  func anyTerminalThatMovesItsCursorWillDo(type: String) throws {
    let lede = try Pty(stories: town, environment: ["TERM": type])
    try lede.wait(until: "a screen") { _ in lede.hasWritten("Harbor") }
    lede.type("jj\rkQ")
    #expect(try lede.waitForEnd() == .exited(0))
    #expect(lede.leftWrong == [])
    #expect(!lede.hasWritten("$<"), "padding is for terminfo, not for the terminal")
  }

  @Test(arguments: ["vt100", "linux"])
  func whereNoOtherScreenComesBackTheLastRowIsLeftEmpty(type: String) throws {
    let lede = try Pty(stories: town, environment: ["TERM": type])
    try lede.wait(until: "a screen") { _ in lede.hasWritten("Harbor") }
    let count = lede.written.count
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    #expect(lede.hasWritten("\r\u{1b}[K", after: count))
  }

  @Test(arguments: [
    "dumb", "unknown", "no-such-terminal", "", nil, "../../etc/passwd",
    String(repeating: "A", count: 5000), "evil\u{1b}]0;x\u{7}",
  ])
  func onOthersNoScreenIsTaken(type: String?) throws {
    let lede = try Pty(stories: town, environment: ["TERM": type])
    guard case .exited = try lede.waitForEnd() else { return #expect(Bool(false), "a crash") }
    #expect(!lede.written.contains(0x1b))
    #expect(lede.leftWrong == [])
  }

  @Test func withoutColoursNoneAreSent() throws {
    for environment in [["NO_COLOR": "1"], ["TERM": "xterm-mono"], ["TERM": "vt100"]] {
      let lede = try start(environment: environment)
      lede.type("jj")
      try expectQuits(lede)
      #expect(Wire.styles(in: lede.written).allSatisfy { $0 < 30 })
    }
  }

  @Test(arguments: ["C", "POSIX", ""])
  func anASCIILocaleGetsASCII(locale: String) throws {
    let lede = try start(environment: ["LANG": locale, "LC_ALL": locale])
    lede.type("j\r")
    try lede.wait(for: "Cafe Ete")
    try expectQuits(lede)
    #expect(lede.written.allSatisfy { $0 < 0x80 })
  }

  @Test func aMissingUTF8LocaleIsStillUTF8() throws {
    let lede = try start(environment: ["LANG": "xx_NOPE.UTF-8"])
    try lede.wait(for: "Café closes")
    try expectQuits(lede)
  }

  @Test func nothingHappensWhenNothingHappens() throws {
    let lede = try start()
    // Asleep in poll until something comes, without a timeout: what the kernel says of it.
    try lede.wait(until: "a sleep without end") { _ in lede.isAsleepForGood }
    try expectQuits(lede)
  }

  @Test func theMouseIsAskedForOnlyWhenWanted() throws {
    let lede = try start()
    #expect(!lede.hasWritten("\u{1b}[?1000h"))
    lede.type("M")
    try lede.wait(until: "the mouse on") { _ in lede.hasWritten("\u{1b}[?1006h") }
    try expectQuits(lede)
  }

  @Test func aLetterMayComeInPieces() throws {
    let lede = try start()
    lede.type("&f")
    lede.type([0xc3])
    lede.type([0xa9])
    lede.type("\u{1b}[")
    lede.type("C\r")
    try lede.wait(until: "one story") { !$0.text.contains("Harbor reopens") }
    try expectQuits(lede)
  }

  @Test func aPasteIsTextAndNotKeys() throws {
    let lede = try start()
    lede.type("&\u{1b}[200~caf\u{1b}[201~\r")
    try lede.wait(until: "one story") { !$0.text.contains("Harbor reopens") }
    try expectQuits(lede)
  }

  @Test func escapeAloneIsAKey() throws {
    let lede = try start()
    lede.type("&caf")
    try lede.wait(until: "one story") { !$0.text.contains("Harbor reopens") }
    lede.type("\u{1b}")
    try lede.wait(for: "Harbor reopens")
    try expectQuits(lede)
  }

  @Test func aCopyGoesToTheClipboardBehindTheTerminal() throws {
    let lede = try start()
    lede.type("\r")
    try lede.wait(for: "The Harbor Trust paid")
    lede.type("y")
    try lede.wait(until: "a copy") { _ in lede.hasWritten("\u{1b}]52;c;") }
    try expectQuits(lede)
    #expect(Wire.firstLeak(in: lede.written) == nil)
  }
}
