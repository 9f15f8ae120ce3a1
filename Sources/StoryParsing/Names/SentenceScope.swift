// The tokens of a sentence, and how it is written.

/// A sentence as a stretch of tokens.
struct SentenceScope {
  /// How capitals are used.
  enum Style {
    case prose
    /// "Blinken Says Russia Not Serious": capitals show little.
    case titleCase
    /// "RUSSIA NOT SERIOUS": capitals show nothing.
    case capitals
  }

  let tokens: Range<Int>
  let style: Style

  /// The sentences of a story; both lists are in order.
  static func scopes(of sentences: [TextRange], in words: Words) -> [SentenceScope] {
    var scopes: [SentenceScope] = []
    scopes.reserveCapacity(sentences.count)
    var at = 0
    for sentence in sentences {
      while at < words.count, words.tokens[at].range.start < sentence.start { at += 1 }
      let first = at
      while at < words.count, words.tokens[at].range.start < sentence.end { at += 1 }
      if first < at { scopes.append(SentenceScope(first..<at, in: words)) }
    }
    return scopes
  }

  static let empty = SentenceScope(tokens: 0..<0, style: .prose)

  private init(tokens: Range<Int>, style: Style) {
    self.tokens = tokens
    self.style = style
  }

  private init(_ range: Range<Int>, in words: Words) {
    tokens = range
    var all = 0
    var capitalised = 0
    var inCapitals = 0
    var smallContent = 0
    for index in range
    where words.tokens[index].kind == .word && words.tokens[index].range.count > 1 {
      let token = words.tokens[index]
      all += 1
      if token.isCapitalised { capitalised += 1 }
      if token.isAllCapitals { inCapitals += 1 }
      if !token.isCapitalised, token.range.count > 3 { smallContent += 1 }
    }
    if all >= 2, inCapitals * 10 >= all * 8, all >= 3 || inCapitals == all {
      style = all >= 3 ? .capitals : .prose
    } else if all >= 4, capitalised * 10 >= all * 6, smallContent * 5 <= all,
      words.mark(range.upperBound - 1) != UInt8(ascii: ".")
    {
      style = .titleCase
    } else {
      style = .prose
    }
  }
}
