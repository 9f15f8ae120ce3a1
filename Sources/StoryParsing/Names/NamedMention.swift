// A found name, taken apart for comparison with others.

/// A name with the keys of its words and what the lists know of it.
struct NamedMention {
  let name: FoundName
  /// Where its tokens begin and end.
  let tokens: Range<Int>
  /// The keys of its words, without marks, in order; "E.J." is two.
  let parts: [WordKey]
  /// The key of each part's first letter, which is the part itself where that is an initial.
  let letters: [WordKey]
  /// Whether a title stands right before it, and whether it is one that a forename follows.
  let isTitled: Bool
  let isReigning: Bool
  /// What else is said of a person beside the name.
  let kinship: Kinship?
  /// Whether the last two words are joined: "Anna Paulsen-Ihnen".
  let isDoubleName: Bool
  /// What the lists know of the whole.
  let known: KnownWords?
  /// The first letters of its capitalised words, small; of an acronym, its letters.
  let initials: [UInt8]
  let isAcronym: Bool
  /// Whether another mention may be short for this one.
  let isFull: Bool
  let spelling: String
  /// Of a person: what the words beside it say.
  var standing = Standing()

  func mention(of entity: Int) -> Mention {
    Mention(
      range: name.range, kind: name.kind, entity: entity, isAdjectival: name.isAdjectival,
      evidence: name.evidence, confidence: name.confidence)
  }

  static func mentions(of names: [FoundName], in words: Words) -> [NamedMention] {
    let tokens = words.tokens
    var at = 0
    return names.map { name in
      while at < tokens.count, tokens[at].range.start < name.range.start { at += 1 }
      let first = at
      while at < tokens.count, tokens[at].range.end <= name.range.end { at += 1 }
      return NamedMention(name, first..<at, in: words)
    }
  }

  private init(_ name: FoundName, _ range: Range<Int>, in words: Words) {
    let (tokens, bytes) = (words.tokens, words.bytes)
    self.name = name
    self.tokens = range
    var parts: [TextRange] = []
    var initials: [UInt8] = []
    for token in tokens[range] {
      guard token.kind != .mark else { continue }
      parts += name.kind == .person ? initialsApart(token, bytes) : [token.range]
      if token.isCapitalised { initials.append(bytes[token.range.start] | 0x20) }
    }
    self.parts = parts.map { WordKey($0, in: bytes.span) }
    letters = parts.map { part in
      let width = scalar(at: part.start, in: bytes.span).count
      return WordKey(TextRange(part.start, min(part.start + width, part.end)), in: bytes.span)
    }
    isDoubleName =
      range.count > 2 && tokens[range.upperBound - 2].kind == .mark
      && bytes[tokens[range.upperBound - 2].range.start] == UInt8(ascii: "-")
    isAcronym =
      range.count == 1 && tokens[range.lowerBound].isAllCapitals
      && tokens[range.lowerBound].shape.contains(.innerCapital)
    spelling = String(decoding: bytes[name.range.start..<name.range.end], as: UTF8.self)
    let title = words.titleKey(before: range.lowerBound)
    isTitled = title != nil
    isReigning = title.map(reigningTitles.contains) ?? false
    kinship =
      name.kind == .person ? Kinship(beside: range, in: words) : nil
    let listed = range.isEmpty ? nil : words.known(range)
    known =
      name.kind == .person
      ? knownPerson(listed, keys: words.keys[range], parts: self.parts, title: title) : listed
    if isAcronym {
      let letters = tokens[range.lowerBound].range
      self.initials = bytes[letters.start..<letters.end].filter { $0 != 0x2E }.map { $0 | 0x20 }
    } else {
      self.initials = initials
    }
    isFull =
      !name.isOtherScript
      && (name.kind == .person ? parts.count > 1 : !isAcronym && parts.count > 1)
  }

  /// Stands for its words and its kind.
  var partsKey: WordKey {
    parts.reduce(WordKey(value: UInt64(name.kind.order))) { $0.followed(by: $1) }
  }

  var country: UInt16? {
    guard name.kind == .country, let known, known.country != 0 else { return nil }
    return known.country
  }

  /// The index of the known person or organisation that goes by this name.
  var knownIndex: Int? {
    guard let known else { return nil }
    let number =
      name.kind == .person ? known.person : name.kind == .organisation ? known.organisation : 0
    return number > 0 ? Int(number) - 1 : nil
  }
}

/// Titles of those who go by their forenames.
private let reigningTitles: Set<WordKey> = [
  WordKey("king"), WordKey("queen"), WordKey("pope"), WordKey("emperor"), WordKey("empress"),
  WordKey("tsar"), WordKey("czar"), WordKey("kaiser"), WordKey("prince"), WordKey("princess"),
  WordKey("archduke"), WordKey("duke"), WordKey("duchess"), WordKey("saint"),
]

/// The letters of "E.J." one by one; any other word whole.
private func initialsApart(_ token: Token, _ bytes: [UInt8]) -> [TextRange] {
  let range = token.range
  guard token.isAllCapitals, token.shape.contains(.dot), range.count <= 6,
    !token.shape.contains(.wide)
  else { return [range] }
  return (range.start..<range.end).filter { bytes[$0] != UInt8(ascii: ".") }
    .map { TextRange($0, $0 + 1) }
}

extension Words {
  /// The key of the title that stands right before a token.
  fileprivate func titleKey(before index: Int) -> WordKey? {
    guard index > 0, tokens[index - 1].kind == .word, tokens[index - 1].isCapitalised else {
      return nil
    }
    let key = keys[index - 1]
    return gazetteer[key]?.classes.contains(.title) == true ? key : nil
  }
}

/// What the list of people says of a name: as it stands, without hyphens, or with its title.
private func knownPerson(
  _ listed: KnownWords?, keys: ArraySlice<WordKey>, parts: [WordKey], title: WordKey?
) -> KnownWords? {
  if let listed, listed.person != 0 { return listed }
  let gazetteer = Gazetteer.shared
  func whole(_ keys: some Sequence<WordKey>) -> KnownWords? {
    var key: WordKey?
    for next in keys { key = key?.followed(by: next) ?? next }
    return key.flatMap { gazetteer[$0] }.flatMap { $0.person != 0 ? $0 : nil }
  }
  if keys.count > parts.count, let known = whole(parts) { return known }
  if let title, let known = whole([title] + keys) { return known }
  return listed
}
