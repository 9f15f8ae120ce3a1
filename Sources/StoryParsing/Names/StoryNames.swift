// Names that a first reading found, so that a second one finds them everywhere in the story.

/// What a story calls things, by the words it uses.
struct StoryNames {
  /// How often and how surely a stretch of words was found as each kind.
  struct Tally {
    /// By the order of the kinds.
    var weights = SIMD4<Double>.zero
    var count = 0
    var isSurname = false
    /// A ship or other craft, which is none of the kinds.
    var isCraft = false
    var wordCount = 1

    /// The kind that weighs most, by their names where several do.
    var kind: (EntityKind, Double)? {
      var best: (kind: EntityKind, weight: Double)?
      for kind in [EntityKind.country, .organisation, .person, .place] {
        let weight = weights[kind.order]
        if weight > best?.weight ?? 0 { best = (kind, weight) }
      }
      return best
    }
  }

  private(set) var tallies: [WordKey: Tally] = [:]
  /// The length of the longest name that begins with a word.
  private(set) var longest: [WordKey: Int] = [:]
  /// The surnames that stand alone too, as they are spelled.
  private(set) var surnames: [String] = []

  init(of names: [Candidate], in words: Words) {
    for name in names where !name.isAdjectival && name.kind != .country {
      guard let kind = name.kind else {
        if name.isCraft { addCraft(name.tokens, in: words) }
        continue
      }
      add(name.tokens, kind, name.weight, in: words)
      if kind == .person { addSurname(of: name, in: words) }
    }
    addSpellings(of: names, in: words)
  }

  private mutating func addSpellings(of names: [Candidate], in words: Words) {
    var seen: Set<WordKey> = []
    for name in names where name.kind == .person && name.tokens.count == 1 {
      let key = words.keys[name.tokens.lowerBound]
      guard tallies[key]?.isSurname == true, seen.insert(key).inserted, seen.count <= 200 else {
        continue
      }
      surnames.append(String(words.text(name.tokens.lowerBound)))
    }
  }

  private mutating func add(
    _ tokens: Range<Int>, _ kind: EntityKind, _ weight: Double, in words: Words
  ) {
    var tally = tallies[words.key(tokens)] ?? Tally()
    tally.weights[kind.order] += min(weight, 4)
    tally.count += 1
    tally.wordCount = tokens.count
    tallies[words.key(tokens)] = tally
    let first = words.keys[tokens.lowerBound]
    longest[first] = max(longest[first] ?? 0, tokens.count)
  }

  /// "Titanic" after "the liner Titanic".
  private mutating func addCraft(_ tokens: Range<Int>, in words: Words) {
    let key = words.key(tokens)
    tallies[key, default: Tally()].isCraft = true
    tallies[key]?.wordCount = tokens.count
    let first = words.keys[tokens.lowerBound]
    longest[first] = max(longest[first] ?? 0, tokens.count)
  }

  /// "Blinken" after "Antony Blinken", "al-Sadr" after "Moqtada al-Sadr".
  private mutating func addSurname(of name: Candidate, in words: Words) {
    guard let tokens = surname(of: name.tokens, in: words) else { return }
    add(tokens, .person, min(name.weight, 2), in: words)
    tallies[words.key(tokens)]?.isSurname = true
  }
}

/// The stretch of a person's full name by which a later mention may call them.
func surname(of tokens: Range<Int>, in words: Words) -> Range<Int>? {
  var end = tokens.upperBound
  while end - 1 > tokens.lowerBound,
    words.classes[end - 1].contains(.nameSuffix) || words.mark(end - 1) == UInt8(ascii: ",")
  {
    end -= 1
  }
  var start = end - 1
  while start - 2 > tokens.lowerBound, words.mark(start - 1) == UInt8(ascii: "-"),
    words.tokens[start].isJoined
  {
    start -= 2
  }
  guard start > tokens.lowerBound, words.tokens[start].range.count > 1 else { return nil }
  return start..<end
}

// MARK: The second reading

extension NameScan {
  /// Proposes again, wherever they stand, the names found in a first reading.
  mutating func addRepetitions(of names: StoryNames) {
    for index in range {
      guard let longest = names.longest[words.keys[index]] else { continue }
      var key = words.keys[index]
      for end in index..<min(index + longest, range.upperBound) {
        if end > index { key = key.followed(by: words.keys[end]) }
        if let tally = names.tallies[key] { addRepetition(index..<end + 1, tally) }
      }
    }
    for index in range { addSlip(at: index, of: names) }
  }

  /// A name that is one letter off where a person acts: "Blinked dismissed" for "Blinken".
  private mutating func addSlip(at index: Int, of names: StoryNames) {
    guard sentence.style == .prose, isCapitalised(index), names.tallies[words.keys[index]] == nil,
      isSmallWord(index + 1), acts(index + 1), !isCapitalised(index - 1),
      !has(index, [.names, .function]), evidence[words.keys[index]].small == 0,
      evidence[words.keys[index]].capital <= 1
    else { return }
    let word = String(words.text(index))
    guard names.surnames.contains(where: { isSlip(word, of: $0) }) else { return }
    propose(index..<index + 1, .person, 2, by: .repetition, isGiven: true)
  }

  /// "said", "dismissed": what a person does.
  private func acts(_ index: Int) -> Bool {
    has(index, .say) || words.text(index).utf8.count > 4 && words.text(index).hasSuffix("ed")
  }

  private mutating func addRepetition(_ tokens: Range<Int>, _ tally: StoryNames.Tally) {
    if tally.isCraft, tokens.allSatisfy(isCapitalised) {
      propose(tokens, nil, 4 + Double(tokens.count), by: .repetition)
      return
    }
    guard let (kind, total) = tally.kind, tokens.count == tally.wordCount,
      isCapitalised(tokens.lowerBound) || tokens.count > 1,
      isCapitalised(tokens.upperBound - 1) || tokens.count > 1
    else { return }
    let support = min(total / 4, 1.5)
    guard tokens.count == 1 else {
      propose(tokens, kind, 1.5 + support + Double(tokens.count), by: .repetition)
      return
    }
    let index = tokens.lowerBound
    guard !has(index, [.calendar, .function, .demonym, .country]) || tally.isSurname else { return }
    var weight = tally.isSurname ? 1.8 + support : -0.2 + support
    if isOrdinary(index), !isAcronym(index) { weight -= isForced(index) ? 2.5 : 1 }
    if isJoined(index), isMark(index - 1, "-") { weight -= 3 }
    if isCapitalised(index + 1), !isJoined(index + 1), kind == .person { weight -= 1.2 }
    if isCapitalised(index - 1), kind == .person, titleBefore(index) == nil { weight -= 0.8 }
    propose(tokens, kind, weight, by: .repetition)
  }
}
