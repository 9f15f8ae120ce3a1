// Gold stories as numbers: what a trainer goes through again and again.
import Foundation
import StoryParsing

/// Stretches of tokens with features and tags, one after the other in flat arrays.
struct Lessons {
  typealias Row = TagModel.Scores

  /// The features of all tokens.
  private(set) var features: [UInt32] = []
  /// Where each token's features begin, and where the last one's end.
  private(set) var tokens: [Int] = [0]
  private(set) var tags: [UInt8] = []
  /// What a first tagging says of each token; nothing in lessons of the first tagging.
  private(set) var scores: [Row] = []
  /// Where each segment's tokens begin, and where the last one's end.
  private(set) var segments: [Int] = [0]
  /// How much each segment counts.
  private(set) var weights: [Float] = []
  /// Where each story's segments begin, and where the last one's end.
  private(set) var stories: [Int] = [0]

  /// The tokens of a story.
  func tokens(of story: Int) -> Range<Int> {
    segments[stories[story]]..<segments[stories[story + 1]]
  }

  /// The segments of some stories.
  func segments(of chosen: some Sequence<Int>) -> [Int] {
    chosen.flatMap { stories[$0]..<stories[$0 + 1] }.filter { weights[$0] > 0 }
  }

  /// Adds a story with the features of its first tagging.
  mutating func add(_ gold: Lesson) {
    gold.lesson.firstFeatures { add($0) }
    close(gold)
  }

  /// Adds a story with the features of its second tagging.
  mutating func add(_ gold: Lesson, after scores: [Row], _ transitions: [Row]) {
    gold.lesson.secondFeatures(after: scores, transitions) { add($0) }
    self.scores += scores
    close(gold)
  }

  private mutating func add(_ found: [UInt32]) {
    features += found
    tokens.append(features.count)
  }

  private mutating func close(_ gold: Lesson) {
    for segment in gold.lesson.segments {
      segments.append((segments.last ?? 0) + segment.count)
      weights.append(gold.isDoubtful(segment) ? 0 : gold.weight)
    }
    tags += gold.tags
    stories.append(weights.count)
  }
}

/// A gold story as the tagger reads it, with its tokens' true tags.
struct Lesson {
  let gold: GoldStory
  let lesson: TaggerLesson
  /// The true tag of each token of all segments.
  let tags: [UInt8]
  /// Where each token stands in the text.
  let ranges: [TextRange]
  let weight: Float

  init(_ story: GoldStory, weight: Float) {
    gold = story
    self.weight = weight
    lesson = TaggerLesson(
      Story(id: Story.ID(source: "gold", name: story.id), text: story.text))
    ranges = lesson.segments.flatMap { $0 }
    tags = Self.tags(of: story, lesson)
  }

  /// Whether it is not known what a stretch names.
  func isDoubtful(_ segment: [TextRange]) -> Bool {
    guard let first = segment.first, let last = segment.last else { return false }
    let range = TextRange(first.start, last.end)
    return gold.doubtful.contains { $0.overlaps(range) }
  }

  private static func tags(of story: GoldStory, _ lesson: TaggerLesson) -> [UInt8] {
    let ruled = lesson.ruled
    var tags: [UInt8] = []
    var next = 0
    for segment in lesson.segments {
      var last: TextRange?
      for range in segment {
        while next < story.names.count, story.names[next].range.end <= range.start { next += 1 }
        var tag = NameTag.outside
        if next < story.names.count, story.names[next].range.overlaps(range) {
          let name = story.names[next]
          tag = NameTag(name.kind, isAdjectival: name.isAdjectival, isFirst: last != name.range)
          last = name.range
        } else {
          last = nil
          // A corpus without demonyms: the rules know them.
          let rule = ruled[tags.count]
          if !story.hasDemonyms, rule == .beginDemonym || rule == .insideDemonym { tag = rule }
        }
        tags.append(tag.rawValue)
      }
    }
    return tags
  }
}

/// The texts of sets, each as a lesson and all of them as features of the first tagging.
struct Texts {
  private(set) var all: [Lesson] = []
  private(set) var lessons = Lessons()

  init(_ sets: [TrainingSet], stories: (TrainingSet) throws -> [GoldStory]) throws {
    for set in sets {
      for story in try stories(set) {
        let lesson = Lesson(story, weight: set.weight * story.share)
        lessons.add(lesson)
        all.append(lesson)
      }
    }
    print("\(all.count) texts, \(lessons.tags.count) tokens that may be named")
  }
}
