// Rules on cue verbs: who speaks by the "said" before or after the words.

extension Attribution {
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
    guard finder.pieces.indices.contains(index) else { return false }
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
    // "Asked how long she needed, Quill smiled."
    if finder.pieces[index].isCapitalised, opensParagraph(index) || finder.endsClause(index - 1),
      says("asked", at: index) || says("told", at: index)
    {
      return true
    }
    var before = index - 1
    while before >= 0, finder.word(before) == .adverb { before -= 1 }
    return finder.word(before) == .passive
  }
}
