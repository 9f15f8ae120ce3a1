// lede-workshop score: how many names are found exactly, set by set.
import ArgumentParser
import Foundation
import StoryParsing

/// Scores the finder of names on sets that it never learnt from.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score the finder of names on sets that it did not learn from.")

  @Option(help: "The folder of corpora; README.md beside the text says where to get them.")
  var corpora = "../shared/data"
  @Option(help: "The folder of our own text.") var text = "Sources/lede-workshop/NewsText"
  @Option(help: "A model's file, to be scored without what the story's form gives.")
  var model: String?
  @Flag(help: "Show what was missed (-) and what was found amiss (+).") var errors = false
  @Option(help: "Only sets of this source.") var only: [String] = []

  func run() throws {
    let model = try model.map { TagModel([UInt8](try Data(contentsOf: URL(filePath: $0)))) }
    print("".padding(toLength: 24, withPad: " ", startingAt: 0), SpanScore.heading)
    let own = try TrainingSet.ownText(in: text).filter(\.isHeldBack)
    let sets = TrainingSet.measured(in: corpora) + own
    for set in sets where only.isEmpty || only.contains(set.source) {
      guard FileManager.default.fileExists(atPath: set.path) else {
        print("\(set.path) is not there, and left out")
        continue
      }
      var score = SpanScore()
      for gold in try set.stories() {
        let spans = spans(of: gold, by: model)
        score.add(spans, in: gold)
        if errors { show(spans, in: gold) }
      }
      let name = URL(filePath: set.path).lastPathComponent
      print(name.padding(toLength: 24, withPad: " ", startingAt: 0), score)
    }
  }

  private func spans(of gold: GoldStory, by model: TagModel?) -> [SpanScore.Span] {
    if let model {
      let lesson = Lesson(gold, weight: 1)
      return lesson.lesson.names(by: model).compactMap { lesson.span(of: $0) }
    }
    let story = Story(id: Story.ID(source: "gold", name: gold.id), text: gold.text)
    return analyze(story).mentions.map {
      SpanScore.Span($0.range, $0.kind, isAdjectival: $0.isAdjectival)
    }
  }

  private func show(_ spans: [SpanScore.Span], in gold: GoldStory) {
    let truth = Set(gold.names.map(SpanScore.Span.init))
    let bytes = Array(gold.text.utf8)
    func show(_ sign: String, _ span: SpanScore.Span) {
      let (start, end) = (span.range.start, span.range.end)
      let parts = [max(0, start - 40)..<start, start..<end, end..<min(bytes.count, end + 30)]
        .map { String(decoding: bytes[$0], as: UTF8.self).replacing("\n", with: "|") }
      print("\(sign) \(span.sort.prefix(3)) \(parts[0])[\(parts[1])]\(parts[2])")
    }
    for span in spans where !truth.contains(span) { show("+", span) }
    for span in truth.subtracting(spans).sorted(by: { $0.range.start < $1.range.start }) {
      show("-", span)
    }
  }
}
