import ReaderUI
import StoryParsing
import Testing

private let talk = [
  """
  Merkel and Annan disagree
  GENEVA (Wire) — Angela Merkel met Kofi Annan in Geneva.
  “The plan is sound,” Merkel said on Monday.
  Annan said that Angela Merkel had read another plan.
  """,
  """
  A quiet day
  LISBON (Wire) — Nothing was said.
  """,
  """
  Annan answers
  NEW YORK (Wire) — Kofi Annan met reporters. “I have read both of them,” he said. “Twice.”
  """,
]

@Suite struct QuotesTests {
  @Test func theQuoteKeyListsWhatANameSaidAndWhatWasSaidOfIt() {
    var session = Session(stories: talk, rows: 24, columns: 110)
    session.press(.enter, "e", "\"")
    #expect(session.screen.contains("Quotations by and about Angela Merkel"))
    #expect(session.screen.contains("by said"))
    #expect(session.screen.contains("“The plan is sound,”"))
    #expect(session.screen.contains("about · Kofi"))
    #expect(session.screen.contains("Angela Merkel had read another plan"))
    session.press("\"")
    #expect(session.screen.contains("Quotations by Angela Merkel"))
    #expect(!session.screen.contains("about ·"))
    session.press("\"")
    #expect(session.screen.contains("Quotations about Angela Merkel"))
    #expect(!session.screen.contains("by said"))
  }

  @Test func enterOpensAtTheCharacterAndTheViewClosesWhereTheReaderWas() {
    var session = Session(stories: talk, rows: 24, columns: 110)
    session.press(.enter, "e", "e")
    #expect(session.state.current?.name == "Kofi Annan")
    let place = session.state.place
    session.press("\"", "q")
    #expect(session.state.place == place)
    session.press("\"", "G", .enter)
    #expect(session.state.text.number == 2)
    #expect(session.screen.contains("Annan answers"))
    session.press("h")
    #expect(session.state.view?.kind == .quotations)
    session.press("(")
    #expect(session.state.text.number == 0)
  }

  @Test func aSpeakerTakenFromTheSentencesAroundIsMarked() {
    var session = Session(stories: talk, rows: 24, columns: 110)
    session.press("G", .enter, "e", "\"")
    #expect(session.screen.contains("by? said"))
  }

  @Test func withoutANameEverythingSaidIsListed() {
    var session = Session(stories: talk, rows: 24, columns: 110)
    session.press("\"")
    #expect(session.screen.contains("Angela Merkel said"))
    #expect(session.screen.contains("Kofi Annan"))
    #expect(session.screen.contains("“Twice.”"))
  }

  @Test func inANarrowTerminalTheWordsStayReadable() {
    var session = Session(stories: talk, rows: 12, columns: 40)
    session.press(.enter, "e", "\"")
    #expect(session.screen.contains("“The plan is sound,”"))
  }

  @Test func whatIsListedIsSavedAsCitations() throws {
    var session = Session(stories: talk, rows: 24, columns: 110)
    session.press("\"", "s")
    #expect(session.screen.contains("quotations.txt"))
    session.press(.enter)
    let saved = session.effects.compactMap { effect -> [Passage]? in
      guard case .saveCitations(let passages, _) = effect else { return nil }
      return passages
    }
    #expect(try #require(saved.first).count == session.state.view?.shown.count)
  }
}
