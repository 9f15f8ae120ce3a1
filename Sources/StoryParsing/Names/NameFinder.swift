// Tokens to names: lists and rules propose, the best wins.

/// A name found, before it is known whose it is.
struct FoundName: Hashable {
  let range: TextRange
  let kind: EntityKind
  let isAdjectival: Bool
  let evidence: Mention.Evidence
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
  return second.compactMap { FoundName($0, in: words) }
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
  return given
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
    }
    self.init(
      range: TextRange(words.tokens[first].range.start, words.tokens[last].range.end), kind: kind,
      isAdjectival: candidate.isAdjectival, evidence: candidate.evidence)
  }
}
