// Who does what a cue verb says: the subject to its left or right.

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

  private static let longestPhrase = 14
  private static let longestAside = 30

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

  // MARK: To the left: "Quill said", "Quill, the mayor, said"

  /// The subject that ends before a cue; nil where a clause begins there.
  func speaker(leftOf cue: Int) -> Speaker? {
    var index = cue - 1
    while isSkipped(index) { index -= 1 }
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

  private func isSkipped(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return false }
    switch pieces[index].kind {
    case .word(.auxiliary), .word(.adverb), .word(.weekday): return true
    case .word(.preposition): return isWeekday(index + 1)
    case .word(nil): return endsInLy(pieces[index].range)
    default: return false
    }
  }

  private func isWeekday(_ index: Int) -> Bool { word(index) == .weekday }

  private func endsInLy(_ range: TextRange) -> Bool {
    range.count > 4 && bytes.lowered(range.end - 1) == 0x79 && bytes.lowered(range.end - 2) == 0x6C
      && !bytes.isCapital(at: range.start)
  }

  /// "Mr Jinnah, who said": whom the clause is about.
  private func speaker(beforeRelative relative: Int) -> Speaker? {
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
  private func speaker(beforeConjunction conjunction: Int) -> Speaker? {
    subject(ofClauseEndingAt: conjunction - 1, crossingQuotations: true)
  }

  /// The first name or pronoun of a clause that is not owned or governed by something else.
  func subject(ofClauseEndingAt end: Int, crossingQuotations: Bool = false) -> Speaker? {
    var found: Speaker?
    var index = end
    while index >= 0, end - index < Self.longestAside {
      if isBoundary(index) {
        guard crossingQuotations, case .quotation = pieces[index].kind, index < end else { break }
      }
      switch pieces[index].kind {
      case .mention(let mention) where isSubject(index, mention):
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
  private func isSubordinate(_ index: Int) -> Bool {
    guard index > 0, case .word(let word) = pieces[index - 1].kind else { return false }
    if word == .conjunction || word == .relative { return true }
    return packed(pieces[index - 1].range, in: bytes) == Self.whether
  }

  private static let whether = packed(TextRange(0, 7), in: Array("whether".utf8))

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

  private func isTitle(_ index: Int) -> Bool {
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
  private func speaker(beforeAside close: Int) -> Speaker? {
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

  private func kind(_ index: Int) -> SpeechPiece.Kind? {
    pieces.indices.contains(index) ? pieces[index].kind : nil
  }

  /// Whether only a title stands between a comma and this piece.
  private func startsAside(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, index - before < 6, isTitle(before) { before -= 1 }
    guard let kind = kind(before) else { return true }
    return kind == .comma || kind == .dash
  }

  private func speaker(beforeBracket close: Int) -> Speaker? {
    var index = close - 1
    while index >= 0, close - index < Self.longestAside, pieces[index].kind != .openBracket {
      index -= 1
    }
    guard index > 0, !isBoundary(index - 1) else { return nil }
    return speaker(ofPhraseEndingAt: index - 1)
  }

  // MARK: Noun phrases

  /// Whom the words up to here name: "Mayor Quill", "a spokesman for the White House", "the mayor".
  func speaker(ofPhraseEndingAt end: Int) -> Speaker {
    if case .mention(let mention) = pieces[end].kind, mentions[mention].kind == .person,
      !isGoverned(end)
    {
      return .entity(mentions[mention].entity)
    }
    var phrase = Phrase(head: end)
    var index = end - 1
    while index >= 0, end - index < Self.longestPhrase, extend(&phrase, to: &index) {}
    return speaker(of: phrase)
  }

  /// A noun phrase read from its end to its beginning.
  private struct Phrase {
    var head: Int
    /// The name that depends on the head: "White House" of "a spokesman for the White House".
    var dependent: Int?
    var isDefinite = false
    var isUnnamed = false
  }

  /// Takes one more piece to the left; false where the phrase begins.
  private func extend(_ phrase: inout Phrase, to index: inout Int) -> Bool {
    defer { index -= 1 }
    switch pieces[index].kind {
    case .word(.the): phrase.isDefinite = !isLinked(index)
    case .word(.indefinite), .word(.possessive): phrase.isUnnamed = !isLinked(index)
    case .possessive: phrase.isUnnamed = true
    // "a day after Quill said": a clause begins.
    case .word(.preposition) where opensClause(index): return false
    case .word(.preposition), .word(.binding):
      guard index > 0, !isBoundary(index - 1), pieces[index - 1].kind != .comma else {
        return false
      }
      if case .mention = pieces[phrase.head].kind { phrase.dependent = phrase.head }
      phrase.head = index - 1
      (phrase.isDefinite, phrase.isUnnamed) = (false, false)
    case .word(nil), .word(.male), .word(.female), .word(.spokesperson), .mark: return true
    case .mention(let mention):
      return mentions[mention].isAdjectival || index == phrase.head
    default: return false
    }
    return !(phrase.isDefinite || phrase.isUnnamed)
  }

  private func opensClause(_ index: Int) -> Bool {
    packed(pieces[index].range, in: bytes).map(Self.clauseOpeners.contains) ?? false
  }

  private static let clauseOpeners = Set(
    ["after", "before", "since", "until"].compactMap {
      packed(TextRange(0, $0.utf8.count), in: Array($0.utf8))
    })

  /// Whether a preposition before an article links its noun to one further left.
  private func isLinked(_ article: Int) -> Bool {
    word(article - 1) == .preposition || word(article - 1) == .binding
  }

  private func speaker(of phrase: Phrase) -> Speaker {
    switch pieces[phrase.head].kind {
    case .mention(let mention):
      return mentions[mention].isAdjectival || phrase.isUnnamed
        ? .unnamed : .entity(mentions[mention].entity)
    case .word(.spokesperson):
      guard let dependent = phrase.dependent, case .mention(let mention) = pieces[dependent].kind
      else { return bodyBefore(phrase.head) }
      return .entity(mentions[mention].entity)
    case .word where !phrase.isUnnamed:
      guard phrase.isDefinite || pieces[phrase.head].isCapitalised else { return .unnamed }
      return role(phrase.head).map(Speaker.entity) ?? described(phrase.head)
    default: return .unnamed
    }
  }

  /// "A spokesman said": for the body named last in the paragraph.
  private func bodyBefore(_ head: Int) -> Speaker {
    var index = head - 1
    while index >= 0, head - index < 80, pieces[index].kind != .paragraphEnd {
      if case .mention(let mention) = pieces[index].kind,
        mentions[mention].kind == .organisation
      {
        return .entity(mentions[mention].entity)
      }
      index -= 1
    }
    return .unnamed
  }

  /// "the lawyer", of whom no role tells: as "he", whoever the sentences before are about.
  private func described(_ head: Int) -> Speaker {
    isPersonNoun(pieces[head].range, in: bytes) ? .pronoun(head) : .unnamed
  }

  /// Whether a name depends on a noun for a person: "a lawyer for Quill".
  private func isGoverned(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, index - before < 8, isTitle(before) { before -= 1 }
    guard word(before) == .binding, !isBoundary(before - 1) else { return false }
    if case .word = pieces[before - 1].kind { return !pieces[before - 1].isCapitalised }
    return false
  }

  /// The entity that a noun alone means: whoever was last mentioned of those with such a role.
  private func role(_ index: Int) -> Int? {
    let candidates = roles.entities(of: pieces[index].range, in: bytes)
    guard !candidates.isEmpty else { return nil }
    var before = index
    while before >= 0, index - before < 600 {
      if case .mention(let mention) = pieces[before].kind,
        candidates.contains(mentions[mention].entity)
      {
        return mentions[mention].entity
      }
      before -= 1
    }
    return nil
  }

  // MARK: To the right: "said Quill", "said the mayor, Mara Quill"

  /// The subject that follows a cue; nil where none does.
  func speaker(rightOf cue: Int) -> Speaker? {
    var index = cue + 1
    while word(index) == .adverb || word(index) == .weekday { index += 1 }
    switch kind(index) {
    case .word(.he), .word(.she): return .pronoun(index)
    case .word(.otherPronoun): return .unnamed
    case .word(.indefinite), .word(.possessive): return speaker(ofPhraseFrom: index, named: false)
    case .word(nil), .word(.the), .word(.male), .word(.female), .word(.spokesperson), .mention:
      return speaker(ofPhraseFrom: index, named: true)
    default: return nil
    }
  }

  /// Walks over titles to a name; an unnamed phrase may be followed by its name after a comma.
  private func speaker(ofPhraseFrom start: Int, named: Bool) -> Speaker? {
    var index = start
    var governing: SpeechWord?
    var head: Int?
    while index < pieces.count, index - start < Self.longestPhrase {
      switch pieces[index].kind {
      case .mention(let mention) where mentions[mention].isAdjectival: break
      case .mention(let mention):
        let found = mentions[mention]
        if governing == nil || head.map({ word($0) == .spokesperson }) ?? false {
          return named || found.kind == .person || head != nil ? .entity(found.entity) : .unnamed
        }
        if found.kind == .person, isTitleLink(index) { return .entity(found.entity) }
        if head.map(isGovernment) ?? false { return .entity(found.entity) }
      case .word(.binding), .word(.preposition): governing = governing ?? word(index)
      case .word(nil), .word(.male), .word(.female), .word(.spokesperson):
        if governing == nil { head = index }
      case .word(.the), .word(.indefinite), .word(.possessive), .mark: break
      case .comma:
        if case .mention(let mention) = kind(index + 1), mentions[mention].kind == .person {
          return .entity(mentions[mention].entity)
        }
        return speaker(ofHead: head, named: named)
      default: return speaker(ofHead: head, named: named)
      }
      index += 1
    }
    return speaker(ofHead: head, named: named)
  }

  /// "the government of Kenya" speaks for Kenya.
  private func isGovernment(_ head: Int) -> Bool {
    packed(pieces[head].range, in: bytes) == Self.government
  }

  private static let government = packed(TextRange(0, 10), in: Array("government".utf8))

  private func speaker(ofHead head: Int?, named: Bool) -> Speaker {
    guard named, let head else { return .unnamed }
    return role(head).map(Speaker.entity) ?? described(head)
  }

  /// "Secretary of State Antony Blinken": what governs is part of a title.
  private func isTitleLink(_ index: Int) -> Bool {
    if case .word(nil) = kind(index - 1) {
      return pieces[index - 1].isCapitalised || word(index - 2) == .binding
    }
    return false
  }
}
