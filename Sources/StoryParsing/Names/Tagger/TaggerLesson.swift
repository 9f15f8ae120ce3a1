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
      tagger.reading.words, tagger.segments, tagger.paths(scores, transitions))
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
    var start = 0
    return zip(tagger.segments, tagger.paths(scores, transitions)).flatMap { segment, path in
      defer { start += segment.tokens.count }
      return path.names(of: segment).map { name in
        let first = start + name.tokens.lowerBound - segment.tokens.lowerBound
        return Name(
          tokens: first..<first + name.tokens.count,
          tag: NameTag(name.kind, isAdjectival: name.isAdjectival, isFirst: true),
          lead: name.lead)
      }
    }
  }

  /// The names by a model.
  package func names(by model: TagModel) -> [Name] {
    names(of: tagger.scores(by: model), model.second.transitions)
  }
}
