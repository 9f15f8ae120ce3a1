// A story as far as lists and rules read it: what the tagger starts from.

/// The words of a story, what is known of them, and the names that rules find.
struct NameReading {
  let words: Words
  let scopes: [SentenceScope]
  let evidence: StoryEvidence
  /// The names that rules find, in order, never overlapping.
  let ruled: [RuledName]

  /// What rules take for none of the kinds, in order: ships, wars, prizes.
  let things: [Range<Int>]
  /// The tag that rules give each token, and what they found it by: 1 list, 2 rule, 3 repetition,
  /// and 4 for what is none of the kinds: a ship, a war.
  private(set) var tags: [NameTag]
  private(set) var evidenceCodes: [UInt8]

  /// A name that lists and rules find.
  struct RuledName {
    let tokens: Range<Int>
    let name: FoundName
    /// Whether the story's own form gives it, as a byline does; then no model is asked.
    let isGiven: Bool
    /// Whether it is more than one common word: several words, an acronym; of countries, which are
    /// part of many other names, an acronym.
    let isTelling: Bool
  }

  init(_ tokens: [Token], of sentences: [TextRange], structure: Structure, in text: String) {
    words = Words(tokens, in: text, gazetteer: .shared)
    scopes = SentenceScope.scopes(of: sentences, in: words)
    evidence = StoryEvidence(words, scopes)
    let found = ruledNames(in: words, scopes, evidence, structure: structure)
    ruled = found.names
    things = found.things
    tags = Array(repeating: .outside, count: words.count)
    evidenceCodes = Array(repeating: 0, count: words.count)
    for thing in things { for index in thing { evidenceCodes[index] = 4 } }
    for ruled in ruled where !ruled.name.isOtherScript {
      for index in ruled.tokens {
        tags[index] = NameTag(
          ruled.name.kind, isAdjectival: ruled.name.isAdjectival,
          isFirst: index == ruled.tokens.lowerBound)
        evidenceCodes[index] =
          switch ruled.name.evidence {
          case .list: 1
          case .rule, .model: 2
          case .repetition: 3
          }
      }
    }
  }
}
