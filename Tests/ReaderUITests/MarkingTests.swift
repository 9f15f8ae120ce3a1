import ReaderUI
import StoryQuery
import Testing

@Suite struct MarkingTests {
  @Test func readMarksGoOnAndOffAndCanBeTakenBack() {
    var session = Session(stories: fiveStories)
    session.press("U")
    #expect(session.effects == [.mark([0], .read, true)])
    session.press("U")
    #expect(session.effects == [.mark([0], .read, false)])
    session.press(.control("_"))
    #expect(session.state.list.read == [0])
    session.press(.control("_"), .control("_"))
    #expect(session.state.list.read.isEmpty)
    #expect(session.screen.contains("Nothing to take back"))
  }

  @Test func markingAllReadIsOneStepToTakeBack() {
    var session = Session(stories: fiveStories)
    session.press("U", "A")
    #expect(session.state.list.read == [0, 1, 2, 3, 4])
    #expect(session.screen.contains("Marked 4 stories read; ^_ takes it back"))
    session.press(.control("_"))
    #expect(session.state.list.read == [0])
  }

  @Test func starsShowInTheMargin() {
    var session = Session(stories: fiveStories)
    session.press("F")
    #expect(session.screen.contains("* France and Germany"))
    session.press("F")
    #expect(!session.screen.contains("* France and Germany"))
  }

  @Test func theNextCommandGoesToTheSelection() {
    var session = Session(stories: fiveStories)
    session.press("x", "j", "x")
    #expect(session.state.list.selection == [0, 2])
    #expect(session.screen.contains("2 selected"))
    session.press(";", "F")
    #expect(session.state.list.starred == [0, 2])
    session.press(";", "s")
    session.press(.control("u"))
    session.type("out.jsonl")
    session.press(.enter)
    #expect(session.effects == [.save(stories: [0, 2], path: "out.jsonl")])
    session.press("X")
    #expect(session.state.list.selection.isEmpty)
    session.press(.control("_"))
    #expect(session.state.list.selection == [0, 2])
  }

  @Test func allThatIsShownIsSelectedAndSaved() {
    var session = Session(stories: fiveStories)
    session.press("X")
    #expect(session.state.list.selection == [0, 1, 2, 3, 4])
    #expect(session.screen.contains("Selected 5 stories"))
    session.press(";", "s")
    session.press(.control("u"))
    session.type("all.jsonl")
    session.press(.enter)
    #expect(session.effects == [.save(stories: [0, 1, 2, 3, 4], path: "all.jsonl")])
    session.press("X", "&")
    session.type("annan")
    session.press(.enter)
    session.type(":select-all")
    session.press(.enter)
    #expect(session.state.list.selection == Set(session.state.list.shown.map { Int($0) }))
    #expect(session.state.list.selection.count < 5)
  }

  @Test func aNoteAndTagsAreTakenBackLikeMarks() {
    var session = Session(stories: fiveStories)
    session.press("F")
    session.type(":note ask again")
    session.press(.enter)
    session.type(":tag ports")
    session.press(.enter)
    session.press(.control("_"))
    #expect(session.effects == [.tag([0: []])])
    #expect(session.state.list.tags.isEmpty)
    session.press(.control("_"))
    #expect(session.effects == [.note(story: 0, "")])
    #expect(session.screen.contains("Took back the note"))
    #expect(session.state.list.starred == [0])
    session.press(.control("_"))
    #expect(session.state.list.starred.isEmpty)
  }

  @Test func whatANoteWasBeforeComesBack() {
    var session = Session(stories: fiveStories)
    for words in [":note first", ":note second", ":tag a", ":tag -a b"] {
      session.type(words)
      session.press(.enter)
    }
    session.press(.control("_"))
    #expect(session.effects == [.tag([0: ["a"]])])
    session.press(.control("_"), .control("_"))
    #expect(session.state.list.notes == [0: "first"])
    #expect(session.screen.contains("The note is again: first"))
  }

  @Test func aKeyThatCanDoNothingSaysSo() {
    var session = Session(stories: fiveStories, rows: 12, columns: 40)
    session.press(";")
    #expect(session.screen.contains("No story is selected; x selects one"))
    session.press("j")
    #expect(session.state.list.selectedRow == 1)
    session.press("%")
    #expect(session.screen.contains("% needs a number first, as in 50%"))
    session.press("h")
    #expect(session.screen.contains("This is the story list; q quits"))
    #expect(session.state.list.selectedRow == 1)
    session.type(":kind bog")
    session.press(.enter)
    #expect(session.screen.contains("No kind “bog”"))
    session.type(":kind")
    session.press(.enter)
    session.type(":kind bog")
    session.press(.enter)
    #expect(session.screen.contains("No kind “bog”"))
  }

  @Test func theNextUnreadIsFoundPastTheEnd() {
    var session = Session(stories: fiveStories)
    session.press("G", "U", .control("n"))
    #expect(session.state.text.number == 0)
    session.press(.control("n"))
    #expect(session.state.text.number == 1)
    session.press(.control("p"))
    #expect(session.screen.contains("No earlier unread story"))
  }
}

@Suite struct MarkingRowsTests {
  @Test func aSentenceIsMarkedAsItsStoryAndARowOfNoStoryIsNot() {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "c", "j", "j", "F")
    #expect(session.state.list.starred == [1])
    session.press("C", "F")
    #expect(session.screen.contains("This row is of no story"))
    #expect(session.state.list.starred == [1])
  }
}
