// Candidates for places of several words, and for what is no name at all.

extension NameScan {
  /// "Anbar Province", "Lake Victoria", "Gulf of Aden", "Western Galilee".
  mutating func addPlaces(at first: Int) {
    guard isCapitalised(first), !has(first, [.calendar, .demonym, .companyEnd]) else { return }
    addPlaceWithEnd(first)
    addNamedBuilding(first)
    addSquare(first)
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

  /// "Victor Verster prison": what a building is called after its builder or hero.
  private mutating func addNamedBuilding(_ first: Int) {
    guard isPlacePart(first + 1), !isJoined(first + 1), !has(first, .title),
      isSmallWord(first + 2), let building = key(first + 2), Self.buildings.contains(building)
    else { return }
    let name = first..<first + 2
    propose(name, .place, 3.6 + lean(of: name))
  }

  /// "Largo do Carmo", "Plaza de Mayo": a particle between the kind of place and its name.
  private mutating func addSquare(_ first: Int) {
    guard has(first, .placeStart), !has(first, .organisationStart) else { return }
    var name = first + 1
    while isSmallWord(name), has(name, .particle), name - first < 3 { name += 1 }
    guard name > first + 1, isPlacePart(name) else { return }
    propose(first..<name + 1, .place, 4.2 + lean(of: first..<name + 1))
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
    addCraft(first)
    addQuoted(first)
    if let maker = key(first), Self.makers.contains(maker), isCapitalised(first + 1),
      !isJoined(first + 1),
      !has(first + 1, [.organisationEnd, .companyEnd, .title, .function, .calendar])
    {
      propose(first..<first + 2, nil, 6)
    }
    if has(first, .event), key(first + 1) == Self.of, isCapitalised(first + 2) {
      propose(first..<first + 3, nil, 3)
    }
  }

  /// "the liner Titanic", "his ship, the Terra Nova".
  private mutating func addCraft(_ first: Int) {
    var before = first - 1
    if key(before) == Self.the, isMark(before - 1, ",") { before -= 2 }
    guard isSmallWord(before) || key(before) == Self.shuttle, let kind = key(before),
      Self.craft.contains(kind), !isJoined(first),
      !has(first, [.country, .demonym, .person, .organisation, .place]),
      !has(first, [.function, .calendar, .title, .adjective])
    else { return }
    var end = first + 1
    while isCapitalised(end), !isJoined(end), end - first < 3, !has(end, .function) { end += 1 }
    let name = first..<end
    guard name.count == 1 || words.known(name)?.classes.isDisjoint(with: .names) ?? true else {
      return
    }
    propose(name, nil, 5 + Double(name.count), isCraft: true)
  }

  /// “Indépendance Cha Cha”: nothing else between the marks, as songs and slogans stand.
  private mutating func addQuoted(_ first: Int) {
    guard range.contains(first - 1), !has(first, [.forename, .title]) else { return }
    guard let (_, close) = Self.quotes.first(where: { isMark(first - 1, $0.open) }) else { return }
    var end = first + 1
    while isCapitalised(end), end - first < 5 { end += 1 }
    let mark = isMark(end, ",") ? end + 1 : end
    guard end > first + 1, range.contains(mark) else { return }
    guard isMark(mark, close) else { return }
    propose(first..<end, nil, 2 + Double(end - first))
  }

  private static let quotes: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [
    ("“", "”"), ("‘", "’"), ("\"", "\""),
  ]
  private static let shuttle = WordKey("shuttle")
  private static let ships: Set<WordKey> = [
    WordKey("hms"), WordKey("uss"), WordKey("hmas"), WordKey("rms"), WordKey("hmcs"),
  ]
  /// What a proper name right after makes a thing's.
  private static let craft: Set<WordKey> = [
    WordKey("ship"), WordKey("liner"), WordKey("steamer"), WordKey("steamship"), WordKey("yacht"),
    WordKey("ferry"), WordKey("tanker"), WordKey("freighter"), WordKey("trawler"),
    WordKey("submarine"), WordKey("destroyer"), WordKey("battleship"), WordKey("frigate"),
    WordKey("warship"), WordKey("schooner"), WordKey("icebreaker"), WordKey("spacecraft"),
    WordKey("spaceship"), WordKey("satellite"), WordKey("airship"), WordKey("shuttle"),
  ]
  /// Makers of cars, whose name and one more is a car's.
  private static let makers: Set<WordKey> = [
    WordKey("chevrolet"), WordKey("toyota"), WordKey("honda"), WordKey("volkswagen"),
    WordKey("fiat"), WordKey("renault"), WordKey("peugeot"), WordKey("citroen"),
    WordKey("cadillac"), WordKey("buick"), WordKey("pontiac"), WordKey("nissan"),
    WordKey("mazda"), WordKey("subaru"), WordKey("lada"), WordKey("trabant"), WordKey("cessna"),
  ]
  private static let buildings: Set<WordKey> = [
    WordKey("prison"), WordKey("jail"), WordKey("airport"), WordKey("stadium"),
    WordKey("barracks"), WordKey("cemetery"), WordKey("bridge"),
  ]
  private static let of = WordKey("of")
  private static let war = WordKey("war")
}
