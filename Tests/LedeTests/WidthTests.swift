import CVTerm
import Glibc
import ReaderUI
import Testing

/// Runs a body in the locale that every Debian has and that counts characters as UTF-8.
private func inUTF8<Result>(_ body: () throws -> Result) throws -> Result {
  let locale = try #require(newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil))
  let before = uselocale(locale)
  defer {
    uselocale(before)
    freelocale(locale)
  }
  return try body()
}

/// What is sent for a text, scalar by scalar, and how many cells the frame keeps for it.
private func sent(_ text: String) -> (scalars: [Unicode.Scalar], cells: Int) {
  var frame = Frame(rows: 1, columns: 12)
  let cells = frame.write(text, row: 0, column: 0)
  let drawn = frame.row(0)[..<cells].filter { !$0.isCovered }
  return (drawn.flatMap { $0.character.unicodeScalars }, cells)
}

/// The planes that have characters, whole.
private let assigned = (Array(0...0x323af) + Array(0xe0000..<0xe0200) + [0xf0000, 0x10ffff])
  .compactMap { Unicode.Scalar($0 as UInt32) }

private func isSentAsWideAsGlibcSays(_ text: String) -> Bool {
  let (scalars, cells) = sent(text)
  let widths = scalars.map { Int(wcwidth(wchar_t($0.value))) }
  return widths.allSatisfy { $0 >= 0 } && widths.reduce(0, +) == cells
}

@Suite struct WidthTests {
  @Test func glibcAgreesWithTheWidthOfWhateverIsDrawn() throws {
    #expect(try inUTF8 { assigned.filter { !isSentAsWideAsGlibcSays(String($0)) } } == [])
  }

  @Test func glibcAgreesWithTheWidthOfWhateverStandsOnALetter() throws {
    #expect(try inUTF8 { assigned.filter { !isSentAsWideAsGlibcSays("e\($0)x") } } == [])
  }

  /// The terminal's cursor stands after a text where the frame says that it does.
  @Test(arguments: [
    "lede", "café", "cafe\u{301}", "東京都", "한국어", "ไทยก้ำ", "שָׁלוֹם", "سلام عليكم", "क्षि", "か\u{3099}",
    "👩‍👩‍👧!", "👍🏽!", "❤️!", "🇩🇪!", "1️⃣!", "🏴󠁧󠁢󠁥󠁮󠁧󠁿!", "a\u{200b}b", "a\u{ad}b", "\u{1fae8}!", "\u{378}!",
    "\u{202e}x",
    "ﷺ", "①α·§…“", "\u{3164}!", "각\u{1161}",
  ])
  func libvtermAgreesWithTheWidthOfWhateverIsDrawn(text: String) throws {
    let terminal = try #require(vterm_new(2, 40))
    defer { vterm_free(terminal) }
    vterm_set_utf8(terminal, 1)
    let screen = try #require(vterm_obtain_screen(terminal))
    vterm_screen_reset(screen, 1)
    let (scalars, cells) = sent(text)
    let bytes = Array(String(String.UnicodeScalarView(scalars)).utf8)
    bytes.withUnsafeBytes { buffer in
      _ = vterm_input_write(
        terminal, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    var position = VTermPos(row: 0, col: 0)
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
    #expect(Int(position.col) == cells)
  }
}
