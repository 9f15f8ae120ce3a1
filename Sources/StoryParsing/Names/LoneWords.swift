// Candidates of one word that no list settles: what stands around decides.

extension NameScan {
  mutating func addLoneWord(at index: Int) {
    guard isCapitalised(index), !isJoinedName(index), !isSettled(index) else { return }
    let one = index..<personPartEnd(index)
    if isAcronym(index), !isShoutedName(index) {
      if !has(index, [.thing, .calendar, .nameSuffix]), one.count == 1 {
        propose(one, .organisation, acronymWeight(index))
      }
      return
    }
    let ordinary = isOrdinary(index)
    guard words.tokens[index].range.count > 2, !words.tokens[index].shape.contains(.digit) else {
      return
    }
    let penalty =
      (ordinary ? 2.2 : 0) + (isForced(index) ? (has(index, .names) ? 0.2 : 0.7) : 0)
      + (isInsideRun(index) ? 1.4 : 0)
    propose(one, .person, lonePerson(index) - penalty)
    propose(one, .place, lonePlace(index) - penalty, by: has(index, .names) ? .list : .rule)
    propose(one, .organisation, loneOrganisation(index) - penalty)
  }

  /// Part of a hyphenated word that is not a name by itself: "al-Sadr", "Thomas-Greenfield".
  private func isJoinedName(_ index: Int) -> Bool {
    isMark(index - 1, "-") && isJoined(index) && !has(index, [.place, .town])
  }

  private func isSettled(_ index: Int) -> Bool {
    has(
      index,
      [
        .country, .demonym, .calendar, .adjective, .thing, .companyEnd, .nameSuffix, .function,
        .titleModifier,
      ]) || has(index, [.title, .event, .direction]) && !has(index, [.place])
  }

  private func isInsideRun(_ index: Int) -> Bool {
    let before =
      isCapitalised(index - 1) && !isJoined(index) && titleBefore(index) == nil
      && !has(index - 1, [.function, .demonym, .country, .titleModifier, .calendar])
    let after =
      isCapitalised(index + 1) && !isJoined(index + 1)
      && !has(index + 1, [.title, .titleModifier, .calendar, .function])
    return before || after
  }

  /// "said KERRY": a name in capitals rather than an acronym.
  private func isShoutedName(_ index: Int) -> Bool {
    has(index, [.surname, .forename]) && !has(index, .organisation)
      && words.tokens[index].range.count > 3 && !words.tokens[index].shape.contains(.dot)
  }

  private func acronymWeight(_ index: Int) -> Double {
    var weight = 1.2
    let count = words.tokens[index].range.count
    if count > 7 { weight -= 1 }
    if words.tokens[index].shape.contains(.digit) { weight -= 1.5 }
    if isInsideRun(index) { weight -= 0.6 }
    if has(index, .common), !has(index, .organisation) { weight -= 2 }
    if isMark(index - 1, "-")
      || isMark(index + 1, "-") && isJoined(index + 1)
        && range.contains(index + 2) && words.tokens[index + 2].kind == .number
    {
      weight -= 1.5
    }
    return weight
  }

  private func lonePerson(_ index: Int) -> Double {
    let seen = evidence[words.keys[index]]
    var weight = -1.0
    switch titleBefore(index) {
    case .title: weight += 3.2
    case .role: weight += 0.8
    case nil: break
    }
    if has(index, .surname) { weight += 0.6 } else if has(index, .forename) { weight += 1.2 }
    if isSmallWord(index + 1), has(index + 1, .say) { weight += 1.4 }
    if isSmallWord(index - 1), has(index - 1, .say) { weight += 0.5 }
    if seen.afterTitle > 0 { weight += 1 }
    if seen.afterForename > 0 { weight += 0.8 }
    if let after = key(index + 1), isSmallWord(index + 1), Self.reigns.contains(after) {
      weight += 2.2
    } else if key(index - 1) == Self.the {
      weight -= 1.5
    }
    if has(index - 1, .locative) { weight -= 0.9 }
    if has(index, [.place, .organisation]) { weight -= 0.8 }
    // "Council", "Treasury": short for a body.
    if has(index, [.organisationEnd, .organisationStart]), !has(index, [.surname, .forename]) {
      weight -= 3
    }
    return weight
  }

  private func lonePlace(_ index: Int) -> Double {
    let seen = evidence[words.keys[index]]
    var weight = -1.4 + lean(of: index..<index + 1)
    if has(index, .place) { weight += 3.2 } else if has(index, .town) { weight += 1.7 }
    if has(index, [.surname, .forename]), !has(index, .place) { weight -= 0.9 }
    if seen.afterLocative > 1 { weight += 0.4 }
    if seen.afterTitle + seen.afterForename > 0 { weight -= 1 }
    if has(index - 1, .locative), key(index - 1) == Self.inWord { weight += 0.8 }
    if key(index - 1) == Self.the, !has(index, .place) { weight -= 1 }
    return weight
  }

  private func loneOrganisation(_ index: Int) -> Double {
    let shape = words.tokens[index].shape
    let seen = evidence[words.keys[index]]
    var weight = -0.9
    // "YouTube", "eBay": a capital inside, but not that of "McCain" or "O'Brien".
    if shape.contains(.innerCapital), shape.contains(.lowerCase), !hasNamePrefix(index) {
      weight += 1.5
    }
    if key(index - 1) == Self.the, !isOrdinary(index) { weight += 0.4 }
    if seen.afterThe > 1, seen.afterTitle == 0 { weight += 0.4 }
    if seen.beforeOrganisationWord > 0 { weight += 0.5 }
    if has(index, .organisation) { weight += 0.3 }
    if has(index, [.surname, .forename, .place, .town]) { weight -= 0.8 }
    return weight
  }

  private func hasNamePrefix(_ index: Int) -> Bool {
    let text = words.text(index)
    return text.hasPrefix("Mc") || text.hasPrefix("Mac") || text.contains("'")
      || text.contains("’") || text.hasPrefix("De") || text.hasPrefix("La")
  }

  /// "the Biden administration": what a person's name alone stands before.
  static let reigns: Set<WordKey> = [
    WordKey("administration"), WordKey("government"), WordKey("regime"), WordKey("presidency"),
    WordKey("campaign"), WordKey("family"), WordKey("era"), WordKey("doctrine"), WordKey("team"),
  ]
  private static let inWord = WordKey("in")
}
