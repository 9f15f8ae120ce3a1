// The archive's answers against the plain truth.
import FoundationEssentials
import StoryArchive
import StoryParsing
import StoryQuery
import Testing

@Suite struct Findings {
  static let words = [
    "harbour", "Harbor", "Mayor", "mayor", "Mara", "Quill", "reopened", "reopens", "Zürich",
    "zurich", "Antônio", "Antonio", "Costa", "Portugal", "Russia", "flood", "the", "of", "in",
    "東京", "港", "Lisbon", "U.S.", "can't", "soft\u{AD}hyphen", "Ελλάδα", "ΕΛΛΆΔΑ", "Москва",
  ]

  /// Stories of few words, so that most of them answer something.
  static func stories(_ random: inout some RandomNumberGenerator) -> [Story] {
    (0..<120).map { number in
      func some(_ count: Int) -> String {
        (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      }
      let headline = some(3)
      return Story(
        id: Story.ID(source: "wire", name: "\(number)"),
        text: headline + "\nMayor Mara Quill of Russia. " + some(12) + ".\n" + some(8),
        markup: [Markup(.headline, TextRange(0, headline.utf8.count))],
        byline: number % 3 == 0 ? "Jo Reed" : nil,
        published: number % 5 == 0 ? nil : .noon - Double(number) * 40_000,
        source: ["The Wire", "Zürcher Bote", ""][number % 3],
        language: [nil, "en-GB", "de"][number % 3])
    }
  }

  static func query(_ random: inout some RandomNumberGenerator, depth: Int = 2) -> String {
    let word = words.randomElement(using: &random) ?? "a"
    let other = words.randomElement(using: &random) ?? "b"
    let kinds: [String] = [
      word, "\(word) \(other)", "\"\(word) \(other)\"", "\(word.prefix(3))*",
      "\"\(word) \(other)\"~\(Int.random(in: 0..<8, using: &random))", "title:\(word)",
      "from:reed", "person:\(word)", "person:\"mara \(other)\"", "country:\(word)", "country:ru",
      "date:2023-1\(Int.random(in: 0...2, using: &random))", "date:<3w", "date:>1m", "is:unread",
      "is:read", "is:starred", "is:rewritten", "source:wire", "source:zurcher", "lang:en",
      "lang:de", "tag:x", "is:noted",
    ]
    let leaf = kinds.randomElement(using: &random) ?? word
    guard depth > 0 else { return leaf }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "-\(leaf)"
    case 1: return "(\(query(&random, depth: depth - 1)) OR \(query(&random, depth: depth - 1)))"
    case 2: return "-(\(query(&random, depth: depth - 1)))"
    case 3: return "\(query(&random, depth: depth - 1)) \(query(&random, depth: depth - 1))"
    default: return leaf
    }
  }

  @Test func theArchiveAnswersAsThePlainTruthDoes() throws {
    var random = SystemRandomNumberGenerator()
    let place = try ArchivePlace()
    let archive = try place.open()
    let stories = Self.stories(&random)
    // A few at a time: names get spellings that their earlier stories do not have.
    var numbers: [Int64] = []
    for start in stride(from: 0, to: stories.count, by: 30) {
      let part = Array(stories[start..<start + 30])
      numbers += try archive.save(
        Refresh(source: "wire", title: "A Wire", stories: part), at: .noon
      ).added
    }
    let changed = Story.wire("7", "Harbour flood\nRewritten in Lisbon")
    _ = try archive.save(Refresh(source: "wire", stories: [changed]), at: .noon)
    for number in numbers where number % 4 == 0 {
      try archive.remember(
        [.kept(number): MemoryChange(isRead: true, isStarred: number % 8 == 0)], at: .noon)
    }
    let candidates = try numbers.map {
      (number: $0, story: try #require(try archive.candidate($0)))
    }
    for _ in 0..<600 {
      let typed = Self.query(&random)
      let query = try Query(typed, today: .noon)
      let truth = candidates.filter { query.matches($0.story) }.sorted {
        ($0.story.day, $0.number) > ($1.story.day, $1.number)
      }
      let found = try archive.find(query)
      #expect(found.numbers == truth.map(\.number), "\(typed)")
      #expect(found.count == truth.count)
      let first = try archive.find(query, limit: 5)
      #expect(first.numbers == truth.prefix(5).map(\.number), "\(typed)")
    }
    #expect(try !archive.check().wasIndexWrong)
  }

  /// More stories than a long span of the index holds, of which one is rewritten and some go.
  @Test func theIndexIsRightFromSpanToSpan() throws {
    let place = try ArchivePlace()
    let archive = try place.open()
    for start in stride(from: 0, to: 4_500, by: 500) {
      let stories = (start..<start + 500).map { number in
        Story.wire("\(number)", "Day \(number)\nThe \(number % 7 == 0 ? "mayor" : "clerk") spoke.")
      }
      _ = try archive.save(Refresh(source: "wire", stories: stories), at: .noon)
    }
    func count(_ typed: String) throws -> Int {
      try archive.find(Query(typed, today: .noon)).count
    }
    #expect(try (count("mayor"), count("clerk"), count("4321")) == (643, 3_857, 1))
    #expect(try (count("\"the mayor\""), count("may*"), count("m*")) == (643, 643, 643))
    let old = Story.wire("7", "Day 7\nThe harbour spoke.")
    _ = try archive.save(Refresh(source: "wire", stories: [old]), at: .noon)
    #expect(try (count("mayor"), count("harbour")) == (642, 1))
    try archive.forget(Array(101...300))
    #expect(try (count("day"), count("mayor")) == (4_300, 614))
    #expect(try !archive.check().wasIndexWrong)
  }

  /// A name is found by the beginning of a spelling that only a later story has.
  @Test func aLaterSpellingFindsEarlierStories() throws {
    let place = try ArchivePlace()
    let archive = try place.open()
    for (name, country) in [("1", "The United Kingdom"), ("2", "Britain")] {
      let story = Story.wire(name, "Vote\n\(country) left the talks on Monday.")
      _ = try archive.save(Refresh(source: "wire", stories: [story]), at: .noon)
    }
    for typed in ["country:b*", "country:brit*", "country:britain", "country:uni*", "country:gb"] {
      let query = try Query(typed, today: .noon)
      for number in [1, 2] as [Int64] {
        #expect(query.matches(try #require(try archive.candidate(number))), "\(typed)")
      }
      #expect(try archive.find(query).numbers == [2, 1], "\(typed)")
    }
    #expect(try !archive.check().wasIndexWrong)
  }

  /// While a story is read it is on the shelf: there the same is to answer.
  @Test func theShelfAnswersAsTheArchiveDoes() throws {
    var random = SystemRandomNumberGenerator()
    let place = try ArchivePlace()
    let archive = try place.open()
    let shelf = Shelf()
    let stories = Self.stories(&random)
    let numbers = try archive.save(Refresh(source: "wire", stories: stories), at: .noon).added
    for (index, number) in numbers.enumerated() {
      let shelved = shelf.add(try #require(try archive.story(number)), arrived: .noon)
      shelf.noteNames(shelved, analyze(stories[index]))
      guard number % 4 == 0 else { continue }
      shelf.mark([shelved], .read, true)
      try archive.remember([.kept(number): MemoryChange(isRead: true)], at: .noon)
    }
    for _ in 0..<600 {
      let typed = Self.query(&random)
      for isOpen in [false, true] {
        let query = try Query(typed, today: .noon, isOpen: isOpen)
        let found = try archive.find(query).numbers.map { Int($0 - numbers[0]) }
        #expect(Array(shelf.stories(query)) == found.sorted(), "\(typed) \(isOpen)")
      }
    }
  }

  /// What a facet says is what narrowing to it finds.
  @Test func facetsAgreeWithWhatNarrowingYields() throws {
    var random = SystemRandomNumberGenerator()
    let place = try ArchivePlace()
    let archive = try place.open()
    _ = try archive.save(
      Refresh(source: "wire", title: "A Wire", stories: Self.stories(&random)), at: .noon)
    let query = try Query("mayor", today: .noon)
    var last = Facets()
    try archive.countFacets(query) { facets in
      last = facets
      return true
    }
    let count = try archive.find(query).count
    #expect(last.counted == count && last.stories == count)
    #expect(Set(last.rows.map(\.group.heading)).isSuperset(of: ["People", "Sources", "Months"]))
    for row in last.rows where row.group == .month || row.value == "Mara Quill" {
      let narrowed = try Query("mayor \(row.query)", today: .noon)
      #expect(try archive.find(narrowed).count == row.stories, "\(row)")
    }
  }

  /// Whatever lies in the index, nothing traps; it is said, and a check mends it.
  @Test func aDamagedIndexIsToldOfAndMended() throws {
    let query = try Query("harbour", today: .noon)
    for round in 0..<30 {
      let place = try ArchivePlace()
      let archive = try place.open()
      _ = try archive.save(.wire(.wire("1", "Harbour reopens\nMara Quill spoke.")), at: .noon)
      let bytes = (0..<40).map { _ in
        String(Int.random(in: 0x100...0x1FF), radix: 16).suffix(2)
      }.joined()
      let from = Int.random(in: 0..<200)
      try place.run(
        round == 0
          ? "UPDATE termPage SET terms = x'ff00ff'"
          : """
          UPDATE termPage SET terms = substr(terms, 1, \(from)) || x'\(bytes)'
            || substr(terms, \(from) + 41)
          """)
      do throws(ArchiveError) {
        _ = try archive.find(query)
        try archive.countFacets(.all) { _ in true }
        _ = try archive.save(.wire(.wire("2", "Harbour closes")), at: .noon)
      } catch {
        #expect(error.sentence.hasSuffix("its index is damaged; lede check makes it anew"))
      }
      #expect(try archive.check().wasIndexWrong)
      #expect(try archive.find(query).count == archive.count)
    }
  }

  @Test func theIndexIsMendedWhereItIsWrong() throws {
    let place = try ArchivePlace()
    let archive = try place.open()
    _ = try archive.save(.wire(.wire("1", "Harbour reopens")), at: .noon)
    try place.run("UPDATE content SET text = 'Flood' WHERE story = 1")
    let query = try Query("flood", today: .noon)
    #expect(try archive.find(query).count == 0)
    #expect(try archive.check().wasIndexWrong)
    #expect(try archive.find(query).count == 1)
    #expect(try !archive.check().wasIndexWrong)
  }
}
