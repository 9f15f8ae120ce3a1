// Programs of others that a test runs, and what the kernel knows of those that run.
import FoundationEssentials
import Glibc
import Testing

/// Where a program lies: on the path, or with the daemons, which are not on everyone's.
func findProgram(_ name: String) -> String? {
  let path = getenv("PATH").map { String(cString: $0) } ?? ""
  let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/usr/local/sbin"]
  return folders.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
}

/// Runs a program to its end; gives what it printed, which also stands in a file then.
@discardableResult
func run(
  _ program: String, _ arguments: [String], environment: [String: String?] = [:],
  into output: String = "/dev/null", sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  // A terminal may hold back what a program that has ended wrote to it; a file does not.
  let words = ["-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh", output, program]
  let end = try Pty(words + arguments, environment: environment, program: "/bin/sh").waitForEnd()
  try #require(end == .exited(0), "\(program) \(arguments)", sourceLocation: sourceLocation)
  return contents(of: output)
}

/// The processes of which a list that the kernel keeps (`cmdline`, `environ`) has an entry.
func processes(whose list: String, has entry: String) -> [pid_t] {
  let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return all.compactMap { pid_t($0) }.filter {
    contents(of: "/proc/\($0)/\(list)").split(separator: "\0").contains { $0 == entry }
  }
}

extension Pty {
  /// What the terminal was last asked to put on its clipboard.
  var copied: String? {
    let pieces = String(decoding: written, as: UTF8.self).split(separator: "\u{1b}]52;")
    guard pieces.count > 1, let end = pieces[pieces.count - 1].firstIndex(of: "\u{7}"),
      let code = pieces[pieces.count - 1][..<end].split(separator: ";").last,
      let bytes = Data(base64Encoded: String(code))
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
