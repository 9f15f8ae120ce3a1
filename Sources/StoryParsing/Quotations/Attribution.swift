// Quotation and mentions to speaker and cue, the most certain rule first.

/// Finds who speaks in each quotation, and leaves out those that are no speech.
///
/// The rules are tried in order, each only where the ones before found nobody; they look at a
/// bounded stretch around the quotation, so the whole is linear.
func attribute(
  _ quotations: [FoundQuotation], mentions: [Mention], entities: [Entity], tokens: [Token],
  in text: String
) -> [Quotation] {
  guard !quotations.isEmpty else { return [] }
  let bytes = Array(text.utf8)
  let pieces = SpeechPieces(
    tokens: tokens, mentions: mentions, quotations: quotations, in: bytes)
  let finder = SpeakerFinder(
    bytes: bytes, pieces: pieces.pieces, mentions: mentions, entities: entities,
    roles: RoleIndex(entities))
  var attribution = Attribution(
    finder: finder, quotations: quotations, places: pieces.places, bytes: bytes)
  attribution.run()
  return attribution.result
}

/// What a rule says of a quotation.
private struct Finding: Hashable {
  var speaker: Speaker
  var cue: TextRange?
}

/// Goes through the quotations in order; later ones build on earlier ones.
private struct Attribution {
  let finder: SpeakerFinder
  let quotations: [FoundQuotation]
  let places: [Int?]
  let bytes: [UInt8]
  /// The last character of each quotation before its closing mark; 0 for none.
  private let lasts: [UInt32]
  private var findings: [Finding?]

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

  private static let reach = 70

  mutating func run() {
    for index in quotations.indices {
      guard let place = places[index] else { continue }
      findings[index] = finding(for: index, at: place).map { resolved($0, of: index) }
    }
    shareBackwards()
  }

  var result: [Quotation] {
    quotations.indices.compactMap { index in
      guard places[index] != nil, !isNoSpeech(index) else { return nil }
      var speaker: Int?
      if case .entity(let entity) = findings[index]?.speaker { speaker = entity }
      return Quotation(
        range: quotations[index].range, speaker: speaker, cue: findings[index]?.cue)
    }
  }

  /// The rules, the most certain first.
  private func finding(for index: Int, at place: Int) -> Finding? {
    continuation(of: index)
      ?? cueRightBefore(place)
      ?? (endsOpenly(index) || begins(place) ? cueAfter(place) : nil)
      ?? cueBefore(place)
      ?? cueAfter(place)
      ?? nameBeside(place)
      ?? sameParagraph(index, at: place)
      ?? sentenceBefore(index, at: place)
      ?? conversation(index, at: place)
      ?? paragraphBefore(index, at: place)
  }

  // MARK: Rules on cue verbs

  /// The piece of a quotation that runs on from the paragraph before.
  private func continuation(of index: Int) -> Finding? {
    guard index > 0, quotations[index - 1].continues,
      quotations[index - 1].paragraph + 1 == quotations[index].paragraph
    else { return nil }
    return findings[index - 1].map { Finding(speaker: $0.speaker, cue: nil) }
  }

  /// "Quill said: “…”", "Quill told reporters, “…”".
  private func cueRightBefore(_ place: Int) -> Finding? {
    guard place > 1 else { return nil }
    switch finder.pieces[place - 1].kind {
    case .comma, .colon: return cueBefore(place, within: 5)
    default: return nil
    }
  }

  /// The last cue of the sentence before the quotation.
  private func cueBefore(_ place: Int, within reach: Int = Attribution.reach) -> Finding? {
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
  private func cueAfter(_ place: Int) -> Finding? {
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
  private func isOwnSentence(_ place: Int, cue: Int) -> Bool {
    guard endsSentence(place) else { return false }
    guard place + 1 < finder.pieces.count, finder.pieces[place + 1].isCapitalised else {
      return false
    }
    return cue + 1 < finder.pieces.count && !finder.isBoundary(cue + 1)
      && finder.pieces[cue + 1].kind != .comma
  }

  private func endsSentence(_ index: Int) -> Bool {
    switch finder.pieces[index].kind {
    case .stop, .paragraphEnd: return true
    // “…” with its full stop inside ends the sentence, with a comma it goes on.
    case .quotation(let quotation): return lasts[quotation] == 0x2E || lasts[quotation] == 0x2026
    default: return false
    }
  }

  private func finding(ofCueAt index: Int, isBefore: Bool) -> Finding? {
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

  private func says(_ word: StaticString, at index: Int) -> Bool {
    guard index < finder.pieces.count else { return false }
    let range = finder.pieces[index].range
    return word.withUTF8Buffer { bytes.reads(Array($0), at: range.start, before: range.end) }
  }

  private func speaker(ofCueAt index: Int) -> Speaker? {
    if finder.word(index) == .tellingCue { return finder.speaker(leftOf: index) }
    if isInverted(index), let right = finder.speaker(rightOf: index) { return right }
    return finder.speaker(leftOf: index) ?? finder.speaker(rightOf: index)
  }

  /// "“…,” said Quill", "the plan, said Quill, was": the cue comes first in its clause.
  private func isInverted(_ index: Int) -> Bool {
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
  private func isFollowedBySubject(_ cue: Int) -> Bool {
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
  private func isPassive(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, finder.word(before) == .adverb { before -= 1 }
    return finder.word(before) == .passive
  }

  // MARK: Rules without a cue

  /// "“…” — Quill" and "Quill: “…”".
  private func nameBeside(_ place: Int) -> Finding? {
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
    return Finding(speaker: subject ?? .unnamed, cue: nil)
  }

  /// "“…,” said Quill. “…”": the second half of a split quotation.
  private func sameParagraph(_ index: Int, at place: Int) -> Finding? {
    guard index > 0, quotations[index - 1].paragraph == quotations[index].paragraph,
      let previous = findings[index - 1], begins(place)
    else { return nil }
    if let between = sentenceBefore(index, at: place) { return between }
    return Finding(speaker: previous.speaker, cue: nil)
  }

  /// "Quill was against it, she told the council. “…”".
  private func sentenceBefore(_ index: Int, at place: Int) -> Finding? {
    guard begins(place), place > 1, finder.pieces[place - 1].kind == .stop else { return nil }
    return cueSubject(ofSentenceEndingAt: place - 2)
  }

  /// The subject of the last cue of a sentence without a quotation in it.
  private func cueSubject(ofSentenceEndingAt end: Int) -> Finding? {
    guard !hasQuotation(sentenceEndingAt: end) else { return nil }
    var index = end
    while index >= 0, end - index < Self.reach, !endsSentence(index) {
      if let found = finding(ofCueAt: index, isBefore: true) {
        return Finding(speaker: found.speaker, cue: nil)
      }
      index -= 1
    }
    return nil
  }

  private func hasQuotation(sentenceEndingAt end: Int) -> Bool {
    var index = end
    while index >= 0, end - index < Self.reach {
      if case .quotation = finder.pieces[index].kind { return true }
      if endsSentence(index) { return false }
      index -= 1
    }
    return false
  }

  /// Two people in turn, a paragraph each: the speaker of the paragraph before the last.
  private func conversation(_ index: Int, at place: Int) -> Finding? {
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
    return Finding(speaker: speaker, cue: nil)
  }

  /// A paragraph that opens with a quotation: who spoke, or was reported, in the one before.
  private func paragraphBefore(_ index: Int, at place: Int) -> Finding? {
    guard opensParagraph(place) else { return nil }
    if index > 0, quotations[index - 1].paragraph + 1 == quotations[index].paragraph {
      return findings[index - 1].map { Finding(speaker: $0.speaker, cue: nil) }
    }
    var end = place - 1
    while end >= 0, finder.pieces[end].kind == .paragraphEnd { end -= 1 }
    if end >= 0, finder.pieces[end].kind == .stop { end -= 1 }
    return cueSubject(ofSentenceEndingAt: end)
  }

  /// A quotation over several paragraphs may be attributed only in its last.
  private mutating func shareBackwards() {
    for index in quotations.indices.dropLast().reversed()
    where quotations[index].continues && findings[index] == nil {
      findings[index] = findings[index + 1].map { Finding(speaker: $0.speaker, cue: nil) }
    }
  }

  // MARK: Pronouns

  /// The finding with "he" or "she" replaced by whom it means, if that can be said.
  private func resolved(_ finding: Finding, of index: Int) -> Finding {
    guard case .pronoun(let place) = finding.speaker else { return finding }
    return Finding(speaker: meaning(ofPronounAt: place, in: index) ?? .unnamed, cue: finding.cue)
  }

  /// Whom the sentence is about, else whoever spoke last in the paragraph, else the person that
  /// the sentences before are about.
  private func meaning(ofPronounAt place: Int, in index: Int) -> Speaker? {
    let start = startOfSentence(at: place)
    if !isParenthesis(place), case .entity(let entity) = subject(from: start, to: place, for: place)
    {
      return .entity(entity)
    }
    if index > 0, quotations[index - 1].paragraph == quotations[index].paragraph,
      let previous = places[index - 1], previous < place, let before = findings[index - 1]
    {
      return before.speaker
    }
    return subject(before: start, for: place)
  }

  /// "President Roe, he said, was “…”": the sentence is about somebody else.
  private func isParenthesis(_ place: Int) -> Bool {
    guard place > 1, finder.pieces[place - 1].kind == .comma else { return false }
    if case .quotation = finder.pieces[place - 2].kind { return false }
    return true
  }

  private func startOfSentence(at place: Int) -> Int {
    var start = place
    while start > 0, place - start < Self.reach, !endsSentence(start - 1) { start -= 1 }
    return start
  }

  /// The subject of the nearest sentence before that has one.
  private func subject(before end: Int, for pronoun: Int) -> Speaker? {
    var end = end
    var sentences = 0
    while end > 0, pronoun - end < 400, sentences < (finder.word(pronoun) == .it ? 2 : 12) {
      let start = startOfSentence(at: end - 1)
      if let found = subject(from: start, to: end, for: pronoun) { return found }
      // "In a note he asked for help. “…,” it ran.": whose note it is.
      if finder.word(pronoun) == .it, let writer = writer(from: start, to: end) {
        return subject(before: start, for: writer)
      }
      sentences += end - start > 1 ? 1 : 0
      end = start
    }
    return nil
  }

  private func writer(from start: Int, to end: Int) -> Int? {
    (start..<end).first { finder.word($0) == .he || finder.word($0) == .she }
  }

  /// The first name of a sentence that a pronoun may mean, before one that is owned ("Quill’s") or
  /// governed ("with Quill"); somebody unnamed where there is only "a porter".
  private func subject(from start: Int, to end: Int, for pronoun: Int) -> Speaker? {
    var other: Speaker?
    for index in start..<max(start, end) {
      if case .mention(let mention) = finder.pieces[index].kind, agrees(index, with: pronoun) {
        let entity = Speaker.entity(finder.mentions[mention].entity)
        if finder.isSubject(index, mention) { return entity }
        if finder.mentions[mention].kind == .person { other = other ?? entity }
      } else if finder.word(index) == .indefinite, isPerson(after: index) {
        other = other ?? .unnamed
      }
    }
    return other
  }

  /// "a", "an" or "one" before a noun for a person.
  private func isPerson(after article: Int) -> Bool {
    for index in article + 1..<min(article + 5, finder.pieces.count) {
      guard case .word(nil) = finder.pieces[index].kind else {
        if finder.word(index) == .spokesperson { return true }
        if case .mention(let mention) = finder.pieces[index].kind,
          finder.mentions[mention].isAdjectival
        {
          continue
        }
        return false
      }
      if isPersonNoun(finder.pieces[index].range, in: bytes) { return true }
    }
    return false
  }

  /// Whether a pronoun may mean a name: its kind and the title before it do not say otherwise.
  private func agrees(_ index: Int, with pronoun: Int) -> Bool {
    guard case .mention(let mention) = finder.pieces[index].kind else { return false }
    if finder.word(pronoun) == .it { return true }
    guard finder.mentions[mention].kind == .person else { return false }
    return switch finder.word(index - 1) {
    case .male: finder.word(pronoun) == .he
    case .female: finder.word(pronoun) == .she
    default: true
    }
  }

  // MARK: What a quotation looks like

  /// Whether it ends in a comma, question or exclamation mark, so that a cue follows.
  private func endsOpenly(_ index: Int) -> Bool {
    quotations[index].isClosed && [0x2C, 0x3F, 0x21].contains(lasts[index])
  }

  /// Whether a quotation opens a sentence.
  private func begins(_ place: Int) -> Bool {
    guard place > 0 else { return true }
    return endsSentence(place - 1) || finder.pieces[place - 1].kind == .dash
  }

  private func opensParagraph(_ place: Int) -> Bool {
    place == 0 || finder.pieces[place - 1].kind == .paragraphEnd
  }

  private func isSpeechLong(_ index: Int) -> Bool { wordCount(index) > 5 }

  private func wordCount(_ index: Int) -> Int {
    let range = quotations[index].range
    return 1 + (range.start..<min(range.end, range.start + 200)).count { bytes[$0] == 0x20 }
  }

  /// Words in marks that nobody says: “so-called”, a title, a nickname.
  private func isNoSpeech(_ index: Int) -> Bool {
    guard quotations[index].isClosed, findings[index] == nil else { return isNickname(index) }
    guard !sentenceMarks.contains(lasts[index]) else { return false }
    return !isSpeechLong(index) || isTitle(quotations[index].range)
  }

  /// Edwin “Buzz” Aldrin.
  private func isNickname(_ index: Int) -> Bool {
    guard let place = places[index], wordCount(index) == 1, place > 0,
      place + 1 < finder.pieces.count
    else { return false }
    return finder.pieces[place - 1].isCapitalised && finder.pieces[place + 1].isCapitalised
  }

  /// “A Framework for Peace”: every long word begins with a capital.
  private func isTitle(_ range: TextRange) -> Bool {
    bytes.words(in: TextRange(range.start, min(range.end, range.start + 120))).dropFirst()
      .allSatisfy { $0.count < 5 || bytes.isCapital(at: $0.start) }
  }
}

/// The last character before the closing mark, if there is one; 0 for none.
private func lastCharacter(inside range: TextRange, _ bytes: [UInt8]) -> UInt32 {
  guard let mark = bytes.character(before: range.end) else { return 0 }
  let width = bytes.quotationMark(at: range.end - UTF8.width(mark), before: range.end)?.1
  let end = range.end - (width ?? 0)
  return end > range.start ? bytes.character(before: end)?.value ?? 0 : 0
}

/// What ends a sentence or a clause of speech inside its marks.
private let sentenceMarks: Set<UInt32> = [
  0x2E, 0x21, 0x3F, 0x2C, 0x2026, 0x3002, 0xFF01, 0xFF0C, 0xFF1F,
]
