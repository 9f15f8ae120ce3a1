import ReaderUI
import Testing

@Suite struct ListTests {
  @Test func atTheStartAllThreePanesAreUp() {
    var session = Session(stories: ["Harbour reopens\nShips sail.", "Mayor resigns\nShe left."])
    print(session.screen)
    session.press("j")
    print(session.screen)
    session.press(.enter)
    print(session.screen)
    session.press("h", "?")
    print(session.screen)
  }
}
