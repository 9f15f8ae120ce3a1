// Stories kept, rewritten and remembered, in real files.
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import Testing

@Suite struct Archives {
  let place: ArchivePlace

  init() throws { place = try ArchivePlace() }

  static let harbour = Story(
    id: Story.ID(source: "wire", name: "1"),
    text: "Harbour reopens\nMayor Mara Quill reopened the harbour of Lisbon on Monday.",
    markup: [
      Markup(.headline, TextRange(0, 15)),
      Markup(.link("https://example.org/a%20b"), TextRange(16, 20)),
    ], byline: "Jo Reed", published: .noon - 86_400, source: "The Wire",
    link: URL(string: "https://example.org/1"), updated: .noon, language: "en-GB",
    extra: #"{"page": 3}"#)

  @Test func aStoryComesBackAsItWas() throws {
    let saved = try place.open().save(.wire(Self.harbour), at: .noon)
    #expect(saved.added.count == 1)
    let again = try place.open()
    #expect(try again.story(saved.added[0]) == Self.harbour)
    #expect(try again.number(of: Self.harbour.id) == saved.added[0])
    #expect(again.count == 1)
  }

  @Test func whoIsNamedIsKeptWithTheStory() throws {
    let archive = try place.open()
    let number = try archive.save(.wire(Self.harbour), at: .noon).added[0]
    let names = try #require(try archive.names(of: number))
    let found = analyze(Self.harbour).entities
    #expect(Set(names.map(\.key)) == Set(found.map(\.key)))
    #expect(names.map(\.mentions).reduce(0, +) == found.map(\.mentionCount).reduce(0, +))
  }

  @Test func whatIsGivenAgainIsKeptOnce() throws {
    let archive = try place.open()
    _ = try archive.save(.wire(Self.harbour, .wire("2", "Second")), at: .noon)
    let again = try archive.save(.wire(.wire("2", "Second"), Self.harbour), at: .noon + 60)
    #expect(again.unchanged == 2 && again.added == [] && again.rewritten == [])
  }

  @Test func aRewrittenStoryIsANewVersionOfTheSame() throws {
    let archive = try place.open()
    let number = try archive.save(.wire(.wire("1", "Twelve dead\nIn Lisbon")), at: .noon).added[0]
    try archive.remember([.kept(number): MemoryChange(isRead: true, place: 3)], at: .noon)
    let later = Story.wire("1", "Nine dead\nIn Lisbon, officials said")
    let saved = try archive.save(.wire(later), at: .noon + 60)
    #expect(saved.rewritten == [number] && saved.added == [])
    #expect(try archive.story(number)?.text == later.text)
    #expect(try archive.earlierTexts(of: number) == ["Twelve dead\nIn Lisbon"])
    #expect(
      try archive.memories(of: [.kept(number)])[.kept(number)] == Memory(isRead: true, place: 3))
    let report = try archive.check()
    #expect(report.faults == [] && !report.wasIndexWrong && report.stories == 1)
  }

  @Test func aRewrittenStoryIsUnreadAgainWhereItsSourceWantsThat() throws {
    let archive = try place.open()
    let number = try archive.save(.wire(.wire("1", "Twelve dead\nIn Lisbon")), at: .noon).added[0]
    try archive.remember(
      [.kept(number): MemoryChange(isRead: true, isStarred: true)], at: .noon)
    var refresh = Refresh.wire(.wire("1", "Nine dead\nIn Lisbon"))
    refresh.rereads = true
    _ = try archive.save(refresh, at: .noon + 60)
    let memory = try archive.memories(of: [.kept(number)])[.kept(number)]
    #expect(memory?.isRead == false && memory?.isStarred == true)
  }

  @Test func storiesAreReadTheNewestFirst() throws {
    let archive = try place.open()
    let stories = (0..<200).map { number in
      Story.wire(
        "\(number)", "Day \(number * 37 % 200)", published: .noon + Double(number * 37 % 200))
    }
    _ = try archive.save(Refresh(source: "wire", stories: stories), at: .noon)
    var read: [Story] = []
    try archive.readStories { _, story, names in
      read.append(story)
      return names != nil
    }
    #expect(read.map(\.text) == (0..<200).reversed().map { "Day \($0)" })
  }

  @Test func factsOfASourceAreKeptWithItsStories() throws {
    let archive = try place.open()
    let refresh = Refresh(source: "wire", stories: [], facts: ["etag": "abc", "asked": "12"])
    _ = try archive.save(refresh, at: .noon)
    _ = try archive.save(Refresh(source: "wire", stories: [], facts: ["etag": ""]), at: .noon)
    #expect(try archive.facts(of: "wire") == ["asked": "12"])
  }

  // MARK: What is remembered

  @Test func aStoryThatIsNotKeptIsKnownByItsContent() throws {
    let story = KnownStory.content(Fingerprint(of: "Harbour reopens"))
    let archive = try place.open()
    #expect(!archive.remembersContents)
    try archive.remember([story: MemoryChange(isRead: true)], at: .noon)
    try archive.remember([story: MemoryChange(place: 120)], at: .noon)
    let again = try place.open()
    #expect(again.remembersContents)
    #expect(try again.memories(of: [story])[story] == Memory(isRead: true, place: 120))
  }

  @Test func whatWasReadBeforeItWasKeptStaysRead() throws {
    let archive = try place.open()
    let story = KnownStory.content(Fingerprint(of: Self.harbour.text))
    try archive.remember([story: MemoryChange(isStarred: true, place: 9)], at: .noon)
    let number = try archive.save(.wire(Self.harbour), at: .noon).added[0]
    let memory = try archive.memories(of: [.kept(number)])[.kept(number)]
    #expect(memory == Memory(isStarred: true, place: 9))
  }

  @Test func aQueryKnowsWhatWasReadByItsContent() throws {
    let archive = try place.open()
    _ = try archive.save(.wire(Self.harbour, .wire("2", "Rain")), at: .noon)
    let story = KnownStory.content(Fingerprint(of: "Rain"))
    try archive.remember([story: MemoryChange(isRead: true)], at: .noon)
    #expect(try archive.find(Query("is:read", today: .noon)).numbers == [2])
    #expect(try archive.memories(of: [story])[story]?.isRead == true)
    let harbour = KnownStory.content(Fingerprint(of: Self.harbour.text))
    try archive.remember([.kept(1): MemoryChange(place: 7)], at: .noon)
    #expect(try archive.memories(of: [harbour])[harbour]?.place == 7)
  }

  @Test func aSittingIsLeftForWhatWasOpenedAndForAll() throws {
    let archive = try place.open()
    try archive.leave(["split": "3", "focus": "text"], for: "")
    try archive.leave(["filter": "quill"], for: "/news")
    try archive.leave(["focus": ""], for: "")
    let again = try place.open()
    #expect(try again.sitting("/news") == ["split": "3", "filter": "quill"])
    #expect(try again.sitting("/other") == ["split": "3"])
  }

  @Test func notesAndTagsAreFoundAndGoWithTheTextWhenItIsKept() throws {
    let archive = try place.open()
    let number = try archive.save(.wire(Self.harbour), at: .noon).added[0]
    let kept = KnownStory.kept(number)
    try archive.remember(
      [kept: MemoryChange(note: "Ask Quill", tags: ["ports", "town"])], at: .noon)
    #expect(
      try archive.memories(of: [kept])[kept] == Memory(note: "Ask Quill", tags: ["ports", "town"]))
    #expect(try archive.find(Query("is:noted tag:town", today: .noon)).numbers == [number])
    try archive.remember([kept: MemoryChange(note: "", tags: ["town"])], at: .noon)
    #expect(try archive.memories(of: [kept])[kept] == Memory(tags: ["town"]))

    let flood = Story.wire("2", "Flood\nIn the valley")
    let known = KnownStory.content(Fingerprint(of: flood.text))
    try archive.remember([known: MemoryChange(note: "Call them", tags: ["rain"])], at: .noon)
    #expect(
      try archive.memories(of: [known])[known] == Memory(note: "Call them", tags: ["rain"]))
    let later = try archive.save(.wire(flood), at: .noon).added[0]
    #expect(try archive.find(Query("is:noted tag:rain", today: .noon)).numbers == [later])
  }

  @Test func storiesAreCountedAndNamesCompleted() throws {
    let archive = try place.open()
    let number = try archive.save(.wire(Self.harbour, .wire("2", "Rain")), at: .noon).added[0]
    try archive.remember([.kept(number): MemoryChange(isRead: true)], at: .noon)
    let counts = try archive.counts(of: .all)
    #expect(counts.stories == 2 && counts.unread == 1)
    #expect(try archive.names(beginning: "mar", kind: .person, limit: 9) == ["Mara Quill"])
    #expect(try archive.names(beginning: "quill", kind: .country, limit: 9) == [])
    #expect(try archive.ids(of: [number]) == [Self.harbour.id])
  }

  @Test func typedLinesComeBackOnceEachAndNotWithoutEnd() throws {
    let archive = try place.open()
    for number in [1, 2, 3, 1, 4] {
      let line = TypedLine(purpose: "search", line: "\(number)", isExpression: false)
      try archive.remember(line, limit: 3)
    }
    #expect(try archive.typedLines().map(\.line) == ["3", "1", "4"])
  }

  @Test func aTextsFingerprintNeverChanges() {
    #expect("\(Fingerprint(of: ""))" == "5b0d88f1852b7c003af6d111f0377568")
    let known = Fingerprint(of: "Harbour reopens\nIn Lisbon")
    #expect("\(known)" == "29ccef715940eb40d2baff77358c2981")
    #expect(Fingerprint("\(known)") == known)
    var seen: Set<Fingerprint> = []
    for length in 0..<64 {
      seen.insert(Fingerprint(of: String(repeating: "a", count: length)))
      seen.insert(Fingerprint(of: String(repeating: "\u{0}", count: length + 1)))
    }
    #expect(seen.count == 128)
  }
}
