// Feeds of every kind, each small and named for what it would break.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private func feed(_ text: String, for purpose: Purpose = .reading) -> Read {
  read(text: text, for: purpose)
}

@Test func aStoryOfRSSHasEverythingThatItsItemSays() {
  let result = feed(
    """
    <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>Harbour Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
    <item><title>Port &amp; pier reopen</title><link>/port</link><guid isPermaLink="false">7</guid>
    <dc:creator>Mara Quill</dc:creator><pubDate>Wed, 01 Mar 2023 10:15:00 GMT</pubDate>
    <description>&lt;p&gt;The port &lt;b&gt;reopened&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Ships came.&lt;/p&gt;</description>
    <enclosure url="https://gazette.example/a.mp3" type="audio/mpeg" length="12"/></item>
    </channel></rss>
    """, for: .parsing)
  let story = result.stories.first
  #expect(story?.text == "Port & pier reopen\nBy Mara Quill\nThe port reopened.\nShips came.")
  #expect(story?.link?.absoluteString == "https://gazette.example/port")
  #expect(story?.id.name == "7")
  #expect(story?.published == newsDate("2023-03-01 10:15"))
  #expect(story?.source == "Harbour Gazette")
  #expect(
    story?.enclosures == [
      Enclosure(url: "https://gazette.example/a.mp3", type: "audio/mpeg", length: 12)
    ])
  #expect(story?.content == "<p>The port <b>reopened</b>.</p><p>Ships came.</p>")
  #expect(marked(.emphasis, in: story) == ["reopened"])
  #expect(result.documents.first?.format == .rss)
  #expect(result.documents.first?.title == "Harbour Gazette")
  #expect(result.documents.first?.language == "en-gb")
  #expect(result.problems == [])
}

@Test func aStoryOfAtomTakesItsBaseFromAbove() {
  let result = feed(
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/a/" xml:lang="fr">
    <title type="html">The &lt;i&gt;Gazette&lt;/i&gt;</title>
    <entry><id>urn:1</id><title>AT&amp;T &lt;b></title><link rel="self" href="x"/><link href="s/1"/>
    <author><name>Mara Quill</name><email>m@example.com</email></author>
    <updated>2023-03-01T10:15:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="p">it</a> &lt;3</p></div></content>
    </entry></feed>
    """)
  let story = result.stories.first
  #expect(story?.text == "AT&T <b>\nBy Mara Quill\nSee it <3")
  #expect(story?.link?.absoluteString == "https://gazette.example/a/s/1")
  let links = story?.markup.compactMap { if case .link(let url) = $0.kind { url } else { nil } }
  #expect(links == ["https://gazette.example/a/p"])
  #expect(story?.source == "The Gazette")
  #expect(result.documents.first?.language == "fr")
}

@Test func aStoryOfRDFStandsOutsideItsChannel() {
  let result = feed(
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel><title>Wire</title><image rdf:resource="x"/></channel>
    <item rdf:about="https://wire.example/1"><title>One</title>
    <description>Short.</description><content:encoded><![CDATA[<p>The long one.]]></content:encoded>
    </item></rdf:RDF>
    """)
  #expect(result.texts == ["One\nThe long one."])
  #expect(result.stories.first?.id.name == "https://wire.example/1")
  #expect(result.stories.first?.link?.absoluteString == "https://wire.example/1")
}

@Test func aStoryOfJSONFeedHasEverythingThatItsItemSays() {
  let result = feed(
    """
    {"version": "https://jsonfeed.org/version/1.1", "title": "Gazette", "items": [
      {"id": 5, "url": "https://g.example/5", "title": "Pier opens", "content_html": "<p>It&nbsp;did.",
       "authors": [{"name": "Mara Quill"}], "date_published": "2023-03-01T10:15:00Z",
       "attachments": [{"url": "https://g.example/a.mp3", "mime_type": "audio/mpeg"}]},
      {"id": "6", "content_text": "Ships came in. They left again."}]}
    """)
  #expect(
    result.texts == [
      "Pier opens\nBy Mara Quill\nIt did.", "Ships came in.\nThey left again.",
    ])
  #expect(result.stories.map(\.id.name) == ["5", "6"])
  #expect(result.stories.first?.enclosures.first?.type == "audio/mpeg")
  #expect(result.documents.first?.format == .jsonFeed)
}

@Test func aJSONFeedCutOffGivesWhatCame() {
  let result = feed(
    #"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": "One."}, {"i"#
  )
  #expect(result.texts == ["One."])
  #expect(result.sentences.first?.hasPrefix("story:1:") == true)
}

@Test func aStoryWithoutTitleIsHeadedByItsFirstSentence() {
  let result = feed(
    """
    <rss><channel><item><description>Mr. Ross came to the pier. He left again.</description></item>
    </channel></rss>
    """)
  #expect(result.texts == ["Mr. Ross came to the pier.\nHe left again."])
  #expect(marked(.headline, in: result.stories.first) == ["Mr. Ross came to the pier."])
}

@Test(arguments: [
  ("an element left open", "<item><title>One</title><description>Text</item>"),
  ("an end without a start", "<item></b><title>One</title><description>Text</description></item>"),
  ("a lone sign", "<item><title>One</title><description>Text < 3</description></item>"),
  ("the end missing", "<item><title>One</title><description>Text</description>"),
  ("half a tag", "<item><title>One</title><description>Text</description><lin"),
])
func aFeedWithAFaultGivesWhatCanBeRead(_ fault: String, _ item: String) {
  let result = feed("<rss><channel>\n  \(item)\n</channel></rss>")
  #expect(result.texts.first?.hasPrefix("One\nText") == true)
  #expect(result.problems.count == 1)
  let place = result.problems.first.map { ($0.line ?? 0) > 0 && ($0.column ?? 0) > 0 }
  #expect(place == true, "line and column are told")
  #expect(result.problems.first?.isFailure == false)
}

@Test func noEntityOfADocumentIsFollowed() {
  let result = feed(
    """
    <!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>One &b; &x; &eacute;</title></item></channel></rss>
    """)
  #expect(result.texts == ["One &b; &x; é"])
}

@Test func aFeedIsReadThroughWhateverItIsNestedIn() {
  let deep = String(repeating: "<a>", count: 100_000)
  let result = feed("<rss><channel><item><title>One</title>\(deep)</item></channel></rss>")
  #expect(result.texts == ["One"])
  let tags = String(repeating: "&lt;div>", count: 20_000)
  let nested = feed(
    "<rss><item><title>One</title><description>\(tags)Deep</description></item></rss>")
  #expect(nested.texts == ["One\nDeep"])
}

@Test func theEncodingOfAFeedIsWhatItSaysUnlessItsBytesSayOtherwise() {
  let text = "<rss><channel><item><title>Caf\u{E9} bleu</title></item></channel></rss>"
  let head = "<?xml version='1.0' encoding='iso-8859-1'?>"
  let latin = Array(head.utf8) + text.unicodeScalars.map { UInt8($0.value) }
  #expect(read(bytes: latin).texts == ["Café bleu"])
  #expect(feed(head + text).texts == ["Café bleu"], "declared latin, written in UTF-8")
  let wide = (head + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  #expect(read(bytes: [0xFF, 0xFE] + wide).texts == ["Café bleu"])
}

@Test func aFeedAfterWarningsOfItsServerIsAFeed() {
  let result = feed(
    "Warning: foo in /srv/x.php\n<?xml version='1.0'?><rss><item><title>One</title></item></rss>")
  #expect(result.texts == ["One"])
}

@Test func whatWasFetchedKnowsWhereItCameFrom() throws {
  let bytes = Array(
    "<rss><item><title>\u{E9}</title><link>a</link></item></rss>".unicodeScalars.map {
      UInt8($0.value)
    })
  let address = try #require(URL(string: "https://g.example/feeds/rss"))
  let result = read([
    .fetched(name: "gazette", bytes: bytes, address: address, charset: "windows-1252")
  ])
  #expect(result.texts == ["é"])
  #expect(result.stories.first?.link?.absoluteString == "https://g.example/feeds/a")
}

// Found by fuzzing.
@Test func aNameInAMessageIsSafeToShowAndShort() {
  let name = "\u{85}\u{9B}31m" + String(repeating: "n", count: 5_000)
  let result = feed("<feed><entry><title>Port</title></entry><\(name)>")
  #expect(result.texts == ["Port"])
  let sentence = result.sentences.first ?? ""
  #expect(sentence.contains("the document ends before “␦␦31mnnn"))
  #expect(clean(sentence) == sentence)
  #expect(sentence.utf8.count < 300)
}

@Test func aFeedSaysForHowLongItIsNew() {
  let result = feed(
    """
    <rss version="2.0"><channel><title>Gazette</title><ttl> 90 </ttl>
    <item><title>Port</title><ttl>5</ttl></item></channel></rss>
    """)
  #expect(result.documents.first?.timeToLive == 5_400)
}

@Test func aFeedWithoutStoriesIsNoEmptyFile() {
  let result = feed("<rss version=\"2.0\"><channel><title>Gazette</title></channel></rss>")
  #expect(result.sentences == ["story: a feed without a story in it; look again later"])
  #expect(result.problems.first?.isFailure == false)
}
