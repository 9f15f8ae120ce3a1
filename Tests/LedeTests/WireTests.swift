// The strict reader lets nothing through that a story could smuggle in.
import Testing

@Suite struct WireTests {
  @Test(arguments: [
    "", "plain é 中 e\u{301}\r\n", "\u{1b}[1;24r\u{1b}[H\u{1b}[2J\u{1b}[?1049h\u{1b}[22;0;0t",
    "\u{1b}(B\u{1b}[m\u{1b}[0;1m\u{1b}[38;5;40m\u{1b}[39;49m", "\u{1b}]52;c;aGk=\u{7}",
  ])
  func ledesOwnSequencesPass(text: String) {
    #expect(Wire.firstLeak(in: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    "\u{1b}]0;title\u{7}", "\u{1b}]8;;http://a/\u{1b}\\", "\u{1b}]52;c;!\u{7}", "\u{1b}[6n",
    "\u{1b}[c", "\u{1b}[21t", "\u{1b}P$q\u{1b}\\", "\u{1b}_G\u{1b}\\", "\u{1b}(0", "\u{e}",
    "\u{7}", "\u{7f}", "\u{9b}2J", "\u{9d}", "\u{90}", "\u{85}", "\u{202e}", "\u{2066}",
    "\u{200f}", "\u{200b}", "\u{feff}", "\u{fe0f}", "\u{e0041}", "\u{1b}[201~", "\u{1b}[?47h",
    "\u{1b}[3;4;5H", "\u{1b}[58;5;1m", "\u{1b}c", "\u{0}", "\u{5}",
  ])
  func othersAreLeaks(text: String) {
    #expect(Wire.firstLeak(in: Array("good ".utf8) + Array(text.utf8)) != nil)
  }

  @Test func badBytesAreLeaks() {
    #expect(Wire.firstLeak(in: [0x9b]) != nil)
    #expect(Wire.firstLeak(in: [0x61, 0xc3]) != nil)
    #expect(Wire.firstLeak(in: [0x1b]) != nil)
  }
}
