import ReaderUI
import Testing

@Suite struct LayoutTests {
  private func screen(_ rows: Int, _ columns: Int, _ keys: Key...) -> String {
    var session = Session(stories: fiveStories, rows: rows, columns: columns)
    for key in keys { session.press(key) }
    return session.screen
  }

  @Test func at80x24TheListStandsAboveTextAndNames() {
    let lines = screen(24, 80).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix(" Stories"))
    #expect(lines[7].contains("Wire 0"))
    #expect(lines[7].contains("│ Names in this story"))
    #expect(lines[23].contains("? help"))
  }

  @Test func from100ColumnsTheListStandsOverTheNamesAtTheLeft() {
    let lines = screen(40, 120).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].contains("│ Wire 0"))
    #expect(lines.contains { $0.hasPrefix(" Names in this story") })
  }

  @Test func from140ColumnsThereAreThree() {
    let first = screen(50, 160).prefix { $0 != "\n" }
    #expect(first.split(separator: "│").count == 3)
  }

  @Test func below60ColumnsThereIsOnePaneAtATime() {
    #expect(!screen(24, 40).contains("│"))
    #expect(screen(24, 40).contains("Storm closes harbour"))
    #expect(!screen(24, 40, .enter).contains("Storm closes harbour"))
    #expect(screen(24, 40, .enter, "h").contains("Storm closes harbour"))
  }

  @Test func at20x5AStoryCanBeRead() {
    #expect(screen(5, 20).contains("• France and German…"))
    #expect(screen(5, 20, .enter).contains("France and"))
  }

  @Test func belowThatOneLineSaysSo() {
    #expect(screen(4, 80) == "lede needs 20x5; here 80x4\n\n\n")
    #expect(screen(24, 10).hasPrefix("needs 20x5"))
    #expect(screen(24, 15).hasPrefix("lede needs 20x5"))
    #expect(screen(3, 4) == "20x5\n\n")
  }

  @Test func whereHintsDoNotFitTheWaysOutStay() {
    #expect(screen(12, 40).contains("? help"))
    #expect(screen(12, 40, .enter, "e").contains("h back   ? help"))
    #expect(screen(12, 40, .enter, "e", "c").contains("q close"))
    #expect(screen(12, 40, .enter, "e", "C").contains("q close   ? help"))
    #expect(screen(12, 40, .enter, "e", "c", .enter).contains("h back to the sentences   ? help"))
    #expect(screen(12, 24, .enter, "e", "c", .enter).contains("h back   ? help"))
    #expect(screen(12, 24, ":").contains("Esc cancel"))
    #expect(screen(12, 40, "s").contains("type another"))
  }

  @Test func theHintLineGoesAwayBelowEightRows() {
    #expect(screen(8, 80).contains("? help"))
    #expect(!screen(7, 80).contains("? help"))
  }

  @Test func theSplitMovesAndStopsAtItsEnds() {
    var session = Session(stories: fiveStories, rows: 40, columns: 120)
    let bar = { (session: Session) in
      session.screen.prefix { $0 != "│" }.count
    }
    let before = bar(session)
    session.press("<")
    #expect(bar(session) == before - 2)
    session.press(">", ">")
    #expect(bar(session) == before + 2)
    for _ in 0..<100 { session.press("<") }
    #expect(bar(session) == 24)
    session.press(">")
    #expect(bar(session) == 26)
  }

  @Test func theNamesCanBeHidden() {
    #expect(!screen(24, 80, "P").contains("Names in this story"))
    #expect(screen(24, 80, "P", "P").contains("Names in this story"))
  }

  @Test func zoomGivesTheFocusedPaneTheWholeScreen() {
    #expect(!screen(50, 160, "z").contains("│"))
    #expect(screen(50, 160, "z", "z").contains("│"))
  }

  @Test func plainHasOneColumnAndNoBars() {
    var preferences = Preferences()
    preferences.isPlain = true
    var session = Session(stories: fiveStories, rows: 50, columns: 160, preferences: preferences)
    #expect(!session.screen.contains("│"))
    session.press(.enter, "e")
    #expect(!session.screen.contains("▎"))
  }

  @Test func theCursorStandsOnTheSelectedRowAndOnTheMatch() {
    var session = Session(stories: fiveStories, rows: 24, columns: 80)
    session.press("j")
    #expect(view(session.state).cursor == Frame.Position(row: 2, column: 0))
    session.press(.enter, "/")
    session.type("calm")
    session.press(.enter)
    let cursor = view(session.state).cursor
    let line = session.screen.split(separator: "\n")[cursor?.row ?? 0]
    let column = cursor?.column ?? 0
    #expect(line.dropFirst(column).hasPrefix("calm"))
  }
}
