// Archives that earlier ledes made, a stored file of each schema that was released.
import FoundationEssentials
import Glibc
import StoryArchive
import StoryQuery
import Testing

@Suite struct Migrations {
  /// A copy of a stored archive, in a place of its own.
  static func place(of schema: Int) throws -> ArchivePlace {
    let place = try ArchivePlace()
    mkdir(place.folder + "/lede", 0o700)
    let stored = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/schema-\(schema).sqlite")
    try Data(contentsOf: stored).write(to: URL(filePath: place.path))
    return place
  }

  @Test(arguments: [3])
  func anArchiveOfAnEarlierLedeHasAllItHad(schema: Int) throws {
    let archive = try Migrations.place(of: schema).open()
    for (typed, numbers) in [
      ("", [3, 2, 1]), ("harbour", [3, 1]), ("Harbour", [3, 1]), ("h*", [3, 1]),
      ("title:h*", [1]), ("from:R*", [1]), ("person:quill", [3, 1]), ("country:portugal", [2]),
      ("zurich", [2]), ("went", [2]), ("stayed", []), ("is:starred", [1]), ("is:noted", [2]),
      ("tag:ports", [1]), ("is:rewritten", [2]), ("\"harbour trust\"", [3]),
    ] {
      #expect(
        try archive.find(Query(typed, today: .noon)).numbers.map(Int.init) == numbers, "\(typed)")
    }
    #expect(try archive.earlierTexts(of: 2).first?.contains("stayed at home") == true)
    #expect(try archive.memories(of: [.kept(1)])[.kept(1)]?.place == 12)
    #expect(try archive.typedLines().map(\.line) == ["quill"])
    #expect(try archive.sitting("") == ["split": "3"])
    let report = try archive.check()
    #expect(report.faults == [] && !report.wasIndexWrong)
  }

  /// As after a kill between the last step and the index.
  @Test func anArchiveWithoutItsIndexGetsOne() throws {
    let place = try ArchivePlace()
    _ = try place.open().save(.wire(.wire("1", "Harbour reopens")), at: .noon)
    try place.run("DELETE FROM termPage; DELETE FROM termSpan")
    let archive = try place.open()
    #expect(try archive.find(Query("harbour", today: .noon)).numbers == [1])
    #expect(try !archive.check().wasIndexWrong)
  }
}
