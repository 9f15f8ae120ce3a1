import ReaderUI
import Testing

private let strong = Style(attributes: .bold)

/// Carets under the cells of a row that have a style.
private func carets(_ frame: Frame, row: Int = 0) -> String {
  String(frame.row(row).map { $0.style == strong ? "^" : " " })
}

private func frame(_ text: String, columns: Int = 8) -> Frame {
  var frame = Frame(rows: 1, columns: columns)
  frame.write(text, row: 0, column: 0)
  return frame
}

@Suite struct FrameTests {
  @Test func writingGivesTheColumnAfterIt() {
    var frame = Frame(rows: 2, columns: 8)
    #expect(frame.write("ab", row: 0, column: 1) == 3)
    #expect(frame.write("東", row: 1, column: 6) == 8)
    #expect(frame.text == " ab\n      東")
  }

  @Test func writingIsClippedAtTheFrameAndAtTheLimit() {
    var frame = Frame(rows: 1, columns: 4)
    #expect(frame.write("abcdef", row: 0, column: 0) == 4)
    #expect(frame.write("xyz", row: 0, column: 0, limit: 2) == 2)
    #expect(frame.write("no", row: 7, column: 0) == 0)
    #expect(frame.write("no", row: 0, column: 9) == 9)
    #expect(frame.text == "xycd")
  }

  @Test func whatStandsLeftOfTheFrameIsLeftOut() {
    var frame = Frame(rows: 1, columns: 4)
    #expect(frame.write("abc", row: 0, column: -2) == 1)
    #expect(frame.write("東x", row: 0, column: -1) == 2)
    #expect(frame.text == "cx")
  }

  @Test func aWideCharacterIsNeverCut() {
    var frame = Frame(rows: 1, columns: 5)
    #expect(frame.write("東京都", row: 0, column: 0) == 4)
    #expect(frame.text == "東京")
  }

  @Test func overwritingHalfOfAWideCharacterBlanksTheOther() {
    var one = frame("東京都")
    one.write("x", row: 0, column: 1)
    #expect(one.text == " x京都")
    one.write("x", row: 0, column: 2)
    #expect(one.text == " xx 都")
    var other = frame("東京都")
    other.write("海", row: 0, column: 1)
    #expect(other.text == " 海 都")
  }

  @Test func fillingHalfOfAWideCharacterBlanksTheOther() {
    var frame = frame("東京都")
    frame.fill(Rect(row: 0, column: 1, rows: 1, columns: 2), style: strong)
    #expect(frame.text == "    都")
    #expect(carets(frame) == " ^^     ")
  }

  @Test func fillingIsClippedWhateverTheRectangle() {
    var frame = frame("abcdefgh")
    frame.fill(Rect(row: -3, column: 6, rows: 9, columns: .max), style: strong)
    frame.fill(Rect(row: .max, column: .min, rows: 5, columns: 5), style: strong)
    frame.fill(Rect(row: 0, column: -5, rows: .max, columns: 6), style: strong)
    #expect(frame.text == " bcdef")
    #expect(carets(frame) == "^     ^^")
  }

  @Test func restylingKeepsCharactersAndTakesWideOnesWhole() {
    var frame = frame("a東京b")
    frame.restyle(row: 0, columns: 2..<4) { $0 = strong }
    #expect(frame.text == "a東京b")
    #expect(carets(frame) == " ^^^^   ")
    frame.restyle(row: 0, columns: 7..<99) { $0 = strong }
    frame.restyle(row: 9, columns: 0..<1) { $0 = strong }
    #expect(carets(frame) == " ^^^^  ^")
  }

  @Test func noCellEverHoldsAControl() {
    for value in Array(0..<0x20) + Array(0x7f..<0xa0) {
      let control = Unicode.Scalar(UInt8(value))
      let cell = frame(String(Character(control)))[0, 0]
      #expect(cell.character == (control == "\t" ? " " : "\u{fffd}"))
    }
  }
}

@Suite struct WritingTests {
  @Test func whatDoesNotFitEndsInAnEllipsis() {
    var frame = Frame(rows: 4, columns: 6)
    #expect(frame.writeShortened("harbor", row: 0, column: 0) == 6)
    #expect(frame.writeShortened("harbors", row: 1, column: 0) == 6)
    #expect(frame.writeShortened("a東京都x", row: 2, column: 0) == 6)
    #expect(frame.writeShortened("lede", row: 3, column: 2, limit: 4) == 4)
    #expect(frame.text == "harbor\nharbo…\na東京…\n  l…")
  }

  @Test func anEllipsisFollowsAWideCharacterThatWasLeftOut() {
    var frame = Frame(rows: 2, columns: 4)
    #expect(frame.writeShortened("a東京", row: 0, column: 0) == 4)
    #expect(frame.writeShortened("東京都", row: 1, column: 0) == 3)
    #expect(frame.text == "a東…\n東…")
  }

  @Test func writingFromTheRightGivesItsStart() {
    var frame = Frame(rows: 3, columns: 8)
    #expect(frame.writeRight("3/17", row: 0, before: 8) == 4)
    #expect(frame.writeRight("東京", row: 1, before: 6) == 2)
    #expect(frame.writeRight("12 stories", row: 2, before: 8, limit: 3) == 3)
    #expect(frame.text == "    3/17\n  東京\n   12 s…")
  }

  @Test func writingInTheMiddle() {
    var frame = Frame(rows: 1, columns: 9)
    frame.writeCentred("lede", row: 0, columns: 1..<9)
    #expect(frame.text == "   lede")
  }
}
