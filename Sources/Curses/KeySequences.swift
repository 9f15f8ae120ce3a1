// What the sequences mean that terminals send for keys and the mouse.
import ReaderUI

/// The tables of `KeyDecoder`. Modifiers are read and left out: lede binds none of them.
nonisolated enum KeySequences {
  enum Meaning {
    case key(Key)
    case mouse(Mouse)
    case pasteStart
  }

  static let pasteEnd = Array("\u{1b}[201~".utf8)

  /// ESC [ parameters final.
  static func meaning(of parameters: [UInt8], final: UInt8) -> Meaning? {
    if parameters.first == UInt8(ascii: "<") { return reportedMouse(parameters, final: final) }
    guard let numbers = numbers(in: parameters[...]) else { return nil }
    switch final {
    // rxvt ends with these when Shift or Ctrl is held.
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      return numbered(numbers)
    case UInt8(ascii: "u"): return spelled(numbers.first ?? 0, modifiers: second(numbers))
    case UInt8(ascii: "R") where numbers.count > 1 && numbers[0] != 1: return nil
    default: return letters[final].map(Meaning.key)
    }
  }

  /// A press, release or turn; nil for what lede has no use for.
  ///
  /// Row and column count from 1 here.
  static func mouse(code: Int, column: Int, row: Int, isRelease: Bool) -> Mouse? {
    guard row > 0, column > 0, let action = action(code, isRelease: isRelease) else { return nil }
    return Mouse(action, row: row - 1, column: column - 1)
  }

  static func letter(ofControl byte: UInt8) -> Character {
    Character(Unicode.Scalar(byte == 0 || byte > 26 ? byte + 0x40 : byte + 0x60))
  }

  private static func action(_ code: Int, isRelease: Bool) -> Mouse.Action? {
    let (button, isMotion, isWheel) = (code & 3, code & 32 != 0, code & 64 != 0)
    switch (isWheel, isMotion, isRelease, button) {
    case (true, _, false, 0): return .wheelUp
    case (true, _, false, 1): return .wheelDown
    case (false, true, false, 0): return .drag
    case (false, false, false, 0): return .press
    case (false, false, false, 2): return .rightPress
    case (false, false, true, 0), (false, false, true, 3): return .release
    default: return nil
    }
  }

  /// ESC [ < code ; column ; row M, or m for a release.
  private static func reportedMouse(_ parameters: [UInt8], final: UInt8) -> Meaning? {
    let isRelease = final == UInt8(ascii: "m")
    guard isRelease || final == UInt8(ascii: "M"),
      let numbers = numbers(in: parameters.dropFirst()), numbers.count == 3
    else { return nil }
    return mouse(code: numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
      .map(Meaning.mouse)
  }

  private static func numbered(_ numbers: [Int]) -> Meaning? {
    switch numbers.first {
    case 200: .pasteStart
    // xterm's way for keys that have no sequence of their own.
    case 27 where numbers.count == 3: spelled(numbers[2], modifiers: numbers[1])
    case .some(let number): tildes[number].map(Meaning.key)
    case nil: nil
    }
  }

  /// A key given by its character and what was held with it.
  private static func spelled(_ code: Int, modifiers: Int) -> Meaning? {
    let isControl = (max(1, modifiers) - 1) & 4 != 0
    switch code {
    case 27: return .key(.escape)
    case 13: return .key(.enter)
    case 9: return .key((max(1, modifiers) - 1) & 1 != 0 ? .backTab : .tab)
    case 8, 127: return .key(.backspace)
    case 32..<0x110000:
      guard let scalar = Unicode.Scalar(UInt32(code)), !(0x80..<0xa0).contains(code) else {
        return nil
      }
      let character = Character(scalar)
      guard isControl else { return .key(.character(character)) }
      return Character(scalar.properties.lowercaseMapping).asciiValue
        .flatMap { 0x40...0x7e ~= $0 ? .key(.control(Character(Unicode.Scalar($0)))) : nil }
    default: return nil
    }
  }

  private static func second(_ numbers: [Int]) -> Int { numbers.count > 1 ? numbers[1] : 1 }

  /// Numbers between semicolons, an empty one as 0; nil where something else stands.
  ///
  /// What follows a colon, the kinds of a key, is not needed.
  private static func numbers(in bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers = [0]
    var isSkipping = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard !isSkipping else { continue }
        numbers.append(min(numbers.removeLast() * 10, 1 << 24) + Int(byte - 0x30))
      case UInt8(ascii: ";"):
        numbers.append(0)
        isSkipping = false
      case UInt8(ascii: ":"): isSkipping = true
      default: return nil
      }
    }
    return numbers
  }

  private static let letters: [UInt8: Key] = table([
    "A": .up, "B": .down, "C": .right, "D": .left, "F": .end, "H": .home, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    "a": .up, "b": .down, "c": .right, "d": .left,
  ])

  static let console: [UInt8: Key] = table([
    "A": .function(1), "B": .function(2), "C": .function(3), "D": .function(4), "E": .function(5),
  ])

  static let keypad: [UInt8: Key] = table([
    "A": .up, "B": .down, "C": .right, "D": .left, "F": .end, "H": .home,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    "a": .up, "b": .down, "c": .right, "d": .left, "M": .enter, "I": .tab,
    "j": .character("*"), "k": .character("+"), "l": .character(","), "m": .character("-"),
    "n": .character("."), "o": .character("/"), "X": .character("="), " ": .character(" "),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
    "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
    "x": .character("8"), "y": .character("9"),
  ])

  /// ESC [ number ~. The numbers of the function keys have gaps, as the VT220's keyboard had.
  private static let tildes: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    let functions = [
      11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ]
    for (at, number) in functions.enumerated() { keys[number] = .function(at + 1) }
    return keys
  }()

  private static func table(_ rows: KeyValuePairs<Unicode.Scalar, Key>) -> [UInt8: Key] {
    Dictionary(uniqueKeysWithValues: rows.map { (UInt8(ascii: $0.key), $0.value) })
  }
}
