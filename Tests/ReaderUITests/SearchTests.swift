import ReaderUI
import Testing

@Suite struct SearchTests {
  @Test func theTextIsSearchedAsOneTypesAndEscapeReturns() {
    var session = Session(stories: [longStory(paragraphs: 40)])
    session.press(.enter)
    let place = session.state.place
    session.press("/")
    session.type("paragraph 3")
    #expect(session.screen.contains("1/12"))
    session.type("9")
    #expect(session.screen.contains("1/1"))
    #expect(session.screen.contains("Paragraph 39 goes on"))
    session.press(.escape)
    #expect(session.state.place == place)
  }

  @Test func nAndNGoThroughTheMatchesAndTheCounterFollows() {
    var session = Session(stories: [longStory(paragraphs: 40)])
    session.press(.enter, "/")
    session.type("Paragraph")
    session.press(.enter, "n", "n")
    #expect(session.screen.contains("“Paragraph” 3/40"))
    session.press("N")
    #expect(session.screen.contains("“Paragraph” 2/40"))
    session.press("3", "n")
    #expect(session.screen.contains("“Paragraph” 5/40"))
  }

  @Test func aBackwardSearchGoesUp() {
    var session = Session(stories: [longStory(paragraphs: 40)])
    session.press(.enter, "G", "\\")
    session.type("paragraph 2")
    session.press(.enter)
    #expect(session.screen.contains("Paragraph 29 goes on"))
    session.press("n")
    #expect(session.screen.contains("Paragraph 28 goes on"))
  }

  @Test func aBadExpressionIsExplainedAndTheScreenStays() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "/", .control("r"))
    session.type("accord(")
    #expect(session.screen.contains("character 7: "))
    #expect(session.screen.contains("France and Germany signed"))
    session.type("s?)")
    #expect(!session.screen.contains("character 7: "))
  }

  @Test func accentsAreFoldedUnlessTyped() {
    var session = Session(stories: fiveStories)
    session.press("/")
    session.type("antonio")
    #expect(session.state.list.selectedRow == 4)
    session.press(.escape)
    #expect(session.state.list.selectedRow == 0)
    session.press("/")
    session.type("antònio")
    #expect(session.screen.contains("no match"))
  }

  @Test func searchingAllStoriesLandsOnTheHit() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    session.press("S")
    session.type("thanked")
    #expect(session.screen.contains("1 hit"))
    #expect(session.screen.contains("Annan thanked France."))
    session.press(.enter, .enter)
    #expect(session.state.text.number == 1)
    #expect(session.screen.contains("“thanked” 1/1"))
    session.press("(", "(")
    #expect(session.state.text.number == 0)
  }

  @Test func bracketsFollowTheLastSearchWhenItWasChosenLater() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "/")
    session.type("merkel")
    session.press(.enter, "]")
    #expect(session.state.text.number == 3)
  }

  @Test func whatWasTypedComesBackWithTheArrow() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "/")
    session.type("accord")
    session.press(.enter, "/", .up)
    #expect(session.screen.contains("/accord"))
  }

  @Test func searchingTheListShowsHowManyStoriesMatch() {
    var session = Session(stories: fiveStories)
    session.press("/")
    session.type("merkel")
    #expect(session.screen.contains("1/2 stories"))
    session.press(.enter)
    #expect(session.state.list.selectedRow == 0)
    session.press("n")
    #expect(session.state.list.selectedRow == 3)
  }

  @Test func theHitsOfAllStoriesComeBackWithTheNextSearch() {
    var session = Session(stories: fiveStories)
    session.press("S")
    session.type("merkel")
    session.press(.enter, "j", .enter, "S")
    #expect(session.screen.contains("Hits of “merkel”"))
    session.press(.enter, "j", .enter)
    #expect(session.state.text.number == 3)
  }

  @Test func anExpressionComesBackAsAnExpression() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "/", .control("r"))
    session.type("acc.rd")
    session.press(.enter, "/", .up)
    #expect(session.screen.contains("regexp /acc.rd"))
  }

  @Test func thePanelsMatchesAreCounted() {
    var session = Session(stories: fiveStories)
    session.press(.tab, .tab, "/")
    session.type("zzz")
    #expect(session.screen.contains("no match"))
    session.press(.escape, "/")
    session.type("france")
    #expect(session.screen.contains("1/1"))
  }

  @Test func allStoriesAreSearchedByAQueryAndABadOneKeepsTheLastHits() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    session.press("S")
    session.type("person:annan thanked")
    #expect(session.screen.contains("Annan thanked France."))
    session.press(.escape, "S")
    session.type("thanked date:soon")
    #expect(session.screen.contains("is no date such as"))
    #expect(session.screen.contains("Annan thanked France."))
  }

  @Test func theListIsNarrowedByAQueryAndABadOneKeepsTheLastStories() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    session.press("&")
    session.type("merkel")
    #expect(session.state.list.shown == [0, 3])
    session.type(" date:soon")
    #expect(session.screen.contains("is no date such as"))
    #expect(session.state.list.shown == [0, 3])
  }

  @Test func fieldsAndNamesAreCompleted() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    session.press("&")
    session.type("-pe")
    session.press(.tab)
    #expect(session.screen.contains("& -person:"))
    session.type("mer")
    session.press(.tab)
    #expect(session.screen.contains("& -person:\"Angela Merkel\""))
    session.press(.escape, "&")
    session.type("is:st")
    session.press(.tab)
    #expect(session.screen.contains("& is:starred"))
  }

  @Test func hitsOverTimeStandBesideThem() {
    var session = Session(
      dated: [("One\nharbour", "1990-01-05"), ("Two\nharbour harbour", "1990-03-01")])
    session.press("S")
    session.type("harbour")
    session.press(.enter)
    #expect(session.screen.contains("“harbour” · 1990-01-01 ▄       █ 1990-02-26"))
  }
}
