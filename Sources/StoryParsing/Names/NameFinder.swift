// Tokens to names: lists and rules propose, a model decides.

/// A name found, before it is known whose it is.
struct FoundName: Hashable {
  let range: TextRange
  let kind: EntityKind
  let isAdjectival: Bool
  let evidence: Mention.Evidence
  /// How likely it is right, 0…1.
  var confidence = 1.0
  /// Whether it is the name before it in other letters.
  var isOtherScript = false

  fileprivate var isRepeatedPerson: Bool { kind == .person && evidence == .repetition }
}

/// The names of a story, in order, never overlapping: what the source gives, the story's own form and
/// the model; at last what only the lists know.
func findNames(in reading: NameReading, given: GivenNames, by model: TagModel) -> [FoundName] {
  var choice = NameChoice(reading.words.count)
  for (tokens, kind) in given.places(in: reading.words) {
    choice.add(
      tokens,
      FoundName(
        range: reading.words.range(of: tokens), kind: kind, isAdjectival: false, evidence: .list))
  }
  for name in reading.ruled where name.isGiven { choice.add(name.tokens, name.name) }
  choice.close(reading.things)
  for (tokens, name) in modelledNames(in: reading, by: model) { choice.add(tokens, name) }
  for name in reading.ruled where name.isListed || reading.isReign(name) {
    choice.add(name.tokens, name.name)
  }
  return choice.names
}

/// The names that a model finds and that may be believed, with what rules know of them.
private func modelledNames(
  in reading: NameReading, by model: TagModel
) -> [(tokens: Range<Int>, name: FoundName)] {
  let words = reading.words
  let tagged = words.joinedByNicknames(NameTagger(reading).names(by: model))
  let isEnglish = words.isEnglish
  let surnames = reading.surnames(of: tagged)
  var counts: [WordKey: Int] = [:]
  for name in tagged { counts[words.key(name.tokens), default: 0] += 1 }
  var ruled: [Range<Int>: FoundName] = [:]
  for name in reading.ruled { ruled[name.tokens] = name.name }
  return tagged.compactMap { name in
    let tokens = words.bareName(name.tokens, name.kind)
    // The surname of somebody whom the story names in full is theirs.
    let isSurname =
      tokens.count == 1
      && (ruled[tokens]?.isRepeatedPerson == true
        || name.kind == .place && surnames[words.key(tokens)] ?? Int.max < tokens.lowerBound)
    let kind = isSurname ? .person : name.kind
    let known = ruled[tokens].flatMap { $0.kind == kind ? $0 : nil }
    guard isEnglish || known?.evidence == .list || isForename(tokens, kind, in: words) else {
      return nil
    }
    let isRepeated = (counts[words.key(name.tokens)] ?? 0) > 1
    return (
      tokens,
      FoundName(
        range: words.range(of: tokens), kind: kind, isAdjectival: name.isAdjectival && !isSurname,
        evidence: known?.evidence ?? (isRepeated ? .repetition : .model),
        confidence: model.certainty.confidence(of: name.lead))
    )
  }
}

/// Whether a person's name begins with a known forename: believed in any language.
private func isForename(_ tokens: Range<Int>, _ kind: EntityKind, in words: Words) -> Bool {
  kind == .person && tokens.count > 1 && words.classes[tokens.lowerBound].contains(.forename)
}

/// Names that do not overlap; what is added first stands.
private struct NameChoice {
  private var isTaken: [Bool]
  private var found: [(first: Int, name: FoundName)] = []

  init(_ count: Int) { isTaken = Array(repeating: false, count: count) }

  mutating func add(_ tokens: Range<Int>, _ name: FoundName) {
    guard !tokens.contains(where: { isTaken[$0] }) else { return }
    for index in tokens { isTaken[index] = true }
    found.append((tokens.lowerBound, name))
  }

  /// Lets no name be where these are.
  mutating func close(_ things: [Range<Int>]) {
    for thing in things { for index in thing { isTaken[index] = true } }
  }

  var names: [FoundName] { found.sorted { $0.first < $1.first }.map(\.name) }
}

/// The names that lists and rules find, and what they take for none of the kinds.
///
/// They read the story twice: what is plainly a name somewhere is one wherever it stands.
func ruledNames(
  in words: Words, _ scopes: [SentenceScope], _ evidence: StoryEvidence, structure: Structure
) -> (names: [NameReading.RuledName], things: [Range<Int>]) {
  var scan = NameScan(words, evidence, givenNames(by: structure, in: words))
  let proposals = scopes.map { scan.candidates(of: $0) }
  let first = zip(scopes, proposals).map { Candidate.best(of: $1, in: $0.tokens) }
  let names = StoryNames(of: first.flatMap(\.self), in: words)
  let second = scopes.indices.flatMap { index in
    let repetitions = scan.repetitions(of: names, in: scopes[index])
    return repetitions.isEmpty
      ? first[index]
      : Candidate.best(of: proposals[index] + repetitions, in: scopes[index].tokens)
  }
  let kinds = withOtherScripts(second.filter { $0.kind != nil }, in: words)
  return (
    kinds.compactMap { NameReading.RuledName($0, in: words) },
    second.filter { $0.kind == nil }.map(\.tokens)
  )
}

/// The names that bylines and dateline give by their place, by their first token.
private func givenNames(by structure: Structure, in words: Words) -> [Int: Candidate] {
  var given: [Int: Candidate] = [:]
  func add(_ range: TextRange?, _ kind: EntityKind) {
    guard let range, let tokens = words.tokens(in: range) else { return }
    given[tokens.lowerBound] = Candidate(
      tokens: tokens, kind: kind, weight: 6 + 2 * Double(tokens.count), evidence: .rule,
      isGiven: true)
  }
  for byline in structure.bylines { add(byline.name, .person) }
  add(structure.dateline?.agency, .organisation)
  if let place = structure.dateline?.place, let tokens = words.tokens(in: place) {
    for part in datelinePlaces(tokens, in: words) { given[part.tokens.lowerBound] = part }
  }
  return given
}

/// The places of a dateline, which are countries or bodies only where a list says so.
private func datelinePlaces(_ tokens: Range<Int>, in words: Words) -> [Candidate] {
  let parts = tokens.split { index in
    words.tokens[index].kind == .mark && words.mark(index) != UInt8(ascii: "-")
      || words.keys[index] == NameScan.and
  }
  return parts.compactMap { part in
    guard words.tokens[part.startIndex].isCapitalised else { return nil }
    let range = part.startIndex..<part.endIndex
    let known = words.gazetteer[words.key(range)]?.classes ?? []
    // "UNITED NATIONS, New York": a body with ground of its own.
    if known.contains(.organisation), !known.contains(.place), range.count > 1 { return nil }
    return Candidate(
      tokens: range, kind: known.contains(.country) ? .country : .place,
      weight: 6 + 2 * Double(range.count), evidence: known.isEmpty ? .rule : .list, isGiven: true)
  }
}

extension NameReading.RuledName {
  /// Leaves out a leading "the", which no name but a place's takes along.
  fileprivate init?(_ candidate: Candidate, in words: Words) {
    guard let kind = candidate.kind, let last = candidate.tokens.last else { return nil }
    var first = candidate.tokens.lowerBound
    if kind != .place, first < last, words.keys[first] == NameScan.the { first += 1 }
    if kind == .person { first = words.withoutTitles(first..<last + 1).lowerBound }
    let range = TextRange(words.tokens[first].range.start, words.tokens[last].range.end)
    self.init(
      tokens: first..<last + 1,
      name: FoundName(
        range: range, kind: kind, isAdjectival: candidate.isAdjectival,
        evidence: candidate.evidence, isOtherScript: candidate.isOtherScript),
      isGiven: candidate.isGiven || candidate.isOtherScript,
      isTelling: !candidate.isAdjectival
        && (kind != .country && first < last || words.tokens[first].isAllCapitals))
  }

  /// Whether a list knows it by more than one common word.
  fileprivate var isListed: Bool { name.evidence == .list && isTelling }
}
