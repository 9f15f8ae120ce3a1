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
  private(set) var findings: [Finding?]

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
      let finding = resolved(found, of: index)
      let isPronoun = if case .pronoun = found.speaker { true } else { false }
      findings[index] =
        isPronoun && finding.speaker == outer.findings[next]?.speaker
        ? Finding(speaker: .unnamed, cue: finding.cue) : finding
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

  private func findingByCue(_ index: Int, at place: Int) -> Finding? {
    if let found = cueRightBefore(place) { return found }
    if endsOpenly(index) || begins(place), let found = cueAfter(place) { return found }
    return continuation(of: index) ?? cueBefore(place) ?? cueAfter(place)
  }

  private func findingByPlace(_ index: Int, at place: Int) -> Finding? {
    nameBeside(place)
      ?? sameParagraph(index, at: place)
      ?? sentenceBefore(index, at: place)
      ?? conversation(index, at: place)
      ?? paragraphBefore(index, at: place)
      ?? subjectBefore(index, at: place)
  }

  // MARK: Rules on cue verbs

  /// The piece of a quotation that runs on from the paragraph before.
  func continuation(of index: Int) -> Finding? {
    guard index > 0, quotations[index - 1].continues,
      quotations[index - 1].paragraph + 1 == quotations[index].paragraph
    else { return nil }
    return findings[index - 1].map {
      Finding(speaker: $0.speaker, cue: nil, isGuess: $0.isGuess)
    }
  }

  /// "Quill said: “…”", "Quill told reporters, “…”".
  func cueRightBefore(_ place: Int) -> Finding? {
    guard place > 1 else { return nil }
    switch finder.pieces[place - 1].kind {
    case .comma, .colon: return cueBefore(place, within: 5)
    default: return nil
    }
  }

  /// The last cue of the sentence before the quotation.
  func cueBefore(_ place: Int, within reach: Int = Attribution.reach) -> Finding? {
    var index = place - 1
    if index >= 0, finder.pieces[index].kind == .colon { index -= 1 }
    var crossed = 0
    while index >= 0, place - index <= reach, crossed < 5, !endsSentence(index) {
      if let found = finding(ofCueAt: index, isBefore: true) { return found }
      if case .quotation = finder.pieces[index].kind { crossed += 1 }
      index -= 1
    }
    return nil
  }

  /// The first cue after the quotation: "“…,” said Quill", "“…,” Quill said".
  func cueAfter(_ place: Int) -> Finding? {
    var index = place + 1
    if index < finder.pieces.count, finder.pieces[index].kind == .comma { index += 1 }
    let start = index
    while index < finder.pieces.count, index - start < 25, !finder.isBoundary(index) {
      if let found = finding(ofCueAt: index, isBefore: false) {
        return isOwnSentence(place, cue: index) ? nil : found
      }
      index += 1
    }
    return nil
  }

  /// “We won.” Quill said that…: after a full stop inside the marks a new sentence begins,
  /// unless it says no more than who spoke.
  func isOwnSentence(_ place: Int, cue: Int) -> Bool {
    guard endsSentence(place) else { return false }
    guard place + 1 < finder.pieces.count, finder.pieces[place + 1].isCapitalised else {
      return false
    }
    return cue + 1 < finder.pieces.count && !finder.isBoundary(cue + 1)
      && finder.pieces[cue + 1].kind != .comma
  }

  func endsSentence(_ index: Int) -> Bool {
    switch finder.pieces[index].kind {
    case .stop, .paragraphEnd: return true
    // “…” with its full stop inside ends the sentence, with a comma it goes on.
    case .quotation(let quotation): return lasts[quotation] == 0x2E || lasts[quotation] == 0x2026
    default: return false
    }
  }

  func finding(ofCueAt index: Int, isBefore: Bool) -> Finding? {
    let range = finder.pieces[index].range
    switch finder.word(index) {
    case .cue where !isPassive(index), .tellingCue where !isPassive(index):
      return speaker(ofCueAt: index).map { Finding(speaker: $0, cue: range) }
    case .namingCue where isBefore && !isPassive(index),
      .thatCue where isBefore && says("that", at: index + 1):
      return finder.speaker(leftOf: index).map { Finding(speaker: $0, cue: range) }
    case .participleCue where isBefore:
      return finder.subject(ofClauseEndingAt: index - 1).map { Finding(speaker: $0, cue: range) }
    case .according where finder.word(index + 1) == .binding:
      guard let speaker = finder.speaker(rightOf: index + 1) else { return nil }
      return Finding(
        speaker: speaker, cue: TextRange(range.start, finder.pieces[index + 1].range.end))
    default: return nil
    }
  }

  func says(_ word: StaticString, at index: Int) -> Bool {
    guard index < finder.pieces.count else { return false }
    let range = finder.pieces[index].range
    return word.withUTF8Buffer { bytes.reads(Array($0), at: range.start, before: range.end) }
  }

  func speaker(ofCueAt index: Int) -> Speaker? {
    if finder.word(index) == .tellingCue { return finder.speaker(leftOf: index) }
    if isInverted(index), let right = finder.speaker(rightOf: index) { return right }
    return finder.speaker(leftOf: index) ?? finder.speaker(rightOf: index)
  }

  /// "“…,” said Quill", "the plan, said Quill, was": the cue comes first in its clause.
  func isInverted(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch finder.pieces[index - 1].kind {
    case .quotation, .stop, .paragraphEnd: return true
    case .comma:
      guard index > 1 else { return true }
      if case .quotation = finder.pieces[index - 2].kind { return true }
      return isFollowedBySubject(index)
    default: return false
    }
  }

  /// Whether what follows a cue can only be its subject: a name or phrase, and then a comma.
  func isFollowedBySubject(_ cue: Int) -> Bool {
    var index = cue + 1
    while index < finder.pieces.count, index - cue < 12 {
      switch finder.pieces[index].kind {
      case .comma: return index > cue + 1
      case .word(.relative), .stop, .paragraphEnd, .colon, .quotation: return false
      case .word(.he), .word(.she): return false
      default: index += 1
      }
    }
    return false
  }

  /// "was told", "had been asked": the subject hears.
  func isPassive(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, finder.word(before) == .adverb { before -= 1 }
    return finder.word(before) == .passive
  }

  // MARK: Rules without a cue

  /// "“…” — Quill" and "Quill: “…”".
  func nameBeside(_ place: Int) -> Finding? {
    let pieces = finder.pieces
    if place + 2 < pieces.count, pieces[place + 1].kind == .dash,
      case .mention(let mention) = pieces[place + 2].kind,
      place + 3 == pieces.count || pieces[place + 3].kind == .paragraphEnd
        || pieces[place + 3].kind == .comma
    {
      return Finding(speaker: .entity(finder.mentions[mention].entity), cue: nil)
    }
    guard place > 1, pieces[place - 1].kind == .colon else { return nil }
    if case .mention = pieces[place - 2].kind {
      return Finding(speaker: finder.speaker(ofPhraseEndingAt: place - 2), cue: nil)
    }
    // "He looked about him, and two words came back: “…”".
    let subject = finder.subject(ofClauseEndingAt: place - 2)
    return Finding(speaker: subject ?? .unnamed, cue: nil, isGuess: true)
  }

  /// "“…,” said Quill. “…”": the second half of a split quotation.
  func sameParagraph(_ index: Int, at place: Int) -> Finding? {
    guard index > 0, quotations[index - 1].paragraph == quotations[index].paragraph,
      let previous = findings[index - 1], begins(place)
    else { return nil }
    if let between = sentenceBefore(index, at: place) { return between }
    return Finding(speaker: previous.speaker, cue: nil, isGuess: previous.isGuess)
  }

  /// "Quill was against it, she told the council. “…”".
  func sentenceBefore(_ index: Int, at place: Int) -> Finding? {
    guard begins(place), place > 1, finder.pieces[place - 1].kind == .stop else { return nil }
    return cueSubject(ofSentenceEndingAt: place - 2)
  }

  /// The subject of the last cue of a sentence without a quotation in it.
  func cueSubject(ofSentenceEndingAt end: Int) -> Finding? {
    guard !hasQuotation(sentenceEndingAt: end) else { return nil }
    var index = end
    while index >= 0, end - index < Self.reach, !endsSentence(index) {
      if let found = finding(ofCueAt: index, isBefore: true) {
        return Finding(speaker: found.speaker, cue: nil, isGuess: true)
      }
      index -= 1
    }
    return nil
  }

  func hasQuotation(sentenceEndingAt end: Int) -> Bool {
    var index = end
    while index >= 0, end - index < Self.reach {
      if case .quotation = finder.pieces[index].kind { return true }
      if endsSentence(index) { return false }
      index -= 1
    }
    return false
  }

  /// Two people in turn, a paragraph each: the speaker of the paragraph before the last.
  func conversation(_ index: Int, at place: Int) -> Finding? {
    guard opensParagraph(place), index > 1 else { return nil }
    let paragraph = quotations[index].paragraph
    var last = index - 1
    guard quotations[last].paragraph + 1 == paragraph, !quotations[last].continues else {
      return nil
    }
    let listener = findings[last]?.speaker
    while last > 0, quotations[last - 1].paragraph == paragraph - 1 { last -= 1 }
    guard let first = places[last], opensParagraph(first), last > 0,
      quotations[last - 1].paragraph == paragraph - 2, let speaker = findings[last - 1]?.speaker,
      case .entity = speaker, case .entity = listener, speaker != listener
    else { return nil }
    return Finding(speaker: speaker, cue: nil, isGuess: true)
  }

  /// A paragraph that opens with a quotation: who spoke, or was reported, in the one before.
  func paragraphBefore(_ index: Int, at place: Int) -> Finding? {
    guard opensParagraph(place) else { return nil }
    if index > 0, quotations[index - 1].paragraph + 1 == quotations[index].paragraph {
      return findings[index - 1].map {
        Finding(speaker: $0.speaker, cue: nil, isGuess: true)
      }
    }
    var end = place - 1
    while end >= 0, finder.pieces[end].kind == .paragraphEnd { end -= 1 }
    if end >= 0, finder.pieces[end].kind == .stop { end -= 1 }
    return cueSubject(ofSentenceEndingAt: end)
  }

  /// Speech without a word on who speaks: whom the sentence before is about.
  func subjectBefore(_ index: Int, at place: Int) -> Finding? {
    // After a comma the sentence goes on, and says itself who speaks or hears.
    guard begins(place), place > 1, lasts[index] != 0x2C else { return nil }
    let looksSpoken =
      opensParagraph(place) || !quotations[index].isClosed || sentenceMarks.contains(lasts[index])
    var end = place - 1
    while end >= 0, finder.pieces[end].kind == .paragraphEnd { end -= 1 }
    guard looksSpoken, end >= 0, finder.pieces[end].kind == .stop,
      !hasQuotation(sentenceEndingAt: end - 1),
      case .entity(let entity) = finder.subject(ofClauseEndingAt: end - 1),
      finder.entities[entity].kind == .person
    else { return nil }
    return Finding(speaker: .entity(entity), cue: nil, isGuess: true)
  }

  /// A quotation over several paragraphs may be attributed only in its last.
  mutating func shareBackwards() {
    var hasCue = false
    for index in quotations.indices.dropLast().reversed() {
      guard quotations[index].continues else {
        hasCue = false
        continue
      }
      hasCue = hasCue || findings[index + 1]?.cue != nil
      guard let next = findings[index + 1],
        findings[index] == nil || hasCue && findings[index]?.cue == nil
      else { continue }
      findings[index] = Finding(speaker: next.speaker, cue: nil, isGuess: next.isGuess)
    }
  }
}
