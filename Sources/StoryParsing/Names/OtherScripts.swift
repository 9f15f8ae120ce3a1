// Names in other letters, in brackets after the name they spell: "Chou En-lai (周恩来)".

/// The names with those in brackets put in, in place of what was found there.
func withOtherScripts(_ names: [Candidate], in words: Words) -> [Candidate] {
  var all: [Candidate] = []
  all.reserveCapacity(names.count)
  for name in names {
    if let last = all.last, name.tokens.lowerBound < last.tokens.upperBound { continue }
    all.append(name)
    guard let tokens = otherScript(after: name.tokens.upperBound, in: words) else { continue }
    all.append(
      Candidate(
        tokens: tokens, kind: name.kind, weight: name.weight, evidence: .rule,
        isOtherScript: true))
  }
  return all
}

/// What brackets that open at a token hold, if no word of it is in Latin letters.
private func otherScript(after open: Int, in words: Words) -> Range<Int>? {
  guard open + 2 < words.count, words.mark(open) == UInt8(ascii: "(") else { return nil }
  var at = open + 1
  var hasWord = false
  while at < words.count, at - open <= 12, words.mark(at) != UInt8(ascii: ")") {
    switch words.tokens[at].kind {
    case .word where isOtherScript(words.tokens[at], in: words): hasWord = true
    case .mark: break
    default: return nil
    }
    at += 1
  }
  guard hasWord, at < words.count, words.mark(at) == UInt8(ascii: ")") else { return nil }
  return open + 1..<at
}

/// Greek and all that comes after it in Unicode, but for the rarer Latin letters.
private func isOtherScript(_ token: Token, in words: Words) -> Bool {
  guard token.shape.contains(.wide) else { return false }
  let first = scalar(at: token.range.start, in: words.bytes.span).value
  return first >= 0x370 && !(0x1D00..<0x1F00).contains(first)
    && !(0x2C60..<0x2C80).contains(first) && !(0xA720..<0xA800).contains(first)
    && !(0xFB00..<0xFB10).contains(first) && !(0xFF00..<0xFF66).contains(first)
}
