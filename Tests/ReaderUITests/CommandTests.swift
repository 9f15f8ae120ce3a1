import ReaderUI
import StoryQuery
import Testing

@Suite struct CommandTests {
  @Test func everyCommandHasOneRowAndNoKeyTwoCommands() {
    #expect(Set(Command.table.map(\.command)) == Set(Command.allCases))
    #expect(Command.table.count == Command.allCases.count)
    let keys = Command.table.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func everyKeyOfTheTableIsReadBackFromItsName() {
    for key in Command.table.flatMap(\.keys) { #expect(Key(name: key.name) == key, "\(key)") }
  }

  @Test func twentyKeysAreDaily() {
    #expect(Command.table.count(where: \.isDaily) == 20)
  }

  @Test func noKeyThatALineOrScreenSwallowsIsBound() {
    let avoided: [Key] = [
      .control("s"), .control("q"), .control("]"), .control("a"), .control("\\"),
    ]
    for key in Command.table.flatMap(\.keys) { #expect(!avoided.contains(key)) }
  }

  /// Every row, in every pane, at every sort of size: the frame has the screen's size.
  @Test(arguments: [(24, 80), (50, 160), (40, 120), (12, 40), (5, 20), (3, 10), (1, 1)])
  func everyCommandIsPressedInEveryPane(rows: Int, columns: Int) {
    let stories = fiveStories + [longStory(paragraphs: 30)]
    let start = Session(stories: stories, rows: rows, columns: columns)
    for row in Command.table {
      for pane in 0..<3 {
        var session = start
        for _ in 0..<pane { session.press(.tab) }
        if let key = row.keys.first {
          session.press(key)
        } else {
          session.press(":")
          session.type(row.command.rawValue)
          session.press(.enter)
        }
        session.press("a", .enter, .escape, "j", "k", .escape)
        let frame = view(session.state)
        #expect(frame.rows == rows && frame.columns == columns)
        if let cursor = frame.cursor {
          #expect((0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column))
        }
      }
    }
  }

  @Test func aCommandIsTypedByNameWithCompletion() {
    var session = Session(stories: fiveStories)
    session.press(":")
    session.type("toggle-st")
    session.press(.tab)
    #expect(session.screen.contains(":toggle-star"))
    session.press(.enter)
    #expect(session.state.list.starred == [0])
    session.press(":")
    session.type("togle-star")
    session.press(.enter)
    #expect(session.screen.contains("did you mean “toggle-star”?"))
  }

  @Test func helpNarrowsAsOneTypesAndEnterDoesTheRow() {
    var session = Session(stories: fiveStories)
    session.press("?")
    session.type("star the")
    #expect(session.screen.contains("Star the story"))
    #expect(!session.screen.contains("Go down a page"))
    session.press(.enter)
    #expect(session.state.list.starred == [0])
    #expect(session.screen.contains("Storm closes harbour"))
  }

  @Test func anUnboundKeySaysSo() {
    var session = Session(stories: fiveStories)
    session.press("$")
    #expect(session.screen.contains("$ does nothing here; ? shows every key"))
  }

  @Test func qClosesWhatIsOnTopAndThenQuits() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "?", .escape)
    #expect(session.effects.isEmpty)
    session.press("q")
    #expect(session.effects.isEmpty)
    session.press("q")
    #expect(session.effects == [.quit])
  }

  @Test func stopTwiceQuits() {
    var session = Session(stories: fiveStories)
    session.press(.control("c"))
    #expect(session.screen.contains("^C once more quits"))
    session.press("j", .control("c"))
    #expect(!session.effects.contains(.quit))
    session.press(.control("c"))
    #expect(session.effects == [.quit])
  }
}
