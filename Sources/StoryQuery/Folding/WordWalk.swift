// Where the words of a text are: what the query language and the archive's index mean by a word.

/// One word of a text.
package struct Word: Hashable, Sendable {
  /// Where it lies, in UTF-8 bytes.
  package let range: Range<Int>
  /// It is a sign of a script that puts no spaces between words, and so a word of its own.
  package let isSign: Bool
}

/// The words of a text, in order: letters, digits and marks that stand together.
package struct WordWalk: Sequence, IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0

  /// - Parameter text: must stay where it is as long as this is used.
  package init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  package mutating func next() -> Word? {
    guard let base = text.baseAddress else { return nil }
    let end = text.count
    var start = at
    while start < end {
      if base[start] < 0x80 {
        if isWordByte(base[start]) { break }
        start &+= 1
        continue
      }
      let unit = decode(base, start, end)
      let kind = WordKind.of(unit)
      if kind == .sign || kind == .word { break }
      start &+= unit.length
    }
    guard start < end else {
      at = end
      return nil
    }
    let first = decode(base, start, end)
    at = start &+ first.length
    if WordKind.of(first) == .sign { return Word(range: start..<at, isSign: true) }
    while at < end {
      if base[at] < 0x80 {
        guard isWordByte(base[at]) else { break }
        at &+= 1
        continue
      }
      let unit = decode(base, at, end)
      let kind = WordKind.of(unit)
      guard kind == .word || kind == .unseen else { break }
      at &+= unit.length
    }
    return Word(range: start..<at, isSign: false)
  }
}

/// The words of a text as they are compared: folded, each cut to a length that no word has.
package func foldedWords(of text: String) -> [[UInt8]] {
  withBytes(of: text) { bytes in
    WordWalk(bytes).map { folded(Array(bytes[$0.range].prefix(longestWord))) }
  }
}

/// Bytes of a word that count; what is longer is no word of any language.
package let longestWord = 120

/// Folds one word into memory of at least `2 * longestWord + 8` bytes; gives how many were written.
package func foldWord(
  _ word: UnsafeBufferPointer<UInt8>, into out: UnsafeMutablePointer<UInt8>,
  keepingCase: Bool = false
) -> Int {
  fold(
    UnsafeBufferPointer(rebasing: word.prefix(longestWord)), into: out, keepingCase: keepingCase)
}

/// The part a character plays in words.
private enum WordKind: UInt8 {
  case other, word, sign
  /// Left out when texts are compared, as a soft hyphen: it ends no word and begins none.
  case unseen

  @inline(__always)
  static func of(_ unit: FoldUnit) -> WordKind {
    if unit.value < 0x80 { return isWordByte(UInt8(unit.value)) ? .word : .other }
    if unit.value < 0x10000 { return WordKind(rawValue: kinds[Int(unit.value)]) ?? .other }
    return Unicode.Scalar(unit.value).map(compute) ?? .other
  }

  /// Of every character of the basic plane; filled once and never changed.
  nonisolated(unsafe) private static let kinds: UnsafePointer<UInt8> = {
    let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: 0x10000)
    for value in 0..<UInt32(0x10000) {
      kinds[Int(value)] = (Unicode.Scalar(value).map(compute) ?? .other).rawValue
    }
    return UnsafePointer(kinds)
  }()

  private static func compute(_ scalar: Unicode.Scalar) -> WordKind {
    if scalar.value < 0x10000, FoldTable.entries[Int(scalar.value)] == FoldTable.dropped {
      return .unseen
    }
    if signs.contains(where: { $0.contains(scalar.value) }) { return .sign }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return .word
    default: return .other
    }
  }

  /// Thai to Khmer, kana and ideographs.
  private static let signs: [ClosedRange<UInt32>] = [
    0x0E01...0x0E2F, 0x0E40...0x0E46, 0x0E81...0x0EAF, 0x1000...0x102A, 0x1780...0x17B3,
    0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
    0xFF66...0xFF9D, 0x20000...0x3FFFF,
  ]
}
