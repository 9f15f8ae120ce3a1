import ReaderUI
import StoryQuery
import Testing

@Suite struct PointingTests {
  private func session() -> Session {
    var session = Session(
      stories: fiveStories + [longStory(paragraphs: 40)], rows: 40, columns: 120)
    session.press("M")
    return session
  }

  @Test func theMouseIsOffUntilAskedFor() {
    var session = Session(stories: fiveStories)
    session.take(.mouse(Mouse(.press, row: 3, column: 5)))
    #expect(session.state.list.selectedRow == 0)
    session.press("M")
    #expect(session.effects == [.mouse(true)])
  }

  @Test func aClickSelectsAndADoubleClickOpens() {
    var session = session()
    session.take(.mouse(Mouse(.press, row: 3, column: 5)))
    #expect(session.state.list.selectedRow == 2)
    #expect(session.state.list.read.isEmpty)
    session.take(.mouse(Mouse(.doublePress, row: 3, column: 5)))
    #expect(session.state.list.read == [2])
    session.take(.mouse(Mouse(.rightPress, row: 3, column: 5)))
    #expect(session.state.focus == .list)
  }

  @Test func theWheelScrollsWithoutSelectingOrReading() {
    var session = session()
    session.press("G", .enter, "h")
    let before = session.state.place
    session.press("U")
    session.take(.mouse(Mouse(.wheelDown, row: 10, column: 90)))
    #expect(session.state.place != before)
    #expect(session.state.list.read.isEmpty)
  }

  @Test func theDividerIsDragged() {
    var session = session()
    let column = session.screen.prefix { $0 != "│" }.count
    session.take(.mouse(Mouse(.press, row: 5, column: column)))
    session.take(.mouse(Mouse(.drag, row: 5, column: column - 9)))
    session.take(.mouse(Mouse(.release, row: 5, column: column - 9)))
    #expect(session.screen.prefix { $0 != "│" }.count == column - 9)
  }

  @Test func aClickOnANameMakesItCurrent() throws {
    var session = session()
    let lines = session.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("Angela Merkel spoke") })
    let column = try #require(lines[row].ranges(of: "Merkel").last).lowerBound
    session.take(
      .mouse(
        Mouse(
          .press, row: row,
          column: lines[row].distance(from: lines[row].startIndex, to: column))))
    #expect(session.state.current?.key == "person:angela merkel")
  }
}
