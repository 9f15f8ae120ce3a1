// Tokens to names: lists and rules propose, the best wins.

/// A name found, before it is known whose it is.
struct FoundName: Hashable {
  let range: TextRange
  let kind: EntityKind
  let isAdjectival: Bool
  let evidence: Mention.Evidence
  /// Whether it is the name before it in other letters.
  var isOtherScript = false
}

/// The names of a story, in order, never overlapping.
///
/// It reads the story twice: what is plainly a name somewhere is one wherever it stands.
func findNames(
  in tokens: [Token], of sentences: [TextRange], structure: Structure, in text: String
) -> [FoundName] {
  let words = Words(tokens, in: text, gazetteer: .shared)
  let scopes = SentenceScope.scopes(of: sentences, in: words)
  let evidence = StoryEvidence(words, scopes)
  let given = givenNames(by: structure, in: words)
  let first = read(scopes, NameScan(words, evidence, nil, given))
  let names = StoryNames(of: first, in: words)
  let second = read(scopes, NameScan(words, evidence, names, given))
  return withOtherScripts(second.filter { $0.kind != nil }, in: words)
    .compactMap { FoundName($0, in: words) }
}

/// The best candidates of every sentence.
private func read(_ sentences: [SentenceScope], _ scan: consuming NameScan) -> [Candidate] {
  var scan = scan
  var found: [Candidate] = []
  for sentence in sentences {
    scan.scan(sentence)
    found += Candidate.best(of: scan.candidates, in: sentence.tokens)
  }
  return found
}

/// The names that bylines and dateline give by their place, by their first token.
private func givenNames(by structure: Structure, in words: Words) -> [Int: Candidate] {
  var given: [Int: Candidate] = [:]
  func add(_ range: TextRange?, _ kind: EntityKind) {
    guard let range, let tokens = words.tokens(in: range) else { return }
    given[tokens.lowerBound] = Candidate(
      tokens: tokens, kind: kind, weight: 6 + 2 * Double(tokens.count), evidence: .rule)
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
      weight: 6 + 2 * Double(range.count), evidence: known.isEmpty ? .rule : .list)
  }
}

extension FoundName {
  /// Leaves out a leading "the", which no name but a place's takes along.
  fileprivate init?(_ candidate: Candidate, in words: Words) {
    guard let kind = candidate.kind, let last = candidate.tokens.last else { return nil }
    var first = candidate.tokens.lowerBound
    if kind != .place, first < last, words.keys[first] == NameScan.the { first += 1 }
    if kind == .person {
      // "King Abdullah", "Pope Francis": known by their titles, which are no part of the name.
      while first < last, words.classes[first].contains(.title),
        !words.classes[first].contains(.forename)
      { first += 1 }
      // "Don José", but not "Don Lewis".
      if first < last, words.keys[first] == Self.don, words.classes[first + 1].contains(.forename),
        words.tokens[first + 1].shape.contains(.wide)
      {
        first += 1
      }
    }
    self.init(
      range: TextRange(words.tokens[first].range.start, words.tokens[last].range.end), kind: kind,
      isAdjectival: candidate.isAdjectival, evidence: candidate.evidence,
      isOtherScript: candidate.isOtherScript)
  }

  /// A title before a forename, and a forename itself before a surname.
  private static let don = WordKey("don")
}
