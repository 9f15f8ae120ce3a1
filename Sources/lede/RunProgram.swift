// Other programs, started from an argument list.
import Glibc

/// Why a program did not start, in a sentence.
package struct ProgramError: Error {
  package let sentence: String
}

/// How a program ended, as a shell would count it.
func describe(_ status: Int32) -> String {
  status > 128 ? "signal \(status - 128)" : "code \(status)"
}

/// Runs a program to its end; gives its exit code, 128 more than the signal's number if it was
/// killed by one.
///
/// - Parameters:
///   - input: what it reads on standard input; without it, what lede itself is typed on.
///   - isDetached: whether it has no terminal at all.
package func runProgram(
  _ arguments: [String], input: String? = nil, isDetached: Bool = false
) throws(ProgramError) -> Int32 {
  var ends: [Int32] = [-1, -1]
  if input != nil, pipe(&ends) != 0 {
    throw ProgramError(sentence: "No pipe: \(String(cString: strerror(errno)))")
  }
  defer { if ends[0] >= 0 { close(ends[0]) } }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  let child: pid_t
  do throws(ProgramError) {
    child = try spawn(arguments, input: ends[0], isDetached: isDetached)
  } catch {
    if ends[1] >= 0 { close(ends[1]) }
    throw error
  }
  if let input {
    // Its own end of the pipe must go, or a program that stops reading would never be noticed.
    close(ends[0])
    ends[0] = -1
    _ = writeAll(input, to: ends[1])
    close(ends[1])
  }
  return waitFor(child)
}

private func waitFor(_ child: pid_t) -> Int32 {
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return 0 } }
  let signal = status & 0x7F
  return signal == 0 ? status >> 8 & 0xFF : 128 + signal
}

private func spawn(
  _ arguments: [String], input: Int32, isDetached: Bool
) throws(ProgramError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  prepare(&actions, input: input, isDetached: isDetached)
  prepare(&attributes, isDetached: isDetached)
  var words = arguments.map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  guard let program = arguments.first else { throw ProgramError(sentence: "No program is named") }
  let trouble = posix_spawnp(&child, program, &actions, &attributes, &words, environ)
  guard trouble == 0 else {
    throw ProgramError(sentence: "\(program) did not start: \(String(cString: strerror(trouble)))")
  }
  return child
}

private func prepare(
  _ actions: inout posix_spawn_file_actions_t, input: Int32, isDetached: Bool
) {
  if isDetached {
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    posix_spawn_file_actions_adddup2(&actions, input >= 0 ? input : 1, 0)
  } else if input >= 0 {
    posix_spawn_file_actions_adddup2(&actions, input, 0)
  } else if isatty(0) == 0, hasTerminal() {
    // Stories came on standard input: keys come from the terminal itself.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/tty", O_RDWR, 0)
  }
}

private func hasTerminal() -> Bool {
  let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
  defer { if terminal >= 0 { close(terminal) } }
  return terminal >= 0
}

/// Signals as any program expects them, though lede ignores some.
private func prepare(_ attributes: inout posix_spawnattr_t, isDetached: Bool) {
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  let session = isDetached ? 0x80 : 0  // POSIX_SPAWN_SETSID
  posix_spawnattr_setflags(
    &attributes, Int16(Int32(session) | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
}

/// Lets what a program printed stand until the reader has seen it.
func waitForEnter() {
  let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
  guard terminal >= 0 else { return }
  defer { close(terminal) }
  guard writeAll("\nEnter goes back to lede ", to: terminal) else { return }
  var byte: UInt8 = 0
  while read(terminal, &byte, 1) == 1, byte != 10, byte != 13 {}
}
