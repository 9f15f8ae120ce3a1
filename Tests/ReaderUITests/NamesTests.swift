import ReaderUI
import StoryParsing
import StoryQuery
import Testing

@Suite struct NamesTests {
  @Test func eWalksTheNamesOfTheText() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e")
    #expect(session.state.current?.key == "country:FR")
    session.press("e")
    #expect(session.state.current?.key == "country:DE")
    session.press("E")
    #expect(session.state.current?.key == "country:FR")
  }

  @Test func ePassesOverWhoWroteTheStory() {
    var session = Session(stories: [
      "Harbour reopens\nBy Mara Quill\nPARIS (Wire) — Kofi Annan spoke. Mara Quill was there.",
      "Harbour closes\nBy Mara Quill\nNobody spoke.",
    ])
    session.press(.enter, "e", "e", "e", "e")
    let names = session.state.text.analysis?.mentions.filter { $0.kind == .person } ?? []
    #expect(names.count == 3)
    #expect(session.state.current?.offset == names.last?.range.start)
    session.press("E")
    #expect(session.state.current?.name == "Kofi Annan")
    session.press("E", "E", "E")
    #expect(session.state.current?.name != "Mara Quill")
    session.press("J", "e")
    #expect(session.state.current?.name == "Mara Quill")
  }

  @Test func withoutACurrentNameTheOneThatWasSearchedForIsMeant() {
    var session = Session(stories: fiveStories)
    session.press("/")
    session.type("annan")
    session.press(.enter, "c")
    #expect(session.state.current?.name == "Kofi Annan")
    #expect(session.screen.contains("Kofi Annan in sentences"))
  }

  @Test func theStatusLineCountsMentionsHereAndInAllStories() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e")
    #expect(session.screen.contains("France 1/2 here · 1/4 in 3 stories"))
  }

  @Test func starFollowsANameIntoTheNextStoryAndTheJumpListReturns() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "*")
    #expect(session.screen.contains("France 2/2 here · 2/4"))
    let place = session.state.place
    session.press("*")
    #expect(session.state.text.number == 1)
    #expect(session.screen.contains("France 1/1 here · 3/4"))
    session.press("*")
    #expect(session.state.text.number == 3)
    session.press("*")
    #expect(session.screen.contains("France is in no later story of the 5 shown"))
    session.press("#")
    #expect(session.state.text.number == 1)
    session.press("(", "(", "(")
    #expect(session.state.place == place)
  }

  @Test func bracketsGoFromStoryToStoryWithTheName() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "]")
    #expect(session.state.text.number == 1)
    session.press("]")
    #expect(session.state.text.number == 3)
    session.press("[")
    #expect(session.state.text.number == 1)
  }

  @Test func plusAndMinusNarrowTheListAndZeroClears() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "h", "+")
    #expect(session.state.list.shown == [0, 1, 3])
    #expect(session.screen.contains("Stories +France"))
    session.press("-")
    #expect(session.state.list.shown == [2, 4])
    session.press("0")
    #expect(session.state.list.shown.count == 5)
  }

  @Test func thePanelsCountsAreTheMarksInTheText() {
    for story in fiveStories {
      let session = Session(stories: [story])
      guard let analysis = session.state.text.analysis else { continue }
      for name in session.state.panel.names {
        let marks = analysis.mentions.filter { analysis.entities[$0.entity].key == name.key }
        #expect(marks.count == name.mentions, "\(name.name)")
      }
    }
  }

  @Test func thePanelsSecondScopeCountsTheStoriesThatAFilterLeaves() {
    var session = Session(stories: fiveStories)
    session.press("p")
    #expect(session.screen.contains("Names in 5 stories"))
    for name in session.state.panel.names {
      var narrowed = session
      narrowed.press(.tab, .tab)
      while narrowed.state.panel.selected?.key != name.key { narrowed.press("j") }
      narrowed.press(.enter)
      #expect(narrowed.state.list.shown.count == name.stories, "\(name.name)")
    }
  }

  @Test func enterOnANameGoesToItsFirstMention() {
    var session = Session(stories: fiveStories)
    session.press(.tab, .tab, .enter)
    #expect(session.state.focus == .text)
    #expect(session.state.current?.offset != nil)
  }

  @Test func marksInTheTextGoRoundAllCurrentNone() {
    var session = Session(stories: fiveStories)
    session.press("H")
    #expect(session.state.namesInText == .current)
    session.press("H")
    #expect(session.state.namesInText == .none)
    session.press("H")
    #expect(session.state.namesInText == .all)
  }

  @Test func aCountGoesSoManyMentionsOrStoriesOn() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "3", "*")
    #expect(session.screen.contains("France 1/1 here · 4/4"))
    session.press("2", "#")
    #expect(session.screen.contains("France 2/2 here · 2/4"))
    session.press("2", "]")
    #expect(session.state.text.number == 3)
  }

  @Test func theJumpListReturnsToTheMention() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "*", "]")
    #expect(session.screen.contains("3/4"))
    session.press("(")
    #expect(session.screen.contains("France 2/2 here · 2/4"))
  }

  @Test func unsureNamesFoldUnderOneRowThatEnterOpens() {
    var session = Session(stories: fiveStories, rows: 30, columns: 120)
    session.press("p")
    let names = [
      NameCount(key: "person:ada lund", name: "Ada Lund", kind: .person, stories: 2, mentions: 3),
      NameCount(
        key: "organisation:crown", name: "Crown", kind: .organisation, stories: 1, mentions: 1,
        isSure: false),
    ]
    session.take(
      .listed(
        Event.Listed(
          request: session.state.list.request, shown: session.state.list.shown, names: names)))
    #expect(session.screen.contains("Ada Lund"))
    #expect(session.screen.contains("1 unsure +"))
    #expect(!session.screen.contains("Crown"))
    session.press(.tab, .tab, "G", .enter)
    #expect(session.screen.contains("1 unsure -"))
    #expect(session.screen.contains("Crown?"))
    session.press(.enter)
    #expect(!session.screen.contains("Crown"))
  }
}
