// The links of a story: listed with their numbers, and opened by them.
import FoundationEssentials
import ReaderUI
import StoryParsing
import Testing

@Suite struct LinkTests {
  /// A story open in the reader, with two links and a teaser's end.
  private func session() -> Session {
    let text = "Harbor reopens\nSee the port and the pier…"
    let story = Story(
      id: Story.ID(source: "test", name: "0"), text: text,
      markup: [
        Markup(.headline, TextRange(0, 14)),
        Markup(.link("https://g.example/port"), TextRange(23, 27)),
        Markup(.link("https://g.example/pier"), TextRange(36, 40)),
      ], link: URL(string: "https://g.example/story"))
    var session = Session(parsed: [story], columns: 120)
    session.press(.enter)
    return session
  }

  private func browsed(_ session: Session) -> [String] {
    session.effects.compactMap { if case .browse(let url) = $0 { url.absoluteString } else { nil } }
  }

  @Test func oOpensThePageAndWithANumberALink() {
    var session = session()
    session.press("o")
    #expect(browsed(session) == ["https://g.example/story"])
    session.press("2", "o")
    #expect(browsed(session) == ["https://g.example/pier"])
    session.press("7", "o")
    #expect(browsed(session) == [])
    #expect(session.screen.contains("2 links"))
  }

  @Test func theLinksAreListedWithWhereTheyLead() {
    var session = session()
    session.press("L")
    #expect(session.screen.contains("1 port"))
    #expect(session.screen.contains("https://g.example/pier"))
    session.press("j", .enter)
    #expect(browsed(session) == ["https://g.example/pier"])
  }

  @Test func theOpenTeaserTakesTheTextOfItsPage() {
    var state = session().state
    let text = "Harbor reopens\nSee the port and the pier, and the whole page behind them."
    let whole = Story(id: Story.ID(source: "test", name: "0"), text: text)
    #expect(update(&state, with: .rewritten([0], isUnread: false)).contains(.load(story: 0)))
    _ = update(&state, with: .storyLoaded(number: 0, whole, analyze(whole)))
    #expect(view(state).text.contains("the whole page behind them"))
  }

  @Test func aTeaserSaysSo() {
    #expect(session().screen.contains("teaser, see :full-text"))
  }
}
