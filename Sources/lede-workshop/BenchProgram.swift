// Starting programs: with what arguments, in what surroundings, on what files.
import Glibc

/// A program and all that it is started with.
struct Invocation {
  let arguments: [String]
  /// A file instead of the terminal for standard input.
  var input: String?
  let environment: [String]
}

/// Where a program reads and writes.
struct Standard {
  var input = "/dev/null"
  var output = "/dev/null"
  var error: String?
}

/// What keeps the bench from going on.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Where a program lies on the search path, if it is there.
func findProgram(_ name: String) -> String? {
  guard let path = getenv("PATH") else { return nil }
  let folders = String(cString: path).split(separator: ":")
  return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}

/// Starts a program at the head of a session of its own, so that the terminal it opens is its own.
func spawn(_ program: Invocation, standard: Standard) throws -> pid_t {
  var files = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&files)
  defer { posix_spawn_file_actions_destroy(&files) }
  posix_spawn_file_actions_addopen(&files, 1, standard.output, O_RDWR | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_addopen(&files, 0, standard.input, O_RDWR, 0)
  if let error = standard.error {
    posix_spawn_file_actions_addopen(&files, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  } else {
    posix_spawn_file_actions_adddup2(&files, 1, 2)
  }
  var attributes = freshSession()
  defer { posix_spawnattr_destroy(&attributes) }
  return try withCStrings(program.arguments) { arguments in
    try withCStrings(program.environment) { environment in
      var process: pid_t = 0
      let name = program.arguments[0]
      let failure = posix_spawn(&process, name, &files, &attributes, arguments, environment)
      guard failure == 0 else { throw BenchError("\(name): \(String(cString: strerror(failure)))") }
      return process
    }
  }
}

/// Runs a program to its end, and says how long it took and how much memory it held at most.
@discardableResult func run(
  _ program: Invocation, output: String = "/dev/null"
) throws -> (time: Duration, megabytes: Double) {
  let start = ContinuousClock.now
  let input = program.input ?? "/dev/null"
  let process = try spawn(
    program, standard: Standard(input: input, output: output, error: "/dev/null"))
  var status: Int32 = 0
  var usage = rusage()
  while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
  let time = ContinuousClock.now - start
  try stopIfInterrupted()
  guard status == 0 else { throw BenchError("\(program.arguments.joined(separator: " ")) failed") }
  return (time, Double(usage.ru_maxrss) / 1024)
}

/// Leaves interruptions pending, so that the bench can end its programs and clear up first.
func holdInterruptions() {
  var signals = sigset_t()
  sigemptyset(&signals)
  for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
  sigprocmask(SIG_BLOCK, &signals, nil)
}

func stopIfInterrupted() throws {
  var pending = sigset_t()
  sigpending(&pending)
  for signal in [SIGINT, SIGTERM, SIGHUP] where sigismember(&pending, signal) == 1 {
    throw BenchError("interrupted")
  }
}

/// The most memory that a running process has held, in megabytes.
func peakMemoryOf(_ process: pid_t) -> Double? {
  guard let status = readBytes("/proc/\(process)/status") else { return nil }
  let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
  let line = lines.first { $0.hasPrefix("VmHWM:") }
  return line?.split(separator: " ").compactMap { Double($0) }.first.map { $0 / 1024 }
}

private func freshSession() -> posix_spawnattr_t {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  var all = sigset_t()
  sigfillset(&all)
  posix_spawnattr_setsigdefault(&attributes, &all)
  let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, hidden from Swift
  let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
  posix_spawnattr_setflags(&attributes, Int16(flags))
  return attributes
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) throws -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return try body(copies + [nil])
}
