// lede-workshop train: the tagger's model, made anew.
import ArgumentParser
import Foundation
import StoryParsing

/// Trains the tagger on corpora and our own text.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the finder of names, and write its model.",
    discussion: """
      With --hold a source is left out in turn and scored on instead: what carries over to text \
      of a kind that was never seen. Nothing is written then.
      """)

  @Option(help: "The folder of corpora; README.md beside the text says where to get them.")
  var corpora = "../shared/data"
  @Option(help: "The folder of our own text.") var text = "Sources/lede-workshop/NewsText"
  @Option(help: "Where to write the model.") var output = "Sources/CLexicon/Lists/tagger.bin"
  @Option(help: "Leave out a source: gmb, gum, own, share-alike …") var without: [String] = []
  @Option(help: "Leave out a source in turn and score on it: gum, africa …") var hold: [String] = []

  func run() throws {
    let sets = try trainingSets()
    guard hold.isEmpty else { return try crossValidate(sets) }
    let training = try learn(sets)
    try Data(training.bytes).write(to: URL(filePath: output))
    print("\(output): certainty \(training.certainty.slope) \(training.certainty.base)")
  }

  private func trainingSets() throws -> [TrainingSet] {
    let own = try TrainingSet.ownText(in: text).filter { !$0.isHeldBack }
    let sets = TrainingSet.corpora(in: corpora) + (without.contains("own") ? [] : own)
    return sets.filter { set in
      !without.contains(set.source) && !(set.isShareAlike && without.contains("share-alike"))
    }
  }

  /// Learns from sets, then again with the larger ones behind them, relabelled by the first tagger.
  private func learn(_ sets: [TrainingSet]) throws -> Training {
    let first = Training(try Texts(sets) { try $0.lessons() })
    guard sets.contains(where: { $0.whole != nil }) else { return first }
    return Training(
      try Texts(sets) { set in
        guard let whole = set.whole else { return try set.lessons() }
        return try GoldStory.corpus(whole).map { $0.relabelled(by: first) }
      })
  }

  private func crossValidate(_ sets: [TrainingSet]) throws {
    print("".padding(toLength: 12, withPad: " ", startingAt: 0), SpanScore.heading)
    var sum = 0.0
    for source in hold {
      let training = try learn(sets.filter { $0.source != source })
      var score = SpanScore()
      for set in sets where set.source == source {
        for story in try set.stories() {
          let lesson = Lesson(story, weight: set.weight)
          score.add(training.names(of: lesson).compactMap { lesson.span(of: $0) }, in: story)
        }
      }
      print(source.padding(toLength: 12, withPad: " ", startingAt: 0), score)
      fflush(nil)
      sum += score.core3
    }
    print(String(format: "mean core3 %.2f", sum / Double(hold.count)))
  }
}
