// Which stories are whole, and which only lead to a page.
import FoundationEssentials
import StoryParsing
import Testing

private func fed(
  _ body: String, headline: String = "Port reopens", link: String? = "https://g.example/1"
) -> Story {
  Story(
    id: Story.ID(source: "feed", name: "1"), text: body.isEmpty ? headline : "\(headline)\n\(body)",
    markup: [Markup(.headline, TextRange(0, headline.utf8.count))],
    link: link.flatMap { URL(string: $0) })
}

private let sentence =
  "The harbour was open again on Monday, said the mayor, and the first ships came in at noon with "
  + "timber, wool and a brass band on deck. Everybody had waited for it."

struct StubTests {
  @Test(arguments: [
    "", "Ships came.", sentence + " Then the…", sentence + " Then […]", sentence + " [...]",
    sentence + "\nRead more »", sentence + "\nContinue reading Port reopens →",
    sentence + "\nWeiterlesen",
    sentence + " Then […]\nThe post Port reopens appeared first on Gazette.",
    sentence + "\n阅读全文",
  ])
  func aTeaserLeadsToItsPage(_ body: String) {
    #expect(fed(body).isStub)
    #expect(!fed(body, link: nil).isStub, "there is nothing to fetch")
  }

  @Test(arguments: [
    sentence, sentence + "\n" + sentence,
    String(repeating: sentence + "\n", count: 20) + "And so on…",
    sentence + "\n“I do not know…” said Quill and left.",
  ])
  func aWholeStoryIsNone(_ body: String) {
    #expect(!fed(body).isStub)
  }

  @Test func aTeaserDoesNotReplaceTheStoryThatItIsOf() {
    let whole = fed(sentence + "\n" + sentence)
    let teaser = fed(sentence + " Then…")
    #expect(teaser.isStub(of: whole))
    #expect(!whole.isStub(of: teaser))
    #expect(!fed(sentence + " Then…", headline: "Port closes").isStub(of: whole))
  }

  @Test func thePagesTextStandsBelowTheStorysOwnHeadline() {
    let text = "Gazette: Port\nBy Mara Quill\nShips came."
    let page = Story(
      id: Story.ID(source: "page", name: "p"), text: text,
      markup: [
        Markup(.headline, TextRange(0, 13)), Markup(.byline, TextRange(14, 27)),
        Markup(.emphasis, TextRange(28, 33)),
      ], byline: "Mara Quill", link: URL(string: "https://g.example/other"))
    let whole = fed("Ships…").whole(from: page)
    #expect(whole.text == "Port reopens\nBy Mara Quill\nShips came.")
    #expect(
      whole.markup.map { String(whole.text[$0.range]) } == [
        "Port reopens", "By Mara Quill", "Ships",
      ])
    #expect(whole.id == Story.ID(source: "feed", name: "1"))
    #expect(whole.byline == "Mara Quill")
    #expect(whole.address == "https://g.example/1")
  }
}
