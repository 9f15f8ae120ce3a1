// Candidates for places of several words, and for what is no name at all.

extension NameScan {
  /// "Anbar Province", "Lake Victoria", "Gulf of Aden", "Western Galilee".
  mutating func addPlaces(at first: Int) {
    guard isCapitalised(first), !has(first, [.calendar, .demonym, .companyEnd]) else { return }
    addPlaceWithEnd(first)
    guard isCapitalised(first + 1) || key(first + 1) == Self.of else { return }
    if has(first, .placeStart), isPlacePart(first + 1) {
      var end = first + 2
      if isPlacePart(end), !isJoined(end), has(end, .placeEnd) || !has(end, .common) { end += 1 }
      propose(first..<first + 2, .place, 2.2 + lean(of: first..<first + 2))
      if end > first + 2 { propose(first..<end, .place, 2.6 + lean(of: first..<end)) }
    }
    if has(first, [.placeStart, .placeEnd]), key(first + 1) == Self.of, isPlacePart(first + 2),
      !has(first, [.organisationStart, .title])
    {
      propose(first..<first + 3, .place, 3.2)
    }
    if has(first, .direction), has(first + 1, [.place, .town, .country]), isPlacePart(first + 1) {
      propose(first..<first + 2, .place, has(first + 1, .country) ? 5.4 : 3.6)
    }
  }

  private mutating func addPlaceWithEnd(_ first: Int) {
    guard !has(first, .title) || has(first, .surname) else { return }
    var end = first + 1
    while end - first < 5, isPlacePart(end) || isMark(end, "-") && isJoined(end + 1) {
      end += 1
      if has(end - 1, .placeEnd), isCapitalised(end - 1) {
        let isCommon = isOrdinary(first) && isForced(first)
        let weight = 0.8 + 1.4 * Double(wordCount(first..<end)) + lean(of: first..<end)
        propose(first..<end, .place, weight - (isCommon ? 2.5 : 0))
      }
    }
  }

  private func isPlacePart(_ index: Int) -> Bool {
    isCapitalised(index) && !has(index, [.calendar, .function, .companyEnd])
  }

  /// How much the words around lean towards a place.
  func lean(of tokens: Range<Int>) -> Double {
    let first = tokens.lowerBound
    let end = tokens.upperBound
    var weight = 0.0
    if has(first - 1, .locative), !isCapitalised(first - 1) { weight += 1 }
    if isMark(end, ","), has(end + 1, [.country, .place]), isCapitalised(end + 1) { weight += 0.9 }
    if isSmallWord(end), has(end, .placeEnd) { weight += 1.2 }
    if key(first - 1) == Self.of, isSmallWord(first - 2), has(first - 2, .placeEnd) {
      weight += 1.4
    }
    if titleBefore(first) != nil { weight -= 1.5 }
    if isSmallWord(end), has(end, .say) { weight -= 0.8 }
    if has(first - 1, .forename), isCapitalised(first - 1) { weight -= 1.5 }
    return weight
  }

  /// "World War II", "Nobel Peace Prize": something with a name that is none of the kinds.
  mutating func addThings(at first: Int) {
    guard isCapitalised(first), sentence.style != .capitals, !has(first, .title) else { return }
    var end = first + 1
    while end - first < 6, isCapitalised(end), !has(end, .function) {
      end += 1
      if has(end - 1, .event) {
        let isWar = key(end - 1) == Self.war
        let count = Double(end - first)
        propose(first..<end, nil, (isWar ? 2.8 : 0.6) + 1.3 * count)
      }
    }
    if let prefix = key(first), Self.ships.contains(prefix), isCapitalised(first + 1) {
      propose(first..<first + 2, nil, 6)
    }
    if has(first, .event), key(first + 1) == Self.of, isCapitalised(first + 2) {
      propose(first..<first + 3, nil, 3)
    }
  }

  private static let ships: Set<WordKey> = [WordKey("hms"), WordKey("uss"), WordKey("hmas")]
  private static let of = WordKey("of")
  private static let war = WordKey("war")
}
