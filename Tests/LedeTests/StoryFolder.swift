// A folder of stories for a test.
import FoundationEssentials
import Glibc
import Testing

/// Files in a folder of their own, gone with the test.
final class StoryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/lede-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Three stories of a town.
  static func town() throws -> StoryFolder {
    let folder = try StoryFolder()
    try folder.write(
      """
      Harbor reopens
      HARBOR CITY (Wire) — Mayor Mara Quill reopened the harbor on Monday, three years after the \
      flood. “We are back,” Quill said.
      The Harbor Trust paid for the works. Engineers from Norway and Japan had helped.
      """, to: "1.txt")
    try folder.write(
      "Café closes\nThe Café Été, known for its crème brûlée, closed.\n", to: "2.txt")
    try folder.write("Mayor resigns\nMara Quill resigned on Friday.\n", to: "3.txt")
    return folder
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// - Parameter name: any bytes but `/` and zero.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try #require(
      bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
