// Corrections made with the keys: a joins, :split parts, :kind retypes, D dismisses; undo.
import ReaderUI
import StoryParsing
import StoryQuery
import Testing

@Suite struct CorrectingTests {
  private let stories = [
    "Boz reads\nLONDON (Wire) — Samuel Boz read to a crowd on Monday. Boz was tired.",
    "A novelist rests\nLONDON (Wire) — Charles Dickens rested on Tuesday. Dickens wrote a letter.",
  ]

  /// Opens a story and goes to its person.
  private func session() -> Session {
    var session = Session(stories: stories, rows: 24, columns: 100)
    goToPerson(&session)
    return session
  }

  private func goToPerson(_ session: inout Session) {
    session.press(.enter)
    for _ in 0..<4 where session.state.current?.kind != .person { session.press("e") }
  }

  private func join(_ session: inout Session) {
    session.press("a", "J")
    for _ in 0..<4 where session.state.current?.name.hasSuffix("Dickens") != true {
      session.press("e")
    }
    session.press("a")
  }

  @Test func aOnTwoNamesMakesThemOne() {
    var session = session()
    #expect(session.state.current?.name == "Samuel Boz")
    join(&session)
    #expect(session.screen.contains("are one name"))
    #expect(session.state.current?.stories?.count == 2)
    session.press("#", "#", "#")
    #expect(session.state.text.number == 0)
  }

  @Test func undoTakesAJoinBack() {
    var session = session()
    join(&session)
    session.press(.control("_"))
    #expect(session.screen.contains("Took back that"))
    #expect(session.state.current?.stories?.count == 1)
    // The mention that was reached says who is current, and not the key that both had.
    #expect(session.state.current?.key == "person:charles dickens")
  }

  @Test func aTwiceOnOneNameChangesNothing() {
    var session = session()
    session.press("a")
    #expect(session.screen.contains("is the same as: go to the other name and press a"))
    session.press("a")
    #expect(session.screen.contains("no longer marked"))
    #expect(session.state.undo.isEmpty)
  }

  @Test func dTakesANameAwayFromPanelAndText() {
    var session = session()
    session.press("D")
    #expect(session.screen.contains("is no name"))
    #expect(!session.state.panel.names.contains { $0.name == "Samuel Boz" })
    #expect(session.state.text.analysis?.mentions.contains { $0.kind == .person } == false)
    session.press(.control("_"))
    #expect(session.state.panel.names.contains { $0.name == "Samuel Boz" })
  }

  @Test func aKindIsSaidByItsFirstLetters() {
    var session = session()
    session.press(":")
    session.type("kind org")
    session.press(.enter)
    #expect(session.screen.contains("is an organisation"))
    #expect(session.state.panel.names.first { $0.name == "Samuel Boz" }?.kind == .organisation)
    session.press(":")
    session.type("kind ship")
    session.press(.enter)
    #expect(session.screen.contains("No kind “ship”: it is one of person, country"))
  }

  @Test func aNameThatStandsAloneCannotBeSplit() {
    var session = session()
    session.press(":")
    session.type("split")
    session.press(.enter)
    #expect(session.state.notice?.isError == true)
  }
}
