// How the tagger is trained: a first tagging, then a second one on what the first makes of
// stories that it has not seen.
import Dispatch
import Foundation
import StoryParsing

/// A tagger learnt from lessons.
struct Training {
  typealias Row = TagModel.Scores

  let first: RandomField
  let second: RandomField
  private(set) var certainty = TagModel.Certainty(slope: 1, base: 0)

  private static let firstCourse = RandomField.Course(bits: 19, rounds: 7, rate: 0.03, drop: 0.5)
  private static let secondCourse = RandomField.Course(bits: 13, rounds: 6, rate: 0.02, drop: 0.2)
  /// Into how many parts the stories are dealt; each is tagged by a field that learnt the others.
  private static let partCount = 4

  /// Learns from all of the texts.
  init(_ texts: Texts) {
    let (all, lessons) = (texts.all, texts.lessons)
    // The last field learns from everything, each other from all parts but one.
    let parts = (0...Self.partCount).map { part in
      all.indices.filter { $0 % Self.partCount == part }
    }
    let fields = inParallel(parts.count) { number in
      let own = Set(parts[number])
      let field = RandomField(Self.firstCourse)
      field.learn(lessons.segments(of: all.indices.filter { !own.contains($0) }), of: lessons)
      return field
    }
    let last = fields[Self.partCount]
    var seconds = Lessons()
    for (part, field) in zip(parts, fields) {
      for story in part {
        let scores = field.scores(of: lessons.tokens(of: story), in: lessons)
        seconds.add(all[story], after: scores, field.transitions)
      }
    }
    first = last
    second = RandomField(Self.secondCourse, transitions: last.transitions)
    second.learn(seconds.segments(of: all.indices), of: seconds)
    certainty = fitCertainty(all, parts.flatMap { $0 }, seconds)
  }

  /// The model's bytes.
  var bytes: [UInt8] {
    TagModel.bytes(certainty: certainty, first: first.bytes, second: second.bytes)
  }

  /// The names of a story that it did not learn from.
  func names(of lesson: Lesson) -> [TaggerLesson.Name] {
    var lessons = Lessons()
    lessons.add(lesson)
    let scores = first.scores(of: lessons.tokens(of: 0), in: lessons)
    var seconds = Lessons()
    seconds.add(lesson, after: scores, first.transitions)
    return lesson.lesson.names(
      of: second.scores(of: seconds.tokens(of: 0), in: seconds), second.transitions)
  }

  /// How likely a name is right, by its lead: a logistic curve through what `names` found in
  /// stories that the first tagging had not seen.
  private func fitCertainty(
    _ all: [Lesson], _ stories: [Int], _ seconds: Lessons
  ) -> TagModel.Certainty {
    var seen: [(lead: Double, isRight: Bool)] = []
    for (place, story) in stories.enumerated() {
      let lesson = all[story]
      guard !lesson.gold.isRelabelled else { continue }
      let truth = Set(lesson.gold.names.map(SpanScore.Span.init))
      let scores = second.scores(of: seconds.tokens(of: place), in: seconds)
      for name in lesson.lesson.names(of: scores, second.transitions) {
        guard let span = lesson.span(of: name), span.sort != "adjectival" else { continue }
        seen.append((Double(name.lead), truth.contains(span)))
      }
    }
    return logisticCurve(through: seen)
  }
}

extension Lesson {
  /// A tagger's name as a stretch of the text.
  func span(of name: TaggerLesson.Name) -> SpanScore.Span? {
    guard let kind = name.tag.kind, let last = name.tokens.last else { return nil }
    return SpanScore.Span(
      TextRange(ranges[name.tokens.lowerBound].start, ranges[last].end), kind.kind,
      isAdjectival: kind.isAdjectival)
  }
}

/// The logistic curve that makes what was seen most likely, by gradient steps.
private func logisticCurve(through seen: [(lead: Double, isRight: Bool)]) -> TagModel.Certainty {
  var slope = 0.5
  var base = 0.0
  for _ in 0..<2_000 {
    var slopeStep = 0.0
    var baseStep = 0.0
    for (lead, isRight) in seen {
      let error = (isRight ? 1 : 0) - 1 / (1 + exp(-(slope * lead + base)))
      slopeStep += error * lead
      baseStep += error
    }
    slope += 0.1 * slopeStep / Double(max(seen.count, 1))
    base += 0.3 * baseStep / Double(max(seen.count, 1))
  }
  return TagModel.Certainty(slope: Float(slope), base: Float(base))
}

/// Does pieces of work at once, each by its number; the results in order.
private func inParallel<Result>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
  nonisolated(unsafe) let results = UnsafeMutablePointer<Result>.allocate(capacity: count)
  defer {
    results.deinitialize(count: count)
    results.deallocate()
  }
  DispatchQueue.concurrentPerform(iterations: count) { number in
    (results + number).initialize(to: body(number))
  }
  return (0..<count).map { results[$0] }
}
