// The tokens of a story, each with what the lists know of it.

/// Tokens with their keys and classes: all that the rules look at.
struct Words {
  let tokens: [Token]
  let bytes: [UInt8]
  let gazetteer: Gazetteer
  private(set) var keys: [WordKey] = []
  private(set) var classes: [WordClass] = []
  /// Where the lists have each word, as it is written here.
  private var entries: [Int?] = []
  /// How many words the longest known name has that begins here.
  private(set) var longest: [UInt8] = []

  init(_ tokens: [Token], in text: String, gazetteer: Gazetteer) {
    self.tokens = tokens
    self.gazetteer = gazetteer
    bytes = Array(text.utf8)
    keys.reserveCapacity(tokens.count)
    classes.reserveCapacity(tokens.count)
    entries.reserveCapacity(tokens.count)
    longest.reserveCapacity(tokens.count)
    for token in tokens { add(token) }
  }

  private mutating func add(_ token: Token) {
    let key = WordKey(token.range, in: bytes.span)
    let plain = gazetteer.index(of: key)
    var entry = plain
    if token.isAllCapitals, token.range.count <= 12,
      let acronym = gazetteer.index(of: key.asAcronym)
    {
      entry = acronym
    }
    keys.append(key)
    longest.append(plain.map { gazetteer[$0].longest } ?? 1)
    entries.append(entry)
    classes.append(entry.map { gazetteer[$0].classes } ?? [])
  }

  var count: Int { tokens.count }

  func text(_ index: Int) -> Substring {
    let range = tokens[index].range
    return Substring(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  /// The single byte of a mark; 0 for everything else.
  func mark(_ index: Int) -> UInt8 {
    let token = tokens[index]
    return token.kind == .mark && token.range.count == 1 ? bytes[token.range.start] : 0
  }

  /// Whether a token is this mark.
  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    let token = tokens[index]
    guard token.kind == .mark, token.range.count <= 4 else { return false }
    let (value, width) = scalar(at: token.range.start, in: bytes.span)
    return value == mark.value && width == token.range.count
  }

  /// Where a stretch of tokens stands in the text.
  func range(of tokens: Range<Int>) -> TextRange {
    TextRange(
      self.tokens[tokens.lowerBound].range.start, self.tokens[tokens.upperBound - 1].range.end)
  }

  /// The tokens that lie wholly in a range of the text.
  func tokens(in range: TextRange) -> Range<Int>? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.start < range.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < tokens.count, tokens[end].range.end <= range.end { end += 1 }
    return low < end ? low..<end : nil
  }

  /// The key of a stretch of tokens.
  func key(_ range: Range<Int>) -> WordKey {
    range.dropFirst().reduce(keys[range.lowerBound]) { $0.followed(by: keys[$1]) }
  }

  /// What the lists know of a token, as it is written here.
  func known(_ index: Int) -> KnownWords? { entries[index].map { gazetteer[$0] } }

  /// What the lists know of a stretch of tokens, as it is written here.
  func known(_ range: Range<Int>) -> KnownWords? {
    range.count == 1 ? known(range.lowerBound) : gazetteer[key(range)]
  }
}
