// Candidates for organisations: by the word they end in or begin with, and by their acronym.

extension NameScan {
  /// "Russian Foreign Ministry", "Bank of England", "79th Air Assault Brigade", "Acme Inc."
  mutating func addOrganisations(at first: Int) {
    guard mayBeginOrganisation(first) else { return }
    var end = first + 1
    for _ in 0..<9 {
      if has(end - 1, [.organisationEnd, .companyEnd]), end - first > 1 {
        proposeOrganisation(first..<end)
      }
      if has(end - 1, .organisationStart) {
        for long in extensions(end) { proposeOrganisation(first..<long) }
      }
      guard let next = nextPart(end) else { return }
      end = next
    }
  }

  private func mayBeginOrganisation(_ index: Int) -> Bool {
    if isOrdinal(index) { return isCapitalised(index + 1) || isSlip(index + 1) }
    if isJoined(index), isMark(index - 1, "-") { return false }
    guard !has(index, [.calendar, .function]) else { return false }
    return !has(index, .title) || has(index, [.organisationStart, .forename, .surname, .demonym])
  }

  /// Where the name ends if it goes on after `end` with one more capitalised word.
  private func nextPart(_ end: Int) -> Int? {
    if isNamePart(end) { return end + 1 }
    if isMark(end, "-"), isJoined(end), isJoined(end + 1), isNamePart(end + 1) { return end + 2 }
    if isMark(end, "&"), isCapitalised(end + 1) { return end + 2 }
    if isSlip(end) { return end + 2 }
    if key(end) == Self.and, isNamePart(end + 1), !has(end + 1, [.country, .demonym, .person]),
      !has(end - 1, [.country, .demonym, .person])
    {
      return end + 2
    }
    if range.contains(end), words.tokens[end].kind == .suffix || isMark(end, "'"),
      let owner = key(end - 1), Self.owners.contains(owner), isNamePart(end + 1)
    {
      return end + 2
    }
    if isMark(end, ","), has(end + 1, .companyEnd), isCapitalised(end + 1) { return end + 2 }
    return nil
  }

  private func isNamePart(_ index: Int) -> Bool {
    isCapitalised(index) && !has(index, [.calendar, .function])
  }

  /// A small word that the next one repeats: "79th air Air Assault Brigade".
  private func isSlip(_ index: Int) -> Bool {
    isSmallWord(index) && isCapitalised(index + 1) && key(index) == key(index + 1)
  }

  /// Where "of …", "for …" after a word such as "Bank" may end.
  private func extensions(_ end: Int) -> [Int] {
    guard let connector = key(end), Self.connectors.contains(connector),
      connector != Self.on || Self.subjects.contains(words.keys[end - 1])
    else { return [] }
    var at = end + 1
    if key(at) == Self.the { at += 1 }
    guard isNamePart(at) else { return [] }
    at += 1
    var ends = [at]
    while at - end < 12 {
      if isNamePart(at), !has(at, [.title, .thing]) || has(at, .organisationEnd) {
        at += 1
      } else if isMark(at, "-"), isJoined(at), isJoined(at + 1), isCapitalised(at + 1) {
        at += 2
      } else if goesOnAfterAnd(at) {
        at += 2
      } else if isMark(at, ","), listGoesOn(at) {
        at += 2
      } else if let inner = key(at), Self.connectors.contains(inner), inner != Self.on,
        isNamePart(at + 1),
        !has(at - 1, [.country, .place, .town])
      {
        at += 2
      } else {
        break
      }
      ends.append(at)
    }
    return ends
  }

  private func goesOnAfterAnd(_ at: Int) -> Bool {
    (key(at) == Self.and || isMark(at, "&")) && isNamePart(at + 1)
      && !has(at + 1, [.person, .organisationStart, .forename])
      && (has(at + 1, .country) == has(at - 1, .country))
      && (has(at + 1, .common) || has(at - 1, .country))
  }

  /// "Education, Science and Training": a list of common words inside a name.
  private func listGoesOn(_ at: Int) -> Bool {
    isNamePart(at + 1) && has(at + 1, .common) && has(at - 1, .common)
      && (key(at + 2) == Self.and && isNamePart(at + 3)
        || isMark(at + 2, ",") && isNamePart(at + 3) && has(at + 3, .common))
  }

  private mutating func proposeOrganisation(_ tokens: Range<Int>) {
    let first = tokens.lowerBound
    let last = tokens.upperBound - 1
    let count = Double(wordCount(tokens))
    // "Soviet Union" ends like a body, and is none.
    if words.gazetteer[words.key(tokens)]?.classes.contains(.country) == true { return }
    var weight = 0.4 + 2 * count
    if isForced(first), isOrdinary(first), !has(first, .organisationStart) { weight -= 2 }
    if sentence.style != .prose { weight -= 1.5 }
    if !has(first, .common), !isForced(first) { weight += 0.8 }
    if tokens.contains(where: { key($0) == Self.and }) { weight -= 0.7 }
    if has(last, .companyEnd) { weight += 1 }
    if count < 3, has(last, [.event, .title]) { weight -= 1.5 }
    if has(first, [.country, .demonym]) { weight += 3.5 }
    weight += namesInside(tokens)
    if isOrdinal(first), !has(last, .organisationEnd) { return }
    if first > range.lowerBound, isCapitalised(first - 1), !has(first - 1, [.title, .function]) {
      weight -= 0.6
    }
    // "the Bush Administration" is a person's.
    if count == 2, key(last) == Self.administration { weight -= 2.5 }
    if tokens.contains(where: {
      has($0, .title) && !has($0, [.organisationEnd, .organisationStart])
    }) {
      weight -= 1.5
    }
    propose(tokens, .organisation, weight)
  }

  /// What "Iran" in "Central Bank of Iran" would weigh by itself.
  private func namesInside(_ tokens: Range<Int>) -> Double {
    guard let connector = tokens.first(where: { Self.connectors.contains(words.keys[$0]) }) else {
      return 0
    }
    let later = (connector + 1)..<tokens.upperBound
    if later.contains(where: { has($0, [.country, .demonym]) }) { return 5 }
    return later.contains { has($0, .names) && isCapitalised($0) } ? 3 : 0
  }

  /// "Federal Security Service (FSB)": both are names of an organisation.
  mutating func addAcronymsInBrackets() {
    guard range.count > 3 else { return }
    for open in range.dropFirst().dropLast(2) where isMark(open, "(") && isMark(open + 2, ")") {
      let acronym = open + 1
      guard isCapitalised(acronym), words.tokens[acronym].shape.contains(.innerCapital),
        words.tokens[acronym].range.count <= 8, !has(acronym, [.thing, .country])
      else { continue }
      if let start = spelledOut(acronym, before: open) {
        let count = Double(wordCount(start..<open))
        propose(start..<open, .organisation, 2.5 + 1.8 * count)
        propose(acronym..<acronym + 1, .organisation, 5)
      } else if isCapitalised(open - 1), isAcronym(acronym) {
        propose(acronym..<acronym + 1, .organisation, 2)
      }
    }
  }

  /// Where the words begin whose initials are an acronym.
  private func spelledOut(_ acronym: Int, before open: Int) -> Int? {
    var letters = Array(words.text(acronym).utf8.filter { $0 != UInt8(ascii: ".") })
    var at = open - 1
    var found: Int?
    while at >= range.lowerBound, open - at < 14, let letter = letters.last {
      if isCapitalised(at), words.bytes[words.tokens[at].range.start] | 0x20 == letter | 0x20 {
        letters.removeLast()
        found = at
      } else if !isMark(at, "-"), !has(at, .function), words.tokens[at].kind == .word,
        isCapitalised(at)
      {
        return nil
      } else if !has(at, [.function, .particle]), !isMark(at, "-"), !isMark(at, "&"),
        !isMark(at, ","), words.tokens[at].kind != .suffix
      {
        return nil
      }
      at -= 1
    }
    return letters.isEmpty ? found : nil
  }

  static let and = WordKey("and")
  static let the = WordKey("the")
  private static let on = WordKey("on")
  /// "Committee on …": what has a subject.
  private static let subjects: Set<WordKey> = [
    WordKey("committee"), WordKey("commission"), WordKey("council"), WordKey("conference"),
    WordKey("panel"), WordKey("institute"), WordKey("forum"), WordKey("group"), WordKey("office"),
    WordKey("subcommittee"), WordKey("coalition"),
  ]
  private static let administration = WordKey("administration")
  private static let connectors: Set<WordKey> = [
    WordKey("of"), WordKey("for"), WordKey("on"), WordKey("against"),
  ]
  private static let owners: Set<WordKey> = [
    WordKey("people"), WordKey("peoples"), WordKey("children"), WordKey("women"), WordKey("men"),
    WordKey("workers"), WordKey("teachers"), WordKey("farmers"), WordKey("students"),
    WordKey("lawyers"), WordKey("journalists"), WordKey("players"), WordKey("writers"),
    WordKey("king"), WordKey("queen"), WordKey("veterans"), WordKey("officers"),
    WordKey("employees"), WordKey("mothers"), WordKey("lord"), WordKey("nurses"),
  ]
}
