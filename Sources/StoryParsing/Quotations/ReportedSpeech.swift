// Reported speech: what somebody is said to have said, without marks around it.

/// A statement of a sentence, as pieces, with whose it is.
struct Report: Hashable {
  let content: Range<Int>
  let speaker: Speaker
  let cue: TextRange
}

extension Attribution {
  /// The statements that sentences report, in order: "Quill said the harbour would reopen".
  ///
  /// Run after the quotations have their speakers: a pronoun may mean who spoke last.
  func reportedSpeech() -> [Quotation] {
    var found: [Quotation] = []
    var start = 0
    var lastSpeaker: Speaker?
    while start < finder.pieces.count {
      let sentence = start..<sentenceEnd(from: start)
      for report in reports(in: sentence) {
        let (quotation, speaker) = quotation(of: report, after: lastSpeaker)
        found.append(quotation)
        lastSpeaker = speaker
      }
      lastSpeaker = lastQuoted(in: sentence) ?? lastSpeaker
      if sentence.contains(where: { finder.pieces[$0].kind == .paragraphEnd }) { lastSpeaker = nil }
      start = sentence.upperBound
    }
    return found
  }

  /// The speakers of all statements, before the quotations have theirs.
  func reportSpeakers() -> [(place: Int, speaker: Speaker)] {
    var found: [(place: Int, speaker: Speaker)] = []
    var start = 0
    while start < finder.pieces.count {
      let sentence = start..<sentenceEnd(from: start)
      for report in reports(in: sentence) {
        if case .entity = report.speaker {
          found.append((report.content.lowerBound, report.speaker))
        }
      }
      start = sentence.upperBound
    }
    return found
  }

  /// One past the piece that ends a sentence.
  private func sentenceEnd(from start: Int) -> Int {
    var end = start
    while end < finder.pieces.count, !endsSentence(end) { end += 1 }
    return min(end + 1, finder.pieces.count)
  }

  private func lastQuoted(in sentence: Range<Int>) -> Speaker? {
    for index in sentence.reversed() {
      if case .quotation(let quotation) = finder.pieces[index].kind,
        let speaker = findings[quotation]?.speaker
      {
        return speaker
      }
    }
    return nil
  }

  private func quotation(of report: Report, after last: Speaker?) -> (Quotation, Speaker) {
    var speaker = report.speaker
    var isGuess = false
    if case .pronoun(let place) = speaker {
      let meant = meaning(ofPronounAt: place, afterSpeaker: last)
      (speaker, isGuess) = (meant?.speaker ?? .unnamed, meant?.isGuess ?? false)
    }
    var entity: Int?
    if case .entity(let number) = speaker { entity = number }
    let range = TextRange(
      finder.pieces[report.content.lowerBound].range.start,
      finder.pieces[report.content.upperBound - 1].range.end)
    return (
      Quotation(range: range, speaker: entity, cue: report.cue, isGuess: isGuess), speaker
    )
  }

  // MARK: One sentence

  /// The first statement of a sentence, and those that "and" adds: "…, and denied receiving it".
  private func reports(in sentence: Range<Int>) -> [Report] {
    let end = sentence.last.map { isMereStop($0) ? $0 : $0 + 1 } ?? sentence.upperBound
    let words = sentence.lowerBound..<max(sentence.lowerBound, end)
    var found: [Report] = []
    for index in words where found.isEmpty || finder.word(index - 1) == .conjunction {
      guard isReporting(index), !isPassive(index) else { continue }
      let report = statement(after: index, in: words) ?? statement(before: index, in: words)
      if let report, isStatement(report.content) { found.append(report) }
    }
    return found
  }

  private func isMereStop(_ index: Int) -> Bool {
    let kind = finder.pieces[index].kind
    return kind == .stop || kind == .paragraphEnd
  }

  private func isReporting(_ index: Int) -> Bool {
    switch finder.word(index) {
    case .cue, .tellingCue, .thatCue, .participleCue, .according: true
    default: false
    }
  }

  /// Whether enough stands there to be said, and not just before words in marks.
  private func isStatement(_ content: Range<Int>) -> Bool {
    let isGerund = content.first.map(endsInIng) ?? false
    guard content.count >= (isGerund ? 2 : 3) else { return false }
    let quoted = content.first { index in
      guard case .quotation(let quotation) = finder.pieces[index].kind else { return false }
      return !isNoSpeech(quotation)
    }
    return quoted.map { $0 - content.lowerBound >= 6 } ?? true
  }

  // MARK: After the cue

  private func statement(after cue: Int, in words: Range<Int>) -> Report? {
    if finder.word(cue) == .according { return statement(afterAccordingAt: cue, in: words) }
    guard let start = contentStart(after: cue, in: words), start < words.upperBound else {
      return nil
    }
    let speaker =
      finder.word(cue) == .participleCue
      ? finder.subject(ofClauseEndingAt: cue - 1) : finder.speaker(leftOf: cue)
    return speaker.map {
      Report(content: start..<words.upperBound, speaker: $0, cue: finder.pieces[cue].range)
    }
  }

  /// "According to Quill, the harbour would reopen."
  private func statement(afterAccordingAt cue: Int, in words: Range<Int>) -> Report? {
    guard finder.word(cue + 1) == .binding, cue - words.lowerBound < 3,
      let speaker = finder.speaker(rightOf: cue + 1),
      let name = (cue + 2..<words.upperBound).first(where: { isName($0, of: speaker) }),
      let comma = (name..<words.upperBound).last(where: { endsAside($0, after: name) })
    else { return nil }
    return Report(
      content: comma + 1..<words.upperBound, speaker: speaker,
      cue: TextRange(finder.pieces[cue].range.start, finder.pieces[cue + 1].range.end))
  }

  private func isName(_ index: Int, of speaker: Speaker) -> Bool {
    guard case .mention(let mention) = finder.pieces[index].kind else {
      return speaker == .unnamed || speaker == .pronoun(index)
    }
    return speaker == .unnamed || speaker == .entity(finder.mentions[mention].entity)
  }

  /// The comma after "According to Quill" or, with a relative clause, after
  /// "According to Quill, who teaches in Bulle".
  private func endsAside(_ index: Int, after name: Int) -> Bool {
    guard finder.pieces[index].kind == .comma, index - name < 14 else { return false }
    let first = (name..<index).first { finder.pieces[$0].kind == .comma }
    guard let first else { return true }
    switch finder.word(first + 1) {
    case .relative, .the, .indefinite: return true
    default: return false
    }
  }

  /// Where what was said begins; nil where nothing that was said follows the cue.
  private func contentStart(after cue: Int, in words: Range<Int>) -> Int? {
    var index = cue + 1
    if finder.word(cue) == .tellingCue { index = endOfHearer(from: index, in: words) }
    while words.contains(index), isTime(index) { index += 1 }
    guard words.contains(index) else { return nil }
    if let opener = opener(from: index, in: words) { return opener + 1 }
    if opensQuestion(index) { return index }
    guard finder.pieces[index].kind != .comma, finder.word(index) != .preposition else {
      return nil
    }
    if bytes.readsAny(of: gerundCues, finder.pieces[cue].range) {
      return endsInIng(index) || isClause(from: index, in: words) ? index : nil
    }
    if bytes.readsAny(of: pledgeCues, finder.pieces[cue].range), says("to", at: index) {
      return index + 1
    }
    return opensClause(index, after: cue, in: words) ? index : nil
  }

  /// "told the council", "told reporters on Monday": past whoever hears.
  private func endOfHearer(from start: Int, in words: Range<Int>) -> Int {
    var index = start
    let isLed =
      switch finder.word(index) {
      case .the, .indefinite, .possessive: true
      default: false
      }
    if isLed { index += 1 }
    while words.contains(index), index - start < (isLed ? 4 : 1) {
      switch finder.pieces[index].kind {
      case .mention, .word(nil), .word(.he), .word(.she), .word(.otherPronoun): index += 1
      default: return index
      }
    }
    return index
  }

  /// "later", "on Monday", "Tuesday".
  private func isTime(_ index: Int) -> Bool {
    switch finder.word(index) {
    case .adverb, .weekday: true
    case .preposition: finder.word(index + 1) == .weekday
    default: false
    }
  }

  /// "that", at once or after "in a statement".
  private func opener(from index: Int, in words: Range<Int>) -> Int? {
    let last = min(words.upperBound, index + 12)
    for place in index..<max(index, last) {
      if says("that", at: place) { return place }
      if finder.pieces[place].kind == .comma { return nil }
      if place == index, finder.word(place) != .preposition { return nil }
    }
    return nil
  }

  private func opensQuestion(_ index: Int) -> Bool {
    ["whether", "if", "how", "why", "what"].contains { says($0, at: index) }
  }

  /// Whether a clause follows without "that": after "said" always, after other verbs where it
  /// shows itself by a pronoun or a verb soon after.
  private func opensClause(_ index: Int, after cue: Int, in words: Range<Int>) -> Bool {
    switch finder.pieces[index].kind {
    case .colon, .dash, .quotation, .closeBracket, .stop, .paragraphEnd: return false
    case .word(.conjunction): return false
    default: break
    }
    let range = finder.pieces[cue].range
    if bytes.readsAny(of: sayingCues, range) { return !isOwnSubject(index, after: cue, in: words) }
    guard bytes.readsAny(of: statingCues, range) || finder.word(cue) == .tellingCue else {
      return false
    }
    return isClause(from: index, in: words)
  }

  /// "“…,” said Quill" and "the plan, said Quill, is": what follows "said" is who said it.
  private func isOwnSubject(_ index: Int, after cue: Int, in words: Range<Int>) -> Bool {
    guard isInverted(cue) || cue == words.lowerBound else { return false }
    return !isClause(from: index, in: words)
  }

  /// A subject with a verb soon after it.
  private func isClause(from index: Int, in words: Range<Int>) -> Bool {
    switch finder.word(index) {
    case .he, .she, .it, .otherPronoun: return index + 1 < words.upperBound
    default: break
    }
    if says("there", at: index) { return true }
    return (index + 1..<max(index + 1, min(words.upperBound, index + 9))).contains {
      finder.word($0) == .auxiliary || finder.word($0) == .passive
    }
  }

  private func endsInIng(_ index: Int) -> Bool {
    let range = finder.pieces[index].range
    return range.count > 4 && bytes.reads(ing, at: range.end - 3, before: range.end)
  }

  // MARK: Before the cue

  /// "The harbour would reopen, Quill said.", "…, said Quill", "…, according to Quill".
  private func statement(before cue: Int, in words: Range<Int>) -> Report? {
    switch finder.word(cue) {
    case .according:
      guard finder.word(cue + 1) == .binding, let speaker = finder.speaker(rightOf: cue + 1)
      else { return nil }
      let range = TextRange(
        finder.pieces[cue].range.start, finder.pieces[cue + 1].range.end)
      return Report(content: content(in: words, upTo: cue), speaker: speaker, cue: range)
    case .cue, .tellingCue:
      guard bytes.readsAny(of: closingCues, finder.pieces[cue].range) else { return nil }
      let range = finder.pieces[cue].range
      if cue > words.lowerBound, finder.pieces[cue - 1].kind == .comma, isInverted(cue),
        let speaker = finder.speaker(rightOf: cue)
      {
        return Report(content: content(in: words, upTo: cue), speaker: speaker, cue: range)
      }
      guard endsClause(cue + 1, in: words), let comma = commaBeforeSubject(of: cue, in: words),
        let speaker = finder.speaker(leftOf: cue)
      else { return nil }
      return Report(content: words.lowerBound..<comma, speaker: speaker, cue: range)
    default: return nil
    }
  }

  private func content(in words: Range<Int>, upTo cue: Int) -> Range<Int> {
    let end =
      cue > words.lowerBound && finder.pieces[cue - 1].kind == .comma ? cue - 1 : cue
    return words.lowerBound..<end
  }

  /// Whether nothing more is said after "Quill said": at most when, where and to whom.
  private func endsClause(_ index: Int, in words: Range<Int>) -> Bool {
    guard words.contains(index) else { return true }
    switch finder.pieces[index].kind {
    case .comma, .word(.adverb), .word(.weekday), .word(.preposition): return true
    case .mention, .word(nil), .word(.the): return true
    default: return false
    }
  }

  /// The comma between what was said and "Quill said" or "Quill, the mayor, said".
  private func commaBeforeSubject(of cue: Int, in words: Range<Int>) -> Int? {
    var commas: [Int] = []
    var index = cue - 1
    while index > words.lowerBound, cue - index < 24, commas.count < 3 {
      if finder.pieces[index].kind == .comma { commas.append(index) }
      index -= 1
    }
    let closesAside = commas.first == cue - 1
    guard let comma = closesAside ? commas.dropFirst(2).first : commas.first,
      comma - words.lowerBound >= 3
    else { return nil }
    // "In Lisbon, where it rained, Quill said": only a clause is a statement.
    let hasVerb = (words.lowerBound..<comma).contains {
      finder.word($0) == .auxiliary || finder.word($0) == .passive
    }
    return hasVerb ? comma : nil
  }
}

extension [UInt8] {
  /// Whether a word is one of a few, in small ASCII.
  fileprivate func readsAny(of words: Set<UInt128>, _ word: TextRange) -> Bool {
    packed(word, in: self).map(words.contains) ?? false
  }
}

private func packedWords(_ words: String) -> Set<UInt128> {
  Set(
    words.split(whereSeparator: \.isWhitespace).compactMap { word in
      let bytes = Array(word.utf8)
      return packed(TextRange(0, bytes.count), in: bytes)
    })
}

private let ing = Array("ing".utf8)

/// Verbs that what was said follows at once.
private let sayingCues = packedWords("said says say saying")

/// Verbs that a clause may follow without "that".
private let statingCues = packedWords(
  """
  added adds adding explained explains announced announces noted notes claimed claims argued
  argues insisted insists insisting warned warns warning acknowledged acknowledges admitted admits
  conceded concedes confirmed confirms stated states suggested suggests recalled recalls concluded
  concludes stressed stresses predicted predicts testified testifies asserted asserts agreed agrees
  reiterated maintained maintains revealed reveals lamented complained complains joked jokes
  believes believed thinks thought hopes hoped feels felt fears feared replied replies
  claiming arguing noting announcing declaring contended contends promised promises vowed vows
  pledged pledges wrote writes
  """)

/// "denied taking it", "admitted having it".
private let gerundCues = packedWords(
  "denied denies deny denying admitted admits confessed confesses")

private let pledgeCues = packedWords("promised promises vowed vows pledged pledges pledging")

/// Verbs that may close the sentence which tells what was said.
private let closingCues = packedWords(
  """
  said says say told added adds explained explains noted notes claimed claims argued argues insisted
  insists warned warns acknowledged admitted conceded confirmed stated wrote writes recalled
  concluded predicted testified reported reports announced agreed replied
  """)
