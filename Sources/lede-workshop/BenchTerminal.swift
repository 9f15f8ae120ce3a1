// A program on a pseudo-terminal of its own: keys go in, bytes come out, and we see when.
import CPseudoTerminal
import Glibc

/// A program that runs as on a reader's terminal, until it is let go of.
final class BenchTerminal {
  /// What was written after a key: how much, and when.
  struct Answer {
    var text: [UInt8] = []
    /// From the key to the first and to the last byte; nil where none came.
    var first, last: Duration?

    var bytes: Int { text.count }
  }

  private let terminal: Int32
  private let process: pid_t
  private let started: ContinuousClock.Instant
  private var isOver = false

  init(_ program: Invocation, rows: Int = 40, columns: Int = 120) throws {
    let (terminal, path) = try openTerminal(rows: rows, columns: columns)
    started = .now
    do {
      process = try spawn(program, standard: Standard(input: program.input ?? path, output: path))
    } catch {
      close(terminal)
      throw error
    }
    self.terminal = terminal
  }

  /// Hangs up, and waits a second before it kills.
  deinit {
    close(terminal)
    kill(process, SIGHUP)
    for _ in 0..<100 {
      if waitpid(process, nil, WNOHANG) != 0 { return }
      usleep(10_000)
    }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// The first screen: all until `sight` has been written and the burst around it is over.
  func firstScreen(showing sight: String, within patience: Duration) throws -> Answer {
    var answer = Answer()
    let wanted = Array(sight.utf8)
    while !answer.text.contains(wanted) {
      guard try read(into: &answer, since: started, within: patience) else {
        throw BenchError("“\(sight)” has not come to the screen")
      }
    }
    while try read(into: &answer, since: started, within: .milliseconds(3)) {}
    return answer
  }

  /// Presses a key and reads until nothing has come for `quiet`.
  func press(
    _ key: String, quiet: Duration = .milliseconds(60), patience: Duration = .milliseconds(300)
  ) throws -> Answer {
    let start = ContinuousClock.now
    let bytes = Array(key.utf8)
    _ = write(terminal, bytes, bytes.count)
    return try read(since: start, quiet: quiet, patience: patience)
  }

  /// What still comes by itself.
  func rest(quiet: Duration, patience: Duration) throws -> Answer {
    try read(since: .now, quiet: quiet, patience: patience)
  }

  /// All that comes in a stretch of time, however often it pauses.
  func watch(for stretch: Duration) throws -> Answer {
    var answer = Answer()
    let start = ContinuousClock.now
    while case let left = stretch - (.now - start), left > .zero {
      guard try read(into: &answer, since: start, within: left) else { break }
    }
    return answer
  }

  /// The most memory that the program has held, in megabytes.
  var peakMemory: Double? { peakMemoryOf(process) }

  private func read(
    since start: ContinuousClock.Instant, quiet: Duration, patience: Duration
  ) throws -> Answer {
    var answer = Answer()
    guard try read(into: &answer, since: start, within: patience) else { return answer }
    while try read(into: &answer, since: start, within: quiet) {}
    return answer
  }

  /// Takes one read's worth; false if none came in time.
  private func read(
    into answer: inout Answer, since start: ContinuousClock.Instant, within patience: Duration
  ) throws -> Bool {
    guard !isOver else { return false }
    var polled = [pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)]
    guard poll(&polled, 1, Int32(patience.milliseconds.rounded(.up))) > 0 else {
      try stopIfInterrupted()
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    guard count > 0 else {
      isOver = true
      return false
    }
    let time = ContinuousClock.now - start
    answer.first = answer.first ?? time
    answer.last = time
    answer.text += buffer[..<count]
    reply(to: buffer[..<count])
    return true
  }

  /// Answers what programs ask of a terminal before they draw: who it is, where the cursor stands.
  private func reply(to output: ArraySlice<UInt8>) {
    guard output.contains(0x1b) else { return }
    let replies = [("\u{1b}[6n", "\u{1b}[1;1R"), ("\u{1b}[c", "\u{1b}[?62;22c")]
    for (question, reply) in replies where output.contains(Array(question.utf8)) {
      _ = write(terminal, reply, reply.utf8.count)
    }
  }
}

/// A pseudo-terminal of this size, and the path of its other end.
private func openTerminal(rows: Int, columns: Int) throws -> (Int32, String) {
  let terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
  var name = [CChar](repeating: 0, count: 64)
  guard
    terminal >= 0, grantpt(terminal) == 0, unlockpt(terminal) == 0,
    ptsname_r(terminal, &name, name.count) == 0
  else { throw BenchError("no pseudo-terminal is to be had") }
  var size = winsize(
    ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  return (terminal, String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
}
