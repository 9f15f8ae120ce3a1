// What of a tagger's names is believed, where they end, and whose they are.

extension Words {
  /// Whether the small words are those of English news: three in ten at least, of those that are
  /// longer than a letter. English stories have four to ten of them in ten, those of other
  /// languages two at most; a story with few small words is taken for English.
  var isEnglish: Bool {
    var small = 0
    var known = 0
    for (index, token) in tokens.enumerated()
    where token.kind == .word && !token.isCapitalised && token.range.count > 1 {
      small += 1
      if !classes[index].isDisjoint(with: [.common, .function]) { known += 1 }
    }
    return small < 20 || known * 10 >= small * 3
  }

  private func isQuotationMark(_ index: Int) -> Bool {
    guard tokens[index].kind == .mark else { return false }
    return switch text(index) {
    case "\"", "“", "”", "'", "‘", "’", "«", "»", "„": true
    default: false
    }
  }

  /// Persons whose nickname stands between their names: "Gaetano “The Barber” Spadaro" is one.
  func joinedByNicknames(_ names: [TaggedName]) -> [TaggedName] {
    var joined: [TaggedName] = []
    for name in names {
      let first = name.tokens.lowerBound
      if name.kind == .person, first > 0, isQuotationMark(first - 1),
        let before = joined.suffix(2).firstIndex(where: { isBeforeNickname($0, first - 1) })
      {
        let whole = joined[before]
        joined.removeSubrange(before...)
        joined.append(
          TaggedName(
            tokens: whole.tokens.lowerBound..<name.tokens.upperBound, kind: .person,
            isAdjectival: false, lead: min(whole.lead, name.lead)))
      } else {
        joined.append(name)
      }
    }
    return joined
  }

  /// Whether a nickname of one to three words stands between a person and a closing mark.
  private func isBeforeNickname(_ name: TaggedName, _ close: Int) -> Bool {
    let open = name.tokens.upperBound
    return name.kind == .person && (open + 2...open + 4).contains(close) && isQuotationMark(open)
      && (open + 1..<close).allSatisfy { tokens[$0].kind == .word }
      && tokens[open + 1].isCapitalised && tokens[close - 1].isCapitalised
  }
}

extension NameReading {
  /// The surnames of those whom the story's sentences name in full, where nothing is said to be in
  /// a place so called, each by its first token: "Valeska Paris", then "Paris claims".
  func surnames(of tagged: [TaggedName]) -> [WordKey: Int] {
    var given: Set<Int> = []
    for name in ruled where name.isGiven { given.formUnion(name.tokens) }
    var surnames: [WordKey: Int] = [:]
    for name in tagged where name.kind == .person && !given.contains(name.tokens.lowerBound) {
      let full = words.withoutTitles(name.tokens)
      guard let surname = surname(of: full, in: words) else { continue }
      let key = words.key(surname)
      guard evidence[key].afterLocative == 0, surnames[key] == nil else { continue }
      surnames[key] = full.lowerBound
    }
    return surnames
  }

  /// "the Asad regime": a person's name, whoever that is.
  func isReign(_ ruled: RuledName) -> Bool {
    let (first, next) = (ruled.tokens.lowerBound, ruled.tokens.upperBound)
    return ruled.name.kind == .person && first > 0 && words.keys[first - 1] == NameScan.the
      && next < words.count && NameScan.reigns.contains(words.keys[next])
  }
}

// MARK: Where names begin

extension Words {
  /// A title before a forename, and a forename itself before a surname.
  private static let don = WordKey("don")
  private static let copyright = WordKey("copyright")

  /// A name without what stands before it: "King Abdullah", "Don José", but not "Don Lewis";
  /// "Copyright Harbour Press".
  func bareName(_ tokens: Range<Int>, _ kind: EntityKind) -> Range<Int> {
    if kind == .person { return withoutTitles(tokens) }
    return tokens.count > 1 && keys[tokens.lowerBound] == Self.copyright
      ? tokens.dropFirst() : tokens
  }

  func withoutTitles(_ tokens: Range<Int>) -> Range<Int> {
    var first = tokens.lowerBound
    let last = tokens.upperBound - 1
    while first < last, classes[first].contains(.title), !classes[first].contains(.forename) {
      first += 1
    }
    if first < last, keys[first] == Self.don, classes[first + 1].contains(.forename),
      self.tokens[first + 1].shape.contains(.wide)
    {
      first += 1
    }
    return first..<tokens.upperBound
  }
}
