// What of one sitting comes back in the next.
import ReaderUI
import StoryQuery
import Testing

@Suite struct Sittings {
  private let stories = [
    "Harbor reopens\nIn Lisbon.", "Mayor resigns\nMara Quill.", "Rain\nAll day.",
  ]

  /// A reader who takes up where another sitting ended.
  private func session(after earlier: Session) throws -> Session {
    let kept = try #require(earlier.kept)
    var session = Session(stories: stories, resuming: kept)
    var remembered = Remembered()
    remembered.read = earlier.state.list.read.here.map(\.self)
    remembered.starred = earlier.state.list.starred.here.map(\.self)
    remembered.marks = kept.marks
    remembered.place = kept.place
    session.take(.remembered(remembered))
    return session
  }

  @Test func whatDoesNotChangeIsNotKeptAgain() {
    var session = Session(stories: stories)
    session.press("P")
    let kept = session.kept
    #expect(kept?.isPanelShown == false)
    session.press("j", "k")
    #expect(session.kept == kept)
  }

  @Test func theStoryThatWasOpenIsOpenAgain() throws {
    var session = Session(stories: stories)
    session.press("j", .enter, "F")
    let again = try self.session(after: session)
    #expect(again.screen == session.screen)
    #expect(again.state.text.number == 1)
    #expect(again.state.list.read.contains(1) && again.state.list.starred.contains(1))
  }

  @Test func panesSizesOrderAndFilterStandAsTheyStood() throws {
    var session = Session(stories: stories, rows: 30, columns: 120)
    session.press(">", ">", "P", "&")
    session.type("mayor")
    session.press(.enter, ":")
    session.type("sort -headline")
    session.press(.enter)
    session.pause()
    let kept = try #require(session.kept)
    var again = Session(stories: stories, rows: 30, columns: 120, resuming: kept)
    #expect(again.screen == session.screen)
    again.press("0")
    #expect(again.state.list.shown == [2, 1, 0])
  }

  @Test func whatIsBeingTypedIsNotKeptBeforeItIsAccepted() {
    var session = Session(stories: stories)
    session.press("&")
    session.type("mayor")
    #expect(session.kept?.filter.words ?? "" == "")
    session.press(.enter)
    #expect(session.kept?.filter.words == "mayor")
    #expect(session.keptLines == ["mayor"])
  }

  @Test func aMarkLeadsBackInTheNextSitting() throws {
    var session = Session(stories: stories)
    session.press("j", "j", .enter, "m", "a", "h", "k", .enter)
    var again = try self.session(after: session)
    again.press("'", "a")
    #expect(again.state.text.number == 2)
  }

  @Test func aKeyIsQuickerThanTheLastSitting() throws {
    var session = Session(stories: stories)
    session.press("j", "j", .enter)
    let kept = try #require(session.kept)
    var again = Session(stories: stories, resuming: kept)
    again.press("g")
    var remembered = Remembered()
    remembered.place = kept.place
    again.take(.remembered(remembered))
    #expect(again.state.text.number != 2)
  }

  @Test func anOrderThatIsTheUsualOneFollowsTheSettings() {
    var session = Session(stories: stories)
    session.press("P")
    #expect(session.kept?.sort == nil)
  }
}
