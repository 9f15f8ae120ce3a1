// Candidates that the lists know.

extension NameScan {
  /// Every known name that begins here, long and short.
  mutating func addKnownNames(at index: Int) {
    let longest = min(Int(words.longest[index]), range.upperBound - index)
    var key = words.keys[index]
    if has(index, .names), let known = words.known(index) { addKnown(known, index..<index + 1) }
    guard longest > 1 else { return }
    for end in (index + 1)..<(index + longest) {
      key = key.followed(by: words.keys[end])
      if let known = words.gazetteer[key] { addKnown(known, index..<end + 1) }
    }
  }

  private mutating func addKnown(_ known: KnownWords, _ tokens: Range<Int>) {
    guard !known.classes.isDisjoint(with: .names), isWritten(as: known, tokens) else { return }
    let length = Double(tokens.count)
    if known.classes.contains(.country) { addCountry(known, tokens) }
    if known.classes.contains(.demonym) {
      propose(tokens, .country, demonymWeight(tokens) + length, by: .list, isAdjectival: true)
    }
    if known.classes.contains(.person) {
      // "Chiang Kai Shek Memorial": called after him.
      let isPlace =
        tokens.count > 1 && isCapitalised(tokens.upperBound)
        && has(tokens.upperBound, .placeEnd)
      propose(tokens, .person, personWeight(tokens) + (isPlace ? -2 : length), by: .list)
    }
    if known.classes.contains(.organisation) {
      propose(tokens, .organisation, organisationWeight(tokens) + length, by: .list)
    }
    if known.classes.contains(.place) || known.classes.contains(.town), tokens.count > 1 {
      let base = known.classes.contains(.place) ? 2.5 : 1.5
      propose(tokens, .place, base + 2 * length, by: .list)
    }
  }

  /// Whether the capitals are those of the list, or all of them.
  private func isWritten(as known: KnownWords, _ tokens: Range<Int>) -> Bool {
    for (order, index) in tokens.enumerated() where words.tokens[index].kind == .word {
      let wantsCapital = order < 8 && known.capitals & (1 << UInt8(order)) != 0
      if wantsCapital, !words.tokens[index].isCapitalised { return false }
    }
    guard tokens.count == 1 else { return true }
    return words.tokens[tokens.lowerBound].isCapitalised
  }

  private mutating func addCountry(_ known: KnownWords, _ tokens: Range<Int>) {
    let first = tokens.lowerBound
    // "US$ 20" is money.
    if isMark(tokens.upperBound, "$") { return }
    if tokens.count == 1, has(first, [.forename, .surname]) || has(first, .common) {
      // "Jordan", "Chad", "Turkey": a forename before a surname is one.
      let before =
        first > range.lowerBound && isCapitalised(first - 1)
        && has(first - 1, [.forename, .title]) && !has(first - 1, .calendar)
      let after =
        isCapitalised(first + 1) && !isJoined(first + 1)
        && has(first + 1, .surname) && !has(first + 1, [.title, .titleModifier, .organisationEnd])
      if before || after {
        propose(tokens, .country, 0.8, by: .list)
        return
      }
    }
    propose(tokens, .country, 3 + 2 * Double(tokens.count), by: .list)
  }

  private func demonymWeight(_ tokens: Range<Int>) -> Double {
    guard tokens.count == 1, has(tokens.lowerBound, .surname),
      has(tokens.lowerBound - 1, .forename),
      isCapitalised(tokens.lowerBound - 1)
    else { return 4 }
    return 0.5
  }

  private func personWeight(_ tokens: Range<Int>) -> Double {
    let isOneWord = tokens.dropFirst().allSatisfy { words.tokens[$0].isJoined }
    guard isOneWord else { return 1 + 1.6 * Double(tokens.count) }
    let first = tokens.lowerBound
    var weight = 1.6 - Double(tokens.count - 1)
    if isOrdinary(first), isForced(first) { weight -= 2.6 }
    if isCapitalised(first - 1),
      !has(first - 1, [.title, .titleModifier, .demonym, .country, .function])
    {
      weight -= 1.2
    }
    if isCapitalised(first + 1), !isJoined(first + 1), !has(first + 1, [.title, .event]) {
      weight -= 1.2
    }
    return weight
  }

  private func organisationWeight(_ tokens: Range<Int>) -> Double {
    let first = tokens.lowerBound
    guard tokens.count == 1 else {
      // "National Assembly", "Labor Department" lose to a longer name, win over their parts.
      return 2.5 + 1.0 * Double(tokens.count)
    }
    var weight = isAcronym(first) ? 3.2 : 2.4
    if isOrdinary(first) || has(first, .common) { weight -= isForced(first) ? 4 : 1.4 }
    if has(first, [.forename, .surname, .place, .town]) { weight -= 1 }
    if sentence.style == .capitals, has(first, [.common, .function]) { weight = 0 }
    return weight
  }
}
