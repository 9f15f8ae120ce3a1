import ReaderUI
import StoryParsing
import Testing

private func whole(_ text: String) -> TextRange { TextRange(0, text.utf8.count) }

/// The rows of a text, one a line, each ending in a bar.
private func wrapped(_ text: String, _ width: Int) -> String {
  let rows = wrapRows(of: text, in: whole(text), width: width)
  for (row, next) in zip(rows, rows.dropFirst()) { #expect(row.next == next.range.start) }
  #expect(rows.last?.next == text.utf8.count)
  #expect(countRows(of: text, in: whole(text), width: width) == rows.count)
  return rows.map { text[$0.range] + "|" }.joined(separator: "\n")
}

@Suite struct WrapTests {
  @Test func rowsBreakAtSpacesWhichAreThenLeftOut() {
    #expect(
      wrapped("The harbor reopens on Monday.", 11) == """
        The harbor|
        reopens on|
        Monday.|
        """)
    #expect(wrapped("four four   four ", 4) == "four|\nfour|\nfour|")
    #expect(wrapped("ab cd", 5) == "ab cd|")
    #expect(wrapped("ab cd", 4) == "ab|\ncd|")
  }

  @Test func anEmptyParagraphIsOneEmptyRow() {
    #expect(wrapped("", 10) == "|")
    #expect(wrapped("    ", 2) == "|")
  }

  @Test func spacesAtTheStartAreAnIndent() {
    #expect(wrapped("  ab cd", 5) == "  ab|\ncd|")
    #expect(wrapped("  abcdef", 5) == "  abc|\ndef|")
  }

  @Test func rowsBreakAfterHyphensAndDashes() {
    #expect(wrapped("well-known", 6) == "well-|\nknown|")
    #expect(wrapped("talks—held", 7) == "talks—|\nheld|")
    #expect(wrapped("1914–1918", 6) == "1914–|\n1918|")
    #expect(wrapped("word--word", 7) == "word--|\nword|")
  }

  @Test func aHyphenKeepsToANumberAndToItsWord() {
    #expect(wrapped("minus -5", 7) == "minus|\n-5|")
    #expect(wrapped("the 555-1234", 8) == "the|\n555-1234|")
    #expect(wrapped("so “—”", 5) == "so|\n“—”|")
    #expect(wrapped("he said—“no”", 9) == "he said—|\n“no”|")
  }

  @Test func noBreakSpacesDoNotBreak() {
    #expect(wrapped("in 10\u{a0}km", 6) == "in|\n10\u{a0}km|")
  }

  @Test func zeroWidthSpacesOfferABreak() {
    #expect(wrapped("abc\u{200b}def", 4) == "abc\u{200b}|\ndef|")
    #expect(wrapped("abc\u{ad}def", 6) == "abc\u{ad}def|")
  }

  @Test func chineseAndJapaneseBreakBetweenCharacters() {
    #expect(wrapped("東京都の港。", 7) == "東京都|\nの港。|")
    #expect(wrapped("東京「港」", 6) == "東京|\n「港」|")
    #expect(wrapped("東京。港", 4) == "東|\n京。|\n港|")
    #expect(wrapped("「はい」「いいえ」", 9) == "「はい」|\n「いい|\nえ」|")
  }

  @Test func koreanBreaksAtSpaces() {
    #expect(wrapped("서울 항구가", 8) == "서울|\n항구가|")
  }

  @Test func aWordWiderThanARowIsCut() {
    #expect(
      wrapped("see https://example.org/harbor", 10) == """
        see|
        https://ex|
        ample.org/|
        harbor|
        """)
    #expect(wrapped("abc", 0) == "a|\nb|\nc|")
    #expect(wrapped("東京", 1) == "東|\n京|")
  }

  @Test func marksStayWithTheirBase() {
    #expect(wrapped("ae\u{301}e\u{301}a", 2) == "ae\u{301}|\ne\u{301}a|")
    #expect(wrapped("👩‍👩‍👧👍🏽", 2) == "👩‍👩‍👧|\n👍🏽|")
    // A vowel sign that has a cell of its own.
    #expect(wrapped("कककि", 3) == "कक|\nकि|")
  }

  @Test func wrappingGoesOnFromAnyRow() {
    let text = "The harbor of Lisbon reopens on Monday — after three well-known storms."
    let rows = wrapRows(of: text, in: whole(text), width: 12)
    for (number, row) in rows.enumerated() {
      let rest = TextRange(row.range.start, text.utf8.count)
      #expect(wrapRows(of: text, in: rest, width: 12) == Array(rows[number...]))
      #expect(wrapRows(of: text, in: rest, width: 12, limit: 2) == Array(rows[number...].prefix(2)))
    }
  }

  @Test(arguments: ["x", "東", "a ", "- ", "\u{301}", "\u{200b}", "\u{200d}", "👍🏽", "🇩🇪", "कि", " "])
  func aParagraphOfMegabytesIsWrappedWhole(piece: String) {
    let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let rows = wrapRows(of: text, in: whole(text), width: 80)
    #expect(rows.last?.next == text.utf8.count)
    for row in rows { #expect(columns(of: text[row.range]) <= 80) }
  }
}

@Suite struct RowPlacesTests {
  private let text = "In e\u{301}東京 now"
  private var row: TextRow { wrapRows(of: text, in: whole(text), width: 40)[0] }

  private func range(of part: String) -> TextRange? {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
      .map { TextRange($0, $0 + wanted.count) }
  }

  @Test func aRangeHasColumnsInItsRow() throws {
    #expect(row.columns(of: try #require(range(of: "東京")), in: text) == 4..<8)
    #expect(row.columns(of: try #require(range(of: "\u{301}")), in: text) == 3..<4)
    #expect(row.columns(of: whole(text), in: text) == 0..<12)
    #expect(row.columns(of: TextRange(99, 120), in: text) == nil)
  }

  @Test func everyColumnLeadsToItsCharacterAndBack() throws {
    let first = try #require(range(of: "東")?.start)
    #expect(row.offset(atColumn: 4, in: text) == first)
    #expect(row.offset(atColumn: 5, in: text) == first)
    #expect(row.offset(atColumn: 6, in: text) == first + 3)
    #expect(row.offset(atColumn: 99, in: text) == text.utf8.count)
    #expect(row.offset(atColumn: -1, in: text) == 0)
    #expect(row.column(of: first + 3, in: text) == 6)
    #expect(row.column(of: 999, in: text) == 12)
  }

  @Test func everyOffsetHasARow() {
    let text = "The harbor reopens"
    let rows = wrapRows(of: text, in: whole(text), width: 7)
    #expect(
      (0...18).map { rows.index(showing: $0) } == Array(repeating: 0, count: 4)
        + Array(repeating: 1, count: 7) + Array(repeating: 2, count: 8))
    #expect(rows.index(showing: 19) == nil)
  }
}
