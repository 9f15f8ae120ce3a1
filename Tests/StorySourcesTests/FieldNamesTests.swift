// Records whose fields are called otherwise: given, or guessed and told.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private let sentence = "The harbour reopened at noon, and the first ships came in."

@Test func theReaderSaysWhatFieldsAreCalled() throws {
  let line =
    #"{"body": "no", "kop": "Port", "inner": {"tekst": "It did.", "a": 1}, "wie": "Vos"}"#
  let names = try FieldNames(["text=inner.tekst", "headline=kop", "byline=wie"])
  let result = read([.memory(name: "a", bytes: Array(line.utf8))], naming: names)
  #expect(result.texts == ["Port\nBy Vos\nIt did."])
  #expect(result.problems.isEmpty, "what is said need not be told")
}

@Test func foreignNamesAreGuessedAndTold() throws {
  let line = #"""
    {"guid": 7, "hed": "Port reopens", "article_body": "It did.", "pubDate": "1 March 2023", \#
    "publisher": {"name": "Wire"}, "authors": ["Mara Quill", {"name": "Jon Ross"}], \#
    "webUrl": "https://example.org/1", "lang": "en"}
    """#
  let result = read(text: line + "\n" + line)
  let story = try #require(result.stories.first)
  #expect(story.text == "Port reopens\nBy Mara Quill, Jon Ross\nIt did.")
  #expect(story.id.name == "7" && story.source == "Wire" && story.language == "en")
  #expect(story.published == newsDate("2023-03-01"))
  #expect(story.link?.absoluteString == "https://example.org/1")
  #expect(
    result.sentences == [
      "story:1: takes “article_body” as text, “hed” as headline, “pubDate” as published, "
        + "“publisher” as source, “webUrl” as link, “authors” as byline, “guid” as id, "
        + "“lang” as language; --field text=NAME says otherwise"
    ])
}

@Test func theLongestFieldIsTheText() {
  let result = read(text: #"{"k": "port", "v": "\#(sentence)", "n": 3}"#)
  #expect(result.texts == [sentence])
  #expect(result.sentences == ["story:1: takes “v” as text; --field text=NAME says otherwise"])
}

@Test func whatIsNoDateOrAddressIsNotTakenForOne() {
  let result = read(text: #"{"text": "a", "time": "3 min", "uri": "port"}"#, for: .parsing)
  #expect(result.problems.isEmpty)
  #expect(result.stories.first?.extra == #"{"time":"3 min","uri":"port"}"#)
}

@Test func whatParsePrintsIsNotGuessedAt() {
  let line =
    #"{"id": "1", "text": "a", "bylines": ["By B"], "deck": "c", "paragraphs": [], "mentions": []}"#
  let result = read(text: line, for: .parsing)
  #expect(result.problems.isEmpty)
  #expect(result.stories.first?.byline == nil)
}

@Test func aListOfParagraphsIsAText() {
  #expect(read(text: #"{"title": "A", "body": ["One.", "Two."]}"#).texts == ["A\nOne.\nTwo."])
}

@Test(arguments: ["text", "=a", "body=text", "text="])
func aFieldThatIsNoPartIsRefused(argument: String) {
  #expect(throws: UnknownField.self) { try FieldNames([argument]) }
}

@Test func aTableIsAStoryARow() throws {
  let table =
    "\u{FEFF}Title,Body,Date,Desk\r\n"
    + "Port reopens,\"It did, \"\"at noon\"\".\r\n\r\nShips came.\",2023-03-01,foreign\r\n"
    + "\r\nMayor resigns,She did.,,\r\n"
  let result = read(text: table)
  #expect(
    result.texts == [
      "Port reopens\nIt did, \"at noon\".\nShips came.", "Mayor resigns\nShe did.",
    ])
  #expect(result.stories.map(\.id.name) == ["2", "6"])
  #expect(result.documents.first?.format == .csv)
  #expect(read(text: table, for: .parsing).stories.first?.extra == #"{"Desk":"foreign"}"#)
}

@Test(arguments: [
  ("id\theadline\ttext\n1\tPort\tIt did.", Format.tsv), ("id;headline;text\n1;Port;It did.", .csv),
  ("id|headline|text\n1|Port|It did.", .csv), ("id,headline,text\r1,Port,It did.\r", .csv),
])
func aTableMayBeSeparatedOtherwise(table: String, format: Format) {
  let result = read(text: table)
  #expect(result.texts == ["Port\nIt did."])
  #expect(result.documents.first?.format == format)
}

@Test func quotationMarksWithoutAPartnerAreText() {
  let table = "id\theadline\ttext\n1\t\"Port\" reopens\t\"It did.\n2\tMayor\tShe \"did\".\n"
  #expect(read(text: table).texts == ["\"Port\" reopens\n\"It did.", "Mayor\nShe \"did\"."])
}

@Test func aRowWithTooManyCellsIsLeftOut() {
  let result = read(text: "title,text\nPort,It did,,\nMayor,She did, too\nFlood,It came.\n")
  #expect(result.texts == ["Port\nIt did", "Flood\nIt came."])
  #expect(
    result.sentences == [
      "story:3: 3 columns, where the first line names 2; this line was left out, the others were "
        + "read"
    ])
}

@Test func aTableWithoutATextIsRefused() {
  let bytes = Array("a,b\n1,2\n3,4\n".utf8)
  #expect(
    read(bytes: bytes, as: .csv).sentences == [
      "story:1: no column is a text: “a”, “b”; --field text=NAME says which is"
    ])
}

@Test func proseWithCommasIsNoTable() {
  for text in [
    "Port, mayor and flood\nAll at once, it seems.\n",
    "Title, lost\n\nThe champion, who had led, fell.\n", "Content, body, soul\n",
  ] {
    #expect(read(text: text).documents.first?.format == .text || text.hasPrefix("Content"))
  }
}

@Test func anEndlessCellIsPassedOver() {
  let table =
    "title,text\nPort,\"" + String(repeating: "a\n", count: 40_000) + "Mayor,She did.\n"
  var result = read([.memory(name: "a", bytes: Array(table.utf8))], within: Limits(story: 1 << 14))
  #expect(result.texts.last == "Mayor\nShe did.")
  result = read(text: "title,text\n" + String(repeating: "\"", count: 100_001) + "\nA,b\n")
  #expect(!result.stories.isEmpty)
}
