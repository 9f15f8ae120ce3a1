// What is on the shelf can be listed, counted, found and marked, and all counts agree.
import Dispatch
import FoundationEssentials
import StoryParsing
import StoryQuery
import Synchronization
import Testing

/// A shelf of stories that each name a few of the given people.
private func makeShelf(_ count: Int, seed: UInt64 = 3) -> Shelf {
  var random = Lottery(state: seed)
  let people = ["Mara Quill", "Ada Ross", "Ivo Łukasz", "Ngozi Eze", "Jean Été"]
  let shelf = Shelf()
  for number in 0..<count {
    let named = people.filter { _ in Bool.random(using: &random) }
    shelf.add(story(number, "Day \(number)\nOf \(named.joined(separator: " and ")) at sea."))
    shelf.noteNames(
      number,
      named.map {
        StoryName(
          key: "person:\($0.lowercased())", name: $0, kind: .person,
          mentions: Int.random(in: 1...5, using: &random))
      })
  }
  return shelf
}

private func story(
  _ number: Int, _ text: String, byline: String? = nil, day: Int? = nil, source: String = "Wire"
) -> Story {
  Story(
    id: Story.ID(source: source, name: "\(number)"), text: text, byline: byline,
    published: day.map { Date(timeIntervalSinceReferenceDate: Double($0) * 86_400) },
    source: source)
}

private func filter(
  words: String = "", included: [String] = [], excluded: [String] = []
) -> StoryFilter {
  var filter = StoryFilter()
  (filter.words, filter.included, filter.excluded) = (words, included, excluded)
  return filter
}

@Suite struct Shelves {
  private func harbour() -> Shelf {
    let shelf = Shelf()
    shelf.add(story(0, "Harbour reopens\nShips came back.", byline: "Mara Quill", day: 1))
    shelf.add(
      story(1, "Mayor resigns\nNobody spoke of the harbour.", day: 3, source: "Le Télégraphe"))
    shelf.add(story(2, "US envoy arrives\nHe told us little.", day: 2))
    shelf.add(story(3, "Undated notes\nA harbour again."))
    shelf.noteNames(
      1,
      [
        StoryName(
          key: "person:ivo lukasz", name: "Ivo Łukasz", kind: .person,
          aliases: ["Łukasz", "the Mayor"], mentions: 2)
      ])
    return shelf
  }

  @Test func aStoryIsItsNumberAndItsRow() {
    let shelf = harbour()
    #expect(shelf.count == 4)
    #expect(shelf.story(1)?.source == "Le Télégraphe")
    #expect(shelf.listing(0)?.headline == "Harbour reopens")
    #expect(shelf.listing(0)?.byline == "Mara Quill")
    #expect(shelf.listing(4) == nil)
    #expect(shelf.story(-1) == nil)
  }

  @Test func aLongFirstLineIsCutToItsSentence() {
    let shelf = Shelf()
    shelf.add(story(0, "The ship came home. " + String(repeating: "It rained again. ", count: 20)))
    #expect(shelf.listing(0)?.headline == "The ship came home.")
  }

  @Test func theNewestComeFirstAndTheUndatedLast() {
    let shelf = harbour()
    #expect(shelf.list(StoryFilter()) == [1, 2, 0, 3])
    #expect(shelf.list(StoryFilter(), [SortKey(.date)]) == [0, 2, 1, 3])
    #expect(shelf.list(StoryFilter(), [SortKey(.arrival, descending: true)]) == [3, 2, 1, 0])
    #expect(shelf.list(StoryFilter(), [SortKey(.headline)]) == [0, 1, 3, 2])
    #expect(shelf.list(StoryFilter(), [SortKey(.source), SortKey(.headline)]) == [1, 0, 3, 2])
    #expect(shelf.list(StoryFilter(), [SortKey(.byline, descending: true)]) == [0, 1, 2, 3])
    shelf.mark([0, 2], .read, true)
    shelf.mark([3], .starred, true)
    #expect(shelf.list(StoryFilter(), [SortKey(.unread), SortKey(.date)]) == [1, 3, 0, 2])
    #expect(shelf.list(StoryFilter(), [SortKey(.starred), SortKey(.arrival)]) == [3, 0, 1, 2])
  }

  @Test(arguments: [
    ("harbour", [0, 1, 3]), ("Harbour", [0]), ("HARBOUR", []), ("harb", [0, 1, 3]), ("arbour", []),
    ("harb ", []), ("quill", [0]), ("source:telegraphe", [1]), ("source:télégraphe", [1]),
    ("source:telégraphe", [1]), ("source:télegraphé", []), ("person:luk", [1]),
    ("person:łukasz", [1]), ("lukasz", []), ("org:lukasz", []), ("from:qu", [0]),
    ("title:harb", [0]), ("mayor res", [1]), ("resigns mayor", [1]), ("\"resigns mayor\"", []),
    ("\"mayor resigns\"", [1]), ("us", [2]), ("US", [2]), ("Us", []), ("  ", [0, 1, 2, 3]),
    ("\"", [0, 1, 2, 3]), ("\"us env", [2]), ("source:wire", [0, 2, 3]), ("source:wire quill", [0]),
    ("-harb", [0, 1, 2, 3]), ("-harbour", [2]), ("quill OR us", [0, 2]), ("is:read", []),
  ])
  func aListIsNarrowedByAQueryThatIsBeingTyped(_ words: String, _ shown: [Int32]) {
    let shelf = harbour()
    #expect(shelf.list(filter(words: words), [SortKey(.arrival)]) == shown)
  }

  @Test func aReadStoryStaysWhereItIsToBeKept() {
    let shelf = harbour()
    var unread = StoryFilter()
    unread.onlyUnread = true
    shelf.mark([1], .read, true)
    #expect(shelf.list(unread) == [2, 0, 3])
    #expect(shelf.list(unread, keeping: [1]) == [1, 2, 0, 3])
    shelf.mark([1], .read, false)
    #expect(shelf.list(unread) == [1, 2, 0, 3])
    var starred = StoryFilter()
    starred.onlyStarred = true
    #expect(shelf.list(starred).isEmpty)
    shelf.mark([2, 77, -1], .starred, true)
    #expect(shelf.list(starred) == [2])
  }

  @Test func theCommonestSpellingIsShown() {
    let shelf = Shelf()
    for (number, name) in ["Kiev", "Kyiv", "Kyiv"].enumerated() {
      shelf.add(story(number, "A\nb"))
      shelf.noteNames(number, [StoryName(key: "place:kyiv", name: name, kind: .place, mentions: 1)])
    }
    #expect(shelf.names(of: [0, 1, 2]).map(\.name) == ["Kyiv"])
    #expect(shelf.list(filter(words: "place:kiev")) == [0, 1, 2])
  }

  @Test func storiesOfANameFilterAndPlacesAgree() {
    let shelf = makeShelf(500)
    let all = shelf.list(StoryFilter())
    let names = shelf.names(of: all)
    #expect(names.count == 5)
    for name in names {
      let places = shelf.locate(name: name.key)
      let shown = shelf.list(filter(included: [name.key]), [SortKey(.arrival)])
      #expect(shown == places.map { Int32($0.story) })
      #expect(name.stories == shown.count)
      #expect(name.mentions == places.map(\.mentions).reduce(0, +))
      let others = shelf.list(filter(excluded: [name.key]))
      #expect(others.count + shown.count == all.count)
      for other in shelf.names(of: shown) {
        let both = shelf.list(filter(included: [name.key, other.key]))
        #expect(other.stories == both.count)
      }
    }
    #expect(names.map(\.stories) == names.map(\.stories).sorted(by: >))
    #expect(shelf.list(filter(included: ["person:nobody"])).isEmpty)
    #expect(shelf.list(filter(excluded: ["person:nobody"])).count == 500)
  }

  @Test func aPatternMatchesRowsAndNames() throws {
    let shelf = harbour()
    #expect(shelf.match(TextPattern(literal: "lukasz"), in: [3, 2, 1, 0]) == [1])
    #expect(
      shelf.match(try TextPattern("^(us|may)", syntax: .regularExpression), in: [2, 1]) == [1, 2])
    #expect(shelf.match(TextPattern(literal: "harbour"), in: [3, 1]) == [])
  }

  @Test func aNameThatIsNotedLaterCountsToo() {
    let shelf = harbour()
    let eze = StoryName(key: "person:eze", name: "Ngozi Eze", kind: .person, mentions: 2)
    let again = StoryName(key: "person:eze", name: "Eze", kind: .person, mentions: 1)
    #expect(shelf.list(filter(words: "person:eze")).isEmpty)
    shelf.noteNames(3, [eze, again])
    shelf.noteNames(0, [again])
    shelf.noteNames(0, [eze])
    #expect(shelf.locate(name: "person:eze").map(\.story) == [0, 3])
    #expect(shelf.locate(name: "person:eze").map(\.mentions) == [1, 3])
    #expect(shelf.list(filter(words: "person:eze"), [SortKey(.arrival)]) == [0, 3])
    #expect(shelf.analysed == 3)
  }

  @Test func aNewTextHasItsOwnNames() {
    let shelf = harbour()
    let eze = StoryName(key: "person:eze", name: "Ngozi Eze", kind: .person, mentions: 2)
    shelf.noteNames(3, [eze])
    shelf.noteNames(0, [eze])
    let analysed = shelf.analysed
    shelf.replace(3, with: story(3, "Late news\nOf the harbour."))
    #expect(!shelf.isAnalysed(3))
    #expect(shelf.analysed == analysed - 1)
    #expect(shelf.locate(name: "person:eze").map(\.story) == [0])
    shelf.noteNames(3, [eze])
    #expect(shelf.list(filter(included: ["person:eze"]), [SortKey(.arrival)]) == [0, 3])
  }

  @Test func theStoryThatSpeaksMostOfAWordIsTheMostRelevant() {
    let shelf = Shelf()
    let filler = String(repeating: " and the tide came in", count: 40)
    for (number, text) in [
      "Weather\nRain at the pier\(filler).", "Fish\nA market without the word.",
      "Pier\nThe pier, the pier.", "Notices\nOne pier\(filler)\(filler)\(filler).",
      "Boats\nThe pier and the pier.",
    ].enumerated() {
      shelf.add(story(number, text, day: number))
    }
    let best = [SortKey(.relevance, descending: true), SortKey(.date, descending: true)]
    #expect(shelf.list(filter(words: "pier"), best) == [2, 4, 0, 3])
    #expect(shelf.list(filter(words: "pier OR market"), best).first == 1)
    #expect(shelf.list(StoryFilter(), best) == [4, 3, 2, 1, 0])
  }

  @Test func aStoryThatComesLaterTakesItsPlace() {
    let shelf = harbour()
    #expect(shelf.list(StoryFilter()) == [1, 2, 0, 3])
    shelf.add(story(4, "Late news\nOf the harbour.", day: 9))
    #expect(shelf.list(StoryFilter()) == [4, 1, 2, 0, 3])
  }

  @Test func twoReadWhileOneAdds() {
    let shelf = Shelf()
    DispatchQueue.concurrentPerform(iterations: 3) { thread in
      for number in 0..<2000 {
        if thread == 0 {
          let added = shelf.add(story(number, "Day \(number)\nQuill at sea."))
          shelf.noteNames(
            added, [StoryName(key: "person:quill", name: "Quill", kind: .person, mentions: 1)])
          shelf.mark([added / 2], .read, true)
        } else if number.isMultiple(of: 20) {
          let shown = shelf.list(StoryFilter())
          #expect(shown.count <= shelf.count)
          let named = shelf.locate(name: "person:quill").count
          #expect(named <= shelf.list(filter(included: ["person:quill"])).count)
          #expect(shelf.names(of: shown).count <= 1)
        }
      }
    }
    #expect(shelf.locate(name: "person:quill").count == 2000)
  }
}

@Suite struct TextSearches {
  private func hits(
    _ shelf: Shelf, _ pattern: TextPattern, in numbers: [Int32], limit: Int = 10_000
  ) -> (SearchEnd, [TextHit]) {
    let found = Mutex<[TextHit]>([])
    let end = shelf.search(pattern, in: numbers, limit: limit) { batch in
      found.withLock { $0 += batch }
    }
    return (end, found.withLock { $0 })
  }

  @Test func hitsComeInTheOrderOfTheStories() {
    let shelf = makeShelf(3000)
    let order = Array((0..<3000).map(Int32.init).reversed())
    let (end, found) = hits(shelf, TextPattern(literal: "lukasz"), in: order)
    #expect(end == .complete)
    #expect(found.map(\.story) == shelf.locate(name: "person:ivo łukasz").map(\.story).reversed())
    for hit in found {
      #expect(shelf.story(hit.story)?.text[hit.range] == "Łukasz")
      #expect(hit.context[hit.matchInContext] == "Łukasz")
    }
  }

  @Test func whatIsTypedOnIsFoundAsIfSearchedAnew() {
    let shelf = makeShelf(1000)
    let all = shelf.list(StoryFilter())
    for typed in ["r", "ro", "ros", "ross", "Ross", "ro", "é", "été", "ete", "et"] {
      let fresh = makeShelf(1000)
      let pattern = TextPattern(literal: typed)
      #expect(hits(shelf, pattern, in: all).1 == hits(fresh, pattern, in: all).1, "\(typed)")
    }
  }

  @Test func storiesAddedSinceAreSearchedToo() {
    let shelf = makeShelf(100)
    _ = hits(shelf, TextPattern(literal: "zepp"), in: shelf.list(StoryFilter()))
    shelf.add(story(100, "Late\nA zeppelin passed."))
    let (_, found) = hits(shelf, TextPattern(literal: "zeppe"), in: shelf.list(StoryFilter()))
    #expect(found.map(\.story) == [100])
  }

  @Test func aSearchIsCutWhereItHasEnough() {
    let shelf = makeShelf(1000)
    let (end, found) = hits(
      shelf, TextPattern(literal: "a"), in: shelf.list(StoryFilter()), limit: 7)
    #expect(end == .cut)
    #expect(found.count == 7)
  }

  @Test func aCancelledSearchStopsAndIsNotTakenForAnAnswer() throws {
    let shelf = makeShelf(2000)
    let all = shelf.list(StoryFilter())
    let batches = Mutex(0)
    let end = shelf.search(
      TextPattern(literal: "sea"), in: all, isCancelled: { batches.withLock { $0 > 0 } },
      deliver: { _ in batches.withLock { $0 += 1 } })
    #expect(end == .cancelled)
    #expect(hits(shelf, TextPattern(literal: "sea."), in: all).1.count == 2000)
    let never = shelf.search(
      try TextPattern("(s|e|a)+.", syntax: .regularExpression), in: all, isCancelled: { true },
      deliver: { _ in Issue.record("delivered after it was cancelled") })
    #expect(never == .cancelled)
  }

  @Test func contextIsALineCutAtWords() {
    let shelf = Shelf()
    let words = (1...100).map { "word\($0)" }.joined(separator: " ")
    shelf.add(story(0, "Short line\n\(words)\nEnd."))
    let short = hits(shelf, TextPattern(literal: "short"), in: [0]).1
    #expect(short.map(\.context) == ["Short line"])
    let long = hits(shelf, TextPattern(literal: "word50"), in: [0]).1.first
    #expect(long?.context.hasPrefix("…word") == true)
    #expect(long?.context.hasSuffix("…") == true)
    #expect(long.map { $0.context.count <= 162 } == true)
    #expect(long.map { $0.context[$0.matchInContext] } == "word50")
    let all = hits(shelf, TextPattern(literal: words), in: [0]).1.first
    #expect(all.map { String($0.context[$0.matchInContext]) }.map(words.hasPrefix) == true)
  }

  @Test func contextOfOneEndlessWordIsStillCut() {
    let shelf = Shelf()
    shelf.add(
      story(0, String(repeating: "日", count: 300) + "x" + String(repeating: "本", count: 300)))
    let hit = hits(shelf, TextPattern(literal: "x"), in: [0]).1.first
    #expect(hit.map { $0.context[$0.matchInContext] } == "x")
    #expect(hit.map { $0.context.count <= 162 } == true)
  }
}
