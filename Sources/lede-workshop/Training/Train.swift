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
    var sources: [String] = []
    var all: [Lesson] = []
    var lessons = Lessons()
    for set in sets {
      for story in try set.stories() {
        let lesson = Lesson(story, weight: set.weight)
        lessons.add(lesson)
        all.append(lesson)
        sources.append(set.source)
      }
    }
    print("\(all.count) texts, \(lessons.tags.count) tokens that may be named")
    if hold.isEmpty {
      let training = Training(all, lessons, stories: Array(all.indices))
      try Data(training.bytes).write(to: URL(filePath: output))
      print("\(output): certainty \(training.certainty.slope) \(training.certainty.base)")
    } else {
      crossValidate(all, lessons, sources)
    }
  }

  private func trainingSets() throws -> [TrainingSet] {
    let own = try TrainingSet.ownText(in: text).filter { !$0.isHeldBack }
    let sets = TrainingSet.corpora(in: corpora) + (without.contains("own") ? [] : own)
    return sets.filter { set in
      !without.contains(set.source) && !(set.isShareAlike && without.contains("share-alike"))
    }
  }

  private func crossValidate(_ all: [Lesson], _ lessons: Lessons, _ sources: [String]) {
    print("".padding(toLength: 12, withPad: " ", startingAt: 0), SpanScore.heading)
    var sum = 0.0
    for source in hold {
      let training = Training(
        all, lessons, stories: all.indices.filter { sources[$0] != source })
      var score = SpanScore()
      for story in all.indices where sources[story] == source {
        let names = training.names(of: all[story]).compactMap { all[story].span(of: $0) }
        score.add(names, in: all[story].gold)
      }
      print(source.padding(toLength: 12, withPad: " ", startingAt: 0), score)
      fflush(nil)
      sum += score.core3
    }
    print(String(format: "mean core3 %.2f", sum / Double(hold.count)))
  }
}
