// A strict reader of everything that lede writes to a terminal.

/// The sequences that lede may send to an xterm; whatever else occurs is a leak.
///
/// Written down from what ncurses and `Terminal` have reason to send, not from what they sent.
enum Wire {
  /// The first thing that may not be sent, with what stands around it; nil if all may.
  static func firstLeak(in bytes: [UInt8]) -> String? {
    var at = 0
    while at < bytes.count {
      let length = lengthOfAllowed(bytes[at...])
      guard length > 0 else {
        let around = bytes[max(0, at - 40)..<min(bytes.count, at + 40)]
        return "byte \(at): " + shown(bytes[at..<min(bytes.count, at + 12)]) + " in "
          + shown(around)
      }
      at += length
    }
    return nil
  }

  /// The numbers of all styles that are set.
  static func styles(in bytes: [UInt8]) -> Set<Int> {
    var styles: Set<Int> = []
    for piece in bytes.split(separator: 0x1b).dropFirst() where piece.first == UInt8(ascii: "[") {
      let parameters = piece.dropFirst().prefix { $0 < 0x40 }
      guard parameters.endIndex < piece.endIndex, piece[parameters.endIndex] == UInt8(ascii: "m")
      else { continue }
      let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";")
      styles.formUnion(numbers.compactMap { Int($0) })
    }
    return styles
  }

  /// The length of what stands at the start if it may be sent; else 0.
  private static func lengthOfAllowed(_ bytes: ArraySlice<UInt8>) -> Int {
    switch bytes[bytes.startIndex] {
    case 0x1b: lengthOfSequence(bytes.dropFirst())
    case 0x20..<0x7f, 0x08, 0x09, 0x0a, 0x0d: 1
    case 0x80...: lengthOfCharacter(bytes)
    default: 0
    }
  }

  private static func lengthOfSequence(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first == UInt8(ascii: "[") { return lengthOfControl(bytes.dropFirst()) }
    if bytes.starts(with: Array("]52;c;".utf8)) { return lengthOfCopy(bytes) }
    // The keypad's modes, ASCII as the character set, the line above, the cursor kept and put back.
    let known = ["=", ">", "(B", "M", "7", "8"].map { Array($0.utf8) }
    return known.first { bytes.starts(with: $0) }.map { $0.count + 1 } ?? 0
  }

  /// ESC [ parameters final.
  private static func lengthOfControl(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let end = bytes.firstIndex(where: { 0x40 <= $0 && $0 < 0x7f }) else { return 0 }
    let parameters = String(decoding: bytes[..<end], as: UTF8.self)
    let isAllowed =
      switch bytes[end] {
      case UInt8(ascii: "H"), UInt8(ascii: "r"): isNumbers(parameters, atMost: 2)
      case UInt8(ascii: "h"), UInt8(ascii: "l"): modes.contains(parameters)
      case UInt8(ascii: "m"): isStyle(parameters)
      case UInt8(ascii: "t"): ["22;0;0", "23;0;0"].contains(parameters)
      case let final: movesAndEdits.contains(final) && isNumbers(parameters, atMost: 1)
      }
    return isAllowed ? end - bytes.startIndex + 3 : 0
  }

  private static let movesAndEdits = Set("ABCDGJKLMPSTXZ@bdIa`".utf8)
  private static let modes: Set<String> = [
    "4", "?1", "?7", "?12", "?25", "?1000", "?1002", "?1006", "?1049", "?2004",
  ]

  private static func isNumbers(_ text: String, atMost limit: Int) -> Bool {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    return parts.count <= limit
      && parts.allSatisfy { $0.count < 5 && $0.allSatisfy(\.isASCIIDigit) }
  }

  private static func isStyle(_ text: String) -> Bool {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3, ["38", "48"].contains(parts[0]), parts[1] == "5" {
      return Int(parts[2]).map { (0..<256).contains($0) } ?? false
    }
    return parts.allSatisfy { $0.isEmpty || Int($0).map { styles.contains($0) } ?? false }
  }

  private static let styles: Set<Int> = Set([0, 1, 2, 3, 4, 7, 22, 23, 24, 27, 39, 49])
    .union(30...37).union(40...47).union(90...97).union(100...107)

  private static func lengthOfCopy(_ bytes: ArraySlice<UInt8>) -> Int {
    let rest = bytes.dropFirst(6)
    let digits = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".utf8)
    guard let end = rest.firstIndex(where: { !digits.contains($0) }), rest[end] == 7 else {
      return 0
    }
    return end - bytes.startIndex + 2
  }

  /// A character of well-formed UTF-8 that a terminal only draws.
  private static func lengthOfCharacter(_ bytes: ArraySlice<UInt8>) -> Int {
    let length = bytes[bytes.startIndex] < 0xe0 ? 2 : bytes[bytes.startIndex] < 0xf0 ? 3 : 4
    guard
      let scalar = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars.first,
      mayBeDrawn(scalar)
    else { return 0 }
    return length
  }

  private static func mayBeDrawn(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Bidi controls, joiners, tags and their like are all of these; signs that embrace Arabic and
    // Syriac numbers are among them, yet have a look and no power.
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned:
      embracing.contains(scalar.value)
    default: !scalar.properties.isVariationSelector
    }
  }

  private static let embracing: Set<UInt32> = Set(0x600...0x605)
    .union([0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd])

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars
      .map { $0.value < 32 || !mayBeDrawn($0) ? "<\(String($0.value, radix: 16))>" : String($0) }
      .joined()
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0"..."9" ~= self }
}
