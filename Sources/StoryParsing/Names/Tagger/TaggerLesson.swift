// A story as the tagger learns from it: for the workshop.

/// The stretches of a story that a tagger reads, and their tokens' features.
package struct TaggerLesson: Sendable {
  private let tagger: NameTagger

  package init(_ story: Story) {
    let text = story.text
    let structure = findStructure(in: story)
    let tokens = tokenize(text)
    let sentences = findSentences(in: tokens, of: structure.paragraphs, in: text)
    tagger = NameTagger(NameReading(tokens, of: sentences, structure: structure, in: text))
  }

  /// Where the tokens of each stretch stand in the text.
  package var segments: [[TextRange]] {
    let tokens = tagger.reading.words.tokens
    return tagger.segments.map { $0.tokens.map { tokens[$0].range } }
  }

  /// The tag that rules give each token.
  package var ruled: [NameTag] {
    tagger.segments.flatMap { $0.tokens.map { tagger.reading.tags[$0] } }
  }

  /// The features of each token for the first tagging.
  package func firstFeatures(_ body: ([UInt32]) -> Void) { tagger.readFirst(body) }

  /// The features of each token for the second tagging, after a first one by these scores.
  package func secondFeatures(
    after scores: [TagModel.Scores], _ transitions: [TagModel.Scores], _ body: ([UInt32]) -> Void
  ) {
    let story = TaggedStory(
      tagger, TagPaths(scores, of: tagger.segments, TagTransitions(transitions)))
    tagger.readSecond(after: story, body)
  }

  /// A name by the places of its first token and past its last, among all stretches' tokens.
  package struct Name {
    package let tokens: Range<Int>
    package let tag: NameTag
    package let lead: Float
  }

  /// The names that scores make.
  package func names(
    of scores: [TagModel.Scores], _ transitions: [TagModel.Scores]
  ) -> [Name] {
    names(of: TagPaths(scores, of: tagger.segments, TagTransitions(transitions)))
  }

  private func names(of paths: TagPaths) -> [Name] {
    tagger.names(of: paths).map { place, name in
      Name(
        tokens: place..<place + name.tokens.count,
        tag: NameTag(name.kind, isAdjectival: name.isAdjectival, isFirst: true),
        lead: name.lead)
    }
  }

  /// The names by a model.
  package func names(by model: TagModel) -> [Name] {
    names(of: TagPaths(tagger.scores(by: model), of: tagger.segments, model.second.transitions))
  }
}
