// Which mentions are of one person: parts of a name, initials, other spellings.

extension Clusters {
  func person(_ mention: NamedMention, at index: Int) -> Int? {
    if let found = same(as: mention), mention.isFull {
      return bearer(of: mention, at: index, startingWith: found)
    }
    guard let last = mention.parts.last else { return nil }
    let candidates = (persons[last] ?? []).suffix(Self.memory).filter {
      isShort(mention, for: clusters[$0]) && mayBe(mention, clusters[$0])
    }
    let family = mention.isFull ? candidates : ofFamily(candidates, mention)
    let likely = likely(of: family, mention.standing)
    if let found = nearest(of: likely, knownAs: mention.knownIndex, to: index) { return found }
    if !(persons[last] ?? []).isEmpty, isOfOther(mention) { return nil }
    if let found = same(as: mention) { return found }
    if let found = byFirst(mention, at: index) { return found }
    return mention.isFull ? otherSpelling(of: mention) : misspelt(mention)
  }

  /// Which of the people of one full name a mention means; nil where it is one more.
  private func bearer(of mention: NamedMention, at index: Int, startingWith first: Int) -> Int? {
    guard mention.knownIndex == nil else { return first }
    let all = [first] + clusters[first].namesakes.suffix(Self.memory)
    let possible = all.filter { !clusters[$0].standing.contradicts(mention.standing) }
    if let found = possible.first(where: { clusters[$0].standing.agrees(with: mention.standing) }) {
      return found
    }
    if mention.standing.hasNamesake, all.count == 1 { return nil }
    return nearest(of: possible, knownAs: nil, to: index)
  }

  /// Of several people those of whom a mention's standing is said, or at least may be.
  private func likely(of candidates: [Int], _ standing: Standing) -> [Int] {
    guard candidates.count > 1 else { return candidates }
    let agreeing = candidates.filter { clusters[$0].standing.agrees(with: standing) }
    if !agreeing.isEmpty { return agreeing }
    let possible = candidates.filter { !clusters[$0].standing.contradicts(standing) }
    return possible.isEmpty ? candidates : possible
  }

  /// Whether what stands beside a mention speaks against a person: a full name may be another's,
  /// and "Mrs Obi" is not Mr Obi.
  private func mayBe(_ mention: NamedMention, _ cluster: Cluster) -> Bool {
    if mention.knownIndex != nil, mention.knownIndex == cluster.known { return true }
    if mention.isFull { return !cluster.standing.contradicts(mention.standing) }
    if cluster.parts.count > 1, cluster.standing.address.isEmpty { return !isOfOther(mention) }
    return !cluster.standing.address.contradicts(mention.standing.address)
  }

  /// Whether "Mrs" stands before a surname that has "Mr" more often, or the other way round.
  private func isOfOther(_ mention: NamedMention) -> Bool {
    guard mention.parts.count == 1, let surname = mention.parts.first else { return false }
    let lead = addresses[surname] ?? 0
    return mention.standing.address == .woman && lead > 0
      || mention.standing.address == .man && lead < 0
  }

  /// Whether a mention may be a shorter, or a longer, form of a person's name.
  private func isShort(_ mention: NamedMention, for cluster: Cluster) -> Bool {
    if let one = mention.knownIndex, let other = cluster.known, one != other, mention.isFull {
      return false
    }
    let one = NameForm(parts: mention.parts, letters: mention.letters)
    let other = NameForm(parts: cluster.parts, letters: cluster.letters)
    return one.count <= other.count ? one.isShort(for: other) : other.isShort(for: one)
  }

  /// The best known of several people of one surname, or the one named last before.
  func nearest(of candidates: [Int], knownAs known: Int?, to index: Int) -> Int? {
    guard candidates.count > 1 else { return candidates.first }
    if let known, let found = candidates.first(where: { clusters[$0].known == known }) {
      return found
    }
    return candidates.max { distance($0, index) > distance($1, index) }
  }

  /// Of several people of one surname those that a title agrees with; without a title "Vestergaard"
  /// is not the one who was brought in as "her husband, Troels Vestergaard".
  private func ofFamily(_ candidates: [Int], _ mention: NamedMention) -> [Int] {
    guard candidates.count > 1 else { return candidates }
    var likely = candidates
    if let sex = mention.kinship?.sex {
      likely.keep { clusters[$0].sex ?? sex == sex }
      return likely
    }
    // "Ihnen" is not Anna Paulsen-Ihnen where there is an Ihnen; but if that is her husband, either
    // may be meant.
    let apart = candidates.filter { !clusters[$0].isDoubleName && !clusters[$0].isOfSomebody }
    guard !apart.isEmpty else { return candidates }
    likely = apart
    likely.keep { clusters[$0].goesBySurname }
    return likely
  }

  /// How far back a cluster was last mentioned; further still when only afterwards.
  private func distance(_ cluster: Int, _ index: Int) -> Int {
    var best = Int.max
    for member in clusters[cluster].members.suffix(64) {
      best = min(best, member <= index ? index - member : 1_000_000 + member - index)
    }
    return best
  }

  /// "Patrice" after "Patrice Lumumba", unless there are two; "Mr Chou" after "Chou En-lai"; but
  /// "King George" is no George Bush.
  private func byFirst(_ mention: NamedMention, at index: Int) -> Int? {
    guard mention.parts.count == 1, let part = mention.parts.first else { return nil }
    let found = (persons[part] ?? []).suffix(Self.memory).filter {
      clusters[$0].parts.count > 1 && clusters[$0].parts.first == part
        && (clusters[$0].isReigning || !mention.isReigning)
    }
    if mention.isTitled { return nearest(of: found, knownAs: mention.knownIndex, to: index) }
    return found.count == 1 ? found[0] : nil
  }
}

// MARK: Other spellings

extension Clusters {
  /// "Guenter Schabowski" for "Günter", "Mikhail Gorbachov" for "Gorbachev".
  private func otherSpelling(of mention: NamedMention) -> Int? {
    guard let first = mention.parts.first, let last = mention.parts.last else { return nil }
    let near = [first, last].flatMap { (persons[$0] ?? []).suffix(Self.memory) }
    let words = mention.spelling.split(separator: " ")
    return near.first { index in
      let cluster = clusters[index]
      if let one = mention.knownIndex, let other = cluster.known, one != other { return false }
      return isOtherSpelling(words, of: cluster.spelling.split(separator: " "))
    }
  }

  private func isOtherSpelling(_ one: [Substring], of other: [Substring]) -> Bool {
    guard one.count == other.count, one.count > 1 else { return false }
    let odd = one.indices.filter { folded(String(one[$0])) != folded(String(other[$0])) }
    guard odd.count == 1 else { return false }
    let (word, wanted) = (String(one[odd[0]]), String(other[odd[0]]))
    if withoutUmlauts(word) == withoutUmlauts(wanted) { return true }
    // A forename one letter off is another: "Maria" is not "Marie".
    return odd[0] == one.count - 1 && min(word.utf8.count, wanted.utf8.count) > 5
      && isSlip(word, of: wanted)
  }

  /// "guenter" for "Günter".
  private func withoutUmlauts(_ word: String) -> String {
    var plain = ""
    for letter in word.unicodeScalars {
      switch letter {
      case "ä", "Ä": plain += "ae"
      case "ö", "Ö", "ø", "Ø": plain += "oe"
      case "ü", "Ü": plain += "ue"
      case "ß": plain += "ss"
      case "å", "Å": plain += "aa"
      default: plain.unicodeScalars.append(letter)
      }
    }
    return folded(plain)
  }

  /// The person whose surname this nearly is: "Blinked" for "Blinken".
  private func misspelt(_ mention: NamedMention) -> Int? {
    guard mention.name.evidence == .repetition else { return nil }
    return clusters.prefix(500).firstIndex { cluster in
      cluster.kind == .person && cluster.parts.count > 1
        && isSlip(mention.spelling, of: lastWord(cluster.spelling))
    }
  }

  private func lastWord(_ name: String) -> String {
    name.split(separator: " ").last.map(String.init) ?? name
  }
}

extension [Int] {
  /// Leaves only those that fit, if any do.
  fileprivate mutating func keep(where fits: (Int) -> Bool) {
    let kept = filter(fits)
    if !kept.isEmpty { self = kept }
  }
}

/// The words of a person's name, beside their first letters.
private struct NameForm {
  let parts: [WordKey]
  let letters: [WordKey]

  var count: Int { parts.count }

  /// "Obama" and "Barack Obama" for "Barack Hussein Obama", "E. J. Smith" for "Edward J. Smith",
  /// "Bruce Ismay" for "J. Bruce Ismay"; not "Thomas Sam" for "Manju Sam".
  func isShort(for long: NameForm) -> Bool {
    guard let last = parts.last, last == long.parts.last else { return false }
    var at = 0
    for part in 0..<count - 1 {
      while at < long.count - 1, !agree(part, at, of: long) {
        // Only an initial may come before the forename that somebody goes by.
        if part == 0, at > 0 || long.parts[0] != long.letters[0] { return false }
        at += 1
      }
      guard at < long.count - 1 else { return false }
      at += 1
    }
    return true
  }

  /// Whether two forenames are the same, or one is the other's initial.
  private func agree(_ part: Int, _ at: Int, of long: NameForm) -> Bool {
    parts[part] == long.parts[at] || parts[part] == long.letters[at]
      || letters[part] == long.parts[at]
  }
}
