// Cases that others collected, kept outside the package.
import CVTerm
import FoundationEssentials
import Glibc
import Testing

/// What is needed of `../shared/data/corpora.tar.xz`, unpacked for a test and gone with it.
final class Corpora {
  private let folder: StoryFolder

  private static let archive =
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    + "/../shared/data/corpora.tar.xz"

  static var isThere: Bool { access(archive, R_OK) == 0 }

  init(_ members: [String]) throws {
    folder = try StoryFolder()
    // Names in the archive may begin with "./".
    let wanted = members.flatMap { ["--wildcards", $0, "--wildcards", "./" + $0] }
    _ = try Pty(
      ["-c", "exec tar xJf \"$0\" -C \"$@\" 2>/dev/null", Self.archive, folder.path] + wanted,
      program: "/bin/sh"
    ).waitForEnd()
    try #require(access(folder.path + "/" + members[0], R_OK) == 0)
  }

  /// The escape and Unicode cases: files as they are, and every string of those that are JSON.
  func hostileTexts() throws -> [[UInt8]] {
    try lines(of: "hostile.jsonl", as: HostileCase.self)
      .filter { ["escape", "unicode"].contains($0.class) }
      .flatMap { one in
        let bytes = Array(try Data(contentsOf: URL(filePath: folder.path + "/" + one.input)))
        let value = try? JSONDecoder().decode(Value.self, from: Data(bytes))
        return [bytes] + (value?.strings ?? []).map { Array($0.utf8) }
      }
  }

  func naughtyTexts() throws -> [[UInt8]] {
    try lines(of: "naughty.jsonl", as: NaughtyCase.self).map { Array($0.text.utf8) }
  }

  private func lines<Case: Decodable>(of name: String, as type: Case.Type) throws -> [Case] {
    try Data(contentsOf: URL(filePath: folder.path + "/" + name)).split(separator: 0x0a)
      .map { try JSONDecoder().decode(type, from: Data($0)) }
  }

  private struct HostileCase: Decodable {
    let input: String
    let `class`: String
  }

  private struct NaughtyCase: Decodable {
    let text: String
  }

  /// The strings of some JSON, keys too.
  private struct Value: Decodable {
    let strings: [String]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let string = try? value.decode(String.self) {
        strings = [string]
      } else if let list = try? value.decode([Value].self) {
        strings = list.flatMap(\.strings)
      } else if let table = try? value.decode([String: Value].self) {
        strings = table.flatMap { [$0.key] + $0.value.strings }
      } else {
        strings = []
      }
    }
  }
}
