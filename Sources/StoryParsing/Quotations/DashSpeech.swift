// Speech after a dash, as many languages print it: "— I could mend it, he says. — In an hour."

/// The speech of paragraphs that open with a dash, where a story has two of them at least.
func findDashSpeech(in bytes: [UInt8], of paragraphs: [Paragraph]) -> [FoundQuotation] {
  let spoken = paragraphs.indices.filter {
    paragraphs[$0].role != .byline && bytes.dashWidth(at: bytes.trimmed(paragraphs[$0].range)) > 0
  }
  guard spoken.count > 1 else { return [] }
  return spoken.flatMap { index in
    let finder = DashFinder(bytes: bytes, range: bytes.trimmed(paragraphs[index].range))
    return finder.speech.map { FoundQuotation(range: $0, paragraph: index, isClosed: true) }
  }
}

/// Goes through one paragraph from dash to dash.
private struct DashFinder {
  let bytes: [UInt8]
  let range: TextRange

  /// Each stretch from a dash to where the narrator takes the word, or to the next dash.
  var speech: [TextRange] {
    var found: [TextRange] = []
    var start = range.start
    while start < range.end {
      let next = nextDash(after: start) ?? range.end
      let whole = bytes.trimmed(TextRange(start, next))
      found.append(TextRange(whole.start, narratorStart(in: whole) ?? whole.end))
      start = next
    }
    return found
  }

  private func nextDash(after start: Int) -> Int? {
    (start + 3..<max(start + 3, range.end)).first { offset in
      bytes[offset - 1] == 0x20 && bytes.dashWidth(at: TextRange(offset, range.end)) > 0
    }
  }

  /// After a comma before "says Quill" or "he says"; after a question before a small letter.
  private func narratorStart(in speech: TextRange) -> Int? {
    (speech.start + 4..<max(speech.start + 4, speech.end - 1)).first { offset in
      guard bytes[offset] == 0x20, [0x2C, 0x21, 0x3F].contains(bytes[offset - 1]) else {
        return false
      }
      let words = bytes.words(
        in: TextRange(offset + 1, min(speech.end, offset + 48))
      ).prefix(4)
      switch bytes[offset - 1] {
      case 0x2C: return words.contains { isCue($0) }
      case 0x21, 0x3F: return words.first.map { !bytes.isCapital(at: $0.start) } ?? false
      default: return false
      }
    }
  }

  private func isCue(_ word: TextRange) -> Bool {
    let last = bytes[word.end - 1]
    let isMarked = last == 0x2E || last == 0x2C
    return speechWord(TextRange(word.start, isMarked ? word.end - 1 : word.end), in: bytes) == .cue
  }
}

extension [UInt8] {
  /// The length of a long dash and its space at the start of a range, before a letter; else 0.
  fileprivate func dashWidth(at range: TextRange) -> Int {
    guard range.count > 5, self[range.start] == 0xE2, self[range.start + 1] == 0x80,
      self[range.start + 2] == 0x93 || self[range.start + 2] == 0x94,
      self[range.start + 3] == 0x20
    else { return 0 }
    return isCapital(at: range.start + 4) || self[range.start + 4] >= 0x80
      || letter(at: range.start + 4) != nil ? 4 : 0
  }
}
