// A folder for an archive, and stories to keep in it.
import FoundationEssentials
import GRDB
import Glibc
import StoryArchive
import StoryParsing
import Testing

/// A folder of its own for one test, gone with it.
final class ArchivePlace {
  let folder: String
  var path: String { folder + "/lede/archive.sqlite" }

  init() throws {
    var template = Array("/tmp/lede-archive-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The archive, which must open without a word.
  func open() throws -> Archive {
    let opening = Archive.open(path, at: .noon)
    #expect(opening.notices == [])
    return opening.archive
  }

  func bytes(of path: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path))) }

  func mode(of path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}

extension Date {
  static let noon = Date(timeIntervalSince1970: 1_700_000_000)
}

extension Story {
  /// A story of the source "wire".
  static func wire(_ name: String, _ text: String, published: Date? = nil) -> Story {
    Story(
      id: Story.ID(source: "wire", name: name), text: text, byline: nil, published: published,
      source: "The Wire", link: URL(string: "https://example.org/\(name)"))
  }
}

extension Refresh {
  static func wire(_ stories: Story...) -> Refresh {
    Refresh(source: "wire", title: "The Wire", stories: stories)
  }
}

extension ArchivePlace {
  /// Does something to the file that lede would not.
  func run(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}
