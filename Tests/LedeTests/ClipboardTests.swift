// The sequence that copies.
import Curses
import Testing

private func copied(_ text: String, _ wrapping: Clipboard.Wrapping = .none) -> String? {
  Clipboard.sequence(copying: text, wrapping: wrapping).map { String(decoding: $0, as: UTF8.self) }
}

@Test func textIsCopiedInBase64() {
  #expect(copied("") == "\u{1b}]52;c;\u{7}")
  #expect(copied("a") == "\u{1b}]52;c;YQ==\u{7}")
  #expect(copied("ab") == "\u{1b}]52;c;YWI=\u{7}")
  #expect(copied("“Été”") == "\u{1b}]52;c;4oCcw4l0w6nigJ0=\u{7}")
}

@Test func tmuxAndScreenPassItOn() {
  #expect(
    copied("abc", .tmux)
      == "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YWJj\u{7}\u{1b}\\\u{1b}]52;c;YWJj\u{7}")
  #expect(copied("abc", .screen) == "\u{1b}P\u{1b}]52;c;YWJj\u{7}\u{1b}\\")
}

@Test func screenGetsPiecesThatItCanHold() throws {
  let bytes = try #require(
    Clipboard.sequence(copying: String(repeating: "x", count: 3000), wrapping: .screen))
  let pieces = bytes.split(separator: 0x5c)
  #expect(pieces.count > 1)
  #expect(pieces.allSatisfy { $0.count < 768 })
}

@Test func tooLongATextIsRefused() {
  #expect(copied(String(repeating: "x", count: 56_244)) != nil)
  #expect(copied(String(repeating: "x", count: 56_245)) == nil)
}

@Test func theEnvironmentTellsTheWrapping() {
  #expect(Clipboard.wrapping { ["TERM": "xterm"][$0] } == .none)
  #expect(Clipboard.wrapping { ["TERM": "screen-256color", "TMUX": "/tmp/x"][$0] } == .tmux)
  #expect(Clipboard.wrapping { ["TERM": "tmux-256color"][$0] } == .tmux)
  #expect(Clipboard.wrapping { ["TERM": "xterm", "STY": "1.tty"][$0] } == .screen)
  #expect(Clipboard.wrapping { ["TERM": "screen"][$0] } == .screen)
}
