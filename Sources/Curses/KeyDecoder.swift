// Bytes of the terminal to keys, pastes and the mouse.
package import ReaderUI

/// Reads what a terminal sends, a piece at a time, wherever the pieces are cut.
///
/// A sequence that is not known is swallowed whole; a bad byte takes no good letter with it.
nonisolated package struct KeyDecoder: Sendable {
  private enum State: Hashable {
    case ground
    /// A letter of which bytes are missing.
    case letter
    case escape
    /// ESC [, its bytes collected.
    case control
    /// ESC O, likewise.
    case keypad
    /// ESC [ [, as the Linux console begins its first function keys.
    case console
    /// ESC [ M, before three bytes of an old mouse report.
    case oldMouse
    /// A string for programs that ask the terminal things: nothing in it is typed.
    case string
    case stringEscape
    case paste
  }

  /// Longer pastes are cut.
  package static let pasteLimit = 1 << 20

  /// How the bytes above 127 are meant.
  private let encoding: Repertoire
  private var state = State.ground
  private var collected: [UInt8] = []
  private var pasted: [UInt8] = []
  private var events: [Event] = []

  package init(encoding: Repertoire = .utf8) { self.encoding = encoding }

  /// After how many milliseconds without a byte `pause` is to be called; nil if it need not be.
  package var patience: Int? {
    switch state {
    case .ground, .letter: nil
    // The end of a paste may get lost with a line; keys must not be eaten for ever.
    case .paste: 2000
    case .escape, .control, .keypad, .console, .oldMouse, .string, .stringEscape: 25
    }
  }

  /// Takes bytes; gives what is complete.
  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [Event] {
    for byte in bytes { take(byte) }
    defer { events = [] }
    return events
  }

  /// Nothing came for a while: what has begun is all there is.
  package mutating func pause() -> [Event] {
    switch state {
    case .ground, .letter: return []
    case .escape: press(.escape)
    // Escape, and a key right after it.
    case .control where collected.isEmpty: pressAfterEscape("[")
    case .keypad where collected.isEmpty: pressAfterEscape("O")
    case .paste: endPaste()
    case .control, .keypad, .console, .oldMouse, .string, .stringEscape: break
    }
    state = .ground
    defer { events = [] }
    return events
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeKey(byte)
    case .letter: takeRestOfLetter(byte)
    case .escape: takeAfterEscape(byte)
    case .control: takeControl(byte)
    case .keypad: takeKeypad(byte)
    case .console: finish(KeySequences.console[byte])
    case .oldMouse: takeOldMouse(byte)
    case .string: takeString(byte)
    case .stringEscape: takeStringEscape(byte)
    case .paste: takePasted(byte)
    }
  }

  private mutating func takeKey(_ byte: UInt8) {
    switch byte {
    case 0x1b: begin(.escape)
    case 0x0d, 0x0a: press(.enter)
    case 0x09: press(.tab)
    case 0x08, 0x7f: press(.backspace)
    case 0..<0x20: press(.control(KeySequences.letter(ofControl: byte)))
    case 0x20..<0x7f: press(.character(Character(Unicode.Scalar(byte))))
    default: takeHighByte(byte)
    }
  }

  private mutating func takeHighByte(_ byte: UInt8) {
    switch encoding {
    case .ascii: break
    case .latin1: if byte >= 0xa0 { press(.character(Character(Unicode.Scalar(byte)))) }
    case .utf8:
      guard 0xc2 <= byte, byte < 0xf5 else { return }
      begin(.letter)
      collected.append(byte)
    }
  }

  private mutating func takeRestOfLetter(_ byte: UInt8) {
    guard byte & 0xc0 == 0x80 else { return retry(byte) }
    collected.append(byte)
    let wanted = collected[0] < 0xe0 ? 2 : collected[0] < 0xf0 ? 3 : 4
    guard collected.count == wanted else { return }
    state = .ground
    guard let text = String(validating: collected, as: UTF8.self), let letter = text.first,
      !(0x80..<0xa0).contains(letter.unicodeScalars.first?.value ?? 0x80)
    else { return }
    press(.character(letter))
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x5b: begin(.control)
    case 0x4f: begin(.keypad)
    case 0x50, 0x58, 0x5d, 0x5e, 0x5f: begin(.string)
    default:
      press(.escape)
      retry(byte)
    }
  }

  private mutating func takeControl(_ byte: UInt8) {
    switch byte {
    case 0x5b where collected.isEmpty: begin(.console)
    case 0x4d where collected.isEmpty: begin(.oldMouse)
    case 0x24 where collected.last.map(isDigit) == true: finishControl(byte)
    case 0x20..<0x40: collect(byte)
    case 0x40..<0x7f: finishControl(byte)
    default: retry(byte)
    }
  }

  private mutating func finishControl(_ final: UInt8) {
    state = .ground
    guard collected.count < KeyDecoder.longest else { return }
    switch KeySequences.meaning(of: collected, final: final) {
    case .key(let key): press(key)
    case .mouse(let mouse): events.append(.mouse(mouse))
    case .pasteStart: begin(.paste)
    case nil: break
    }
  }

  private mutating func takeKeypad(_ byte: UInt8) {
    switch byte {
    case 0x30..<0x40: collect(byte)
    case 0x20..<0x7f: finish(KeySequences.keypad[byte])
    default: retry(byte)
    }
  }

  private mutating func takeOldMouse(_ byte: UInt8) {
    collected.append(byte)
    guard collected.count == 3 else { return }
    state = .ground
    let numbers = collected.map { Int($0) - 32 }
    let mouse = KeySequences.mouse(
      code: numbers[0], column: numbers[1], row: numbers[2], isRelease: numbers[0] & 3 == 3)
    if let mouse { events.append(.mouse(mouse)) }
  }

  private mutating func takeString(_ byte: UInt8) {
    switch byte {
    case 0x1b: state = .stringEscape
    case 0x07, 0x18, 0x1a: state = .ground
    default: break
    }
  }

  private mutating func takeStringEscape(_ byte: UInt8) {
    guard byte != 0x5c else {
      state = .ground
      return
    }
    begin(.escape)
    take(byte)
  }

  /// Collects a paste until ESC [ 201 ~, which may come in pieces.
  private mutating func takePasted(_ byte: UInt8) {
    let end = KeySequences.pasteEnd
    if byte != end[collected.count] {
      for byte in collected { keepPasted(byte) }
      collected = []
    }
    guard byte == end[collected.count] else { return keepPasted(byte) }
    collected.append(byte)
    if collected.count == end.count { endPaste() }
  }

  private mutating func keepPasted(_ byte: UInt8) {
    if pasted.count < KeyDecoder.pasteLimit { pasted.append(byte) }
  }

  private mutating func endPaste() {
    let text =
      encoding == .latin1
      ? String(String.UnicodeScalarView(pasted.map { Unicode.Scalar($0) }))
      : String(decoding: pasted, as: UTF8.self)
    events.append(.paste(text))
    pasted = []
    state = .ground
  }

  private mutating func begin(_ next: State) {
    state = next
    collected = []
  }

  /// Keeps a parameter; of those that are too long only that they are.
  private mutating func collect(_ byte: UInt8) {
    if collected.count < KeyDecoder.longest { collected.append(byte) }
  }

  /// What was begun leads nowhere; the byte begins something new.
  private mutating func retry(_ byte: UInt8) {
    state = .ground
    takeKey(byte)
  }

  private mutating func finish(_ key: Key?) {
    state = .ground
    if let key { press(key) }
  }

  private mutating func pressAfterEscape(_ letter: Character) {
    press(.escape)
    press(.character(letter))
  }

  private mutating func press(_ key: Key) { events.append(.key(key)) }

  private func isDigit(_ byte: UInt8) -> Bool { 0x30 <= byte && byte < 0x3a }

  private static let longest = 64
}
