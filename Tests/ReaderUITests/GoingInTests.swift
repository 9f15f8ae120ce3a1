// Into a story from rows of sentences, hits or company at the keys, and back to the very row.
import ReaderUI
import StoryQuery
import Testing

@Suite struct GoingInTests {
  private func concordance() -> Session {
    var session = Session(stories: fiveStories)
    session.press(.enter, "e", "c")
    return session
  }

  private func expectRows(
    _ session: Session, _ kind: RowsView.Kind, row: Int, _ key: Key,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(session.state.view?.kind == kind, "\(key)", sourceLocation: sourceLocation)
    #expect(session.state.view?.selectedRow == row, "\(key)", sourceLocation: sourceLocation)
  }

  @Test func hQAndTheJumpBackLeadToTheVerySentence() {
    for key: Key in ["h", "q", "(", .left] {
      var session = concordance()
      session.press("j", "j", .enter)
      #expect(session.state.view == nil)
      #expect(session.state.text.number == 1)
      #expect(session.screen.contains("h back to the sentences"))
      session.press(key)
      expectRows(session, .concordance, row: 2, key)
      session.press("q")
      #expect(session.state.view == nil && session.state.focus == .text)
    }
  }

  @Test func everySentenceIsReadOneAfterAnother() {
    var session = concordance()
    let count = session.state.view?.shown.count ?? 0
    #expect(count == 4)
    for row in 0..<count {
      expectRows(session, .concordance, row: row, "j")
      session.press(.enter)
      #expect(session.state.view == nil)
      session.press("h", "j")
    }
  }

  @Test func theNarrowingIsThereStill() {
    var session = concordance()
    session.press("/")
    session.type("thank")
    session.press(.enter, .enter, "h")
    #expect(session.state.view?.shown.count == 1)
    #expect(session.screen.contains("Annan thanked France."))
    #expect(session.screen.contains("“thank” 1/1"))
    session.press(.escape)
    #expect(session.state.view?.shown.count == 4)
    session.press(.escape)
    #expect(session.state.view == nil)
  }

  @Test func hitsOfASearchAreGoneBackTo() {
    for key: Key in ["h", "q", "("] {
      var session = Session(stories: fiveStories)
      session.press("S")
      session.type("merkel")
      session.press(.enter, "j", "j", .enter)
      #expect(session.screen.contains("h back to the hits"))
      session.press(key)
      expectRows(session, .results, row: 2, key)
      session.press("q")
      #expect(session.state.view == nil && session.state.focus == .list)
    }
  }

  @Test func placesInsideTheStoryComeBeforeTheRows() {
    let long = longStory(paragraphs: 40) + " Merkel spoke."
    var session = Session(stories: fiveStories + [long])
    session.press("j", "j", "j", .enter, "e", "c")
    #expect(session.state.current?.name == "Angela Merkel")
    session.press("G", .enter)
    #expect(session.state.text.number == 5)
    let place = session.state.place
    session.press("g", "(")
    #expect(session.state.place == place)
    session.press("(")
    #expect(session.state.view?.kind == .concordance)
  }

  @Test func fromAnotherStoryNothingLeadsBack() {
    var session = concordance()
    session.press("j", .enter, "J", "h")
    #expect(session.state.view == nil)
    #expect(session.state.focus == .list)
  }

  @Test func theSameKeyOnceMoreIsTheSameRowsAndClosesAsTheyWould() {
    var session = concordance()
    session.press("j", "j", .enter, "c")
    expectRows(session, .concordance, row: 2, "c")
    session.press("q", "q")
    #expect(session.state.focus == .list)
  }

  @Test func whatIsStillLookedForComesInBehindTheStory() {
    var session = Session(stories: fiveStories)
    session.press("S")
    session.type("merkel")
    session.press(.enter)
    let request = session.state.search.request
    session.press("j", .enter)
    session.take(.found(request: request, hits: [], isComplete: false))
    session.press("h")
    #expect(session.state.view?.isComplete == false)
    session.press(.enter)
    session.take(.found(request: request, hits: [], isComplete: true))
    session.press("h")
    #expect(session.state.view?.isComplete == true)
    #expect(session.state.view?.selectedRow == 1)
  }

  @Test func theListStandsWhereItStoodBeforeTheCompanyNarrowedIt() {
    var session = Session(stories: fiveStories, columns: 120)
    session.press("j", "j", "j", .enter, "e", "C", "C", "G", .enter)
    #expect(session.state.list.filter.included.count == 2)
    #expect(session.state.list.selected == 0)
    session.press("0")
    #expect(session.state.list.selected == 3)
    #expect(session.state.list.filter.isEmpty)
  }

  @Test func hInTheNarrowedListGoesBackToTheCompanyAndTheListAsItWas() {
    for key: Key in ["h", "q"] {
      var session = Session(stories: fiveStories, columns: 120)
      session.press("j", "j", "j", .enter, "e", "C", "C", "j", .enter)
      #expect(session.screen.contains("h back to the company"))
      session.press(key)
      expectRows(session, .company, row: 1, key)
      #expect(session.state.list.filter.isEmpty)
      #expect(session.state.list.selected == 3)
      session.press("q")
      #expect(session.state.focus == .text && session.state.text.number == 3)
    }
  }
}
