import FoundationEssentials
import StoryParsing
import StorySources
import Testing

@Test func aLineIsAStory() throws {
  let line = #"""
    {"id": "a1", "headline": "Port reopens", "text": "It did.\n\nShips came.", \#
    "published": "2023-03-01T10:00:00Z", "source": "Wire", "link": "https://example.org/1", \#
    "desk": {"name": "foreign", "tags": [1, 2.5e3, null]}}
    """#
  let story = try #require(read(text: line, for: .reading).stories.first)
  #expect(story.id == Story.ID(source: "story", name: "a1"))
  #expect(story.text == "Port reopens\nIt did.\nShips came.")
  #expect(marked(.headline, in: story) == ["Port reopens"])
  #expect(story.published == newsDate("1 March 2023 10:00"))
  #expect(story.source == "Wire")
  #expect(story.link?.absoluteString == "https://example.org/1")
  #expect(story.extra == "")
  let parsed = try #require(read(text: line, for: .parsing).stories.first)
  #expect(parsed.extra == #"{"desk":{"name":"foreign","tags":[1,2.5e3,null]}}"#)
}

@Test func bareTextIsParsedToTheLetter() throws {
  let text = "A\\u0000\\u001b[31m\\t \\r\\nb\\u202e \\n\\n\\n  \\u200b\u{301}"
  let story = try #require(read(text: "{\"text\": \"\(text)\"}", for: .parsing).stories.first)
  #expect(
    Array(story.text.utf8) == Array("A\u{0}\u{1B}[31m\t \r\nb\u{202E} \n\n\n  \u{200B}\u{301}".utf8)
  )
  #expect(story.markup.isEmpty)
}

@Test func bareTextIsCleanedForTheScreen() {
  let text = #"{"text": "A\u001b[31m\n\nb\u202ec\u0000"}"#
  #expect(read(text: text).texts == ["A␛[31m\nb␦c␀"])
}

@Test func aHeadlineIsPutBeforeTextThatLacksIt() {
  let story = read(text: #"{"headline":"Port\nreopens","text":"It did. \n"}"#, for: .parsing)
    .stories.first
  #expect(story?.text == "Port reopens\nIt did. \n")
  #expect(marked(.headline, in: story) == ["Port reopens"])
  let again = read(text: #"{"headline":"Port","text":"Port\nIt did."}"#, for: .parsing).stories
    .first
  #expect(again?.text == "Port\nIt did.")
}

@Test func whatParsePrintsIsReadBack() {
  let line =
    #"{"id":"1","text":"Port\nIt did.","mentions":[],"deck":null,"extra":{"a":[1 , "x y"]},"b":2}"#
  #expect(read(text: line, for: .parsing).stories.first?.extra == #"{"a":[1,"x y"],"b":2}"#)
}

@Test func escapesAreRead() {
  let line = #"{"text": "\u00e9\ud83d\ude00\ud83d \udE00x\/\"\\"}"#
  #expect(read(text: line, for: .parsing).texts == ["é😀\u{FFFD} \u{FFFD}x/\"\\"])
}

@Test(arguments: [
  (#"{"text": "a""#, "story:2:13: the line ends before its object does"),
  (#"{"text": "aé", x}"#, "story:2:16: a field's name in quotation marks is missing"),
  (#"{"text" "a"}"#, "story:2:9: a colon is missing"),
  (#"{"text": "a"} {"#, "story:2:15: something follows the object"),
  (#"{"text": "a\x"}"#, "story:2:13: no such escape"),
  (#"{"text": 012}"#, "story:2:13: a number begins with 0"),
  (
    #"{"texts": "a"}"#,
    "story:2:1: the object has no “text”; --field text=NAME says which field is it"
  ),
  (#"["text"]"#, "story:2:1: no JSON object begins here"),
])
func aBrokenLineIsOneSentenceAndTheOthersAreRead(line: String, sentence: String) {
  let result = read(text: #"{"text": "a"}"# + "\n\(line)\r\n\n" + #"{"text": "b"}"#)
  #expect(result.texts == ["a", "b"])
  #expect(result.sentences == [sentence + "; this line was left out, the others were read"])
  #expect(result.stories.map(\.id.name) == ["1", "4"])
}

@Test func manyBrokenLinesAreCountedAfterAHundred() {
  let result = read(text: String(repeating: "{\"\n", count: 250))
  #expect(result.problems.count == 101)
  #expect(result.sentences.last == "story: 150 more lines are broken; they were left out")
}

@Test(arguments: [Purpose.reading, .parsing])
func aDateThatSaysNothingIsToldAndItsLineKept(purpose: Purpose) {
  let lines = [
    #"{"text": "a"}"#, #"{"text": "b", "published": "some time"}"#,
    #"{"text": "c", "published": "", "updated": null}"#, #"{"text": "d", "date": 1e99}"#,
  ]
  let result = read(text: lines.joined(separator: "\n"), for: purpose)
  #expect(result.texts == ["a", "b", "c", "d"])
  let end = "which is no date; its story has none, write 2023-03-01"
  #expect(
    result.sentences == [
      "story:2:29: “published” says “some time”, \(end)", "story:4:23: “date” says “1e99”, \(end)",
    ])
}

@Test func manyUnreadDatesAreCountedAfterAHundred() {
  let result = read(text: String(repeating: #"{"text": "a", "date": "x"}"# + "\n", count: 250))
  #expect(result.stories.count == 250)
  #expect(result.problems.count == 101)
  #expect(result.sentences.last == "story: 150 more dates say nothing; their stories are without")
}

@Test func anyDepthIsSafe() {
  let deep = String(repeating: "[", count: 1_000_000)
  let result = read(
    text: #"{"text": "a", "x": "# + deep + "\n" + #"{"text": "b", "x": [[{"y": [[]]}]]}"#)
  #expect(result.texts == ["b"])
  #expect(result.sentences.first?.contains("nested too deep") == true)
}

@Test func storiesWithOneIdAreToldApart() {
  let lines = ["1", "1", "1#2", "1", "2"].map { "{\"id\": \"\($0)\", \"text\": \"a\"}" }
  let text = lines.joined(separator: "\n")
  #expect(read(text: text).stories.map(\.id.name) == ["1", "1#2", "1#2#2", "1#3", "2"])
  #expect(read(text: text, for: .parsing).stories.map(\.id.name) == ["1", "1", "1#2", "1", "2"])
}

@Test func aRecordBeyondTheLimitIsRefusedAndTheNextIsRead() throws {
  let long = "{\"text\": \"" + String(repeating: "a", count: 2 << 20) + "\"}\n"
  let room = try ReadingRoom()
  let file = try room.write("a", #"{"text": "a"}"# + "\n" + long + #"{"text": "b"}"#)
  let result = read([.path(file)], within: Limits(story: 1 << 20))
  #expect(result.texts == ["a", "b"])
  #expect(
    result.sentences == [
      "\(file):2: more than 1 MiB in one story; it was left out, split it or raise limits.story"
    ])
}

@Test func namesThatEverybodyUsesAreKnown() {
  let line =
    #"{"id": 12, "title": "Port", "body": "It did.", "url": "https://example.org/", "#
    + #""author": "Mara Quill", "published": 1677664800000}"#
  let story = read(text: line).stories.first
  #expect(story?.text == "Port\nBy Mara Quill\nIt did.")
  #expect(story?.id.name == "12")
  #expect(story?.published == newsDate("2023-03-01 10:00"))
}

@Test func anObjectOverSeveralLinesIsText() {
  #expect(read(text: "{\n  \"a\": 1\n}").documents.first?.format == .text)
}

@Test func jsonLinesOfOtherEncodingsAreRead() {
  var bytes: [UInt8] = [0xFF, 0xFE]
  for unit in "{\"text\": \"Café 😀\"}\r\n{\"text\": \"Łódź\"}\r\n".utf16 {
    bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
  }
  let result = read(bytes: bytes)
  #expect(result.texts == ["Café 😀", "Łódź"])
  #expect(result.documents.first?.encoding == "utf-16le")
}

@Test func aFieldWrittenAsAPageIsReadAsOne() {
  let line =
    #"{"headline": "Port", "text": "<p>It <b>reopened</b> &amp; so.</p><p>See <a href='https://g.example/1'>more</a></p>"}"#
  let story = read(text: line).stories.first
  #expect(story?.text == "Port\nIt reopened & so.\nSee more")
  #expect(marked(.emphasis, in: story) == ["reopened"])
  #expect(marked(.link("https://g.example/1"), in: story) == ["more"])
  let bare = read(text: #"{"headline": "Sums", "text": "a <b and 3 < 4, <I> said, AT&amp;T"}"#)
  #expect(bare.texts == ["Sums\na <b and 3 < 4, <I> said, AT&amp;T"])
  let parsed = read(text: line, for: .parsing)
  #expect(parsed.texts.first?.contains("<p>It") == true)
}
