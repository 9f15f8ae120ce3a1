import ReaderUI
import StoryParsing
import StoryQuery
import Testing

@Suite struct ReadingTests {
  @Test func enterGivesTheTextTheWholeWidthBelow100ColumnsAndHBringsThePanesBack() {
    var session = Session(stories: fiveStories, rows: 24, columns: 80)
    let before = session.screen
    session.press(.enter)
    #expect(!session.screen.contains("Storm closes harbour"))
    #expect(session.screen.contains("Angela Merkel 2"))
    session.press("h")
    #expect(session.screen.contains("Storm closes harbour"))
    #expect(session.screen.count == before.count)
  }

  @Test func from100ColumnsThePanesStay() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    session.press(.enter)
    #expect(session.screen.contains("Storm closes harbour"))
    #expect(session.state.focus == .text)
  }

  @Test func spaceReadsAPageAtATimeAndGoesOnToTheNextUnreadStory() {
    var session = Session(stories: [longStory(paragraphs: 12), "Second\nText.", "Third\nText."])
    session.press(" ")
    #expect(session.state.text.number == 0)
    var pages = 0
    while session.state.text.number == 0, pages < 20 {
      session.press(" ")
      pages += 1
    }
    #expect(pages >= 2 && pages < 10)
    #expect(session.state.text.number == 1)
    session.press(" ")
    #expect(session.state.text.number == 2)
    session.press(" ")
    #expect(session.screen.contains("No further unread story"))
  }

  @Test func thePlaceIsKeptWhenTheScreenChanges() {
    var session = Session(stories: [longStory(paragraphs: 40)], rows: 24, columns: 80)
    session.press(.enter, "f", "f")
    let place = session.state.place
    for (rows, columns) in [(12, 40), (50, 160), (5, 20), (24, 80)] {
      session.take(.resized(rows: rows, columns: columns))
    }
    #expect(session.state.place == place)
    session.press("z", "z", "h", .enter)
    #expect(session.state.place == place)
  }

  @Test func everyStoryReopensWhereItWasLeft() {
    var session = Session(stories: [longStory(paragraphs: 40), "Second\nText."])
    session.press(.enter, "f", "f")
    let place = session.state.place
    session.press("J", "K")
    #expect(session.state.place == place)
  }

  @Test func jumpsReturnToTheExactPlace() {
    var session = Session(stories: [longStory(paragraphs: 40), longStory(paragraphs: 30)])
    session.press(.enter, "f", "j")
    let first = session.state.place
    session.press("J", "f")
    let second = session.state.place
    session.press("(")
    #expect(session.state.place == first)
    session.press(")")
    #expect(session.state.place == second)
    session.press("(", "(", "(")
    #expect(session.screen.contains("No earlier place"))
  }

  @Test func fromMatchesOnOneScreenTheJumpLeadsToWhereTheyWereBegun() {
    var session = Session(stories: [longStory(paragraphs: 40), fiveStories[0]])
    session.press("j", .enter, "K", "d", "d")
    let place = session.state.place
    session.press("/")
    session.type("the")
    session.press(.enter, "n", "n", "n", "n", "(")
    #expect(session.state.place == place)
    session.press("(")
    #expect(session.state.text.number == 1)
  }

  @Test func fromNamesOnOneScreenTheJumpLeadsBackInTheSameStory() {
    var session = Session(stories: fiveStories)
    session.press("j", .enter, "K")
    let place = session.state.place
    session.press("e", "e", "e", "(")
    #expect(session.state.place == place)
    session.press("e", "e", "*", "*", "(")
    #expect(session.state.text.number == 0)
    #expect(!session.screen.contains("No earlier place"))
    session.press("(")
    #expect(session.state.place == place)
  }

  @Test func marksAreSetAndFoundAgain() {
    var session = Session(stories: [longStory(paragraphs: 40), "Second\nText."])
    session.press(.enter, "f", "m", "a")
    let place = session.state.place
    session.press("J", "'", "a")
    #expect(session.state.place == place)
    session.press("'", "b")
    #expect(session.screen.contains("No place is marked b"))
  }

  @Test func scrollingReadsTheStory() {
    var session = Session(stories: [longStory(paragraphs: 40)], rows: 40, columns: 120)
    session.press(.tab)
    #expect(session.state.list.read.isEmpty)
    session.press("j")
    #expect(session.state.list.read == [0])
  }

  @Test func aParagraphOfAMegabyteIsScrolledLikeAnyOther() {
    let text = "Huge\n" + String(repeating: "word after word ", count: 65_000)
    var session = Session(stories: [text])
    session.press(.enter, "f", "G")
    #expect(session.screen.contains("100%"))
    session.press("g", "5", "0", "%")
    #expect(session.screen.contains("50%"))
  }

  @Test func copyingTakesTheSentenceOfTheCurrentName() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "y")
    #expect(session.effects.contains(.copy("France and Germany sign accord in Geneva")))
    session.press("}", "}", "e", "e", "e")
    session.press("y")
    guard case .copy(let sentence)? = session.effects.first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(fiveStories[0].contains(sentence))
    session.press("Y")
    guard case .copy(let citation)? = session.effects.first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(citation.contains(sentence))
    #expect(citation.contains("France and Germany sign accord in Geneva, Wire 0"))
  }

  @Test func thePlaceDoesNotDriftHoweverOftenTheWidthChanges() {
    var session = Session(stories: [longStory(paragraphs: 40)], rows: 24, columns: 120)
    session.press(.enter, "f", "j")
    let screen = session.screen
    for _ in 1...5 {
      for columns in [60, 20, 160, 90, 120] {
        session.take(.resized(rows: 24, columns: columns))
      }
    }
    #expect(session.screen == screen)
  }

  @Test func quotesHaveABarAndTablesAndCodeStandTogether() throws {
    let lines = [
      "Fees", "Quill wrote:", "We are sorry.", "Length | New", "50 m | 120", "pay(x)", "end",
    ]
    var (markup, start): ([Markup], Int) = ([], 0)
    for (line, kind) in zip(lines, [nil, nil, .quote, .row, .row, .code, .code] as [Markup.Kind?]) {
      if let kind { markup.append(Markup(kind, TextRange(start, start + line.utf8.count))) }
      start += line.utf8.count + 1
    }
    let story = Story(
      id: Story.ID(source: "a", name: "b"), text: lines.joined(separator: "\n"), markup: markup,
      source: "Wire")
    var session = Session(parsed: [story])
    session.press(.enter)
    let rows = session.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let quote = try #require(rows.firstIndex { $0.contains("│We are sorry.") })
    #expect(rows[quote + 2].contains(" Length | New"))
    #expect(rows[quote + 3].contains(" 50 m | 120"))
    #expect(rows[quote + 5].contains("pay(x)"))
    #expect(rows[quote + 6].contains("end"))
  }
}
