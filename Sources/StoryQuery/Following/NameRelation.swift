// How two names are related, looking at their words alone.
import StoryParsing

/// Why two names may be of one bearer, and how much that speaks for it before their company is
/// looked at.
struct NameRelation {
  enum Way { case same, order, forename, initials, shorter, spelling, surname, acronym, given }

  let way: Way
  let weight: Double
}

/// How two full names of a kind are related; nil where they are not.
func relation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
  switch one.kind {
  case .person: personRelation(one, other)
  case .organisation: bodyRelation(one, other)
  case .country, .place: nil
  }
}

// MARK: Persons

private func personRelation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
  guard let found = wordsRelation(one.words, other.words) ?? nicknameRelation(one, other) else {
    return nil
  }
  // Father and son.
  return one.suffix == other.suffix ? found : nil
}

private func wordsRelation(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  guard one.count > 1, other.count > 1, let last = one.last, let otherLast = other.last else {
    return nil
  }
  if one == other { return NameRelation(way: .same, weight: 2.4) }
  let (pieces, others) = (one.flatMap(nameParts), other.flatMap(nameParts))
  if pieces == others || pieces.joined().elementsEqual(others.joined()) {
    return NameRelation(way: .same, weight: 2.4)
  }
  if pieces.sorted(by: precedes) == others.sorted(by: precedes) {
    return NameRelation(way: .order, weight: 2.5)
  }
  if let found = surnamesShortened(one, other) { return found }
  let found = forenames(one.dropLast(), other.dropLast())
  if last == otherLast { return found }
  if isAlike(last, otherLast) {
    return found.map { NameRelation(way: .spelling, weight: min($0.weight, 2.2) - 0.5) }
  }
  // "Zerrouki" who marries becomes "Zerrouki-Haddad".
  let (short, long) = last.count < otherLast.count ? (last, otherLast) : (otherLast, last)
  if let found, nameParts(long).first == short {
    return NameRelation(way: .shorter, weight: min(found.weight, 2) - 0.3)
  }
  return soundsSame(pieces, others) ? NameRelation(way: .spelling, weight: 1.2) : nil
}

/// "Lek Wongsakulchai" for "Thanaporn “Lek” Wongsakulchai".
private func nicknameRelation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
  guard let last = one.words.last, last == other.words.last, one.words.count > 1,
    other.words.count > 1
  else { return nil }
  let isCalled = one.nickname == other.words.first || other.nickname == one.words.first
  return isCalled ? NameRelation(way: .forename, weight: 2) : nil
}

/// "jung", "hwan" of "jung-hwan".
func nameParts(_ word: [UInt8]) -> [[UInt8]] {
  word.split { $0 == 0x2D }.map(Array.init)
}

func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.lexicographicallyPrecedes(other) }

/// "Pedro Sánchez" for "Pedro Sánchez Pérez-Castejón".
private func surnamesShortened(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  let (short, long) = one.count < other.count ? (one, other) : (other, one)
  guard short.count < long.count, long.starts(with: short), long[short.count - 1].count > 1 else {
    return nil
  }
  return NameRelation(way: .shorter, weight: 1.2)
}

/// How the names before the surname are related.
private func forenames(
  _ one: ArraySlice<[UInt8]>, _ other: ArraySlice<[UInt8]>
) -> NameRelation? {
  let (short, long) = one.count <= other.count ? (one, other) : (other, one)
  guard let first = short.first, let longFirst = long.first else { return nil }
  // "Bruce Ismay" for "J. Bruce Ismay".
  if longFirst.count == 1, first.count > 1, long.count > short.count,
    long.dropFirst().starts(with: short)
  {
    return NameRelation(way: .shorter, weight: 2)
  }
  guard let head = forename(first, longFirst), middlesAgree(short.dropFirst(), long.dropFirst())
  else { return nil }
  if head.way != .same { return head }
  let isSame = one.elementsEqual(other)
  return isSame ? head : NameRelation(way: .shorter, weight: 2.3)
}

private func forename(_ one: [UInt8], _ other: [UInt8]) -> NameRelation? {
  if one == other { return NameRelation(way: .same, weight: one.count == 1 ? 1 : 3) }
  if one.count == 1 || other.count == 1 {
    return one.first == other.first ? NameRelation(way: .initials, weight: 0.4) : nil
  }
  if forenameGroup(one) == forenameGroup(other) {
    return NameRelation(way: .forename, weight: 2)
  }
  // "Zdzisława" is not "Zdzisław", nor "Libuša" "Libuše".
  if one.dropLast() == other.dropLast() || one.dropLast() == other[...]
    || other.dropLast() == one[...]
  {
    let isGendered = one.last == 0x61 || other.last == 0x61
    if isGendered { return nil }
  }
  return isAlike(one, other) ? NameRelation(way: .spelling, weight: 1.7) : nil
}

/// Whether no middle name contradicts another: "John A." is not "John B.".
private func middlesAgree(_ short: ArraySlice<[UInt8]>, _ long: ArraySlice<[UInt8]>) -> Bool {
  var at = long.startIndex
  for word in short {
    while at < long.endIndex, word.first != long[at].first { at += 1 }
    guard at < long.endIndex else { return false }
    at += 1
  }
  return true
}

/// Whether names are spellings of one, wherever they are cut into words: "Bu Zikri", "Bouzekri".
private func soundsSame(_ one: [[UInt8]], _ other: [[UInt8]]) -> Bool {
  let (whole, otherWhole) = (Array(one.joined()), Array(other.joined()))
  if whole.count > 8, skeleton(of: whole) == skeleton(of: otherWhole),
    edits(whole, otherWhole, limit: (min(whole.count, otherWhole.count) + 2) / 3) != nil
  {
    return one.first?.first == other.first?.first
  }
  guard one.count == other.count else { return false }
  let sorted = [one, other].map { $0.sorted { precedes(skeleton(of: $0), skeleton(of: $1)) } }
  return zip(sorted[0], sorted[1])
    .allSatisfy { isAlike($0, $1) || forenameGroup($0) == forenameGroup($1) }
}

// MARK: Bodies

private func bodyRelation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
  guard one.words == other.words || isShort(one, other) || isShort(other, one) else { return nil }
  if one.words != other.words { return NameRelation(way: .given, weight: 1.8) }
  if !one.isCommon { return NameRelation(way: .same, weight: one.isAcronym ? 1.8 : 3) }
  switch (one.owner, other.owner) {
  case (let owner?, let other?):
    return isOneOwner(owner, other) ? NameRelation(way: .same, weight: 2.5) : nil
  case (nil, nil): return NameRelation(way: .same, weight: -0.3)
  default: return NameRelation(way: .shorter, weight: -0.3)
  }
}

/// "Hanbit Marine" for "Hanbit Marine Industries": looked at only where a story calls it so.
private func isShort(_ one: NameForm, _ other: NameForm) -> Bool {
  !one.isCommon && one.words.count < other.words.count && other.words.starts(with: one.words)
}

/// "russian" and "russia".
private func isOneOwner(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  one == other || one.count > 3 && other.count > 3 && one.prefix(4) == other.prefix(4)
}

// MARK: Parts of names

/// How a surname alone, or an acronym, is related to a full name; nil where it is not.
func relation(ofLone lone: NameForm, to full: NameForm) -> NameRelation? {
  guard let word = lone.words.first, lone.kind == full.kind else { return nil }
  switch lone.kind {
  case .person:
    let (first, last) = (full.words.first, full.words.last ?? [])
    if last == word || nameParts(last).contains(word) {
      return NameRelation(way: .surname, weight: 0)
    }
    if first == word || full.nickname == word { return NameRelation(way: .forename, weight: 0) }
    let isAlike = StoryQuery.isAlike(last, word)
    return isAlike ? NameRelation(way: .surname, weight: -0.7) : nil
  case .organisation:
    return full.initials == word && word.count > 1 ? NameRelation(way: .acronym, weight: -0.2) : nil
  case .country, .place: return nil
  }
}
