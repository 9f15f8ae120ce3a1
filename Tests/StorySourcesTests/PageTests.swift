// Pages of the web: the story without what stands around it.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private let sentence = "The harbour was open again on Monday, and the first ships came in at noon."

private func page(_ body: String, head: String = "") -> Read {
  read(text: "<!DOCTYPE html><html lang=en><head>\(head)</head><body>\(body)</body></html>")
}

@Test func aPageIsItsStoryWithoutWhatStandsAround() {
  let result = page(
    """
    <nav><a href=/>Home</a> <a href=/w>World</a></nav>
    <div id=content><div class=post><h1>Port opens</h1><p class=byline>By Mara Quill</p>
    <p>\(sentence)</p><h2>At noon</h2><p>\(sentence)</p><ul><li>One ship</li><li>Two boats</li></ul>
    <div class=share-buttons>Share this on everything that there is, and tell us how it went.</div>
    <h3>Related stories</h3><ul><li><a href=/1>A story about the bay</a></li></ul></div></div>
    <div class=sidebar><p>\(sentence)</p></div><div id=comments><p>\(sentence)</p></div>
    <footer>\(sentence)</footer>
    """, head: "<title>Port opens | Gazette</title>")
  #expect(
    result.texts == [
      "Port opens\nBy Mara Quill\n\(sentence)\nAt noon\n\(sentence)\n• One ship\n• Two boats"
    ])
}

@Test func whatAPageSaysOfItselfIsTaken() {
  let result = page(
    "<article><p>\(sentence)</p><p>\(sentence)</p></article>",
    head: """
      <title>Gazette - Port</title><link rel=canonical href="https://g.example/port">
      <meta property="og:site_name" content="Gazette">
      <link rel=alternate type="application/rss+xml" href="https://g.example/rss" title=News>
      <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "No"},
      {"@type": "NewsArticle", "headline": "Port &amp; pier open", "author": [{"name": "Mara Quill"}],
      "datePublished": "2023-03-01T10:15:00+01:00"}]}</script>
      """)
  let story = result.stories.first
  #expect(marked(.headline, in: story) == ["Port & pier open"])
  #expect(story?.byline == "Mara Quill")
  #expect(story?.source == "Gazette")
  #expect(story?.link?.absoluteString == "https://g.example/port")
  #expect(story?.published == newsDate("2023-03-01 09:15"))
  #expect(story?.language == "en")
  #expect(
    result.documents.first?.subscriptions.map(\.link.absoluteString) == ["https://g.example/rss"])
}

@Test func aPageThatShowsItsTextByScriptSaysItToSearchEngines() {
  let result = page(
    "<div id=app></div>",
    head: """
      <script type="application/ld+json">{"@type": "Article", "headline": "Port",
      "articleBody": "\(sentence) \(sentence)"}</script>
      """)
  #expect(result.texts == ["Port\n\(sentence) \(sentence)"])
}

@Test(arguments: ["div", "section", "article", "td", "span", "p"])
func paragraphsInWhateverElementsAreKept(_ element: String) {
  let paragraphs = (1...9).map { "<\(element)><span>\($0). \(sentence)</span></\(element)><br>" }
  let body = "<div><div>" + paragraphs.joined() + "</div></div><div><a href=x>More</a></div>"
  let text = page(element == "td" ? "<table><tr>\(body)</tr></table>" : body).texts.first ?? ""
  for number in 1...9 { #expect(text.contains("\(number). The harbour")) }
}

@Test func aListOfFeedsIsRead() {
  let result = read(
    text: """
      <?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
      <outline text="News"><outline text="Gazette &amp; co" xmlUrl="https://g.example/rss"
        htmlUrl="https://g.example/"/><outline text="Bad" xmlUrl="exec:rm -rf /"/></outline>
      <outline title="Alone" xmlUrl="http://a.example/"/></body></opml>
      """)
  let document = result.documents.first
  #expect(document?.format == .opml)
  #expect(document?.title == "Mine")
  #expect(document?.subscriptions.map(\.title) == ["Gazette & co", "Alone"])
  #expect(document?.subscriptions.map(\.group) == ["News", nil])
  #expect(result.problems == [])
}

@Test func anEndlessPageIsFlattened() {
  let deep = String(repeating: "<div>", count: 50_000) + sentence
  #expect(page(deep).texts == [sentence])
}
