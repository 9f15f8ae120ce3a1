// Cases that others collected, kept outside the package.
import FoundationEssentials
import Glibc
import Testing

/// What is needed of `../shared/data/corpora.tar.xz`, unpacked once for all tests and gone with
/// them.
enum SharedCorpora {
  private static let archive =
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    + "/../shared/data/corpora.tar.xz"

  static var isThere: Bool { access(archive, R_OK) == 0 }

  /// The folder that it was unpacked into.
  static let folder: String? = {
    var template = Array("/tmp/lede-corpora-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template).map({ String(cString: $0) }) else { return nil }
    atexit {
      if let folder = SharedCorpora.folder {
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
    return run(["tar", "xJf", archive, "-C", made]) ? made : nil
  }()

  /// The records of a suite, one a line.
  static func records<Record: Decodable>(of suite: String, as type: Record.Type) throws -> [Record]
  {
    let folder = try #require(folder)
    return try Data(contentsOf: URL(filePath: "\(folder)/\(suite).jsonl")).split(separator: 0x0A)
      .map { try JSONDecoder().decode(type, from: Data($0)) }
  }

  static func bytes(of input: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(try #require(folder))/\(input)")))
  }

  private static func run(_ words: [String]) -> Bool {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], nil, nil, &arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    return waitpid(child, &status, 0) == child && status == 0
  }
}
