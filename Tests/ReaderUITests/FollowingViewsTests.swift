// Concordance, company, timeline and card at the keys.
import FoundationEssentials
import ReaderUI
import StoryQuery
import Testing

@Suite struct FollowingViewsTests {
  private func session(
    rows: Int = 24, columns: Int = 80, _ preferences: Preferences = Preferences()
  ) -> Session {
    Session(stories: fiveStories, rows: rows, columns: columns, preferences: preferences)
  }

  /// The rows of the screen that have some words, as they stand.
  private func rows(_ session: Session, with words: String) -> [Substring] {
    session.screen.split(separator: "\n").filter { $0.contains(words) }
  }

  private func column(of words: String, in row: Substring) -> Int? {
    row.firstRange(of: words).map { columns(of: row[..<$0.lowerBound]) }
  }

  @Test func cShowsEveryMentionAlignedOnTheName() {
    var session = session()
    session.press(.enter, "e", "c")
    #expect(session.screen.contains("France in sentences, newest first"))
    let lines = session.screen.split(separator: "\n").dropFirst().prefix(4)
    #expect(Set(lines.map { column(of: "France", in: $0) }).count == 1)
    #expect(lines.contains { $0.contains("France and Germany sign accord in Geneva") })
    #expect(lines.contains { $0.contains("Annan thanked France.") })
  }

  @Test func alignmentHoldsAt40ColumnsAndInASCII() {
    var preferences = Preferences()
    preferences.isASCII = true
    var session = session(rows: 12, columns: 40, preferences)
    session.press(.enter, "e", "c")
    let lines = session.screen.split(separator: "\n").dropFirst().prefix(4)
    #expect(Set(lines.map { column(of: "France", in: $0) }) == [16])
    #expect(session.screen.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func enterOpensTheStoryAtTheMentionAndCComesBackToTheRow() {
    var session = session()
    session.press(.enter, "e", "c", "j", "j", .enter)
    #expect(session.state.view == nil)
    let number = session.state.text.number
    #expect(number == 1)
    session.press("c")
    #expect(session.state.view?.kind == .concordance)
    #expect(session.state.view?.selectedRow == 2)
    #expect(session.effects.isEmpty)
  }

  @Test func qAndHGoBackToTheExactPlace() {
    for key: Key in ["q", "h"] {
      for view: Key in ["c", "C", "T", "i"] {
        var session = Session(stories: fiveStories + [longStory(paragraphs: 40) + " Merkel spoke."])
        session.press("G", .enter, "}", "}", "}", "j", "e")
        let place = session.state.place
        session.press(view, "j", "G", key)
        #expect(session.state.view == nil)
        #expect(session.state.place == place)
        #expect(session.state.focus == .text)
      }
    }
  }

  @Test func onceMoreTheLinesAreSortedByTheWordsBeforeAndAfter() {
    var session = session()
    session.press(.enter, "e", "c", "c")
    #expect(session.screen.contains("by the words before"))
    session.press("c")
    #expect(session.screen.contains("by the words after"))
    session.press("c")
    #expect(session.screen.contains("newest first"))
  }

  @Test func slashNarrowsTheLinesAsOneTypes() {
    var session = session()
    session.press(.enter, "e", "c", "/")
    session.type("thank")
    #expect(session.state.view?.shown.count == 1)
    session.press(.enter, .enter)
    #expect(session.state.text.number == 1)
  }

  @Test func sSavesTheShownLinesAsCitations() {
    var session = session()
    session.press(.enter, "e", "c", "/")
    session.type("thanked")
    session.press(.enter, "s", .control("u"))
    session.type("france.tsv")
    session.press(.enter)
    guard case .saveCitations(let passages, path: "france.tsv")? = session.effects.first else {
      Issue.record("\(session.effects)")
      return
    }
    #expect(passages.map(\.story) == [1])
  }

  @Test func yCopiesTheSentenceOfTheLine() {
    var session = session()
    session.press(.enter, "e", "c", "y")
    guard case .copyPassage(let passage, citing: false)? = session.effects.first else {
      Issue.record("\(session.effects)")
      return
    }
    session.take(.cited("“…”"))
    #expect(session.effects == [.copy("“…”")])
    #expect(passage.mention != nil)
  }

  @Test func companyIsRankedAndEnteringItNarrowsTheList() {
    var session = session(columns: 120)
    session.press("j", "j", "j", .enter, "e", "C")
    #expect(session.state.current?.name == "Angela Merkel")
    #expect(session.screen.contains("Named with Angela Merkel, by paragraph"))
    #expect(session.screen.contains("× chance"))
    session.press("C")
    #expect(session.screen.contains("by story"))
    session.press("G", .enter)
    #expect(session.state.view == nil)
    #expect(session.state.list.filter.included.count == 2)
    #expect(session.state.focus == .list)
  }

  @Test func companyLeavesOutWhatIsNoMoreThanChance() {
    let stories = [
      "One\nAngela Merkel met Kofi Annan in Paris.\nFrance and Germany spoke.",
      "Two\nAngela Merkel met Kofi Annan.", "Three\nGermany rests.", "Four\nFrance rests.",
    ]
    var session = Session(stories: stories, columns: 120)
    session.press(.enter, "e", "C")
    #expect(session.screen.contains("Kofi Annan"))
    #expect(!session.screen.contains("0 paragraphs"))
    #expect(!session.screen.contains("×0."))
  }

  @Test func whereNobodyIsMoreThanChanceAllAreShownAndThatIsSaid() {
    var session = Session(
      stories: ["One\nAngela Merkel spoke.\nFrance and Germany listened."], columns: 120)
    session.press(.enter, "e", "C")
    #expect(session.screen.contains("nobody more than by chance"))
    #expect(session.screen.contains("France"))
  }

  @Test func theTimelineIsDrawnInBlocksAndAColumnOpensItsStories() {
    var session = datedSession()
    session.press(.enter, "e", "T")
    #expect(session.screen.contains("█"))
    #expect(rows(session, with: "2015-03").count == 1)
    session.press("T")
    #expect(session.screen.contains("a year a row"))
    session.press("<")
    #expect(session.screen.contains("a month a row"))
    session.press(.enter)
    #expect(session.state.focus == .list)
    #expect(session.state.list.shown == [2])
    session.press("0")
    #expect(session.state.list.shown.count == 3)
  }

  @Test func inASCIITheBlocksAreSigns() {
    var preferences = Preferences()
    preferences.isASCII = true
    var session = datedSession(preferences)
    session.press(.enter, "e", "T")
    #expect(session.screen.contains("####"))
    #expect(session.screen.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func theCardSumsUpAndEveryLineCanBeEntered() {
    var session = datedSession()
    session.press(.enter, "e", "i")
    let card = session.screen
    for words in [
      "mentions", "over time", "first", "last", "written", "surname, in the same company · ",
      "with", "source",
    ] {
      #expect(card.contains(words), "\(words)")
    }
    for row in 0..<(session.state.view?.shown.count ?? 0) {
      var entered = session
      for _ in 0..<row { entered.press("j") }
      entered.press(.enter)
      #expect(entered.state.view?.kind != .card, "row \(row)")
    }
  }

  @Test func aNewFilterIsFollowedByWhatIsUp() {
    var session = session(columns: 120)
    session.press(.enter, "e", "c")
    #expect(session.state.view?.shown.count == 4)
    session.type(":narrow Paris")
    session.press(.enter)
    #expect(session.state.view?.shown.count == 1)
  }

  @Test func beforeANameIsCurrentTheHintsAreThoseOfReading() {
    var session = session()
    session.press(.enter)
    #expect(!session.screen.contains("c sentences"))
    session.press("e")
    #expect(session.screen.contains("c sentences"))
  }

  @Test func closingBeforeAllHasComeStopsTheWork() {
    var session = session()
    session.press(.enter, "e", "c")
    let request = session.state.following.request
    session.take(.followed(request: request, .lines(.more([])), isComplete: false))
    session.press("q")
    #expect(session.effects == [.stopFollowing])
    session.take(.followed(request: request, .lines(.more([])), isComplete: true))
    #expect(session.state.view == nil)
  }
}

/// Three stories of different months.
private func datedSession(_ preferences: Preferences = Preferences()) -> Session {
  let days = ["2014-09-02", "2015-03-01", "2015-05-30"]
  let texts = [
    "Merkel visits Paris\nAngela Merkel met Kofi Annan in Paris.",
    "Merkel speaks\nChancellor Angela Merkel spoke to Kofi Annan. Merkel left.",
    "Merkel rests\nNobody met Angela Merkel.",
  ]
  return Session(
    dated: zip(texts, days).map { ($0, $1) }, rows: 30, columns: 100, preferences: preferences)
}
