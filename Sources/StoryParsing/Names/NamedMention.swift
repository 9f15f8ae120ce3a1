// A found name, taken apart for comparison with others.

/// A name with the keys of its words and what the lists know of it.
struct NamedMention {
  let name: FoundName
  /// Where its tokens begin and end.
  let tokens: Range<Int>
  /// The keys of its words, without marks, in order.
  let parts: [WordKey]
  /// What the lists know of the whole.
  let known: KnownWords?
  /// The first letters of its capitalised words, small; of an acronym, its letters.
  let initials: [UInt8]
  let isAcronym: Bool
  /// Whether another mention may be short for this one.
  let isFull: Bool
  let spelling: String

  func mention(of entity: Int) -> Mention {
    Mention(
      range: name.range, kind: name.kind, entity: entity, isAdjectival: name.isAdjectival,
      evidence: name.evidence)
  }

  static func mentions(
    of names: [FoundName], tokens: [Token], in text: String
  ) -> [NamedMention] {
    let bytes = Array(text.utf8)
    var at = 0
    return names.map { name in
      while at < tokens.count, tokens[at].range.start < name.range.start { at += 1 }
      let first = at
      while at < tokens.count, tokens[at].range.end <= name.range.end { at += 1 }
      return NamedMention(name, first..<at, of: tokens, bytes)
    }
  }

  private init(_ name: FoundName, _ range: Range<Int>, of tokens: [Token], _ bytes: [UInt8]) {
    self.name = name
    self.tokens = range
    var keys: [WordKey] = []
    var parts: [WordKey] = []
    var initials: [UInt8] = []
    for token in tokens[range] {
      let key = WordKey(token.range, in: bytes.span)
      keys.append(key)
      guard token.kind != .mark else { continue }
      parts.append(key)
      if token.isCapitalised { initials.append(bytes[token.range.start] | 0x20) }
    }
    self.parts = parts
    let whole = keys.dropFirst().reduce(keys.first) { $0?.followed(by: $1) }
    let isOneToken = range.count == 1
    let inCapitals = isOneToken && tokens[range.lowerBound].isAllCapitals
    isAcronym = inCapitals && tokens[range.lowerBound].shape.contains(.innerCapital)
    spelling = String(decoding: bytes[name.range.start..<name.range.end], as: UTF8.self)
    let gazetteer = Gazetteer.shared
    let acronym = inCapitals ? whole.flatMap { gazetteer[$0.asAcronym] } : nil
    known = acronym ?? whole.flatMap { gazetteer[$0] }
    if isAcronym {
      let letters = tokens[range.lowerBound].range
      self.initials = bytes[letters.start..<letters.end].filter { $0 != 0x2E }.map { $0 | 0x20 }
    } else {
      self.initials = initials
    }
    isFull = name.kind == .person ? parts.count > 1 : !isAcronym && parts.count > 1
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
