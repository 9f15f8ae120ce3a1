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
  func sentenceEnd(from start: Int) -> Int {
    var end = start
    while end < finder.pieces.count, !endsSentence(end) { end += 1 }
    return min(end + 1, finder.pieces.count)
  }

  func lastQuoted(in sentence: Range<Int>) -> Speaker? {
    for index in sentence.reversed() {
      if case .quotation(let quotation) = finder.pieces[index].kind,
        let speaker = findings[quotation]?.speaker
      {
        return speaker
      }
    }
    return nil
  }

  func quotation(of report: Report, after last: Speaker?) -> (Quotation, Speaker) {
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
  func reports(in sentence: Range<Int>) -> [Report] {
    let end = sentence.last.map { isMereStop($0) ? $0 : $0 + 1 } ?? sentence.upperBound
    let start = pastDateline(sentence)
    let words = start..<max(start, end)
    var found: [Report] = []
    for index in words where found.isEmpty || finder.word(index - 1) == .conjunction {
      guard isReporting(index), !isPassive(index) else { continue }
      let report = statement(after: index, in: words) ?? statement(before: index, in: words)
      if let report, isStatement(report.content) { found.append(report) }
    }
    return found
  }

  /// Where a sentence begins after "LISBON, March 5 (Wire) —".
  func pastDateline(_ sentence: Range<Int>) -> Int {
    let start = sentence.lowerBound
    guard opensParagraph(start),
      let dash = sentence.prefix(20).first(where: { finder.pieces[$0].kind == .dash }),
      dash + 1 < sentence.upperBound
    else { return start }
    let isSmall = { [finder, bytes] (index: Int) in
      guard case .word = finder.pieces[index].kind else { return false }
      let first = finder.pieces[index].range.start
      return !finder.pieces[index].isCapitalised && !bytes.isDigit(at: first)
    }
    let closesBracket = dash > start && finder.pieces[dash - 1].kind == .closeBracket
    return closesBracket || !(start..<dash).contains(where: isSmall) ? dash + 1 : start
  }

  func isMereStop(_ index: Int) -> Bool {
    let kind = finder.pieces[index].kind
    return kind == .stop || kind == .paragraphEnd
  }

  func isReporting(_ index: Int) -> Bool {
    switch finder.word(index) {
    case .cue, .tellingCue, .thatCue, .participleCue, .according: true
    default: false
    }
  }

  /// Whether enough stands there to be said, and not just before words in marks.
  func isStatement(_ content: Range<Int>) -> Bool {
    let isGerund = content.first.map(endsInIng) ?? false
    guard content.count >= (isGerund ? 2 : 3) else { return false }
    let quoted = content.first { index in
      guard case .quotation(let quotation) = finder.pieces[index].kind else { return false }
      return !isNoSpeech(quotation)
    }
    return quoted.map { $0 - content.lowerBound >= 6 } ?? true
  }

  // MARK: Before the cue

  /// "The harbour would reopen, Quill said.", "…, said Quill", "…, according to Quill".
  func statement(before cue: Int, in words: Range<Int>) -> Report? {
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

  func content(in words: Range<Int>, upTo cue: Int) -> Range<Int> {
    let end =
      cue > words.lowerBound && finder.pieces[cue - 1].kind == .comma ? cue - 1 : cue
    return words.lowerBound..<end
  }

  /// Whether nothing more is said after "Quill said": at most when, where and to whom.
  func endsClause(_ index: Int, in words: Range<Int>) -> Bool {
    guard words.contains(index) else { return true }
    switch finder.pieces[index].kind {
    case .comma, .word(.adverb), .word(.weekday), .word(.preposition): return true
    case .mention, .word(nil), .word(.the): return true
    default: return false
    }
  }

  /// The comma between what was said and "Quill said" or "Quill, the mayor, said".
  func commaBeforeSubject(of cue: Int, in words: Range<Int>) -> Int? {
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
