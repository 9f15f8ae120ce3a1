// What a program prints, within bounds.
import Glibc

/// Why a command gave no stories.
package enum CommandTrouble: Error, Hashable, Sendable {
  case notStarted(String)
  case slow(seconds: Int)
  case tooLarge(Int)
  case failed(code: Int32)

  /// What is wrong, and what now.
  package var message: String {
    switch self {
    case .notStarted(let reason): "did not start: \(reason); check the command in sources.toml"
    case .slow(let seconds): "was not done in \(seconds) s and was ended; the old stories stay"
    case .tooLarge(let limit):
      "printed more than \(limit / 1_048_576) MiB and was ended; the old stories stay"
    case .failed(let code): "ended with code \(code); the old stories stay"
    }
  }
}

/// Runs a program by its argument list, and gives what it prints.
///
/// It has no terminal and no input; it is ended, with all that it started, when its time is up.
func output(
  of arguments: [String], within limits: FetchLimits
) -> Result<[UInt8], CommandTrouble> {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return .failure(.notStarted(lastTrouble)) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  defer { close(ends[0]) }
  let started = start(arguments, writingTo: ends[1])
  close(ends[1])
  switch started {
  case .failure(let trouble): return .failure(trouble)
  case .success(let child):
    let output = readAll(ends[0], within: limits)
    if case .failure = output { kill(-child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard case .success = output, status != 0 else { return output }
    return .failure(.failed(code: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F))
  }
}

private func start(
  _ arguments: [String], writingTo descriptor: Int32
) -> Result<pid_t, CommandTrouble> {
  guard let program = arguments.first else { return .failure(.notStarted("no program is named")) }
  var actions = posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
  // What it complains of would stand on the screen.
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  var signals = sigset_t()
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  // A session of its own, without a terminal: 0x80 is POSIX_SPAWN_SETSID.
  posix_spawnattr_setflags(
    &attributes, Int16(0x80 | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
  var words = arguments.map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  let trouble = posix_spawnp(&child, program, &actions, &attributes, &words, environ)
  guard trouble == 0 else { return .failure(.notStarted(spokenTrouble(trouble))) }
  return .success(child)
}

private func readAll(
  _ descriptor: Int32, within limits: FetchLimits
) -> Result<[UInt8], CommandTrouble> {
  let deadline = ContinuousClock.now + limits.total
  var output: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 65_536)
  while true {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let left = max(.zero, deadline - .now) / .milliseconds(1)
    guard poll(&waiting, 1, Int32(min(60_000, left + 1))) >= 0 || errno == EINTR else { break }
    if deadline <= .now {
      return .failure(.slow(seconds: Int(limits.total.components.seconds)))
    }
    guard waiting.revents != 0 else { continue }
    let count = read(descriptor, &piece, piece.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    guard output.count + count <= limits.body else { return .failure(.tooLarge(limits.body)) }
    output += piece[..<count]
  }
  return .success(output)
}

private var lastTrouble: String { spokenTrouble(errno) }

private func spokenTrouble(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
