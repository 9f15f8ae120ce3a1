// Typed words as they are looked for: folded, then held to the accents that were typed.
import StoryParsing

/// A literal search: any capital typed makes case matter, an accent typed is exact.
struct LiteralPattern: Sendable {
  /// A character typed with an accent, and where its fold lies in the folded pattern.
  fileprivate struct Accented: Sendable {
    let place: Range<Int>
    let character: Character
  }

  private let folded: Needle
  /// The same in lower case, which matches at least where the pattern does.
  let lower: Needle
  /// The same for texts that need no folding; nil if the pattern has more than ASCII in it.
  private let direct: Needle?
  private let accented: [Accented]
  /// The first accented character as it mostly lies in a text: small and capital.
  private let composed: [Needle]
  private let isCaseSensitive: Bool
  /// Traits of texts that must be folded to be searched for it.
  private let obstacles: FoldTraits

  init(_ typed: String) {
    let isCaseSensitive = typed.contains(where: \.isUppercase)
    var (bytes, accented) = ([UInt8](), [Accented]())
    for character in typed {
      let start = bytes.count
      bytes += StoryQuery.folded(String(character), keepingCase: isCaseSensitive)
      guard FoldTable.isAccented(character) else { continue }
      accented.append(Accented(place: start..<bytes.count, character: character))
    }
    self.isCaseSensitive = isCaseSensitive
    self.accented = accented
    folded = Needle(bytes, ignoringCase: false)
    lower = Needle(StoryQuery.folded(typed), ignoringCase: false)
    let hasMarks = !bytes.allSatisfy { isWordByte($0) || $0 == 0x20 }
    obstacles = [
      .letters, hasMarks ? .marks : [], bytes.contains(0x20) ? .blanks : [],
    ]
    let isPlain = accented.isEmpty && bytes.allSatisfy { $0 < 0x80 }
    direct = isPlain ? Needle(bytes, ignoringCase: !isCaseSensitive) : nil
    composed = accented.first.map(Self.composedForms) ?? []
  }

  private static func composedForms(_ accented: Accented) -> [Needle] {
    let character = accented.character
    guard character.unicodeScalars.count == 1 else { return [] }
    return Set([character.lowercased(), character.uppercased()]).map {
      Needle(Array($0.utf8), ignoringCase: false)
    }
  }

  var isEmpty: Bool { folded.count == 0 }

  /// Whether neither case nor accents matter.
  var isLoose: Bool { !isCaseSensitive && accented.isEmpty }

  /// Whether an accent was typed.
  var hasAccents: Bool { !accented.isEmpty }

  /// Calls for every match in order until told to stop by `false`.
  ///
  /// - Parameter kept: the text's fold in lower case, where it is at hand.
  func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>, _ traits: FoldTraits, kept: [UInt8]?,
    _ scratch: MatchScratch, _ body: (TextRange) -> Bool
  ) {
    guard !isEmpty, mayHoldAccents(text, traits) else { return }
    if let direct, traits.isDisjoint(with: obstacles) {
      var at = 0
      while let start = direct.find(in: text, from: at) {
        at = start + direct.count
        guard body(TextRange(start, at)) else { return }
      }
    } else if let kept, !isCaseSensitive {
      kept.withUnsafeBufferPointer { forEachMatch(folded: $0, of: text, body) }
    } else {
      scratch.fold(text, keepingCase: isCaseSensitive) {
        forEachMatch(folded: $0, of: text, body)
      }
    }
  }

  /// Spares the folding of most texts in which the first accented character does not occur.
  private func mayHoldAccents(_ text: UnsafeBufferPointer<UInt8>, _ traits: FoldTraits) -> Bool {
    guard !accented.isEmpty else { return true }
    guard traits.contains(.letters) else { return false }
    return composed.isEmpty || traits.contains(.separateAccents)
      || composed.contains { $0.find(in: text, from: 0) != nil }
  }

  private func forEachMatch(
    folded bytes: UnsafeBufferPointer<UInt8>, of text: UnsafeBufferPointer<UInt8>,
    _ body: (TextRange) -> Bool
  ) {
    var (at, reached) = (0, 0)
    var cursor = FoldCursor(text, keepingCase: isCaseSensitive)
    while let found = folded.find(in: bytes, from: at) {
      let start = cursor.start(of: found)
      var ahead = cursor
      let isExact = accented.allSatisfy { isAsTyped($0, at: found, cursor, text) }
      // Two matches may lie in one ligature: it is shown once.
      if isExact, start >= reached {
        reached = ahead.end(of: found + folded.count)
        guard body(TextRange(start, reached)) else { return }
      }
      at = isExact ? found + folded.count : found + 1
    }
  }

  /// Whether the text behind a character of a folded match has the accent that was typed.
  private func isAsTyped(
    _ accented: Accented, at found: Int, _ cursor: FoldCursor, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var cursor = cursor
    let start = cursor.start(of: found + accented.place.lowerBound)
    let end = cursor.end(of: found + accented.place.upperBound)
    // One byte is a letter without an accent.
    guard end > start + 1 else { return false }
    let shown = String(decoding: text[start..<end], as: UTF8.self)
    return isCaseSensitive
      ? shown == String(accented.character)
      : shown.lowercased() == accented.character.lowercased()
  }
}
