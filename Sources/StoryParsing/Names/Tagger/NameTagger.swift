// From features to names: a story tagged, then tagged again with what the whole of it showed.

/// A name that a model found.
struct TaggedName {
  let tokens: Range<Int>
  let kind: EntityKind
  let isAdjectival: Bool
  /// How far ahead of every other reading the least certain of its tokens is.
  let lead: Float
}

/// The stretches of a story that may hold names, with the scores of their tokens' tags.
struct NameTagger {
  let reading: NameReading
  let segments: [TagSegment]

  init(_ reading: NameReading) {
    self.reading = reading
    segments = reading.segments()
  }

  /// The names of the story by a model, in order.
  func names(by model: TagModel) -> [TaggedName] {
    names(of: TagPaths(scores(by: model), of: segments, model.second.transitions)).map(\.name)
  }

  /// What a model says of each token of all segments, after both taggings.
  func scores(by model: TagModel) -> [TagModel.Scores] {
    var scores: [TagModel.Scores] = []
    readFirst { scores.append(model.first.scores(of: $0)) }
    let story = TaggedStory(self, TagPaths(scores, of: segments, model.first.transitions))
    var place = 0
    readSecond(after: story) {
      scores[place] += model.second.scores(of: $0)
      place += 1
    }
    return scores
  }

  /// Hands over the features of each token for the first tagging.
  func readFirst(_ body: ([UInt32]) -> Void) {
    var features = TagFeatures(reading, of: segments, .shared)
    for segment in segments {
      for index in segment.tokens {
        features.read(index, of: segment.tokens, in: segment.sentence)
        body(features.found)
      }
    }
  }

  /// Hands over the features of each token for the second tagging.
  func readSecond(after story: TaggedStory, _ body: ([UInt32]) -> Void) {
    var features = TaggedStoryFeatures(story, reading)
    for segment in segments {
      features.begin(segment.tokens)
      for index in segment.tokens {
        features.read(index, in: segment.sentence)
        body(features.found)
      }
    }
  }

  /// The names that tags make, each with the place of its first token among those of all segments.
  func names(of paths: TagPaths) -> [(place: Int, name: TaggedName)] {
    var start = 0
    return segments.flatMap { segment in
      defer { start += segment.tokens.count }
      return paths.names(of: segment, from: start).map {
        (start + $0.tokens.lowerBound - segment.tokens.lowerBound, $0)
      }
    }
  }
}
