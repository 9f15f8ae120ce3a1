// Every fixture, and every row of bytes, becomes text that is safe to show.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

/// The folder beside this file.
private let fixtures =
  #filePath.split(separator: "/", omittingEmptySubsequences: false)
  .dropLast().joined(separator: "/") + "/Fixtures"

/// Checks what holds of every story, whatever it was made from.
private func expectSafe(_ story: Story) {
  let text = story.text
  #expect(text.utf8.last != 0x0A && !text.contains("\n\n"), "one paragraph a line, none empty")
  for piece in [text, story.byline ?? "", story.source, story.id.name] {
    #expect(clean(piece).utf8.elementsEqual(piece.utf8), "nothing is left to clean")
    #expect(
      !piece.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F) ~= $0.value })
  }
  var start = 0
  for mark in story.markup {
    #expect(mark.range.start >= start && mark.range.end <= text.utf8.count && !mark.range.isEmpty)
    start = mark.range.start
    for offset in [mark.range.start, mark.range.end] {
      let index = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
      #expect(index.samePosition(in: text.unicodeScalars) != nil)
    }
  }
  #expect(Listing(story: story, number: 0).headline.utf8.count <= 300)
}

@Test func everyFixtureIsReadOrRefusedWithASentence() throws {
  let result = read([.path(fixtures)])
  result.stories.forEach(expectSafe)
  // What lies in folders has tests of its own.
  let told = result.documents.filter { !$0.file.dropFirst(fixtures.count + 1).contains("/") }
    .map { document in
      "\(document.file.split(separator: "/").last ?? ""): \(document.encoding ?? "-"), "
        + "\(document.stories), \(document.problems.count)"
    }
  #expect(
    told == [
      "bad-bytes.txt: utf-8, 1, 0", "broken-line.jsonl: utf-8, 2, 1", "empty.txt: utf-8, 0, 1",
      "escapes.txt: utf-8, 1, 0", "half-characters.jsonl: utf-8, 1, 0",
      "hard-wrapped.txt: utf-8, 1, 0", "mac-line-ends.txt: macintosh, 1, 0",
      "picture.txt: -, 0, 1", "wide-without-mark.txt: utf-16le, 1, 0",
      "windows-bytes.txt: windows-1252, 1, 0",
    ])
}

@Test func fixturesSayWhatTheyShould() {
  let texts = read([.path(fixtures)]).texts
  for text in [
    "Port reopens\nIt did, at the café.", "Port reopens\n“It did,” Ross said — at the café.",
    "Le café rouvert, à côté\nÀ la \u{FFFD}\u{FFFD}( carte.", "a\u{FFFD} b\u{FFFD} 😀",
    "Port ␛[31mreopens␛]0;title␇\nIt ␦did␦, ␦Ross␦said␀.",
  ] {
    #expect(texts.contains { $0.unicodeScalars.elementsEqual(text.unicodeScalars) })
  }
}

@Test(arguments: 1...400) func anyBytesBecomeSafeText(seed: Int) {
  var random = SplitMix(state: UInt64(seed))
  let bytes = randomBytes(from: &random)
  for format in [nil, .text, .jsonLines] as [Format?] {
    for purpose in [Purpose.reading, .parsing] {
      let result = read(bytes: bytes, as: format, for: purpose)
      #expect(!result.documents.isEmpty)
      #expect(!result.stories.isEmpty || !result.problems.isEmpty, "never nothing at all")
      // Parsing keeps JSON text as it is.
      if purpose == .reading || result.documents[0].format == .text {
        result.stories.forEach(expectSafe)
      }
    }
  }
}

/// Pieces that readers stumble over, in any order, cut off anywhere.
private func randomBytes(from random: inout SplitMix) -> [UInt8] {
  let pieces: [[UInt8]] =
    [
      "Title: ", "Id: 1\n", "Encoding: ", "shift_jis", "utf-16", "iso-2022-jp", "gb18030", "\n",
      "\n\n",
      "\r", "\r\n", "\t", "   ", "> ", ">> ", "- ", "12. ", "Port reopens",
      "the harbour of the-\nport",
      "{\"text\": \"", "\"}\n", "{\"headline\":\"a\",\"text\":\"b\\u202e\\ud83d\"}\n", "\\u00",
      "\\ud83d",
      "😀", "é", "e\u{301}", "👩‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "\u{200D}", "\u{200C}", "\u{202E}", "\u{2028}", "\u{FEFF}",
      "\u{AD}", "港口",
      "a longer run of words that fills a line up to its margin, as wrapped text does\n",
    ].map { Array($0.utf8) } + [
      [0], [0x1B], [0x9B], [0xFF], [0xFE], [0xC3], [0xE2, 0x80], [0xF0, 0x9F],
    ]
  var bytes: [UInt8] = []
  for _ in 0..<Int.random(in: 0...40, using: &random) {
    bytes +=
      Int.random(in: 0..<8, using: &random) == 0
      ? [UInt8.random(in: 0...255, using: &random)] : pieces.randomElement(using: &random) ?? []
  }
  return bytes.dropLast(Int.random(in: 0...min(3, bytes.count), using: &random))
}

/// The same numbers for the same seed, on every machine.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
