import ReaderUI
import Testing

/// What is drawn for a text, as the cells of a frame say; `_` stands for a covered cell.
private func drawn(_ text: String) -> String {
  var frame = Frame(rows: 1, columns: 40)
  let end = frame.write(text, row: 0, column: 0)
  #expect(end == columns(of: text))
  return String(frame.row(0)[..<end].map { $0.isCovered ? "_" : $0.character })
}

@Suite struct ColumnsTests {
  @Test(arguments: [
    ("lede", 4), ("café", 4), ("cafe\u{301}", 4), ("東京", 4), ("한국", 4), ("ｌｅ", 4), ("ไทย", 3),
    ("שָׁלוֹם", 4), ("§…“①", 4), ("", 0),
  ])
  func widthIsThatOfWhatIsDrawn(text: String, width: Int) {
    #expect(columns(of: text) == width)
  }

  @Test(arguments: [
    ("👩‍👩‍👧", "👩_"), ("👍🏽!", "👍_!"), ("❤️!", "❤!"), ("🇩🇪 🇫🇷", "DE FR"), ("1️⃣", "1\u{20e3}"),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿.", "🏴_."), ("☝🏻", "☝"),
  ])
  func onlyThatOfAnEmojiIsDrawnWhichAllTerminalsAgreeOn(text: String, shown: String) {
    #expect(drawn(text) == shown)
  }

  @Test(arguments: [
    "\u{0}", "\u{7}", "\u{1b}", "\n", "\r", "\u{7f}", "\u{85}", "\u{9b}", "\u{202e}", "\u{2066}",
    "\u{200e}", "\u{200f}", "\u{61c}", "\u{206a}", "\u{fff9}", "\u{2028}", "\u{e0001}", "\u{e0041}",
    "\u{378}", "\u{1fae8}", "\u{10ffff}", "\u{3164}", "\u{301}", "\u{1161}", "🏽",
  ])
  func controlsAndUnknownsAreOneVisibleMark(text: String) {
    #expect(drawn(text) == "\u{fffd}")
    #expect(drawn("(" + text + ")").count == (text == "\u{301}" ? 2 : 3))
  }

  @Test func aCarriageReturnBeforeALineEndIsItsOwnMark() {
    #expect(drawn("a\r\nb") == "a\u{fffd}\u{fffd}b")
  }

  @Test(arguments: [
    "\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{fe0f}",
  ])
  func layoutHintsTakeNoCell(text: String) {
    #expect(drawn("a" + text + "b") == "ab")
    #expect(drawn(text) == "")
  }

  @Test func spacesOfAnyKindAreDrawnAsSpaces() {
    #expect(drawn("a\tb\u{a0}c\u{2009}d\u{202f}e") == "a b c d e")
  }

  @Test func aCellHasFourMarksAtMost() {
    let zalgo = "e" + String(repeating: "\u{301}", count: 20_000) + "x"
    #expect(columns(of: zalgo) == 2)
    var frame = Frame(rows: 1, columns: 4)
    frame.write(zalgo, row: 0, column: 0)
    #expect(frame[0, 0].character.unicodeScalars.count == 5)
    #expect(frame[0, 1].character == "x")
  }

  @Test func voicingMarksMakeOneKana() {
    #expect(drawn("か\u{3099}ハ\u{309a}う\u{3099}あ\u{3099}") == "が_パ_ゔ_あ_")
  }

  @Test func vowelSignsWithAPlaceOfTheirOwnAreCellsOfTheirOwn() {
    #expect(columns(of: "क्षि") == 3)
  }

  @Test func aBeginningIsNeverCutInsideACharacter() {
    #expect(prefix(of: "a東京", columns: 2) == "a")
    #expect(prefix(of: "e\u{301}e\u{301}", columns: 1) == "e\u{301}")
    #expect(prefix(of: "lede", columns: 9) == "lede")
    #expect(prefix(of: "lede", columns: -1) == "")
  }
}

@Suite struct RepertoireTests {
  private func row(_ text: String, in repertoire: Repertoire) -> String {
    var frame = Frame(rows: 1, columns: 40)
    frame.write(text, row: 0, column: 0)
    return frame.inRepertoire(repertoire).text
  }

  @Test func whatHasANearestIsReplacedByItAndTheRestByAQuestionMark() {
    #expect(row("“Café” — it’s…", in: .ascii) == "\"Cafe\" - it's.")
    #expect(row("“Café” — it’s…", in: .latin1) == "\"Café\" - it's.")
    #expect(row("Łódź Đặng Œuvre ſ", in: .ascii) == "Lodz Dang Ouvre s")
    #expect(row("┌─┬┐│▌▶★", in: .ascii) == "+-++||>*")
    #expect(row("Ирина", in: .latin1) == "?????")
  }

  @Test func nothingChangesItsPlace() {
    #expect(row("東京 x", in: .ascii) == "???? x")
    #expect(row("Ａ！x", in: .ascii) == "A ! x")
    #expect(row("e\u{301}東a\u{308}.", in: .latin1) == "e??a.")
  }

  @Test func nothingBeyondTheRepertoireIsEverLeft() {
    for value in 0x20..<UInt32(0x30000) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(Repertoire.ascii.nearest(to: Character(scalar)).isASCII)
    }
  }
}
