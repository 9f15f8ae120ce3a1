import ReaderUI
import StoryQuery
import Testing

@Suite struct Noting {
  private func command(_ typed: String, _ session: inout Session) {
    session.press(":")
    session.type(typed)
    session.press(.enter)
  }

  @Test func aNoteIsWrittenShownAndTakenAway() {
    var session = Session(stories: fiveStories)
    command("note ask Annan again", &session)
    #expect(session.effects == [.note(story: 0, "ask Annan again")])
    #expect(session.screen.contains("Noted: ask Annan again"))
    session.press("J", "K")
    #expect(session.screen.contains("Note: ask Annan again"))
    command("note", &session)
    #expect(session.screen.contains(":note ask Annan again"))
    session.press(.escape)
    command("note -", &session)
    #expect(session.effects == [.note(story: 0, "")])
  }

  @Test func tagsAreGivenAndTakenAway() {
    var session = Session(stories: fiveStories)
    command("tag ports un", &session)
    #expect(session.effects == [.tag([0: ["ports", "un"]])])
    #expect(session.screen.contains("#ports #un"))
    command("tag -ports", &session)
    #expect(session.effects == [.tag([0: ["un"]])])
    session.press("x", "x", ";")
    command("tag news", &session)
    #expect(session.effects == [.tag([0: ["un", "news"], 1: ["news"]])])
  }

  @Test func whatTheListIsNarrowedToIsSaved() {
    var session = Session(stories: fiveStories)
    command("save-search Germany", &session)
    #expect(session.screen.contains("All stories are shown; & and + make a filter to save"))
    session.press("&")
    session.type("merkel")
    session.press(.enter)
    command("save-search Germany", &session)
    #expect(session.effects == [.saveSearch(SavedSearch(name: "Germany", query: "merkel"))])
    session.press("0")
    command("searches", &session)
    #expect(session.effects == [.listSearches])
    let saved = SavedSearch(name: "Germany", query: "merkel*")
    session.take(.searches([SavedSearchRow(saved, SavedSearchRow.Counts(unread: 1, stories: 2))]))
    #expect(session.screen.contains("1 unread of 2 · merkel*"))
    session.press(.enter)
    #expect(session.state.list.shown == [0, 3])
    #expect(session.state.list.filter.words == "merkel*")
  }
}
