// The filter as a line of text.
import ReaderUI
import StoryQuery
import Testing

@Suite struct FilterLineTests {
  @Test func plusAndMinusStandInTheLineThatAmpersandEdits() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "h", "+")
    #expect(session.state.list.filterLine == "country:\"France\"")
    session.press("&")
    #expect(session.screen.contains("& country:\"France\""))
    session.type("-merkel")
    #expect(session.state.list.shown == [1])
    session.press(.enter)
    #expect(session.state.list.filterLine == "country:\"France\" -merkel")
    #expect(session.state.list.filter.included == ["country:FR"])
  }

  @Test func aLineTypedAsksForNamesDatesAndMarks() {
    let cases: [(String, [Int32])] = [
      ("person:\"Angela Merkel\"", [0, 3]), ("person:merk", [0, 3]), ("-person:merkel", [1, 2, 4]),
      ("country:fr org:UN", [0, 1]), ("title:storm OR person:guterres", [2, 4]),
      ("source:\"Wire 1\" -country:France", []), ("is:unread country:France", [0, 1, 3]),
      ("is:starred", []), ("(person:annan OR person:merkel) -title:calm", [0, 3]),
      ("date:2015", []), ("lang:en", []), ("tag:x", []),
    ]
    for (line, shown) in cases {
      var session = Session(stories: fiveStories)
      session.press("&")
      session.type(line)
      #expect(session.state.list.shown == shown, "\(line)")
    }
  }

  @Test func theLineSurvivesBeingTakenBack() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "h", "+", "&")
    session.type("storm")
    session.press(.escape)
    #expect(session.state.list.filterLine == "country:\"France\"")
    #expect(session.state.list.shown == [0, 1, 3])
  }

  @Test func aFieldThatIsNoneIsToldWhileTyping() {
    var session = Session(stories: fiveStories, columns: 120)
    session.press("&")
    session.type("titel:storm")
    #expect(session.screen.contains("no field “titel”; did you mean title:"))
    session.press(.enter)
    #expect(session.screen.contains("no field “titel”"))
    session.press(.escape)
    #expect(session.state.list.shown.count == 5)
  }

  @Test func thePanelsCountsFollowTheLine() {
    var session = Session(stories: fiveStories)
    session.press("p", "&")
    session.type("person:merkel -country:germany")
    let france = session.state.panel.names.first { $0.key == "country:FR" }
    #expect(session.state.list.shown == [3])
    #expect(france?.stories == 1)
  }

  @Test func aSearchIsSavedUnderANameAndTakenAgain() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "h", "+")
    session.type(":save-search france")
    session.press(.enter)
    let saved = SavedSearch(name: "france", query: "country:\"France\"")
    #expect(session.effects.contains(.saveSearch(saved)))
    session.press("0")
    #expect(session.state.list.shown.count == 5)
    session.type(":searches france")
    session.press(.enter)
    #expect(session.state.list.shown == [0, 1, 3])
    session.press("0")
    session.type(":searches")
    session.press(.enter)
    session.take(.searches([SavedSearchRow(saved, SavedSearchRow.Counts(unread: 3, stories: 3))]))
    session.press(.enter)
    #expect(session.state.list.shown == [0, 1, 3])
    // As from every other view whose rows narrow the list.
    session.press("h")
    #expect(session.state.view?.kind == .searches)
    #expect(session.state.list.shown.count == 5)
  }
}
