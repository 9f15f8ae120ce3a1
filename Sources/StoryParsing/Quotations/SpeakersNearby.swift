// Rules where no cue says it: names beside the words, and the sentences and speech before them.

extension Attribution {
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
    // "He looked about him, and two words came back: “…”", "The judge: “…”".
    let subject =
      finder.subject(ofClauseEndingAt: place - 2) ?? owner(ofClauseEndingAt: place - 2)
      ?? finder.definiteSubject(ofClauseEndingAt: place - 2)
    return Finding(speaker: subject ?? .unnamed, cue: nil, isGuess: true)
  }

  /// "His statement was short: “…”": whose it is.
  func owner(ofClauseEndingAt end: Int) -> Speaker? {
    let start = startOfSentence(at: end)
    guard finder.word(start) == .possessive else { return nil }
    let isSomebodys = ["his", "her", "its"].contains { says($0, at: start) }
    return isSomebodys ? .pronoun(start) : nil
  }

  /// "“…,” Quill chuckled" and "“…,” chuckled Quill": any verb right beside a name.
  func verbAfter(_ index: Int, at place: Int) -> Finding? {
    guard endsOpenly(index) else { return nil }
    var next = place + 1
    while next < finder.pieces.count, next - place < 4, finder.isTitle(next) { next += 1 }
    if let person = person(at: next), isVerb(next + 1) {
      return Finding(speaker: person, cue: finder.pieces[next + 1].range)
    }
    guard isVerb(place + 1), let person = person(at: place + 2) else { return nil }
    return Finding(speaker: person, cue: finder.pieces[place + 1].range)
  }

  func person(at index: Int) -> Speaker? {
    guard index < finder.pieces.count, case .mention(let mention) = finder.pieces[index].kind,
      finder.mentions[mention].kind == .person
    else { return nil }
    return .entity(finder.mentions[mention].entity)
  }

  /// A small word in -ed or -s that no table has, or a verb of naming.
  func isVerb(_ index: Int) -> Bool {
    guard index < finder.pieces.count, case .word(let word) = finder.pieces[index].kind,
      !finder.pieces[index].isCapitalised
    else { return false }
    let range = finder.pieces[index].range
    switch word {
    case .namingCue, .thatCue: return true
    case nil:
      return range.count > 4
        && (bytes[range.end - 1] == UInt8(ascii: "s")
          || bytes.reads(ed, at: range.end - 2, before: range.end))
    default: return false
    }
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

private let ed = Array("ed".utf8)
