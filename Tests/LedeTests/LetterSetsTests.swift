// What ncurses says of letter sets before each change of look, and what of it is sent.
import Curses
import Testing

@Suite struct LetterSetsTests {
  private func needed(_ parts: String...) -> String {
    var sets = LetterSets()
    return parts.map { String(decoding: sets.needed(of: Array($0.utf8)[...]), as: UTF8.self) }
      .joined(separator: "|")
  }

  @Test func lettersAreChosenOnce() {
    #expect(
      needed("\u{1b}(B\u{1b}[mA\u{1b}(B\u{1b}[1m", "\u{1b}(BC") == "\u{1b}(B\u{1b}[mA\u{1b}[1m|C")
    #expect(needed("\u{1b}[m\u{0f}A\u{1b}[7m\u{0f}B") == "\u{1b}[m\u{0f}A\u{1b}[7mB")
  }

  @Test func lineDrawingIsLeftAgain() {
    #expect(needed("\u{1b}(BA\u{1b}(0qq\u{1b}(BB\u{1b}(BC") == "\u{1b}(BA\u{1b}(0qq\u{1b}(BBC")
    #expect(needed("\u{0f}A\u{0e}q\u{0f}B\u{0f}C") == "\u{0f}A\u{0e}q\u{0f}BC")
  }

  @Test func aSetAndAShiftAreTwoThings() {
    // As a VT100 is set up: what it stands shifted to is not known by that.
    #expect(needed("\u{1b}(B\u{1b})0A\u{0f}B\u{0f}\u{1b}(BC") == "\u{1b}(B\u{1b})0A\u{0f}BC")
  }

  @Test func whatIsCutIsLeftWhole() {
    #expect(needed("A\u{1b}", "(BB\u{1b}(") == "A\u{1b}|(BB\u{1b}(")
  }

  @Test func afterAnotherProgramTheyAreChosenAnew() {
    var sets = LetterSets()
    let look = Array("\u{1b}(B\u{1b}[m".utf8)
    #expect(sets.needed(of: look[...]) == look)
    #expect(sets.needed(of: look[...]) == Array("\u{1b}[m".utf8))
    sets.forget()
    #expect(sets.needed(of: look[...]) == look)
  }
}
