// Candidates for persons: by forenames and surnames, initials, particles, and what stands around.

extension NameScan {
  /// Every length of a person's name that begins here.
  mutating func addPersons(at first: Int) {
    guard mayBeginPerson(first) else { return }
    var parts = [first]
    var end = personPartEnd(first)
    for _ in 0..<5 {
      if parts.count > 1 { proposePerson(first..<end, parts) }
      guard let next = nextPersonPart(end) else { break }
      parts.append(next)
      end = personPartEnd(next)
    }
    if parts.count > 1 || has(first, .forename) { addSuffix(first..<end, parts) }
  }

  private func mayBeginPerson(_ index: Int) -> Bool {
    guard isCapitalised(index), !isJoined(index) || !isMark(index - 1, "-") else { return false }
    if isInitial(index), words.tokens[index].shape.contains(.dot) { return true }
    if has(index, [.forename]) { return !has(index, .calendar) || isCapitalised(index + 1) }
    return isPersonPart(index) && !isHard(index)
  }

  /// A word of another trade, that a forename before it turns into a surname: "Gordon Brown".
  private func isHard(_ index: Int) -> Bool {
    has(
      index,
      [
        .title, .calendar, .country, .demonym, .adjective, .organisationEnd, .companyEnd, .event,
        .placeEnd, .function, .titleModifier, .thing,
      ])
  }

  private func isPersonPart(_ index: Int) -> Bool {
    // "Donald A. Henderson": an initial, whatever word it may be.
    if isInitial(index), words.tokens[index].range.count == 2,
      words.tokens[index].shape.contains(.dot)
    {
      return true
    }
    guard isCapitalised(index), !has(index, [.function, .thing]) else { return false }
    if isHard(index) { return has(index, [.surname, .forename]) }
    return true
  }

  /// The end of a part with what is hyphenated to it: "Thomas-Greenfield", "Jong-un".
  func personPartEnd(_ index: Int) -> Int {
    var end = index + 1
    while end - index < 8, isMark(end, "-"), isJoined(end), isJoined(end + 1) {
      let isName = isCapitalised(end + 1) && !has(end + 1, [.demonym, .adjective])
      let isTail =
        isSmallWord(end + 1) && words.tokens[end + 1].range.count <= 7
        && !has(end + 1, [.common, .function, .say])
      guard isName || isTail else { break }
      end += 2
    }
    return end
  }

  /// Where the next part of a name begins: after a space, a particle, or a nickname's end.
  private func nextPersonPart(_ end: Int) -> Int? {
    if isPersonPart(end), !isJoined(end) { return end }
    var at = end
    while isSmallWord(at), has(at, .particle), at - end < 3 { at += 1 }
    if at > end, isMark(at, "-"), isJoined(at) { at += 1 }
    guard at > end, isPersonPart(at) else { return nil }
    return at
  }

  private mutating func addSuffix(_ tokens: Range<Int>, _ parts: [Int]) {
    let comma = isMark(tokens.upperBound, ",") ? 1 : 0
    let suffix = tokens.upperBound + comma
    guard isCapitalised(suffix), has(suffix, .nameSuffix) else { return }
    proposePerson(tokens.lowerBound..<suffix + 1, parts, bonus: 1.5)
  }

  private mutating func proposePerson(
    _ tokens: Range<Int>, _ parts: [Int], bonus: Double = 0
  ) {
    let first = parts[0]
    let last = parts[parts.count - 1]
    var weight = bonus - 1.8 + 0.8 * Double(parts.count) + surroundings(of: tokens)
    weight += firstPart(first) + lastPart(last)
    for middle in parts.dropFirst() { weight += laterPart(middle, isLast: middle == last) }
    if tokens.contains(where: { isSmallWord($0) && has($0, .particle) }) { weight += 1.2 }
    if sentence.style != .prose, !has(first, .forename) || !isNameWord(last) { weight -= 2 }
    propose(tokens, .person, weight)
  }

  private func firstPart(_ index: Int) -> Double {
    if isInitial(index) { return words.tokens[index].shape.contains(.dot) ? 1.2 : -1.5 }
    if has(index, .forename) {
      return has(index, .common) || has(index, [.place, .town]) ? 1.5 : 2.2
    }
    var weight = 0.0
    if isOrdinary(index) { weight -= isForced(index) ? 3 : 1.5 }
    if isAcronym(index) { weight -= 2.5 }
    if has(index, [.place, .organisation]) { weight -= 1.2 }
    if has(index, .direction) { weight -= 2 }
    if isHard(index) { weight -= 2 }
    return weight
  }

  private func lastPart(_ index: Int) -> Double {
    var weight = 0.0
    if has(index, .surname) { weight += 1.2 } else if !has(index, .common) { weight += 0.8 }
    if evidence[words.keys[index]].afterTitle > 0 { weight += 0.8 }
    return weight
  }

  private func laterPart(_ index: Int, isLast: Bool) -> Double {
    if isInitial(index) { return isLast ? -2 : 1.2 }
    if has(index, [.surname, .forename]) { return isHard(index) ? -0.6 : 0 }
    if has(index, .common) { return -1.5 }
    if isAcronym(index) { return -3 }
    if has(index, [.place, .organisation]) { return -0.6 }
    return 0
  }

  private func isNameWord(_ index: Int) -> Bool {
    has(index, [.surname, .forename]) || !isOrdinary(index)
  }

  /// What the words before and after say about a name of several parts.
  private func surroundings(of tokens: Range<Int>) -> Double {
    let first = tokens.lowerBound
    let end = tokens.upperBound
    var weight = 0.0
    switch titleBefore(first) {
    case .title: weight += 2.5
    case .role: weight += 1.8
    case nil: break
    }
    if isCapitalised(end), !isJoined(end), !has(end, [.function, .calendar]) { weight -= 1 }
    if isCapitalised(first - 1), titleBefore(first) == nil, !has(first - 1, .function),
      !has(first - 1, [.demonym, .organisation, .country, .calendar, .companyEnd])
    {
      weight -= 0.8
    }
    if key(first - 1) == Self.the { weight -= 1.5 }
    return weight + followers(end)
  }

  /// "said", ", 42,", ", who": what follows a person.
  private func followers(_ end: Int) -> Double {
    if isSmallWord(end), has(end, .say) { return 1 }
    guard isMark(end, ",") else { return 0 }
    if has(end + 1, .relation) { return 1 }
    // "Purna Swaraj, or complete independence": a term, with what it means.
    if key(end + 1) == Self.or, isSmallWord(end + 2) { return -2.5 }
    if range.contains(end + 1), words.tokens[end + 1].kind == .number, isMark(end + 2, ",") {
      return words.tokens[end + 1].range.count <= 2 ? 1.5 : 0
    }
    return isSmallWord(end + 1) && has(end + 1, .title) || has(end + 2, .title) ? 0.6 : 0
  }

  enum TitleBefore { case title, role }

  /// A title or role right before a name.
  func titleBefore(_ first: Int) -> TitleBefore? {
    let before = first - 1
    guard range.contains(before) else { return nil }
    if has(before, .title), words.tokens[before].kind == .word {
      return isCapitalised(before) ? .title : .role
    }
    // "Secretary of State", "Secretary-General", "President-elect".
    if key(before) == Self.state || key(before) == Self.general || key(before) == Self.elect,
      has(before - 2, .title)
    {
      return isCapitalised(before - 2) ? .title : .role
    }
    return nil
  }

  private static let or = WordKey("or")
  private static let state = WordKey("state")
  private static let general = WordKey("general")
  private static let elect = WordKey("elect")
}
