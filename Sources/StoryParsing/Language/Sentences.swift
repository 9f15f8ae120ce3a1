// Tokens to sentences.

/// The sentences of each paragraph, in order, without the spaces between them.
///
/// Without paragraphs every line is one.
package func findSentences(in tokens: [Token], of paragraphs: [Paragraph], in text: String)
  -> [TextRange]
{
  let utf8 = text.utf8
  var ends = SentenceEnds(tokens: tokens, paragraphEnds: paragraphs.map(\.range.end))
  ends.find(in: utf8.span)
  return ends.sentences
}

/// Looks for the places where one sentence ends and the next begins.
private struct SentenceEnds {
  let tokens: [Token]
  let paragraphEnds: [Int]
  var paragraph = 0
  var first = 0
  var sentences: [TextRange] = []

  init(tokens: [Token], paragraphEnds: [Int]) {
    self.tokens = tokens
    self.paragraphEnds = paragraphEnds
    sentences.reserveCapacity(tokens.count / 20 + 1)
  }

  mutating func find(in bytes: Span<UInt8>) {
    for index in tokens.indices {
      if tokens[index].kind == .lineEnd {
        close(before: index)
        first = index + 1
      } else if endsParagraph(index) || endsSentence(index, in: bytes) {
        close(before: index + 1)
      }
    }
    close(before: tokens.count)
  }

  private mutating func close(before end: Int) {
    if first < end {
      sentences.append(TextRange(tokens[first].range.start, tokens[end - 1].range.end))
    }
    first = max(first, end)
  }

  private mutating func endsParagraph(_ index: Int) -> Bool {
    let end = tokens[index].range.end
    while paragraph < paragraphEnds.count, paragraphEnds[paragraph] < end { paragraph += 1 }
    return paragraph < paragraphEnds.count && paragraphEnds[paragraph] == end
  }

  /// Whether this is the last token of a sentence: a full stop, or a mark that closes after one.
  private func endsSentence(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index + 1 < tokens.count else { return false }
    var stop = index
    // A run of marks longer than any quotation closes with is looked at no further.
    while stop > first, index - stop < 8, isClosing(tokens[stop], in: bytes) { stop -= 1 }
    let next = tokens[index + 1]
    if isIdeographicStop(tokens[stop], in: bytes) { return !isClosing(next, in: bytes) }
    guard !next.isJoined else { return false }
    if isFullStop(tokens[stop], in: bytes) { return opensSentence(next, in: bytes) }
    // "… in the U.S. The law": after an abbreviation only a word that begins sentences ends one.
    return tokens[stop].shape.contains(.dot) && next.isCapitalised
      && startsSentences(next, in: bytes)
  }

  private func isIdeographicStop(_ token: Token, in bytes: Span<UInt8>) -> Bool {
    guard token.kind == .mark else { return false }
    let mark = scalar(at: token.range.start, in: bytes).value
    return mark == 0x3002 || mark == 0xFF01 || mark == 0xFF1F
  }

  private func isFullStop(_ token: Token, in bytes: Span<UInt8>) -> Bool {
    guard token.kind == .mark else { return false }
    switch scalar(at: token.range.start, in: bytes).value {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x061F, 0x06D4, 0x0964: return true
    default: return false
    }
  }

  private func isClosing(_ token: Token, in bytes: Span<UInt8>) -> Bool {
    guard token.kind == .mark, token.isJoined else { return false }
    switch scalar(at: token.range.start, in: bytes).value {
    case 0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB, 0x203A, 0x300D, 0x300F: return true
    default: return false
    }
  }

  private func opensSentence(_ token: Token, in bytes: Span<UInt8>) -> Bool {
    if token.kind != .mark {
      return !token.shape.contains(.lowerCase) || token.isCapitalised
    }
    switch scalar(at: token.range.start, in: bytes).value {
    case 0x22, 0x27, 0x28, 0x5B, 0x2018, 0x201C, 0xAB, 0x2039, 0xBF, 0xA1, 0x2022, 0x40, 0x23:
      return true
    case 0x2012...0x2015, 0x2D: return true
    default: return false
    }
  }

  private func startsSentences(_ token: Token, in bytes: Span<UInt8>) -> Bool {
    guard token.range.count <= 8 else { return false }
    return sentenceStarters.contains(spelling(token.range, in: bytes))
  }
}

/// Words that, capitalised after "U.S." or "Inc.", begin a sentence.
private let sentenceStarters: Set<UInt64> = Set(
  """
  The A An In On At It He She They We I You But And Or If As By For From To This That These Those
  There Then When While After Before Since Until With Without Its His Her Their Our My Some Many
  Most All Both Each Such However Also Now Here What Who Why How Where Not No So Yet More Last Under
  """.split(whereSeparator: \.isWhitespace).map {
    spelling(TextRange(0, $0.utf8.count), in: Array($0.utf8).span)
  })

private func spelling(_ range: TextRange, in bytes: Span<UInt8>) -> UInt64 {
  var value: UInt64 = 0
  for index in range.start..<range.end { value = value << 8 | UInt64(bytes[index]) }
  return value
}
