// Sources on the screen: what is asked of the outside, and what is shown of how they stand.
import ReaderUI
import StoryQuery
import Testing

@Suite struct SourcesPaneTests {
  @Test func rRefreshesTheSourceOfTheStoryAndCapitalRAll() {
    var session = Session(stories: ["Harbor reopens", "Mayor resigns"])
    session.press("j", "r")
    #expect(session.effects == [.refresh(.story(Int(session.state.list.shown[1])))])
    session.press("R")
    #expect(session.effects == [.refresh(.all(isPressing: false))])
  }

  @Test func whereNoStoryIsEverythingIsAskedAgain() {
    var session = Session(stories: [])
    session.state.hasSources = true
    session.take(.troubled(["example.org: no such page (404); check the address"]))
    #expect(session.screen.contains("no such page (404)"))
    #expect(session.screen.contains("r tries again"))
    session.press("r")
    #expect(session.effects == [.refresh(.all(isPressing: true))])
    session.take(.fetching(Fetching(done: 0, total: 1, failed: 0)))
    #expect(session.screen.contains("fetching…"))
  }

  @Test func whatCouldNotBeReadIsReadableWhole() {
    let sentence =
      "/stories/of/a/folder/that/lies/deep/down/letter.eml: line 12 has a header without a colon, "
      + "so the message ends there; mend the file or leave it out"
    for columns in [40, 80, 120, 160] {
      var session = Session(stories: ["Harbor reopens"], rows: 24, columns: columns)
      session.take(.troubled(["first.txt: empty", sentence, "third.txt: empty"]))
      session.type(":errors")
      session.press(.enter)
      session.press("z")
      let shown = session.screen.filter { !$0.isWhitespace }
      #expect(shown.contains(sentence.filter { !$0.isWhitespace }), "\(columns)")
      #expect(!session.screen.contains("…"), "\(columns)")
      #expect(!session.screen.contains("Enter open"))
      #expect(session.screen.contains("q close   ? help"))
      session.take(.resized(rows: 24, columns: 60))
      #expect(session.screen.contains("leave it out"))
      session.press("/")
      session.type("colon")
      session.press(.enter)
      #expect(session.screen.contains("letter.eml"))
      #expect(session.screen.contains("leave it out"))
      #expect(!session.screen.contains("third.txt"))
    }
  }

  @Test func howFarARefreshIsStandsBelow() {
    var session = Session(stories: ["Harbor reopens"])
    session.take(.fetching(Fetching(done: 412, total: 1_000, failed: 3)))
    #expect(session.screen.contains("412/1,000 · 3 failed"))
    session.press(.control("c"))
    #expect(session.effects == [.stopSearch, .stopFetching])
    session.take(.fetching(nil))
    #expect(!session.screen.contains("412"))
  }

  @Test func thePaneOfSourcesShowsHealthAndRefreshesARow() {
    var session = Session(stories: ["Harbor reopens"], columns: 120)
    session.type(":sources")
    session.press(.enter)
    #expect(session.effects == [.listSources])
    session.take(
      .sources([
        SourceRow(id: "a", label: "Harbor Post", health: .failing, facts: ["gone wrong"]),
        SourceRow(id: "b", label: "Wire 0", health: .fine, facts: ["1 story", "next 15:20"]),
      ]))
    #expect(session.screen.contains("! Harbor Post"))
    #expect(session.screen.contains("1 story · next 15:20"))
    session.press("j", "r")
    #expect(session.effects == [.refresh(.source("b"))])
    session.press(.enter)
    #expect(session.state.list.filter.words == "source:\"Wire 0\"")
    #expect(session.state.view == nil)
  }

  @Test func aPageThatNamesFeedsOffersThem() {
    var session = Session(stories: ["Harbor reopens"])
    session.take(.offered([FeedOffer(title: "All news", address: "https://example.org/feed")]))
    #expect(session.screen.contains("All news"))
    session.press(.enter)
    #expect(session.effects.contains(.openFeed("https://example.org/feed")))
  }

  @Test func storiesThatComeLeaveTheSelectionWhereItIs() {
    var session = Session(stories: ["Harbor reopens", "Mayor resigns", "Bridge falls"])
    session.press("j")
    let selected = session.state.list.selected
    let shown = session.state.list.shown
    session.take(
      .listed(
        Event.Listed(
          request: session.state.list.request, shown: [9, 8, 7] + shown, names: nil)))
    #expect(session.state.list.selected == selected)
  }

  @Test func removeTakesTheSelectedSourceOrTheWordBehindIt() {
    var session = Session(stories: ["Harbor reopens"])
    session.type(":remove Harbor Post")
    session.press(.enter)
    #expect(session.effects.contains(.remove("Harbor Post")))
    session.type(":sources")
    session.press(.enter)
    session.take(.sources([SourceRow(id: "a", label: "Wire 0", health: .fine, facts: [])]))
    session.type(":remove")
    session.press(.enter)
    #expect(session.effects.contains(.remove("a")))
  }

  @Test func theWholePageOfAStoryIsFetchedWhenItIsAskedFor() {
    var session = Session(stories: ["Harbor reopens", "Mayor resigns"])
    session.press("j")
    session.type(":full-text")
    session.press(.enter)
    #expect(
      session.effects.contains(.fetchFullText(story: Int(session.state.list.shown[1]))))
  }

  @Test func addTakesTheWordBehindIt() {
    var session = Session(stories: ["Harbor reopens"])
    session.type(":add https://example.org/")
    session.press(.enter)
    #expect(session.effects.contains(.add("https://example.org/")))
  }
}
