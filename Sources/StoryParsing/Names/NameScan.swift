// One sentence while names are looked for in it.

/// A sentence, what is known around it, and the candidates so far.
struct NameScan {
  let words: Words
  let evidence: StoryEvidence
  /// Names that bylines and dateline give by their place, by their first token.
  let given: [Int: Candidate]
  private(set) var sentence = SentenceScope.empty
  private(set) var candidates: [Candidate] = []

  var range: Range<Int> { sentence.tokens }

  init(_ words: Words, _ evidence: StoryEvidence, _ given: [Int: Candidate]) {
    self.words = words
    self.evidence = evidence
    self.given = given
  }

  /// The candidates of a sentence that are so whatever the rest of the story says.
  mutating func candidates(of sentence: SentenceScope) -> [Candidate] {
    self.sentence = sentence
    candidates.removeAll(keepingCapacity: true)
    if !given.isEmpty { candidates += range.compactMap { given[$0] } }
    for index in range where words.tokens[index].kind == .word || words.longest[index] > 1 {
      addKnownNames(at: index)
      guard mayBeginName(index) else { continue }
      addOrganisations(at: index)
      addPersons(at: index)
      addPlaces(at: index)
      addLoneWord(at: index)
      addThings(at: index)
    }
    addAcronymsInBrackets()
    return candidates
  }

  /// The candidates of a sentence that are names elsewhere in the story.
  mutating func repetitions(of names: StoryNames, in sentence: SentenceScope) -> [Candidate] {
    self.sentence = sentence
    candidates.removeAll(keepingCapacity: true)
    addRepetitions(of: names)
    return candidates
  }

  mutating func propose(
    _ tokens: Range<Int>, _ kind: EntityKind?, _ weight: Double,
    by evidence: Mention.Evidence = .rule, isAdjectival: Bool = false, isCraft: Bool = false,
    isGiven: Bool = false
  ) {
    guard weight > 0 else { return }
    candidates.append(
      Candidate(
        tokens: tokens, kind: kind, weight: weight, evidence: evidence, isAdjectival: isAdjectival,
        isCraft: isCraft, isGiven: isGiven))
  }
}

// MARK: What the rules ask of a token

extension NameScan {
  func classes(_ index: Int) -> WordClass {
    range.contains(index) ? words.classes[index] : []
  }

  func has(_ index: Int, _ wanted: WordClass) -> Bool {
    !classes(index).isDisjoint(with: wanted)
  }

  func key(_ index: Int) -> WordKey? { range.contains(index) ? words.keys[index] : nil }

  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    range.contains(index) && words.isMark(index, mark)
  }

  func isCapitalised(_ index: Int) -> Bool {
    range.contains(index) && words.tokens[index].kind == .word && words.tokens[index].isCapitalised
  }

  func isSmallWord(_ index: Int) -> Bool {
    range.contains(index) && words.tokens[index].kind == .word && !words.tokens[index].isCapitalised
  }

  func isJoined(_ index: Int) -> Bool { range.contains(index) && words.tokens[index].isJoined }

  func isAcronym(_ index: Int) -> Bool {
    guard isCapitalised(index), sentence.style != .capitals else { return false }
    let token = words.tokens[index]
    return token.isAllCapitals && token.range.count >= 2 && token.shape.contains(.innerCapital)
  }

  func isInitial(_ index: Int) -> Bool {
    guard isCapitalised(index) else { return false }
    let token = words.tokens[index]
    return token.range.count <= 2 && token.isAllCapitals
      || token.shape.contains(.dot) && token.isAllCapitals && token.range.count <= 6
        && !has(index, [.country, .organisation, .place])
  }

  /// Whether nothing but a sentence's beginning, or a headline, asks for the capital.
  func isForced(_ index: Int) -> Bool {
    guard sentence.style == .prose else { return true }
    guard index > range.lowerBound else { return true }
    let mark = words.mark(index - 1)
    if mark == 0 {
      let token = words.tokens[index - 1]
      return token.kind == .mark && token.range.count > 1 && !words.tokens[index].isJoined
        || token.kind == .mark && opensQuotation(index - 1)
    }
    return mark == UInt8(ascii: ":") || mark == UInt8(ascii: "\"") || mark == UInt8(ascii: ".")
      || mark == UInt8(ascii: "'") || mark == UInt8(ascii: "?") || mark == UInt8(ascii: "!")
      || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") && index - 1 == range.lowerBound
  }

  private func opensQuotation(_ index: Int) -> Bool {
    words.isMark(index, "“") || words.isMark(index, "‘") || words.isMark(index, "«")
  }

  /// Whether the story or the language writes the word small.
  func isOrdinary(_ index: Int) -> Bool {
    guard range.contains(index) else { return false }
    let seen = evidence[words.keys[index]]
    if seen.small > 0 { return seen.small >= seen.capital }
    return classes(index).contains(.common) && !(seen.capital > 1)
  }

  /// Whether a name may begin here: a capital that means something.
  func mayBeginName(_ index: Int) -> Bool {
    guard isCapitalised(index) || isOrdinal(index) else { return false }
    if has(index, .function) { return has(index, [.forename]) && !isForced(index) }
    if sentence.style != .prose, isOrdinary(index), !has(index, [.forename]) {
      return has(index, .organisationStart)
    }
    return true
  }

  /// "79th".
  func isOrdinal(_ index: Int) -> Bool {
    guard range.contains(index), words.tokens[index].kind == .word else { return false }
    let first = words.bytes[words.tokens[index].range.start]
    return first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
  }

  /// How many words of a stretch are not marks.
  func wordCount(_ tokens: Range<Int>) -> Int {
    tokens.count { words.tokens[$0].kind == .word && !has($0, .function) }
  }
}
