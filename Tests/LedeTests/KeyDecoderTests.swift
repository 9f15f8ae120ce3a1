// What a terminal's bytes are read as.
import Curses
import ReaderUI
import Testing

/// The events of bytes, as a person would say them.
private func said(_ pieces: String..., in encoding: Repertoire = .utf8) -> [String] {
  said(pieces.map { Array($0.utf8) }, in: encoding)
}

private func said(_ pieces: [[UInt8]], in encoding: Repertoire = .utf8) -> [String] {
  var decoder = KeyDecoder(encoding: encoding)
  var events = pieces.flatMap { decoder.decode($0) }
  if decoder.patience != nil { events += decoder.pause() }
  return events.map(name)
}

private func name(_ event: Event) -> String {
  switch event {
  case .key(.character(let character)): String(character)
  case .key(.control(let character)): "^\(character)"
  case .key(.function(let number)): "F\(number)"
  case .key(let key): "\(key)"
  case .paste(let text): "paste(\(text))"
  case .mouse(let mouse): "\(mouse.action) \(mouse.row) \(mouse.column)"
  default: "?"
  }
}

@Test func lettersAreKeys() {
  #expect(said("aé中 ") == ["a", "é", "中", " "])
}

@Test func controlsAreNamedByTheirLetter() {
  #expect(said("\u{0}\u{1}\u{1a}\u{1c}\u{1f}") == ["^@", "^a", "^z", "^\\", "^_"])
  #expect(said("\r\n\t\u{8}\u{7f}") == ["enter", "enter", "tab", "backspace", "backspace"])
}

@Test func arrowsAndEditingKeysAreReadInBothModes() {
  #expect(said("\u{1b}[A\u{1b}OA\u{1b}[1;5A") == ["up", "up", "up"])
  #expect(said("\u{1b}[H\u{1b}OF\u{1b}[1~\u{1b}[8~") == ["home", "end", "home", "end"])
  #expect(
    said("\u{1b}[5~\u{1b}[6;2~\u{1b}[3~\u{1b}[2~") == ["pageUp", "pageDown", "delete", "insert"])
  #expect(said("\u{1b}[Z\u{1b}[27;2;9~") == ["backTab", "backTab"])
}

@Test func functionKeysOfEveryTerminalAreRead() {
  #expect(said("\u{1b}OP\u{1b}[11~\u{1b}[[A\u{1b}[1;2P") == ["F1", "F1", "F1", "F1"])
  #expect(said("\u{1b}[15~\u{1b}[24~\u{1b}[[E") == ["F5", "F12", "F5"])
}

@Test func keysGivenByTheirCharacterAreRead() {
  #expect(
    said("\u{1b}[97u\u{1b}[122;5u\u{1b}[13u\u{1b}[97:65;5u\u{1b}[27u") == [
      "a", "^z", "enter", "^a", "escape",
    ])
}

@Test func aSequenceMayComeInPieces() {
  let whole = Array("\u{1b}[1;5A\u{1b}[200~ab\u{1b}[201~é\u{1b}[<0;5;3M".utf8)
  let expected = said([whole])
  #expect(expected == ["up", "paste(ab)", "é", "press 2 4"])
  for cut in 1..<whole.count {
    #expect(said([Array(whole[..<cut]), Array(whole[cut...])]) == expected)
  }
}

@Test func escapeIsAKeyOnceNothingFollows() {
  var decoder = KeyDecoder()
  #expect(decoder.decode([0x1b]).isEmpty)
  #expect(decoder.patience == 25)
  #expect(decoder.pause().map(name) == ["escape"])
  #expect(decoder.patience == nil)
}

@Test func escapeTwiceIsTwoKeys() {
  #expect(said("\u{1b}\u{1b}") == ["escape", "escape"])
  #expect(said("\u{1b}\u{1b}[A") == ["escape", "up"])
}

@Test func aKeyRightAfterEscapeIsNotLost() {
  #expect(said("\u{1b}j") == ["escape", "j"])
  #expect(said("\u{1b}[") == ["escape", "["])
  #expect(said("\u{1b}O") == ["escape", "O"])
}

@Test func unknownSequencesAreSwallowedWhole() {
  #expect(said("\u{1b}[?1;2c\u{1b}[12;34R\u{1b}[999~\u{1b}[I\u{1b}[5nj") == ["j"])
  #expect(said("\u{1b}]11;rgb:00/00/00\u{7}\u{1b}P1$r0m\u{1b}\\\u{1b}_G1\u{1b}\\j") == ["j"])
  #expect(said("\u{1b}[" + String(repeating: "1;", count: 5000) + "Aj") == ["j"])
}

@Test func aCutStringEndsWithThePause() {
  var decoder = KeyDecoder()
  #expect(decoder.decode(Array("\u{1b}]0;never ended".utf8)).isEmpty)
  #expect(decoder.pause().isEmpty)
  #expect(decoder.decode([UInt8(ascii: "j")]).map(name) == ["j"])
}

@Test func aBadByteTakesNoGoodLetterWithIt() {
  #expect(
    said([[0xff, 0xfe, 0x61, 0x62, 0xc3, 0x61, 0xe4, 0xb8, 0x63, 0x80, 0x64]]) == [
      "a", "b", "a", "c", "d",
    ])
  #expect(said([[0xc3], [0xa9]]) == ["é"])
  // Overlong, surrogate, beyond Unicode, a control of eight bits.
  #expect(
    said([[0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0xc2, 0x9b, 0x6a]]) == ["j"])
}

@Test func latin1LettersAreOneByte() {
  #expect(said([[0xe9, 0x61, 0x9b, 0xff]], in: .latin1) == ["é", "a", "ÿ"])
  #expect(said([[0xe9, 0x61]], in: .ascii) == ["a"])
}

@Test func pastedTextIsNotKeys() {
  #expect(said("\u{1b}[200~q\u{1b}[A\r\nx\u{1b}[201~j") == ["paste(q\u{1b}[A\r\nx)", "j"])
  #expect(said("\u{1b}[200~\u{1b}\u{1b}[201~") == ["paste(\u{1b})"])
}

@Test func aPasteThatNeverEndsIsGivenUp() {
  #expect(said("\u{1b}[200~lost") == ["paste(lost)"])
}

@Test func aHugePasteIsCut() {
  var decoder = KeyDecoder()
  let events =
    decoder.decode(
      Array("\u{1b}[200~".utf8) + Array(repeating: 0x61, count: KeyDecoder.pasteLimit + 9))
    + decoder.decode(Array("\u{1b}[201~q".utf8))
  guard case .paste(let text) = events.first else { return #expect(Bool(false)) }
  #expect(text.utf8.count == KeyDecoder.pasteLimit)
  #expect(events.dropFirst().map(name) == ["q"])
}

@Test func theMouseIsReadInBothFormats() {
  #expect(
    said("\u{1b}[<0;5;3M\u{1b}[<0;5;3m\u{1b}[<32;6;3M") == ["press 2 4", "release 2 4", "drag 2 5"])
  #expect(
    said("\u{1b}[<64;1;1M\u{1b}[<65;300;2M\u{1b}[<2;1;1M") == [
      "wheelUp 0 0", "wheelDown 1 299", "rightPress 0 0",
    ])
  #expect(
    said([[0x1b, 0x5b, 0x4d, 32, 37, 35], [0x1b, 0x5b, 0x4d, 96, 255, 33]]) == [
      "press 2 4", "wheelUp 0 222",
    ])
}

@Test func uselessMouseReportsAreNothing() {
  #expect(said("\u{1b}[<35;5;3M\u{1b}[<1;5;3M\u{1b}[<0;0;0M\u{1b}[<0;5M\u{1b}[<66;1;1Mj") == ["j"])
}
