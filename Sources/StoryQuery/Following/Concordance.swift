// Every mention of a name in its sentence, one line each.
package import FoundationEssentials
package import StoryParsing

/// A mention of a name, and the sentence around it.
package struct ConcordanceLine: Hashable, Sendable {
  package let story: Int
  /// Both in the story's text.
  package let mention, sentence: TextRange
  package let published: Date?
  /// The sentence; of a very long one what is near the name.
  package let context: String
  /// The name in the context.
  package let name: TextRange

  /// What stands before the name, and after it.
  package var left: Substring { context[TextRange(0, name.start)] }
  package var right: Substring { context[TextRange(name.end, context.utf8.count)] }
  package var spelling: Substring { context[name] }
}

/// What the lines of a concordance are sorted by; the newest come first among equals.
package enum ConcordanceOrder: String, Hashable, Sendable, CaseIterable {
  case date
  /// The words before the name, from the nearest on.
  case left
  /// The words after it.
  case right
}

extension ConcordanceLine {
  /// More than this on either side of a name is nobody's sentence.
  private static let longest = 600

  init(
    story: Int, published: Date?, mention: TextRange, sentence: TextRange,
    in text: UnsafeBufferPointer<UInt8>
  ) {
    (self.story, self.published) = (story, published)
    (self.mention, self.sentence) = (mention, sentence)
    let start = Self.cut(text, from: mention.start, to: sentence.start)
    let end = Self.cut(text, from: mention.end, to: sentence.end)
    context = String(decoding: text[start..<max(start, end)], as: UTF8.self)
    name = TextRange(mention.start - start, min(mention.end, end) - start)
  }

  /// The place itself, or one between characters that is not too far.
  private static func cut(_ text: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> Int {
    guard abs(to - from) > longest else { return to }
    var at = to < from ? from - longest : from + longest
    while at > 0, at < text.count, text[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// What it is sorted by: folded words, of the left side the last first.
  func key(_ order: ConcordanceOrder) -> [UInt8] {
    switch order {
    case .date: return []
    case .right: return words(right.utf8.prefix(Self.sortedBy)).joined(with: 0x20)
    case .left: return words(left.utf8.suffix(Self.sortedBy)).reversed().joined(with: 0x20)
    }
  }

  /// Bytes of a side that count for the order.
  private static let sortedBy = 80

  /// The words of a side, marks left out: “, said” stands beside “said”.
  private func words(_ side: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
    folded(Array(side)).split { byte in
      byte < 0x80 && !(0x61...0x7A ~= byte || 0x30...0x39 ~= byte)
    }
  }
}

extension Collection where Element == ArraySlice<UInt8> {
  fileprivate func joined(with mark: UInt8) -> [UInt8] { Array(joined(separator: [mark])) }
}

/// Puts lines, which come newest first, into an order.
func sorted(_ lines: [ConcordanceLine], by order: ConcordanceOrder) -> [ConcordanceLine] {
  guard order != .date else { return lines }
  let keyed = lines.enumerated().map { (place: $0.offset, key: $0.element.key(order)) }
  return keyed.sorted { one, other in
    if one.key == other.key { return one.place < other.place }
    // A line without words on that side comes last.
    if one.key.isEmpty || other.key.isEmpty { return other.key.isEmpty }
    return one.key.lexicographicallyPrecedes(other.key)
  }.map { lines[$0.place] }
}
