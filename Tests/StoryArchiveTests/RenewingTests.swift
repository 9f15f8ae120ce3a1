// Names that an earlier analyser found are found anew, the newest story first.
import FoundationEssentials
import StoryArchive
import StoryParsing
import StoryQuery
import Testing

@Suite struct RenewingTests {
  @Test func theNewestIsRenewedFirstAndTheIndexAgrees() throws {
    let place = try ArchivePlace()
    let archive = try place.open()
    let stories = (0..<5).map {
      Story.wire("\($0)", "Day \($0)\nMara Quill spoke.", published: .noon + Double($0))
    }
    _ = try archive.save(Refresh(source: "wire", stories: stories), at: .noon)
    #expect(try archive.staleCount() == 0)
    // As if an earlier lede had found nobody but somebody who is not there.
    try place.run(
      """
      UPDATE story SET analyser = 0 WHERE id <= 3;
      UPDATE name SET key = 'person:nobody', name = 'Nobody';
      """)
    #expect(try archive.staleCount() == 3)
    let first = try archive.staleStories(limit: 2)
    #expect(first.map(\.number) == [3, 2])
    try archive.renew(first.map { ($0.number, NamedStory($0.story, analyze($0.story))) })
    #expect(try archive.staleCount() == 1)
    #expect(try archive.names(of: 3)?.map(\.key) == ["person:mara quill"])
    #expect(try archive.names(of: 1) == nil)
    let report = try archive.check()
    #expect(report.faults == [] && !report.wasIndexWrong)
  }
}
