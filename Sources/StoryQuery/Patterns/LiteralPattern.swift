// Typed words as they are looked for: folded, then held to the case and accents that were typed.
import StoryParsing

/// A literal search: any capital typed makes case matter, an accent typed is exact.
struct LiteralPattern: Sendable {
  /// A typed character and where its fold lies in the folded pattern.
  fileprivate struct Element {
    let place: Range<Int>
    let character: Character
    let isAccented: Bool
    let hasCase: Bool
  }

  private let folded: Needle
  /// The same for texts that need no folding; nil if the pattern has more than ASCII in it.
  private let direct: Needle?
  /// Characters that must be as typed.
  private let exact: [Element]
  private let isCaseSensitive: Bool
  private let hasMarks: Bool

  init(_ typed: String) {
    var bytes: [UInt8] = []
    let isCaseSensitive = typed.contains(where: \.isUppercase)
    let elements = typed.map { character in
      let start = bytes.count
      bytes += StoryQuery.folded(String(character))
      return Element(
        place: start..<bytes.count, character: character,
        isAccented: FoldTable.isAccented(character),
        hasCase: isCaseSensitive && character.isCased)
    }
    self.isCaseSensitive = isCaseSensitive
    exact = elements.filter { $0.isAccented || $0.hasCase }
    folded = Needle(bytes, ignoringCase: false)
    hasMarks = !bytes.allSatisfy(isWordByte)
    let plain = isCaseSensitive ? Array(typed.utf8) : bytes
    let isPlain = plain.count == bytes.count && plain.allSatisfy { $0 < 0x80 }
    direct = isPlain ? Needle(plain, ignoringCase: !isCaseSensitive) : nil
  }

  var isEmpty: Bool { folded.count == 0 }

  /// Whether case and accents need no second look.
  var isFoldEnough: Bool { exact.isEmpty }

  func mayMatch(folded bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { folded.find(in: $0, from: 0) != nil }
  }

  /// Calls for every match in order until told to stop by `false`.
  func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>, _ traits: FoldTraits, _ scratch: MatchScratch,
    _ body: (TextRange) -> Bool
  ) {
    guard !isEmpty else { return }
    if let direct, !traits.contains(.letters), !(hasMarks && traits.contains(.marks)) {
      var at = 0
      while let start = direct.find(in: text, from: at) {
        at = start + direct.count
        guard body(TextRange(start, at)) else { return }
      }
    } else {
      scratch.fold(text) { forEachMatch(folded: $0, of: text, body) }
    }
  }

  private func forEachMatch(
    folded bytes: UnsafeBufferPointer<UInt8>, of text: UnsafeBufferPointer<UInt8>,
    _ body: (TextRange) -> Bool
  ) {
    var (at, reached) = (0, 0)
    var cursor = FoldCursor(text)
    while let found = folded.find(in: bytes, from: at) {
      let start = cursor.start(of: found)
      var ahead = cursor
      let isExact = exact.allSatisfy { isAsTyped($0, at: found, cursor, text) }
      let end = ahead.end(of: found + folded.count)
      // Two matches may lie in one ligature: it is shown once.
      if isExact, start >= reached {
        guard body(TextRange(start, end)) else { return }
        reached = end
      }
      at = isExact ? found + folded.count : found + 1
    }
  }

  /// Whether the text behind a character of a folded match has the case and accent typed.
  private func isAsTyped(
    _ element: Element, at found: Int, _ cursor: FoldCursor, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var cursor = cursor
    let start = cursor.start(of: found + element.place.lowerBound)
    let offset = found + element.place.lowerBound - cursor.folded
    let end = cursor.end(of: found + element.place.upperBound)
    let shown = String(decoding: text[start..<end], as: UTF8.self)
    return element.isFound(in: shown, at: offset, isCaseSensitive: isCaseSensitive)
  }
}

extension LiteralPattern.Element {
  /// - Parameter offset: how far into the fold of the shown text this character's fold starts.
  fileprivate func isFound(in shown: String, at offset: Int, isCaseSensitive: Bool) -> Bool {
    if isAccented {
      return isCaseSensitive && character.isCased
        ? shown == String(character) : shown.lowercased() == character.lowercased()
    }
    let (kept, wanted) = (foldedKeepingCase(shown), foldedKeepingCase(String(character)))
    return kept.dropFirst(offset).starts(with: wanted)
  }
}

/// Folded but for its capitals, as far as they have the same length in bytes.
private func foldedKeepingCase(_ text: String) -> [UInt8] {
  text.flatMap { character in
    let bytes = folded(String(character))
    guard character.isUppercase else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).uppercased().utf8)
  }
}
