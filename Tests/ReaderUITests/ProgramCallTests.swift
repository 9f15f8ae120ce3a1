// Programs called with parts of a story, lines bound to keys, words marked everywhere.
import Foundation
import ReaderUI
import StoryParsing
import StoryQuery
import Testing

@Suite struct ProgramCallTests {
  private let story = Story(
    id: Story.ID(source: "test", name: "1"), text: "Harbour {link} reopens\nIt did.",
    markup: [Markup(.headline, TextRange(0, 22))],
    published: Date(timeIntervalSince1970: 86_400), source: "Harbour Wire",
    link: URL(string: "https://news.example/1"))

  @Test func partsOfTheStoryStandWhereTheyAreNamed() {
    let call = ProgramCall(
      ["save", "--at={date}", "{title}", "{link} by {source}", "{sentence}{name}", "{", "{other}"],
      pointed: [.sentence: "It did."])
    #expect(call.namesParts)
    // What a story's own words look like makes no difference.
    #expect(
      call.arguments(for: story) == [
        "save", "--at=1970-01-02", "Harbour {link} reopens",
        "https://news.example/1 by Harbour Wire", "It did.", "{", "{other}",
      ])
    #expect(!ProgramCall(["grep", "{}"]).namesParts)
  }

  @Test func aPartOfOneStoryIsNotAskedOfSeveral() {
    var session = Session(stories: fiveStories)
    session.press("x", "x", ";")
    session.type(":send mail {title}")
    session.press(.enter)
    #expect(session.effects.isEmpty)
    #expect(session.screen.contains("a part of one story"))
    session.press(";")
    session.type(":send mail")
    session.press(.enter)
    #expect(session.effects == [.send(stories: [0, 1], to: ProgramCall(["mail"]))])
  }

  @Test func theSentenceAndTheNameAreTheCurrentOnes() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e")
    let name = session.state.current?.name ?? ""
    session.type(":send echo {name}")
    session.press(.enter)
    let call = ProgramCall(["echo", "{name}"], pointed: [.name: name])
    #expect(!name.isEmpty)
    #expect(session.effects == [.send(stories: [0], to: call)])
  }

  @Test func aKeyRunsALine() {
    var session = Session(stories: fiveStories)
    session.state.keyMap.bind(.function(5), toLine: "narrow country:germany")
    session.press(.function(5))
    #expect(session.state.list.filter.words == "country:germany")
    session.press("?")
    session.type("germany")
    #expect(session.screen.contains("F5"))
    session.press(.enter)
    #expect(session.state.list.filter.words == "country:germany")
  }

  @Test func newStoriesAreAnnounced() {
    var session = Session(stories: fiveStories)
    session.take(.arrived(3))
    #expect(session.effects.isEmpty)
    session.state.preferences.onNew = ["notify-send", "{count} new"]
    session.take(.arrived(3))
    #expect(session.effects == [.announce(arguments: ["notify-send", "3 new"])])
  }

  @Test func markedWordsStandOutInEveryText() throws {
    var preferences = Preferences()
    preferences.highlights = [TextPattern(literal: "accord"), try TextPattern(spelled: "/gene.a/")]
    let session = Session(stories: fiveStories, preferences: preferences)
    let plain = Session(stories: fiveStories)
    #expect(try underlined("accord", in: session))
    #expect(try underlined("Geneva", in: session))
    #expect(try !underlined("accord", in: plain))
  }

  /// Whether a word of the open text is drawn underlined.
  private func underlined(_ word: String, in session: Session) throws -> Bool {
    var session = session
    session.press(.enter)
    let frame = view(session.state)
    for row in 0..<frame.rows {
      let cells = (0..<frame.columns).map { frame[row, $0] }
      let line = String(cells.map(\.character))
      guard let found = line.range(of: word) else { continue }
      let column = line.distance(from: line.startIndex, to: found.lowerBound)
      if cells[column].style.attributes.contains(.underline) { return true }
    }
    return false
  }
}
