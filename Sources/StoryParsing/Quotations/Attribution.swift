// Quotation and mentions to speaker and cue, the most certain rule first.

/// What people say in a story: in marks, and reported without them.
struct Speech {
  let quotations: [Quotation]
  let nested: [Quotation]
  let reports: [Quotation]
}

/// Finds who speaks in each quotation, and leaves out those that are no speech; then what is
/// reported without marks.
///
/// The rules are tried in order, each only where the ones before found nobody; they look at a
/// bounded stretch around the quotation, so the whole is linear.
func attribute(
  _ quotations: [FoundQuotation], mentions: [Mention], entities: [Entity], tokens: [Token],
  in text: String
) -> Speech {
  let bytes = Array(text.utf8)
  let pieces = SpeechPieces(
    tokens: tokens, mentions: mentions, quotations: quotations, in: bytes)
  let finder = SpeakerFinder(
    bytes: bytes, pieces: pieces.pieces, mentions: mentions, entities: entities,
    roles: RoleIndex(entities, mentions: mentions, pieces.pieces, in: bytes))
  var attribution = Attribution(
    finder: finder, quotations: quotations, places: pieces.places, bytes: bytes)
  attribution.run()
  return Speech(
    quotations: attribution.result,
    nested: findNestedSpeech(in: attribution, tokens: tokens, bytes),
    reports: attribution.reportedSpeech())
}

/// What a rule says of a quotation.
struct Finding: Hashable {
  var speaker: Speaker
  var cue: TextRange?
  /// Whether it rests on the sentences before rather than on a cue.
  var isGuess = false
}

/// Goes through the quotations in order; later ones build on earlier ones.
struct Attribution {
  let finder: SpeakerFinder
  let quotations: [FoundQuotation]
  let places: [Int?]
  let bytes: [UInt8]
  /// The last character of each quotation before its closing mark; 0 for none.
  let lasts: [UInt32]
  var findings: [Finding?]

  init(
    finder: SpeakerFinder, quotations: [FoundQuotation], places: [Int?], bytes: [UInt8]
  ) {
    self.finder = finder
    self.quotations = quotations
    self.places = places
    self.bytes = bytes
    lasts = quotations.map { lastCharacter(inside: $0.range, bytes) }
    findings = Array(repeating: nil, count: quotations.count)
  }

  static let reach = 70

  /// Who is reported to have said something, by the piece where that begins.
  private(set) var reporters: [(place: Int, speaker: Speaker)] = []

  mutating func run() {
    reporters = reportSpeakers()
    for index in quotations.indices {
      guard let place = places[index] else { continue }
      findings[index] = finding(for: index, at: place).map { resolved($0, of: index) }
    }
    shareBackwards()
  }

  /// The same within outer quotations, where only what stands right before the words counts, and
  /// "he" is not who speaks.
  mutating func runInside(_ outer: Attribution) {
    var next = 0
    for index in quotations.indices {
      guard let place = places[index],
        let found = cueRightBefore(place) ?? cueBefore(place, within: 8)
      else { continue }
      while next + 1 < outer.quotations.count,
        outer.quotations[next].range.end < quotations[index].range.end
      { next += 1 }
      if case .pronoun(let pronoun) = found.speaker {
        let meant = other(than: outer.findings[next]?.speaker, before: pronoun)
        findings[index] = Finding(speaker: meant ?? .unnamed, cue: found.cue, isGuess: true)
      } else {
        findings[index] = resolved(found, of: index)
      }
    }
  }

  var result: [Quotation] {
    quotations.indices.compactMap { index in
      guard places[index] != nil, !isNoSpeech(index) else { return nil }
      var speaker: Int?
      if case .entity(let entity) = findings[index]?.speaker { speaker = entity }
      return Quotation(
        range: quotations[index].range, speaker: speaker, cue: findings[index]?.cue,
        isGuess: speaker != nil && findings[index]?.isGuess ?? false)
    }
  }

  /// The rules, the most certain first.
  func finding(for index: Int, at place: Int) -> Finding? {
    findingByCue(index, at: place) ?? findingByPlace(index, at: place)
  }

  func findingByCue(_ index: Int, at place: Int) -> Finding? {
    if let found = cueRightBefore(place) { return found }
    if endsOpenly(index) || begins(place), let found = cueAfter(place) { return found }
    return continuation(of: index) ?? cueBefore(place) ?? cueAfter(place)
      ?? verbAfter(index, at: place)
  }

  func findingByPlace(_ index: Int, at place: Int) -> Finding? {
    nameBeside(place)
      ?? likely(sameParagraph(index, at: place), index)
      ?? likely(sentenceBefore(index, at: place), index)
      ?? likely(conversation(index, at: place), index)
      ?? likely(paragraphBefore(index, at: place), index)
      ?? likely(subjectBefore(index, at: place), index)
  }

  /// Nobody speaks of himself by name: a guess at somebody whom the words name is none.
  func likely(_ finding: Finding?, _ index: Int) -> Finding? {
    guard let finding, finding.isGuess, case .entity(let entity) = finding.speaker else {
      return finding
    }
    return isNamed(entity, in: quotations[index].range) ? nil : finding
  }

  func isNamed(_ entity: Int, in range: TextRange) -> Bool {
    var (low, high) = (0, finder.mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if finder.mentions[middle].range.start < range.start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return finder.mentions[low...].prefix { $0.range.start < range.end }
      .contains { $0.entity == entity }
  }
}
