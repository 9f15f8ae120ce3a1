// Whom a noun phrase names: "Mayor Quill", "a spokesman for the White House", "the mayor".

extension SpeakerFinder {
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
  struct Phrase {
    var head: Int
    /// The name that depends on the head: "White House" of "a spokesman for the White House".
    var dependent: Int?
    /// The name that has it: "Uganda" of "Uganda’s high commission".
    var owner: Int?
    var isDefinite = false
    var isUnnamed = false
  }

  /// Takes one more piece to the left; false where the phrase begins.
  func extend(_ phrase: inout Phrase, to index: inout Int) -> Bool {
    defer { index -= 1 }
    switch pieces[index].kind {
    case .word(.the): phrase.isDefinite = !isLinked(index)
    case .word(.indefinite), .word(.possessive): phrase.isUnnamed = !isLinked(index)
    case .possessive:
      phrase.isUnnamed = true
      if case .mention = kind(index - 1) { phrase.owner = index - 1 }
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

  func opensClause(_ index: Int) -> Bool {
    packed(pieces[index].range, in: bytes).map(Self.clauseOpeners.contains) ?? false
  }

  static let clauseOpeners = Set(
    ["after", "before", "since", "until"].compactMap {
      packed(TextRange(0, $0.utf8.count), in: Array($0.utf8))
    })

  /// Whether a preposition before an article links its noun to one further left.
  func isLinked(_ article: Int) -> Bool {
    word(article - 1) == .preposition || word(article - 1) == .binding
  }

  func speaker(of phrase: Phrase) -> Speaker {
    switch pieces[phrase.head].kind {
    case .mention(let mention):
      return mentions[mention].isAdjectival || phrase.isUnnamed
        ? .unnamed : .entity(mentions[mention].entity)
    case .word(.spokesperson):
      guard let dependent = phrase.dependent, case .mention(let mention) = pieces[dependent].kind
      else { return bodyBefore(phrase.head) }
      return .entity(mentions[mention].entity)
    case .word where phrase.isUnnamed && speaksForOwner(phrase):
      guard let owner = phrase.owner, case .mention(let mention) = pieces[owner].kind else {
        return .unnamed
      }
      return .entity(mentions[mention].entity)
    case .word where !phrase.isUnnamed:
      guard phrase.isDefinite || pieces[phrase.head].isCapitalised else { return .unnamed }
      return role(phrase.head).map(Speaker.entity) ?? described(phrase.head)
    default: return .unnamed
    }
  }

  /// "Uganda’s high commission", "the bank’s board": who has it speaks by it.
  func speaksForOwner(_ phrase: Phrase) -> Bool {
    guard let owner = phrase.owner, case .mention(let mention) = pieces[owner].kind else {
      return false
    }
    let kind = mentions[mention].kind
    return kind != .person && kind != .place
      && (isBodyNoun(pieces[phrase.head].range, in: bytes) || isGovernment(phrase.head))
  }

  /// "A spokesman said", "the company said": the body named last.
  func bodyBefore(_ head: Int) -> Speaker {
    var index = head - 1
    while index >= 0, head - index < 600 {
      if case .mention(let mention) = pieces[index].kind,
        mentions[mention].kind == .organisation
      {
        return .entity(mentions[mention].entity)
      }
      index -= 1
    }
    return .unnamed
  }

  /// "the lawyer", of whom no role tells: as "he", whoever the sentences before are about; and "the
  /// company" as "it".
  func described(_ head: Int) -> Speaker {
    let range = pieces[head].range
    return isPersonNoun(range, in: bytes) || isBodyNoun(range, in: bytes)
      ? .pronoun(head) : .unnamed
  }

  /// Whether a name depends on a noun for a person: "a lawyer for Quill".
  func isGoverned(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, index - before < 8, isTitle(before) { before -= 1 }
    guard word(before) == .binding, !isBoundary(before - 1),
      case .word(let noun) = pieces[before - 1].kind, !pieces[before - 1].isCapitalised
    else { return false }
    // "It belongs to Quill, who said": only an adviser "to" somebody speaks himself.
    let isTo = pieces[before].range.count == 2 && bytes.lowered(pieces[before].range.start) == 0x74
    return !isTo || noun == .spokesperson || isPersonNoun(pieces[before - 1].range, in: bytes)
  }

  /// The entity that a noun alone means: whoever was last mentioned of those with such a role.
  func role(_ index: Int) -> Int? {
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
    // "The company" before it is named in full.
    return candidates.count == 1 && isBodyNoun(pieces[index].range, in: bytes)
      ? candidates.first : nil
  }
}
