// How two names are related, looking at their words alone.
import StoryParsing

/// Why two names may be of one bearer, and how much that speaks for it before their company is
/// looked at.
struct NameRelation {
  enum Way { case same, order, forename, initials, shorter, spelling, surname, acronym, given }

  let way: Way
  let weight: Double
  /// Whether an initial stands for a forename.
  var isByInitials = false
  /// Whether the last of several surnames is left out, and nothing else.
  var isWithoutSurname = false

  /// Whether a story that has both as if they were two may mean one by them.
  var isOfOneStory: Bool { way == .same || way == .order || way == .spelling || isWithoutSurname }

  /// The same, where a surname is spelled otherwise.
  fileprivate var respelled: NameRelation {
    NameRelation(way: .spelling, weight: min(weight, 2.2) - 0.5, isByInitials: isByInitials)
  }
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
  guard
    let found = wordsRelation(one.words, other.words) ?? nicknameRelation(one, other)
      ?? soundRelation(one, other)
  else { return nil }
  // Father and son.
  return one.suffix == other.suffix ? found : nil
}

private func wordsRelation(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  guard one.count > 1, other.count > 1, let last = one.last, let otherLast = other.last else {
    return nil
  }
  if one == other { return NameRelation(way: .same, weight: 2.9) }
  let (pieces, others) = (one.flatMap(nameParts), other.flatMap(nameParts))
  if pieces == others || pieces.joined().elementsEqual(others.joined()) {
    return NameRelation(way: .same, weight: 2.9)
  }
  if pieces.sorted(by: precedes) == others.sorted(by: precedes) {
    return NameRelation(way: .order, weight: 2.5)
  }
  // "Bich Hanh Nguyen" for "Nguyen Thi Bich Hanh".
  if min(pieces.count, others.count) > 2,
    Set(pieces).isStrictSubset(of: others) || Set(others).isStrictSubset(of: pieces),
    pieces.first != others.first
  {
    return NameRelation(way: .order, weight: 1.5)
  }
  if let found = surnamesShortened(one, other) { return found }
  let found = forenames(one.dropLast(), other.dropLast())
  if last == otherLast {
    let isFamily = isOneFamily(one, other, pieces, others)
    return found ?? initialsWithin(pieces, others)
      ?? (isFamily ? NameRelation(way: .spelling, weight: 1.2) : nil)
  }
  if isAlike(last, otherLast), let found { return found.respelled }
  // "Zerrouki" who marries becomes "Zerrouki-Haddad", or "Haddad" again.
  let (short, long) = last.count < otherLast.count ? (last, otherLast) : (otherLast, last)
  if let found, let place = nameParts(long).firstIndex(of: short) {
    return NameRelation(
      way: .shorter, weight: min(found.weight, 2) - (place == 0 ? 0.3 : 0.7),
      isByInitials: found.isByInitials)
  }
  if let found = initialsWithin(pieces, others) { return found }
  if let found = initialsInOrder(pieces, others) { return found }
  if isOneFamily(one, other, pieces, others) { return NameRelation(way: .spelling, weight: 1.2) }
  return soundsSame(pieces, others) ? NameRelation(way: .spelling, weight: 1.2) : nil
}

/// "Tsegaye W. Mariam" for "Tsegaye Wolde-Mariam".
private func initialsWithin(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  guard one.count == other.count, one.count > 2, one.first == other.first, one.last == other.last,
    zip(one, other).allSatisfy(agree)
  else { return nil }
  return NameRelation(way: .shorter, weight: 1.8)
}

/// Whether two words are the same, or one is the other's initial.
private func agree(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  one == other || (one.count == 1 || other.count == 1) && letter(one) == letter(other)
}

/// The first letter of a word, as several languages write it: "W." stands for "Vazgen" too.
private func letter(_ word: [UInt8]) -> UInt8? {
  switch word.first {
  case UInt8(ascii: "w"): UInt8(ascii: "v")
  case UInt8(ascii: "j"): UInt8(ascii: "y")
  case UInt8(ascii: "z"): UInt8(ascii: "s")
  case let first: first
  }
}

/// "T. R. Seo" for "Suh Tae-ryong": initials in another order, and the words beside them alike.
private func initialsInOrder(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  let (short, long) = one.contains { $0.count == 1 } ? (one, other) : (other, one)
  guard short.count == long.count, short.contains(where: { $0.count == 1 }) else { return nil }
  var left = long
  for word in short.sorted(by: { $0.count > $1.count }) {
    let match = left.firstIndex {
      word.count == 1
        ? letter($0) == letter(word) : isAlike($0, word) || familyGroup($0) == familyGroup(word)
    }
    guard let match else { return nil }
    left.remove(at: match)
  }
  return NameRelation(way: .initials, weight: short.count > 2 ? 1 : 0.2, isByInitials: true)
}

/// "Suh Tae-ryong" for "Seo Tae-ryong": the same two-part name under another spelling of the
/// family's.
private func isOneFamily(
  _ one: [[UInt8]], _ other: [[UInt8]], _ pieces: [[UInt8]], _ others: [[UInt8]]
) -> Bool {
  guard pieces.count == 3, others.count == 3,
    let given = (one + other).first(where: { $0.contains(0x2D) }).map(nameParts),
    let family = rest(of: pieces, without: given), let second = rest(of: others, without: given)
  else { return false }
  return family.count > 1 && second.count > 1 && familyGroup(family) == familyGroup(second)
}

/// The one piece beside the two of a given name.
private func rest(of pieces: [[UInt8]], without given: [[UInt8]]) -> [UInt8]? {
  if pieces.starts(with: given) { return pieces.last }
  return pieces.dropFirst().elementsEqual(given) ? pieces.first : nil
}

/// Whether two names sound the same with their particles, wherever they are cut into words:
/// "Abdelkader Benyoussef", "Abd al-Qadir bin Yusuf".
private func soundRelation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
  guard one.words.count > 1, other.words.count > 1, one.words.last != other.words.last,
    soundsSame([one.whole], [other.whole])
  else { return nil }
  return NameRelation(way: .spelling, weight: 1.2)
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

/// "Pedro Sánchez" and "P. Sánchez" for "Pedro Sánchez Pérez-Castejón", "Ignacia Urrutia" for
/// "María Ignacia Urrutia Lagos".
private func surnamesShortened(_ one: [[UInt8]], _ other: [[UInt8]]) -> NameRelation? {
  let (short, long) = one.count < other.count ? (one, other) : (other, one)
  guard short.count < long.count, let surname = short.last, surname.count > 1,
    let place = long.dropLast().lastIndex(where: {
      isAlike($0, surname) || $0.count == 1 && letter($0) == letter(surname)
    }), place > 0
  else { return nil }
  let (own, whole) = (short.dropLast(), long[..<place])
  if long[place].count == 1 {
    // "Ingrid Vollan" may be "Ingrid V. Aasen", if others say so.
    return own.elementsEqual(whole) ? NameRelation(way: .initials, weight: -2) : nil
  }
  if own.elementsEqual(whole) {
    return NameRelation(
      way: .shorter, weight: long[place] == surname ? 1.2 : 0.7, isWithoutSurname: true)
  }
  guard let first = own.first, let wholeFirst = whole.first else { return nil }
  if whole.dropFirst().elementsEqual(own) { return NameRelation(way: .shorter, weight: 0.8) }
  if first.count == 1 || wholeFirst.count == 1, own.count == whole.count,
    zip(own, whole).allSatisfy(agree)
  {
    return NameRelation(way: .initials, weight: own.count > 1 ? 1 : 0.2, isByInitials: true)
  }
  return nil
}

/// How the names before the surname are related.
private func forenames(
  _ one: ArraySlice<[UInt8]>, _ other: ArraySlice<[UInt8]>
) -> NameRelation? {
  let (short, long) = one.count <= other.count ? (one, other) : (other, one)
  guard let first = short.first, let longFirst = long.first else { return nil }
  // "Bruce Ismay" for "J. Bruce Ismay", "Wanjiru Gathecha" for "Margaret Wanjiru Gathecha".
  if first.count > 1, long.count > short.count, long.dropFirst().starts(with: short) {
    return NameRelation(way: .shorter, weight: longFirst.count == 1 ? 2 : 1)
  }
  if longFirst.count == 1, first.count > 1, long.count > short.count,
    zip(long.dropFirst(), short).allSatisfy(agree)
  {
    return NameRelation(way: .initials, weight: 0.3, isByInitials: true)
  }
  guard let head = forename(first, longFirst), middlesAgree(short.dropFirst(), long.dropFirst())
  else { return nil }
  // Two initials that are right say more than one.
  if head.isByInitials, short.count > 1 {
    return NameRelation(way: .initials, weight: 1.6, isByInitials: true)
  }
  if head.way != .same { return head }
  let isSame = one.elementsEqual(other)
  return isSame ? head : NameRelation(way: .shorter, weight: 2.3)
}

private func forename(_ one: [UInt8], _ other: [UInt8]) -> NameRelation? {
  if one == other { return NameRelation(way: .same, weight: one.count == 1 ? 1 : 3) }
  if one.count == 1 || other.count == 1 {
    return letter(one) == letter(other)
      ? NameRelation(way: .initials, weight: 0.4, isByInitials: true) : nil
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
  let bones = skeleton(of: whole)
  if whole.count > 8, bones == skeleton(of: otherWhole) {
    let shorter = min(whole.count, otherWhole.count)
    let limit = bones.count > 7 ? shorter / 2 : (shorter + 2) / 3
    if edits(whole, otherWhole, limit: limit) != nil {
      return one.first?.first == other.first?.first
    }
  }
  guard one.count == other.count else { return false }
  let sorted = [one, other].map { $0.sorted { precedes(skeleton(of: $0), skeleton(of: $1)) } }
  return zip(sorted[0], sorted[1])
    .allSatisfy { isAlike($0, $1) || forenameGroup($0) == forenameGroup($1) }
}
