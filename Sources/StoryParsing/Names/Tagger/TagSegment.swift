// Where names may be: the stretches of capitalised words that the tagger reads.

/// A stretch of tokens that may hold names, and the sentence that it is part of.
struct TagSegment {
  let tokens: Range<Int>
  let sentence: SentenceScope
}

extension NameReading {
  /// The stretches of the story that the tagger reads; every other token is outside all names.
  ///
  /// A stretch is capitalised words, what rules take for a name, and what joins them.
  func segments() -> [TagSegment] {
    var ruled = Array(repeating: false, count: words.count)
    for name in self.ruled { for index in name.tokens { ruled[index] = true } }
    var segments: [TagSegment] = []
    for sentence in scopes {
      var first: Int?
      var last = 0
      for index in sentence.tokens where mayBeNamed(index, ruled) {
        if let start = first, !isJoined(last, index) {
          segments.append(TagSegment(tokens: start..<last + 1, sentence: sentence))
          first = index
        } else if first == nil {
          first = index
        }
        last = index
      }
      if let first { segments.append(TagSegment(tokens: first..<last + 1, sentence: sentence)) }
    }
    return segments
  }

  private func mayBeNamed(_ index: Int, _ ruled: [Bool]) -> Bool {
    let token = words.tokens[index]
    guard token.kind == .word || token.kind == .number else { return ruled[index] }
    if token.isCapitalised || token.shape.contains(.innerCapital) { return true }
    if ruled[index] { return true }
    guard index + 1 < words.count, words.tokens[index + 1].isCapitalised else { return false }
    // "79th Air Assault Brigade", "al-Sadr", "van Gogh".
    return token.shape.contains(.digit) || words.classes[index].contains(.particle)
  }

  /// Whether nothing but joining words lies between two tokens that may be named.
  private func isJoined(_ first: Int, _ second: Int) -> Bool {
    guard second - first <= 4 else { return false }
    for index in first + 1..<second where !mayJoin(index) { return false }
    return true
  }

  private func mayJoin(_ index: Int) -> Bool {
    switch words.tokens[index].kind {
    case .suffix: return true
    case .mark:
      let mark = words.mark(index)
      return mark == UInt8(ascii: "-") || mark == UInt8(ascii: "&") || mark == UInt8(ascii: ".")
        || mark == UInt8(ascii: "'") || mark == UInt8(ascii: ",") || mark == UInt8(ascii: "/")
        || words.isMark(index, "–") || words.isMark(index, "’")
    case .word: return Self.joiners.contains(words.keys[index])
    case .number: return true
    case .lineEnd: return false
    }
  }

  private static let joiners: Set<WordKey> = [
    WordKey("of"), WordKey("and"), WordKey("for"), WordKey("the"), WordKey("de"), WordKey("la"),
    WordKey("las"), WordKey("los"), WordKey("le"), WordKey("les"), WordKey("del"), WordKey("du"),
    WordKey("des"), WordKey("da"), WordKey("do"), WordKey("dos"), WordKey("das"), WordKey("di"),
    WordKey("della"), WordKey("van"), WordKey("von"), WordKey("der"), WordKey("den"),
    WordKey("und"), WordKey("et"), WordKey("y"), WordKey("e"), WordKey("bin"), WordKey("bint"),
    WordKey("ibn"), WordKey("al"), WordKey("el"), WordKey("ul"), WordKey("ur"), WordKey("in"),
    WordKey("on"), WordKey("to"), WordKey("at"), WordKey("with"), WordKey("against"),
    WordKey("from"), WordKey("ben"), WordKey("ter"), WordKey("ten"), WordKey("zu"),
    WordKey("af"), WordKey("av"), WordKey("i"), WordKey("o"), WordKey("a"), WordKey("s"),
  ]
}
