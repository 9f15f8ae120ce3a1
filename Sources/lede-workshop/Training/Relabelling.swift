// A corpus with many wrong names, read again by a tagger that learnt from better ones.
import StoryParsing

extension GoldStory {
  /// How likely a name must be right to be believed against the corpus.
  private static let sureness = 0.9

  /// The story with the names that a tagger finds: believed where the corpus has them too or the
  /// tagger is sure, doubtful elsewhere, as is what the corpus alone takes for a name.
  func relabelled(by training: Training) -> GoldStory {
    let lesson = Lesson(self, weight: 0)
    let theirs = Set(names.map(SpanScore.Span.init))
    var story = self
    story.names = []
    story.doubtful = []
    story.hasDemonyms = true
    story.isRelabelled = true
    for name in training.names(of: lesson) {
      guard let span = lesson.span(of: name), let kind = name.tag.kind else { continue }
      story.names.append(
        Name(range: span.range, kind: kind.kind, isAdjectival: kind.isAdjectival))
      let isSure = training.certainty.confidence(of: name.lead) >= Self.sureness
      if !isSure, !kind.isAdjectival, !theirs.contains(span) { story.doubtful.append(span.range) }
    }
    story.doubtful += names.map(\.range).filter { range in
      !story.names.contains { $0.range.overlaps(range) }
    }
    return story
  }
}
