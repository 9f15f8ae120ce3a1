// What is in a story: the table of contents of this module.

/// What was found in a story's text. Everything in it is a range over that text.
public struct Analysis: Hashable, Sendable {
  /// In order; together they hold every byte but line ends and lines of mere space.
  public let paragraphs: [Paragraph]
  public let dateline: Dateline?
  public let bylines: [Byline]
  public let sentences: [TextRange]
  /// In order, never overlapping.
  public let mentions: [Mention]
  /// In order of first mention; `Mention.entity` is an index into it.
  public let entities: [Entity]
  /// Words in marks, in order; of nested ones the outermost.
  public let quotations: [Quotation]
  /// Words in marks inside other words in marks, in order.
  public let nestedQuotations: [Quotation]
  /// What is reported without marks, in order: "Quill said the harbour would reopen".
  public let reportedSpeech: [Quotation]
}

/// Rises when `analyze` finds something else in the same text: what was kept of it is then old.
public let analyserVersion = 2

/// Finds structure, sentences, names and quotations in a story.
///
/// A pure function of the story: no clock, file or random number is read.
public func analyze(_ story: Story) -> Analysis {
  let text = story.text
  let structure = findStructure(in: story)
  let tokens = tokenize(text)
  let sentences = findSentences(in: tokens, of: structure.paragraphs, in: text)
  let reading = NameReading(tokens, of: sentences, structure: structure, in: text)
  let names = findNames(in: reading, given: GivenNames(story.extra), by: .shared)
  let (mentions, entities) = resolveCoreference(
    of: names, structure: structure, in: reading.words, of: text)
  let speech = attribute(
    findQuotations(in: text, of: structure.paragraphs), mentions: mentions, entities: entities,
    tokens: tokens, in: text)
  return Analysis(
    paragraphs: structure.paragraphs, dateline: structure.dateline, bylines: structure.bylines,
    sentences: sentences, mentions: mentions, entities: entities, quotations: speech.quotations,
    nestedQuotations: speech.nested, reportedSpeech: speech.reports)
}

extension Analysis {
  /// The same with names joined over stories: other keys and kinds, by entity, and without the
  /// mentions of what is no name.
  ///
  /// - Parameter names: for each entity, in their order; nil for what was dismissed.
  public func followed(as names: [(key: String, kind: EntityKind)?]) -> Analysis {
    guard names.count == entities.count else { return self }
    let known = zip(entities, names).map { entity, name in
      Entity(
        kind: name?.kind ?? entity.kind, name: entity.name, code: entity.code,
        aliases: entity.aliases, roles: entity.roles, standing: entity.standing,
        mentionCount: name == nil ? 0 : entity.mentionCount, salience: entity.salience,
        confidence: entity.confidence, key: name?.key ?? entity.key)
    }
    let kept = mentions.compactMap { mention in
      names[mention.entity].map {
        Mention(
          range: mention.range, kind: $0.kind, entity: mention.entity,
          isAdjectival: mention.isAdjectival, evidence: mention.evidence,
          confidence: mention.confidence)
      }
    }
    return Analysis(
      paragraphs: paragraphs, dateline: dateline, bylines: bylines, sentences: sentences,
      mentions: kept, entities: known, quotations: quotations,
      nestedQuotations: nestedQuotations, reportedSpeech: reportedSpeech)
  }
}

/// Reads the lists and the model, as the first analysis would.
///
/// Whoever lowers its thread's priority calls it before: all others wait for that reading.
public func prepareAnalysis() {
  _ = Gazetteer.shared
  _ = TagModel.shared
  _ = WordClusters.shared
}
