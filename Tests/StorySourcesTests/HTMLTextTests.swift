// HTML as the text that is read of it, as it stands in a feed.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

/// The story that a piece of HTML makes as the body of a feed's story.
private func story(_ html: String) -> Story? {
  let feed =
    "<rss><item><title>T</title><description><![CDATA[\(html)]]></description></item></rss>"
  return read(text: feed).stories.first
}

private func text(_ html: String) -> String {
  story(html).map { String($0.text.dropFirst(2)) } ?? ""
}

@Test func aParagraphOfHTMLIsALine() {
  #expect(text("<p>One\n  two<p>Three<br>four</p>five") == "One two\nThree\nfour\nfive")
  #expect(text("a<b>b</b>c <i> d</i>") == "abc d")
  #expect(text("<b>one<p>two</b> three</p>four") == "one\ntwo three\nfour")
}

@Test func listsKeepTheirSigns() {
  #expect(
    text("<ul><li>One<li>Two<ol start=3><li>Deep<li value=9>Nine<li>Ten</ol></ul>After")
      == "• One\n• Two\n3. Deep\n9. Nine\n10. Ten\nAfter")
  #expect(marked(.listItem, in: story("<ul><li>One <b>x</b></ul>Two")) == ["• One x"])
  #expect(text("<ol start=999999999999999999999><li>A</ol></ol></ol></table>B") == "1. A\nB")
}

@Test func aTableOfWordsIsReadRowByRow() {
  let html = "<table><tr><th>Port<th>Ships<tr><td>Harbour<td>12<tr><td>Bay<td>3</table>"
  #expect(text(html) == "Port | Ships\nHarbour | 12\nBay | 3")
  #expect(marked(.row, in: story(html)).count == 3)
  #expect(
    text("<table><tr><td><h2>Head</h2><p>One<td><p>Two</table>") == "Head\nOne\nTwo",
    "a table that lays out a page is none")
}

@Test func quotesCodeAndCaptionsAreMarked() {
  let html = "<blockquote><p>Said.</blockquote><pre>a\n  b\n\nc</pre><h3>Sub</h3><p>Z</p>"
  let story = story(html + "<figure><img src=/p.png alt='A  pier'><figcaption>The pier</figure>")
  #expect(story?.text == "T\nSaid.\na\n  b\nc\nSub\nZ\n[image]\nThe pier")
  #expect(marked(.quote, in: story) == ["Said."])
  #expect(marked(.code, in: story) == ["a", "  b", "c"])
  #expect(marked(.subhead, in: story) == ["Sub"])
  #expect(marked(.caption, in: story) == ["The pier"])
}

@Test func onlyAddressesOfTheWebAreLinks() {
  let html =
    "<a href='javascript:x'>a</a> <a href='#b'>b</a> <a href='https://c.example/?a=1&copy=2'>c</a>"
  let links = story(html)?.markup.compactMap {
    if case .link(let url) = $0.kind { url } else { nil }
  }
  #expect(links == ["https://c.example/?a=1&copy=2"])
}

@Test func whatIsNotForReadingIsLeftOut() {
  #expect(
    text("A<script>if (a<b) x('</p>')</script><style>p{}</style><!-- c --><p hidden>h</p>B")
      == "AB")
  #expect(text("<img src=x width=1 height=1 alt=pixel><img src=y alt=''>Z") == "Z")
  #expect(text("a\u{1B}]0;x\u{7}b&#27;[1mc\u{202E}d") == "a␛]0;x␇b␛[1mc␦d")
}

@Test func tagsThatNobodyClosesCostNothing() {
  for tag in ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<a href=x>", "</ol>"]
  {
    #expect(text(String(repeating: tag, count: 30_000) + "End").hasSuffix("End"))
  }
}
