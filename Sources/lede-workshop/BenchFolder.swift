// The folder of a bench run: the same stories in each program's format, and a home for it.
import Glibc

/// A temporary folder, gone with everything in it when the bench is done.
final class BenchFolder {
  let path: String
  /// What every measured program finds around it: a home of its own and a modest terminal.
  let environment: [String]
  private let isTemporary: Bool

  /// A folder that stays.
  init(_ path: String) {
    mkdir(path, 0o700)
    mkdir(path + "/home", 0o700)
    (self.path, isTemporary) = (path, false)
    environment = surroundings(home: path + "/home")
  }

  init() throws {
    var template = Array("/tmp/lede-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchError("no folder could be made in /tmp") }
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    isTemporary = true
    mkdir(path + "/home", 0o700)
    environment = surroundings(home: path + "/home")
  }

  deinit { if isTemporary { removeTree(path) } }

  subscript(name: String) -> String { "\(path)/\(name)" }

  func invocation(_ arguments: [String], input: String? = nil) -> Invocation {
    Invocation(arguments: arguments, input: input, environment: environment)
  }
}

private func surroundings(home: String) -> [String] {
  let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
  return [
    "HOME=\(home)", "XDG_CONFIG_HOME=\(home)/config", "XDG_DATA_HOME=\(home)/data",
    "XDG_STATE_HOME=\(home)/state", "XDG_CACHE_HOME=\(home)/cache", "PATH=\(search)",
    "TERM=xterm-256color", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LESSHISTFILE=-",
    "GIT_CONFIG_NOSYSTEM=1",
  ]
}

/// Removes a folder and all in it; a link is removed, not followed.
private func removeTree(_ path: String) {
  if let folder = opendir(path) {
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let inner = "\(path)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) { removeTree(inner) } else { unlink(inner) }
    }
    closedir(folder)
  }
  rmdir(path)
}

/// A file that is written a stretch at a time.
final class BenchFile {
  private let descriptor: Int32
  private var waiting: [UInt8] = []

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchError("\(path) could not be written") }
  }

  deinit {
    flush()
    close(descriptor)
  }

  func write(_ text: String) {
    waiting += text.utf8
    if waiting.count > 1 << 20 { flush() }
  }

  private func flush() {
    var written = 0
    while written < waiting.count {
      let count = waiting[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { break }
      written += count
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// All bytes of a file, also of one whose length is not known.
func readBytes(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
    bytes += buffer[..<count]
  }
  return bytes
}
