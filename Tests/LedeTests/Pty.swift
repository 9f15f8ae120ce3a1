// The built program in a pseudo-terminal, read by libvterm.
import CVTerm
import Glibc
import Testing

/// lede as a reader runs it, and the terminal that it runs in.
///
/// Nothing here sleeps: `wait` returns with the byte that makes its condition true, and gives up,
/// failing the test, only after so long that lede must have hung.
final class Pty {
  /// Every byte that lede has written.
  private(set) var written: [UInt8] = []
  let screen: VirtualScreen
  let process: pid_t

  private var master: Int32
  /// Kept open, so that the terminal's modes can be read after lede is gone.
  private var slave: Int32
  private let ended: Int32
  private let modesBefore: [UInt32]
  private var status: Int32?
  /// Must not go before lede has read it.
  private let folder: StoryFolder?
  /// What lede keeps; its own unless another lede's is given.
  let data: StoryFolder

  /// How a program ended.
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
  }

  /// - Parameters:
  ///   - folder: its path is the last argument.
  ///   - environment: added to the usual one; a variable set to nil is left out.
  ///   - data: where it keeps what it remembers, for what another lede left there.
  ///   - input: a file that stands on standard input instead of the terminal.
  init(
    _ arguments: [String] = [], stories folder: StoryFolder? = nil, rows: Int = 24,
    columns: Int = 80,
    environment: [String: String?] = [:], input: String? = nil, program: String = Pty.program,
    data: StoryFolder? = nil
  ) throws {
    self.folder = folder
    self.data = try data ?? StoryFolder()
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
    var path = [CChar](repeating: 0, count: 64)
    try #require(ptsname_r(master, &path, path.count) == 0)
    let name = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    modesBefore = modes(of: slave)
    try #require(slave >= 0 && !modesBefore.isEmpty)
    setSize(of: master, rows: rows, columns: columns)
    let variables = Pty.variables(environment.merging(["XDG_DATA_HOME": self.data.path]) { $1 })
    process = try spawn(
      program, arguments + (folder.map { [$0.path] } ?? []), variables: variables, terminal: name,
      input: input)
    ended = lede_process_descriptor(process)
    try #require(ended >= 0)
    screen = VirtualScreen(rows: rows, columns: columns)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    for descriptor in [master, slave, ended] where descriptor >= 0 { close(descriptor) }
  }

  /// The program that is tested: what `LEDE_PROGRAM` names, or else the one beside the tests.
  static let program: String = {
    if let program = getenv("LEDE_PROGRAM") { return String(cString: program) }
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let own = String(
      decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/lede"
  }()

  /// Types a text as it stands.
  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  func resize(rows: Int, columns: Int) {
    screen.resize(rows: max(1, rows), columns: max(1, columns))
    setSize(of: master, rows: rows, columns: columns)
  }

  func send(signal: Int32) { kill(process, signal) }

  /// Reads on until the condition holds.
  func wait(
    until what: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: (VirtualScreen) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(Pty.patience)
    while !condition(screen) {
      // What is not said in bytes is looked at again after a while.
      let soon = min(deadline, .now + .milliseconds(20))
      guard readSome(until: soon) || (status == nil && .now < deadline) else {
        Issue.record(
          "never came: \(what); on the screen:\n\(screen.text)", sourceLocation: sourceLocation)
        throw Hung()
      }
    }
  }

  /// Reads on until a text stands on the screen.
  func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait(until: text, sourceLocation: sourceLocation) { $0.text.contains(text) }
  }

  /// Reads on until lede has ended, to the last byte.
  func waitForEnd(sourceLocation: SourceLocation = #_sourceLocation) throws -> End {
    let deadline = ContinuousClock.now + .seconds(Pty.patience)
    while status == nil {
      guard readSome(until: deadline) || status != nil else {
        Issue.record("did not end; on the screen:\n\(screen.text)", sourceLocation: sourceLocation)
        throw Hung()
      }
    }
    let status = status ?? 0
    return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f)
  }

  /// Reads nothing on until lede has ended, as a terminal that is stuck.
  func waitForEndUnread() throws -> End {
    var polled = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
    try #require(poll(&polled, 1, Int32(Pty.patience) * 1000) == 1)
    return try waitForEnd()
  }

  /// Whether the process is stopped, by ^Z or its like.
  func waitUntilStopped() throws {
    var status: Int32 = 0
    // Stopping wakes no descriptor; waitpid sleeps until it is so.
    try #require(waitpid(process, &status, WUNTRACED) == process)
    try #require(status & 0xff == 0x7f)
    while readSome(until: .now) {}
  }

  struct Hung: Error {}
  private static let patience = 60

  /// The terminal vanishes, as when a connection breaks.
  func hangUp() {
    close(slave)
    close(master)
    (slave, master) = (-1, -1)
  }

  /// Whether lede has written a text, sequences included.
  func hasWritten(_ text: String, after start: Int = 0) -> Bool {
    String(decoding: written[start...], as: UTF8.self).utf8.contains(text.utf8)
  }

  /// Whether the kernel has lede asleep in `poll` with no end set.
  var isAsleepForGood: Bool {
    let words = contents(of: "/proc/\(process)/syscall").split(separator: " ")
    #if arch(x86_64)
      return words.count > 3 && words[0] == "7" && words[3].hasSuffix("ffffffff")
    #else
      return words.count > 3 && words[0] == "73" && words[3] == "0x0"
    #endif
  }

  /// What is left behind when the terminal is not as it was found; empty if it is.
  var leftWrong: [String] {
    let isWrong: [(String, Bool)] = [
      ("modes", modes(of: slave) != modesBefore),
      ("alternate screen", isLastOn("1049")),
      ("cursor", isHidden),
      ("paste", isLastOn("2004")),
      ("mouse", isLastOn("1000") || isLastOn("1002") || isLastOn("1006")),
      ("keypad", isLastOn("1")),
    ]
    return isWrong.filter(\.1).map(\.0)
  }

  private func isLastOn(_ mode: String) -> Bool {
    lastPlace(of: "\u{1b}[?\(mode)h") > lastPlace(of: "\u{1b}[?\(mode)l")
  }

  private var isHidden: Bool { lastPlace(of: "\u{1b}[?25l") > lastPlace(of: "\u{1b}[?25h") }

  private func lastPlace(of text: String) -> Int {
    let wanted = Array(text.utf8)
    var place = written.count - wanted.count
    while place >= 0, !written[place...].starts(with: wanted) { place -= 1 }
    return place
  }

  /// Reads what comes next; false when nothing has come and nothing will, or time is up.
  private func readSome(until deadline: ContinuousClock.Instant) -> Bool {
    let left = max(0, (deadline - .now) / .milliseconds(1))
    var polled = [
      pollfd(fd: master, events: Int16(POLLIN), revents: 0),
      pollfd(fd: status == nil ? ended : -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polled, 2, Int32(left)) > 0 else { return false }
    if polled[0].revents & Int16(POLLIN) != 0 { return readBytes() }
    if polled[1].revents != 0 {
      var status: Int32 = 0
      waitpid(process, &status, 0)
      self.status = status
    }
    return false
  }

  private func readBytes() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    written += buffer[..<count]
    screen.show(buffer[..<count])
    let answers = screen.answers()
    if !answers.isEmpty { type(answers) }
    return true
  }

  private static func variables(_ changes: [String: String?]) -> [String] {
    var all: [String: String] = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] {
      if let value = getenv(name) { all[name] = String(cString: value) }
    }
    for (name, value) in changes { all[name] = value }
    return all.map { "\($0.key)=\($0.value)" }
  }
}

/// A file as text; empty if it cannot be read.
func contents(of path: String) -> String {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return "" }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

/// The modes of a terminal; empty if it is none.
private func modes(of terminal: Int32) -> [UInt32] {
  var modes: [UInt32] = [0, 0, 0, 0]
  return lede_modes(terminal, &modes) == 0 ? modes : []
}

private func setSize(of terminal: Int32, rows: Int, columns: Int) {
  var size = winsize(
    ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
}

/// Starts a program as the leader of a new session, whose terminal the first it opens becomes.
private func spawn(
  _ program: String, _ arguments: [String], variables: [String], terminal: String, input: String?
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for stream: Int32 in [1, 0, 2] {
    let path = stream == 0 ? input ?? terminal : terminal
    posix_spawn_file_actions_addopen(&actions, stream, path, O_RDWR, 0)
  }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  // POSIX_SPAWN_SETSID, which Swift does not see, is 0x80.
  posix_spawnattr_setflags(
    &attributes, Int16(0x80 | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  let words = ([program] + arguments).map { strdup($0) } + [nil]
  let settings = variables.map { strdup($0) } + [nil]
  defer { for word in words + settings { free(word) } }
  var process: pid_t = 0
  try #require(posix_spawn(&process, program, &actions, &attributes, words, settings) == 0)
  return process
}
