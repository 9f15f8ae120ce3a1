import ReaderUI
import StoryParsing
import StoryQuery
import Testing

private let tellings = [
  "Port reopens\nThe port reopened at noon. Nobody was hurt on the quay.",
  "A quiet day\nNothing happened anywhere at all.",
  "Port open again after storm\nThe port reopened at noon. Nobody was hurt. The mayor was there.",
  "Harbour reopens\nThe port reopened at noon. Nobody was hurt on the quay. It rained.",
]

private func foldedSession(rows: Int = 20, columns: Int = 120) -> Session {
  var session = Session(stories: tellings, rows: rows, columns: columns)
  session.take(.copiesFound([[2, 3, 0]]))
  return session
}

@Suite struct CopiesTests {
  @Test func copiesAreOneRowThatSaysHowMany() {
    let session = foldedSession()
    #expect(session.screen.contains("x3 Port open again"))
    #expect(session.screen.contains("2 folded"))
    #expect(!session.screen.contains("Harbour reopens"))
    #expect(session.state.list.shown == [2, 1])
  }

  @Test func thePointOpensThemAndFoldsThemAgain() {
    var session = foldedSession()
    session.press("g", ".")
    #expect(session.state.list.shown == [2, 3, 0, 1])
    #expect(session.screen.contains("· Wire 1: Harbour"))
    #expect(!session.screen.contains("folded"))
    session.press(".")
    #expect(session.state.list.shown == [2, 1])
    session.press("j", ".")
    #expect(session.screen.contains("No other source here has this text"))
  }

  @Test func readingOneMarksAllAndThatCanBeTakenBack() {
    var session = foldedSession()
    session.press("g", .enter)
    #expect(session.state.list.read == [0, 2, 3])
    #expect(session.screen.contains("Marked its 3 copies read"))
    session.press(.control("_"))
    #expect(session.state.list.read == [])
  }

  @Test func aMarkOnAFoldedRowGoesToAllOfThem() {
    var session = foldedSession()
    session.press("g", "U")
    #expect(session.state.list.read == [0, 2, 3])
    session.press("U")
    #expect(session.state.list.read == [])
    session.press("A")
    #expect(session.state.list.read == [0, 1, 2, 3])
  }

  @Test func differencesAreShownSentenceBySentence() {
    var session = foldedSession()
    session.press("g", .enter, "=")
    #expect(session.screen.contains("Versions and copies"))
    #expect(session.screen.contains("Wire 1"))
    session.press(.enter)
    #expect(session.screen.contains("- has not, + adds"))
    #expect(session.screen.contains("The mayor was there."))
    #expect(session.screen.contains("It rained."))
    session.press("q")
    #expect(session.screen.contains("Versions and copies"))
    session.press("q")
    #expect(session.screen.contains("Nobody was hurt. The mayor was there."))
  }

  @Test func enterOnASentenceOpensTheTellingThere() {
    var session = foldedSession()
    session.press("g", .enter, "=", .enter, "G", .enter)
    #expect(session.state.text.number == 3)
  }

  @Test func theOnlyTellingSaysSo() {
    var session = foldedSession()
    session.press("G", .enter, "=")
    #expect(session.screen.contains("There is one version of this story"))
  }

  @Test func aStoryThatIsFoldedStillHasItsRow() {
    var session = Session(stories: tellings, rows: 20, columns: 120)
    session.press("g", .enter)
    #expect(session.state.text.number == 0)
    session.take(.copiesFound([[2, 3, 0]]))
    session.press("J")
    #expect(session.state.text.number == 1)
  }
}
