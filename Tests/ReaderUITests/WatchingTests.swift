import FoundationEssentials
import ReaderUI
import StoryParsing
import StoryQuery
import Testing

private func watched(
  _ name: String, _ letter: Character, _ key: String, _ stories: [Int], fresh: [Int]
) -> Watched {
  Watched(
    name: WatchedName(name: name, kind: nil, letter: letter), keys: [key],
    stories: NumberSet(stories.map { Int32($0) }), fresh: NumberSet(fresh.map { Int32($0) }))
}

private func watchingSession(rows: Int = 24, columns: Int = 110) -> Session {
  var session = Session(stories: fiveStories, rows: rows, columns: columns)
  session.take(
    .watched([
      watched("France", "f", "country:FR", [0, 1, 3], fresh: [3]),
      watched("Kofi Annan", "a", "person:kofi annan", [1], fresh: []),
    ]))
  return session
}

@Suite struct WatchingTests {
  @Test func wWatchesTheCurrentNameAndEndsIt() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "w")
    #expect(session.effects == [.watch(name: "France", kind: .country, isOn: true)])
    #expect(session.screen.contains("France is watched"))
    session.take(.watched([watched("France", "f", "country:FR", [0], fresh: [])]))
    session.press("w")
    #expect(session.effects == [.watch(name: "France", kind: .country, isOn: false)])
  }

  @Test func storiesHaveTheLetterInTheMarginOfTheList() {
    let session = watchingSession()
    let rows = session.screen.split(separator: "\n").map(String.init)
    #expect(rows.contains { $0.contains("•f France and Germany sign accord") })
    #expect(rows.contains { $0.contains("•f Merkel visits Paris") })
    #expect(rows.contains { $0.contains("• Storm closes harbour") })
  }

  @Test func searchResultsHaveTheLetterToo() {
    var session = watchingSession()
    session.press("S")
    session.type("accord")
    session.press(.enter)
    #expect(session.screen.contains("f France and Germany"))
  }

  @Test func thePanelSaysWhatIsNew() {
    var session = watchingSession(rows: 40, columns: 160)
    session.press(.enter)
    #expect(session.screen.contains("wFrance") || session.screen.contains("w France"))
    #expect(session.screen.contains("+1 2"))
  }

  @Test func theListOfWatchedNamesLeadsToStoriesByDay() {
    var session = watchingSession()
    session.press("W")
    #expect(session.screen.contains("Watched names"))
    #expect(session.screen.contains("France  +1  3 stories"))
    session.press(.enter)
    #expect(session.effects == [.watchHits(request: 1, "France"), .look(name: "France")])
    let story = Story(
      id: Story.ID(source: "test", name: "0"), text: fiveStories[0],
      published: Date(timeIntervalSince1970: 1_681_603_200))
    let france = WatchedName(name: "France", kind: nil, letter: "f")
    let hits = watchHits(in: story, number: 0, analyze(story), for: [france])
    session.take(.watchHits(request: 1, hits, isComplete: true))
    #expect(session.screen.contains("16 Apr 2023"))
    #expect(session.screen.contains("1 story"))
    session.press(.enter)
    #expect(session.state.text.number == 0)
  }

  @Test func qGoesBackFromTheStoriesToTheNames() {
    var session = watchingSession()
    session.press("W", .enter, "q")
    #expect(session.screen.contains("Watched names"))
    session.press("q")
    #expect(!session.screen.contains("Watched names"))
  }

  @Test func wInTheListEndsWatching() {
    var session = watchingSession()
    session.press("W", "j", "w")
    #expect(session.effects == [.watch(name: "Kofi Annan", kind: .person, isOn: false)])
  }

  @Test func nothingWatchedSaysHowToBegin() {
    var session = Session(stories: fiveStories)
    session.press("W")
    #expect(session.screen.contains("No name is watched"))
  }
}
