import ReaderUI
import Testing

@Suite struct PromptTests {
  private func typed(_ keys: [Key]) -> String {
    var session = Session(stories: fiveStories)
    session.press(":")
    for key in keys { session.press(key) }
    guard case .prompting(let prompt) = session.state.mode else { return "" }
    return prompt.text
  }

  @Test func aLineIsEditedAsInAShell() {
    #expect(typed(["a", "b", "c", .left, .left, "x"]) == "axbc")
    #expect(typed(["a", " ", "b", "c", .control("w")]) == "a ")
    #expect(typed(["a", "b", .home, .delete, .end, "c"]) == "bc")
    #expect(typed(["a", "b", .left, .control("k")]) == "a")
    #expect(typed(["a", "b", .left, .control("u")]) == "b")
    #expect(typed(["é", "漢", .backspace]) == "é")
  }

  @Test func anEmptyPromptClosesOnBackspace() {
    var session = Session(stories: fiveStories)
    session.press(":", "a", .backspace, .backspace)
    #expect(session.state.mode == .browsing)
  }

  @Test func pastedTextIsTypedWithoutItsLineEnds() {
    var session = Session(stories: fiveStories)
    session.press("&")
    session.take(.paste("mer\nkel"))
    #expect(session.screen.contains("& mer kel"))
    session.press(.escape)
    session.take(.paste("q"))
    #expect(session.effects.isEmpty)
  }

  @Test func aLongLineShowsTheEndThatIsBeingTyped() {
    var session = Session(stories: fiveStories, rows: 24, columns: 60)
    session.press(":")
    session.type(String(repeating: "abcdefghij", count: 20) + "END")
    #expect(session.screen.contains("END"))
    let frame = view(session.state)
    #expect(frame.isCursorShown && (frame.cursor?.column ?? 99) < 60)
  }

  @Test func typingReplacesAProposedNameAndEditingKeepsIt() {
    func named(_ keys: Key..., typed: String) -> [Effect] {
      var session = Session(stories: fiveStories)
      session.press("s")
      for key in keys { session.press(key) }
      session.type(typed)
      session.press(.enter)
      return session.effects
    }
    let name = "france-and-germany-sign-accord-in-geneva.txt"
    #expect(named(typed: "imf.tsv") == [.save(stories: [0], path: "imf.tsv")])
    #expect(named(typed: "") == [.save(stories: [0], path: name)])
    #expect(named(.control("e"), typed: "x") == [.save(stories: [0], path: name + "x")])
    #expect(named(.backspace, typed: "") == [.save(stories: [0], path: String(name.dropLast()))])
    #expect(named(.home, typed: "x") == [.save(stories: [0], path: "x" + name)])
    let second = String(name.dropLast(4)) + "2.txt"
    #expect(named(.left, .left, .left, .left, typed: "2") == [.save(stories: [0], path: second)])
  }

  @Test func savingProposesANameAndAnUnsafeCommandIsNeverAShellString() {
    var session = Session(stories: fiveStories)
    session.press("s")
    #expect(session.screen.contains("save as: france-and-germany-sign-accord-in-geneva.txt"))
    #expect(session.screen.contains("type another   Left edit it"))
    session.press(.escape, "|")
    session.type("grep -c 'two words' \"$HOME; rm\"")
    session.press(.enter)
    #expect(
      session.effects == [
        .pipe(stories: [0], to: ProgramCall(["grep", "-c", "two words", "$HOME; rm"]))
      ])
    session.press("|")
    session.type("echo 'open")
    session.press(.enter)
    #expect(session.screen.contains("the ' is not closed"))
  }
}
