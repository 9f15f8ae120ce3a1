// Following a name: its concordance, company, timeline and card, from real analyses.
import FoundationEssentials
import StoryParsing
import StoryQuery
import Testing

/// A story of a day, told as text.
private struct Told {
  let day: String
  let text: String
  var source = "Wire"
}

private func makeShelf(_ told: [Told], notingPlaces: Bool = true) -> Shelf {
  let shelf = Shelf()
  for (number, one) in told.enumerated() {
    let story = Story(
      id: Story.ID(source: one.source, name: "\(number)"), text: one.text,
      markup: [Markup(.headline, TextRange(0, one.text.prefix { $0 != "\n" }.utf8.count))],
      published: date(one.day), source: one.source, link: URL(string: "https://e.org/\(number)"))
    shelf.add(story)
    let analysis = analyze(story)
    if notingPlaces {
      shelf.noteNames(number, analysis)
    } else {
      shelf.noteNames(number, analysis.entities.map { StoryName($0) })
    }
  }
  return shelf
}

private func date(_ day: String) -> Date? {
  guard case .stretch(let stretch) = readDate(day, today: Date(timeIntervalSince1970: 0)) else {
    return nil
  }
  return stretch.start
}

private let merkel = "person:angela merkel"
private let told = [
  Told(
    day: "2015-03-02",
    text: """
      Merkel visits Paris
      PARIS (Wire) — Angela Merkel, the German chancellor, met Kofi Annan. It rained.
      Kofi Annan thanked Merkel for her time.
      """),
  Told(
    day: "2015-04-20", text: "Storm closes harbour\nA storm closed the harbour of Lisbon.",
    source: "Post"),
  Told(
    day: "2015-04-17",
    text: """
      Talks go on
      Ban Ki-moon spoke with Angela Merkel on Friday. Later Kofi Annan called.
      Kofi Annan and Angela Merkel agreed to meet. France was not asked.
      """, source: "Post"),
  Told(
    day: "2015-04-30", text: "Budget passes\nFrance passed a budget. Ban Ki-moon was in New York."),
]
private let all = told.indices.map { Int32($0) }

private func lines(
  _ shelf: Shelf, _ key: String = merkel, in numbers: [Int32] = all,
  by order: ConcordanceOrder = .date
) -> [ConcordanceLine] {
  var lines: [ConcordanceLine] = []
  let isComplete = shelf.concordance(of: key, in: numbers, order: order) { batch in
    switch batch {
    case .more(let more): lines += more
    case .all(let all): lines = all
    }
  }
  #expect(isComplete)
  return lines
}

@Suite struct Concordances {
  @Test func everyMentionStandsInItsSentenceTheNewestStoryFirst() {
    let lines = lines(makeShelf(told))
    #expect(
      lines.map { "\($0.left)[\($0.spelling)]\($0.right)" } == [
        "Ban Ki-moon spoke with [Angela Merkel] on Friday.",
        "Kofi Annan and [Angela Merkel] agreed to meet.",
        "[Merkel] visits Paris",
        "PARIS (Wire) — [Angela Merkel], the German chancellor, met Kofi Annan.",
        "Kofi Annan thanked [Merkel] for her time.",
      ])
  }

  @Test func theSentenceIsThatOfTheAnalysis() {
    for one in told {
      let shelf = makeShelf([one])
      let analysis = analyze(shelf.story(0)!)
      for entity in analysis.entities {
        for line in lines(shelf, entity.key, in: [0]) {
          let own = analysis.sentences.first { $0.contains(line.mention.start) }
          #expect(line.sentence == own)
        }
      }
    }
  }

  @Test func linesAreSortedByWhatFollowsOrPrecedesTheName() {
    let shelf = makeShelf(told)
    #expect(
      lines(shelf, by: .right).map { $0.right.prefix(6) } == [
        " agree", " for h", " on Fr", ", the ", " visit",
      ])
    #expect(
      lines(shelf, by: .left).map { $0.left.suffix(9) }
        == [
          "Annan and ", " thanked ", "(Wire) — ", "oke with ", "",
        ].map { $0.suffix(9) })
  }

  @Test func onlyTheStoriesAskedForAreLookedThrough() {
    #expect(lines(makeShelf(told), in: [0]).count == 3)
    #expect(lines(makeShelf(told), "person:nobody").isEmpty)
  }

  @Test func whereOnlyTheNamesAreKnownTheirPlacesAreFound() {
    #expect(lines(makeShelf(told, notingPlaces: false)) == lines(makeShelf(told)))
  }

  @Test func itEndsWhenItIsNoLongerWanted() {
    let isComplete = makeShelf(told).concordance(
      of: merkel, in: all, isCancelled: { true }, deliver: { _ in Issue.record() })
    #expect(!isComplete)
  }

  @Test func aSentenceOfAnyLengthIsCutBetweenCharacters() {
    let words = String(repeating: "één ", count: 2_000)
    let shelf = makeShelf([Told(day: "2015", text: "Talks\n\(words)Angela Merkel \(words)")])
    let line = lines(shelf, in: [0])[0]
    #expect(line.context.utf8.count < 1_300)
    #expect(!line.context.contains("\u{fffd}"))
    #expect(line.spelling == "Angela Merkel")
  }
}

@Suite struct Companies {
  @Test func whoIsNamedWithANameIsCountedByParagraphAndByStory() throws {
    let company = try #require(makeShelf(told).company(of: merkel, in: all))
    let annan = try #require(company.first { $0.name == "Kofi Annan" })
    #expect(annan.paragraphs.count == 4)
    #expect(annan.stories.count == 2)
    let ban = try #require(company.first { $0.name == "Ban Ki-moon" })
    #expect((ban.paragraphs.count, ban.stories.count) == (1, 1))
    #expect(!company.contains { $0.name == "Angela Merkel" })
    #expect(company.firstIndex(of: annan)! < company.firstIndex(of: ban)!)
  }

  @Test func whoIsEverywhereIsNoCompanyBeyondChance() throws {
    var stories: [Told] = []
    for number in 0..<40 {
      let friend = number % 4 == 0 ? "Angela Merkel met Kofi Annan." : "Rain fell on Lisbon."
      stories.append(Told(day: "2015-05-01", text: "Day\nFrance spoke. \(friend)"))
    }
    let numbers = stories.indices.map { Int32($0) }
    let company = try #require(
      makeShelf(stories).company(of: merkel, in: numbers, by: .story))
    #expect(company.first?.name == "Kofi Annan")
    let france = try #require(company.first { $0.key == "country:FR" })
    #expect(france.stories.count == 10)
    #expect(france.stories.expected == 10)
    #expect(france.stories.score < 0.001)
  }

  @Test func theRatioIsDunnings() {
    // The textbook's table: 110 of 2442 + 111 + 29114 bigrams.
    let together = Together(count: 110, one: 2552, other: 221, total: 31_777)
    #expect(abs(together.score - 270.72) < 0.01)
    #expect(Together(count: 0, one: 100, other: 100, total: 1_000).score < 0)
    #expect(Together(count: 5, one: 5, other: 5, total: 5).score == 0)
  }

  @Test func chanceIsThatOfAllStoriesThoughAFilterLeavesFew() throws {
    let shelf = makeShelf(told)
    let company = try #require(shelf.company(of: merkel, in: [0, 2], by: .story))
    let annan = try #require(company.first { $0.name == "Kofi Annan" })
    #expect(annan.stories.expected == 1)
    #expect(annan.stories.score > 0)
  }
}

@Suite struct Timelines {
  private func columns(_ timeline: Timeline) -> [String] {
    timeline.columns.map { "\(timeline.step.label($0.start)) \($0.mentions)/\($0.stories)" }
  }

  @Test func mentionsAreCountedByDayWeekMonthAndYear() {
    let shelf = makeShelf(told)
    #expect(
      columns(shelf.timeline(of: merkel, in: all, by: .day)) == [
        "2015-03-02 3/1", "2015-04-17 2/1",
      ]
    )
    #expect(
      columns(shelf.timeline(of: merkel, in: all, by: .week)) == [
        "2015-03-02 3/1", "2015-04-13 2/1",
      ])
    #expect(
      columns(shelf.timeline(of: merkel, in: all, by: .month)) == ["2015-03 3/1", "2015-04 2/1"])
    #expect(columns(shelf.timeline(of: merkel, in: all, by: .year)) == ["2015 5/2"])
    #expect(shelf.timeline(of: merkel, in: all, by: nil).step == .week)
  }

  @Test func whatHasNoDateIsCountedApart() {
    let shelf = makeShelf(told + [Told(day: "?", text: "Notes\nAngela Merkel wrote.")])
    let timeline = shelf.timeline(of: merkel, in: all + [4], by: .year)
    #expect(timeline.undatedMentions == 1)
    #expect(timeline.mentions == 6)
    #expect(timeline.stories == 3)
  }

  @Test func everyDayFallsIntoTheStretchThatItsQueryAsksFor() {
    for number in stride(from: -30_000, to: 30_000, by: 13) {
      let day = Day(number: number)
      for step in TimelineStep.allCases {
        let start = step.start(of: day)
        #expect(start.number <= number && number < step.next(start).number)
        #expect(step.start(of: start) == start)
        #expect(step.distance(from: start, to: step.next(start)) == 1)
        let word = step.query(start).dropFirst("date:".count)
        let stretch = readDate(String(word), today: Date(timeIntervalSince1970: 0))
        let wanted = DateStretch(
          from: Date(timeIntervalSince1970: Double(start.number) * 86_400),
          to: Date(timeIntervalSince1970: Double(step.next(start).number) * 86_400))
        #expect(stretch == .stretch(wanted))
      }
    }
  }
}

@Suite struct NameCards {
  @Test func aCardSumsUpAllThatStoriesSay() throws {
    let card = try #require(makeShelf(told).card(of: merkel, in: all))
    #expect(card.name == "Angela Merkel")
    #expect((card.mentions, card.stories) == (5, 2))
    #expect(
      card.spellings.map { "\($0.text) \($0.mentions)/\($0.stories)" } == [
        "Angela Merkel 3/2", "Merkel 2/1",
      ])
    #expect(card.roles.map(\.text) == ["German chancellor"])
    #expect(card.roles.first?.first == date("2015-03-02"))
    #expect(card.sources.map { "\($0.title) \($0.stories)" } == ["Post 1", "Wire 1"])
    #expect(card.first?.headline == "Merkel visits Paris")
    #expect(card.last?.headline == "Talks go on")
    #expect(card.company.first?.name == "Kofi Annan")
    #expect(card.timeline.mentions == 5)
  }

  @Test func ofManyStoriesTheNewestMakeAFirstCard() throws {
    let stories = (1...9).map {
      Told(day: "2015-03-0\($0)", text: "Day \($0)\nAngela Merkel spoke.")
    }
    let shelf = makeShelf(stories)
    var first: [NameCard] = []
    let all = Array(0..<Int32(stories.count))
    let card = try #require(shelf.card(of: merkel, in: all, first: 2, partly: { first.append($0) }))
    #expect(first.map(\.stories) == [2] && first[0].first == nil && first[0].company.isEmpty)
    #expect(first[0].last == card.last && first[0].timeline == card.timeline)
    #expect(card.stories == 9 && card.first?.headline == "Day 1")
    var others: [NameCard] = []
    #expect(shelf.card(of: merkel, in: all, first: 3, partly: { others.append($0) }) == card)
    #expect(others.isEmpty)
  }

  @Test func allCountsAgree() {
    let shelf = makeShelf(told)
    for name in shelf.names(of: all) {
      let card = shelf.card(of: name.key, in: all)
      #expect(card?.mentions == name.mentions)
      #expect(card?.stories == name.stories)
      #expect(lines(shelf, name.key).count == name.mentions)
      let timeline = shelf.timeline(of: name.key, in: all, by: .month)
      #expect((timeline.mentions, timeline.stories) == (name.mentions, name.stories))
      #expect(card?.spellings.reduce(0) { $0 + $1.mentions } == name.mentions)
    }
  }

  @Test func aCitationSaysWhereItsSentenceStands() throws {
    let shelf = makeShelf(told)
    let line = lines(shelf)[0]
    let citation = try #require(
      shelf.citation(line.sentence, mention: line.mention, of: line.story))
    #expect(
      citation.text == """
        “Ban Ki-moon spoke with Angela Merkel on Friday.”
        Talks go on, Post, 2015-04-17, https://e.org/2, bytes 12–59

        """)
    #expect(citation.fields.count == Citation.columns.count)
    #expect(citation.fields[6...7] == ["35", "48"])
  }
}
