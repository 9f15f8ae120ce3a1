// Reported speech after its cue: where in "Quill told the council that …" the words begin.

extension Attribution {
  func statement(after cue: Int, in words: Range<Int>) -> Report? {
    if finder.word(cue) == .according { return statement(afterAccordingAt: cue, in: words) }
    guard let start = contentStart(after: cue, in: words), start < words.upperBound else {
      return nil
    }
    let isOwn = finder.word(cue) != .participleCue || isAfterWith(cue)
    let speaker =
      isOwn ? finder.speaker(leftOf: cue) : finder.subject(ofClauseEndingAt: cue - 1)
    return speaker.map {
      Report(content: start..<words.upperBound, speaker: $0, cue: finder.pieces[cue].range)
    }
  }

  /// "with the company saying": the subject stands right before.
  func isAfterWith(_ cue: Int) -> Bool {
    (1...4).contains { says("with", at: cue - $0) }
  }

  /// "According to Quill, the harbour would reopen."
  func statement(afterAccordingAt cue: Int, in words: Range<Int>) -> Report? {
    guard finder.word(cue + 1) == .binding, cue - words.lowerBound < 3,
      let speaker = finder.speaker(rightOf: cue + 1),
      let name = (cue + 2..<words.upperBound).first(where: { isName($0, of: speaker) }),
      let comma = (name..<words.upperBound).last(where: { endsAside($0, after: name) })
    else { return nil }
    return Report(
      content: comma + 1..<words.upperBound, speaker: speaker,
      cue: TextRange(finder.pieces[cue].range.start, finder.pieces[cue + 1].range.end))
  }

  func isName(_ index: Int, of speaker: Speaker) -> Bool {
    guard case .mention(let mention) = finder.pieces[index].kind else {
      return speaker == .unnamed || speaker == .pronoun(index)
    }
    return speaker == .unnamed || speaker == .entity(finder.mentions[mention].entity)
  }

  /// The comma after "According to Quill" or, with a relative clause, after
  /// "According to Quill, who teaches in Bulle".
  func endsAside(_ index: Int, after name: Int) -> Bool {
    guard finder.pieces[index].kind == .comma, index - name < 14 else { return false }
    let first = (name..<index).first { finder.pieces[$0].kind == .comma }
    guard let first else { return true }
    switch finder.word(first + 1) {
    case .relative, .the, .indefinite: return true
    default: return false
    }
  }

  /// Where what was said begins; nil where nothing that was said follows the cue.
  func contentStart(after cue: Int, in words: Range<Int>) -> Int? {
    var index = cue + 1
    if finder.word(cue) == .tellingCue {
      index = endOfHearer(from: index, in: words)
    } else if bytes.readsAny(of: askingCues, finder.pieces[cue].range) {
      // "asked Quill whether", "warned the council that".
      let end = endOfHearer(from: index, in: words)
      if words.contains(end), says("that", at: end) || opensQuestion(end) { index = end }
    }
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
  func endOfHearer(from start: Int, in words: Range<Int>) -> Int {
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
  func isTime(_ index: Int) -> Bool {
    switch finder.word(index) {
    case .adverb, .weekday: true
    case .preposition: finder.word(index + 1) == .weekday
    default: false
    }
  }

  /// "that", at once or after "in a statement".
  func opener(from index: Int, in words: Range<Int>) -> Int? {
    let last = min(words.upperBound, index + 12)
    for place in index..<max(index, last) {
      if says("that", at: place) { return place }
      if finder.pieces[place].kind == .comma { return nil }
      if place == index, finder.word(place) != .preposition { return nil }
    }
    return nil
  }

  func opensQuestion(_ index: Int) -> Bool {
    ["whether", "if", "how", "why", "what"].contains { says($0, at: index) }
  }

  /// Whether a clause follows without "that": after "said" always, after other verbs where it
  /// shows itself by a pronoun or a verb soon after.
  func opensClause(_ index: Int, after cue: Int, in words: Range<Int>) -> Bool {
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
  func isOwnSubject(_ index: Int, after cue: Int, in words: Range<Int>) -> Bool {
    guard isInverted(cue) || cue == words.lowerBound else { return false }
    return !isClause(from: index, in: words)
  }

  /// A subject with a verb soon after it.
  func isClause(from index: Int, in words: Range<Int>) -> Bool {
    switch finder.word(index) {
    case .he, .she, .it, .otherPronoun: return index + 1 < words.upperBound
    default: break
    }
    if says("there", at: index) { return true }
    return (index + 1..<max(index + 1, min(words.upperBound, index + 9))).contains {
      finder.word($0) == .auxiliary || finder.word($0) == .passive
    }
  }

  func endsInIng(_ index: Int) -> Bool {
    let range = finder.pieces[index].range
    return range.count > 4 && bytes.reads(ing, at: range.end - 3, before: range.end)
  }
}

private let ing = Array("ing".utf8)
