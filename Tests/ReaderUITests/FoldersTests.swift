// Saved searches as folders: rows above the stories of the list.
import ReaderUI
import StoryQuery
import Testing

@Suite struct FoldersTests {
  /// A reader of sources with two saved searches.
  private func session(rows: Int = 24, columns: Int = 80) -> Session {
    var session = Session(stories: fiveStories, rows: rows, columns: columns)
    session.state.hasSources = true
    session.state.savedSearches = [
      SavedSearch(name: "france", query: "country:france"),
      SavedSearch(name: "later", query: "tag:later"),
    ]
    session.state.layFolders()
    session.pause()
    return session
  }

  private func folders(_ session: Session) -> [SavedSearchRow] {
    let counts = [
      SavedSearchRow.Counts(unread: 2, stories: 3), SavedSearchRow.Counts(unread: 0, stories: 0),
    ]
    return zip(session.state.savedSearches, counts).map { SavedSearchRow($0, $1) }
  }

  @Test func aFolderStandsAboveTheStoriesWithItsCounts() {
    var session = session()
    #expect(session.screen.contains("+ france"))
    #expect(session.screen.contains("1/5"))
    session.take(.folders(folders(session)))
    #expect(session.screen.contains("2 unread of 3"))
    #expect(session.state.list.selected == 0)
    var narrow = self.session(rows: 12, columns: 40)
    narrow.take(.folders(folders(narrow)))
    #expect(narrow.screen.contains("+ france"))
  }

  @Test func itsKeysAreThoseOfTheList() {
    var session = session()
    session.press("k")
    #expect(session.screen.contains("–/5"))
    #expect(session.state.list.selected == nil)
    session.press("U", "F", "x", ";")
    #expect(session.effects.isEmpty)
    session.type(":send cat")
    session.press(.enter)
    #expect(session.screen.contains("No story is selected"))
    session.type(":send")
    session.press(.enter)
    #expect(session.screen.contains(":send PROGRAM {title} {link}"))
    session.press(.escape, "k", "k", "k", .enter)
    #expect(session.state.list.shown == [0, 1, 3])
    #expect(session.screen.contains("Stories in “france”"))
    #expect(!session.screen.contains("+ later"))
    // Out again, to the very row.
    session.press("h")
    #expect(session.state.list.shown.count == 5)
    #expect(session.state.list.selected == nil)
    session.press("j")
    #expect(session.state.list.selected == nil)
    session.press("j")
    #expect(session.state.list.selected == 0)
  }

  @Test func whatIsNextFromAFolderIsTheFirstStory() {
    for key in [Key.control("n"), "J"] {
      var session = session()
      session.press("k", "k", key)
      #expect(session.state.text.number == 0)
    }
    var session = session()
    session.press("k", "/")
    session.type("accord")
    session.press(.enter, "]", "[", "n", "N")
    #expect(session.state.list.selected != nil)
  }

  @Test func theyAreCountedAgainAfterAMark() {
    var session = session()
    session.press("U")
    #expect(session.effects.contains(.countFolders))
    session.press("j")
    #expect(!session.effects.contains(.countFolders))
  }

  @Test func filesThatAreReadOnceHaveNoFolders() {
    var session = Session(stories: fiveStories)
    session.state.savedSearches = [SavedSearch(name: "france", query: "country:france")]
    session.state.layFolders()
    session.pause()
    #expect(!session.screen.contains("+ france"))
  }

  @Test func stepsGoRoundPastTheFolders() {
    var session = session()
    session.state.preferences.wrapsRound = true
    session.press("k", "k", "k")
    #expect(session.state.list.selected == 4)
    session.press("j")
    #expect(session.state.list.selected == nil)
  }
}
