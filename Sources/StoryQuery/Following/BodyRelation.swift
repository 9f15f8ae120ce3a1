// How the names of bodies are related, and parts of names to whole ones.
import StoryParsing

/// How two bodies' names are related; nil where they are not.
func bodyRelation(_ one: NameForm, _ other: NameForm) -> NameRelation? {
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
