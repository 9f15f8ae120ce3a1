// What is let go by itself, and what never is.
import FoundationEssentials
import StoryArchive
import StoryParsing
import StoryQuery
import Testing

@Suite struct Retaining {
  let place: ArchivePlace
  let archive: Archive

  /// Ten stories, one a day, number 1 the newest.
  init() throws {
    place = try ArchivePlace()
    archive = try place.open()
    _ = try archive.save(Self.refresh, at: .noon)
  }

  static let refresh = Refresh(
    source: "wire",
    stories: (1...10).map {
      Story.wire("\($0)", "Day \($0)\nMara Quill spoke.", published: .noon - Double($0) * 86_400)
    })

  private var left: [Int64] { (try? archive.find(.all).numbers) ?? [] }

  @Test func theOldestGoByAgeNumberOrSize() throws {
    #expect(try archive.trim("wire", age: 8.5 * 86_400, at: .noon) == 2)
    #expect(left == Array(1...8))
    #expect(try archive.trim("wire", stories: 5, at: .noon) == 3)
    #expect(left == Array(1...5))
    let length = try #require(try archive.story(1)).text.utf8.count
    #expect(try archive.trim("wire", size: 3 * length, at: .noon) == 2)
    #expect(left == Array(1...3))
    #expect(try archive.trim("other", stories: 1, at: .noon) == 0)
    let report = try archive.check()
    #expect(report.faults == [] && !report.wasIndexWrong)
  }

  @Test func whatTheReaderMarkedStays() throws {
    try archive.remember([.kept(10): MemoryChange(isStarred: true)], at: .noon)
    try archive.remember([.kept(9): MemoryChange(note: "Ask")], at: .noon)
    try archive.remember([.kept(8): MemoryChange(tags: ["town"])], at: .noon)
    try archive.remember([.kept(7): MemoryChange(isRead: true)], at: .noon)
    #expect(try archive.trim("wire", stories: 2, at: .noon) == 5)
    #expect(left == [1, 2, 8, 9, 10])
  }

  @Test func whatWentDoesNotComeBackAndWhatIsNewDoes() throws {
    try archive.trim("wire", stories: 4, at: .noon)
    var refresh = Self.refresh
    refresh.stories.append(Story.wire("11", "Late\nNews", published: .noon))
    let saved = try archive.save(refresh, at: .noon)
    #expect(saved.added.count == 1 && saved.unchanged == 4)
    #expect(left == saved.added + [1, 2, 3, 4])
  }
}
