// Who does what a cue verb says: the subject to its left.

/// What was found in a subject's place.
enum Speaker: Hashable {
  case entity(Int)
  /// "he", "she" or "it", at this piece.
  case pronoun(Int)
  /// Somebody, but nobody the story names: "a porter", "officials".
  case unnamed
}

/// Looks for subjects around a cue; every walk is bounded, so that each quotation costs the same.
struct SpeakerFinder {
  let bytes: [UInt8]
  let pieces: [SpeechPiece]
  let mentions: [Mention]
  let entities: [Entity]
  /// Words of the roles and names of entities, to find whom "the mayor" means.
  let roles: RoleIndex

  static let longestPhrase = 14
  static let longestAside = 30

  func word(_ index: Int) -> SpeechWord? {
    guard pieces.indices.contains(index), case .word(let word) = pieces[index].kind else {
      return nil
    }
    return word
  }

  /// Whether a clause begins or ends here.
  func isBoundary(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return true }
    switch pieces[index].kind {
    case .quotation, .stop, .paragraphEnd, .colon: return true
    default: return false
    }
  }

  func endsClause(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return true }
    return pieces[index].kind == .stop || pieces[index].kind == .paragraphEnd
  }

  /// Whether a pronoun means a thing: "it", "its".
  func isNeuter(_ index: Int) -> Bool {
    word(index) == .it
      || word(index) == .possessive && pieces[index].range.count == 3
        && bytes.lowered(pieces[index].range.start) == UInt8(ascii: "i")
  }

  // MARK: To the left: "Quill said", "Quill, the mayor, said"

  /// The subject that ends before a cue; nil where a clause begins there.
  func speaker(leftOf cue: Int) -> Speaker? {
    var index = cue - 1
    while isSkipped(index) { index -= 1 }
    index = beforeInfinitive(index)
    guard !isBoundary(index) else { return nil }
    switch pieces[index].kind {
    case .word(.he), .word(.she), .word(.it): return .pronoun(index)
    case .word(.otherPronoun): return .unnamed
    case .word(.relative): return speaker(beforeRelative: index)
    case .word(.conjunction): return speaker(beforeConjunction: index)
    case .comma, .dash: return speaker(beforeAside: index)
    case .closeBracket: return speaker(beforeBracket: index)
    case .word, .mention: return speaker(ofPhraseEndingAt: index)
    default: return nil
    }
  }

  /// "he used to say", "Quill went on to say": past the verb that leads on to the cue.
  func beforeInfinitive(_ index: Int) -> Int {
    guard word(index) == .binding, pieces[index].range.count == 2,
      bytes.lowered(pieces[index].range.start) == UInt8(ascii: "t")
    else { return index }
    var verb = index - 1
    if word(verb) == .preposition { verb -= 1 }
    guard case .word(nil) = kind(verb), !pieces[verb].isCapitalised,
      !isPersonNoun(pieces[verb].range, in: bytes)
    else { return index }
    var subject = verb - 1
    while isSkipped(subject) { subject -= 1 }
    return subject
  }

  func isSkipped(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return false }
    switch pieces[index].kind {
    case .word(.auxiliary), .word(.adverb), .word(.weekday): return true
    case .word(.preposition): return isWeekday(index + 1) || word(index - 1) == .auxiliary
    case .word(nil): return endsInLy(pieces[index].range)
    default: return false
    }
  }

  func isWeekday(_ index: Int) -> Bool { word(index) == .weekday }

  func endsInLy(_ range: TextRange) -> Bool {
    range.count > 4 && bytes.lowered(range.end - 1) == 0x79 && bytes.lowered(range.end - 2) == 0x6C
      && !bytes.isCapital(at: range.start)
  }

  /// "Mr Jinnah, who said": whom the clause is about.
  func speaker(beforeRelative relative: Int) -> Speaker? {
    var index = relative - 1
    if index >= 0, pieces[index].kind == .comma { index -= 1 }
    guard !isBoundary(index) else { return nil }
    if case .mention(let mention) = pieces[index].kind {
      return mentions[mention].kind == .person
        ? speaker(ofPhraseEndingAt: index) : .entity(mentions[mention].entity)
    }
    // "Quill, then the mayor, who said".
    if index < relative - 1, case .entity(let entity) = speaker(beforeAside: index + 1) {
      return .entity(entity)
    }
    return .unnamed
  }

  /// "Quill smiled and said": the subject of the verb before.
  func speaker(beforeConjunction conjunction: Int) -> Speaker? {
    subject(ofClauseEndingAt: conjunction - 1, crossingQuotations: true)
      ?? definiteSubject(ofClauseEndingAt: conjunction - 1)
  }

  /// "The minister rang me", "The commander on the pilot": the noun that a clause begins with.
  func definiteSubject(ofClauseEndingAt end: Int) -> Speaker? {
    var start = end
    while start >= 0, end - start < Self.longestAside, !isBoundary(start) { start -= 1 }
    guard isBoundary(start), word(start + 1) == .the else { return nil }
    var head = start + 1
    while head < end, case .word(let next) = kind(head + 1), next == nil || next == .spokesperson,
      !isVerbal(head + 1)
    { head += 1 }
    return head > start + 1 ? speaker(ofPhraseEndingAt: head) : nil
  }

  /// Whether a word after a noun can hardly be one too: "rang" is known by its place alone.
  func isVerbal(_ index: Int) -> Bool {
    isPersonNoun(pieces[index - 1].range, in: bytes)
      || isBodyNoun(pieces[index - 1].range, in: bytes)
  }

  /// The first name or pronoun of a clause that is not owned or governed by something else.
  func subject(ofClauseEndingAt end: Int, crossingQuotations: Bool = false) -> Speaker? {
    var found: Speaker?
    var index = end
    var brackets = 0
    while index >= 0, end - index < Self.longestAside {
      if pieces[index].kind == .closeBracket { brackets += 1 }
      if pieces[index].kind == .openBracket { brackets -= 1 }
      if isBoundary(index) {
        guard crossingQuotations, case .quotation = pieces[index].kind, index < end else { break }
      }
      switch pieces[index].kind {
      case .mention(let mention) where brackets <= 0 && isSubject(index, mention):
        found = .entity(mentions[mention].entity)
      case .word(.he),
        .word(.she) where found == nil || !isSubordinate(index):
        found = .pronoun(index)
      default: break
      }
      index -= 1
    }
    return found
  }

  /// "Asked if he would": who the clause is about comes after it.
  func isSubordinate(_ index: Int) -> Bool {
    guard index > 0, case .word(let word) = pieces[index - 1].kind else { return false }
    if word == .conjunction || word == .relative { return true }
    return packed(pieces[index - 1].range, in: bytes) == Self.whether
  }

  static let whether = packed(TextRange(0, 7), in: Array("whether".utf8))

  /// Whether a mention may be what its sentence is about: no place, no demonym, not "Quill’s",
  /// not "of Quill".
  func isSubject(_ index: Int, _ mention: Int) -> Bool {
    let found = mentions[mention]
    guard !found.isAdjectival, found.kind != .place else { return false }
    if index + 1 < pieces.count, pieces[index + 1].kind == .possessive { return false }
    var before = index - 1
    while before >= 0, index - before < 6, isTitle(before) { before -= 1 }
    switch word(before) {
    case .preposition, .binding: return false
    default: return true
    }
  }

  func isTitle(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return false }
    switch pieces[index].kind {
    case .word(nil), .word(.the), .word(.male), .word(.female):
      return pieces[index].isCapitalised
        || word(index) == .the
    case .mention(let mention): return mentions[mention].isAdjectival
    default: return false
    }
  }

  /// "Quill, the mayor of Lisbon, said": back over what stands between commas or dashes.
  func speaker(beforeAside close: Int) -> Speaker? {
    // "his counterpart, Colonna, said": the aside is the name.
    if case .mention(let mention) = kind(close - 1), mentions[mention].kind == .person,
      startsAside(close - 1)
    {
      return .entity(mentions[mention].entity)
    }
    var index = close - 1
    var steps = 0
    while !isBoundary(index), steps < Self.longestAside {
      if pieces[index].kind == .comma || pieces[index].kind == .dash {
        if case .mention(let mention) = kind(index - 1), mentions[mention].kind != .place,
          !mentions[mention].isAdjectival
        {
          return speaker(ofPhraseEndingAt: index - 1)
        }
        if word(index - 1) == .he || word(index - 1) == .she { return .pronoun(index - 1) }
      }
      index -= 1
      steps += 1
    }
    // No name stands before an aside: the clause has one, or there is the phrase before it.
    if let subject = subject(ofClauseEndingAt: close - 1) { return subject }
    var comma = close - 1
    while !isBoundary(comma), pieces[comma].kind != .comma { comma -= 1 }
    guard !isBoundary(comma), !isBoundary(comma - 1) else { return nil }
    return speaker(ofPhraseEndingAt: comma - 1)
  }

  func kind(_ index: Int) -> SpeechPiece.Kind? {
    pieces.indices.contains(index) ? pieces[index].kind : nil
  }

  /// Whether only a title stands between a comma and this piece.
  func startsAside(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, index - before < 6, isTitle(before) { before -= 1 }
    guard let kind = kind(before) else { return true }
    return kind == .comma || kind == .dash
  }

  func speaker(beforeBracket close: Int) -> Speaker? {
    var index = close - 1
    while index >= 0, close - index < Self.longestAside, pieces[index].kind != .openBracket {
      index -= 1
    }
    guard index > 0, !isBoundary(index - 1) else { return nil }
    return speaker(ofPhraseEndingAt: index - 1)
  }
}
