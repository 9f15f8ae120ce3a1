// A headline for a story that has none: its first sentence.
import StoryParsing

extension Paragraphs {
  /// Makes the first sentence the headline, on a line of its own; nothing is said twice.
  mutating func makeFirstSentenceHeadline() {
    let end = firstSentenceEnd
    // An item of a list is no sentence that says what the others are about.
    let isListed = markup.contains { $0.kind == .listItem && $0.range.start < end }
    guard end > 0, !isListed else { return }
    var marks = [Markup(.headline, TextRange(0, end))]
    // What was marked over the sentence's end belongs to the part that it begins in.
    for mark in markup where mark.range.start != end {
      let isCut = mark.range.start < end && mark.range.end > end
      marks.append(Markup(mark.kind, TextRange(mark.range.start, isCut ? end : mark.range.end)))
    }
    var bytes = bytes
    if end < bytes.count { bytes[end] = lineFeed }
    self = Paragraphs(bytes: bytes, markup: marks)
  }

  /// Where the first sentence ends: before a space, or with its paragraph; 0 where that is too far.
  private var firstSentenceEnd: Int {
    var offset = 0
    while offset < min(firstEnd, 300) {
      if offset >= 12, bytes[offset] == space, endsSentence(before: offset) { return offset }
      offset += 1
    }
    return firstEnd <= 300 ? firstEnd : 0
  }

  /// A full stop after a word that is no "Mr" or "U.S", or a mark that only ends sentences.
  private func endsSentence(before end: Int) -> Bool {
    var last = end - 1
    while last > 0, closing.contains(bytes[last]) { last -= 1 }
    switch bytes[last] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "."):
      let word = bytes[..<last].reversed().prefix { $0.isLetter || $0 >= 0x80 }
      return word.count > 2 || word.count == 2 && word.allSatisfy { $0 >= 0x61 }
    default: return false
    }
  }
}

/// Marks that may follow a full stop, with the last bytes of curly ones.
private let closing: [UInt8] = Array("\"')]".utf8) + [0x9D, 0x99, 0x80, 0xE2]
