// Power that fails: the log of an archive cut off or with a wrong byte in it.
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import Testing

@Suite struct TornLogs {
  /// A few here; `make torture` does a thousand.
  static let times = getenv("LEDE_TORTURE").flatMap { Int(String(cString: $0)) } ?? 15

  @Test func aTornLogOpensAtAStateThatWasCommitted() throws {
    let place = try ArchivePlace()
    let archive = try place.open()
    for number in 0..<20 {
      let stories = (0..<5).map {
        Story.wire("\(number)-\($0)", "Day \(number)\nMara Quill of Lisbon spoke \($0) times.")
      }
      _ = try archive.save(Refresh(source: "wire", stories: stories), at: .noon)
    }
    let (file, log) = (try place.bytes(of: place.path), try place.bytes(of: place.path + "-wal"))
    try #require(log.count > 10_000)
    for number in 0..<2 * Self.times {
      let other = try ArchivePlace()
      var torn = log
      let byte = Int.random(in: 0..<log.count)
      if number.isMultiple(of: 2) {
        torn.removeSubrange(byte...)
      } else {
        torn[byte] ^= 1 << UInt8.random(in: 0..<8)
      }
      mkdir(other.folder + "/lede", 0o700)
      try Data(file).write(to: URL(filePath: other.path))
      try Data(torn).write(to: URL(filePath: other.path + "-wal"))
      let opening = Archive.open(other.path, at: .noon)
      #expect(opening.notices == [])
      let report = try opening.archive.check()
      #expect(report.faults == [] && !report.wasIndexWrong)
      // Whole refreshes, from the first on.
      #expect(report.stories % 5 == 0)
      let found = try opening.archive.find(Query("lisbon", today: .noon))
      #expect(found.numbers.sorted() == (0..<Int64(report.stories)).map { $0 + 1 })
    }
  }
}
