// Generated stories as a file, for benchmarks of the whole program.
import ArgumentParser
import FoundationEssentials
import StoryParsing

/// Prints generated stories as JSON lines.
struct GenerateStories: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories", abstract: "Print generated stories as JSON lines.")

  @Option(help: "How many.") var count = 300
  @Option(help: "About how many words each has.") var words = 400

  /// A line of the output.
  private struct Line: Encodable {
    let id, headline, text, byline, published, source: String
  }

  func run() throws {
    let encoder = JSONEncoder()
    for story in StoryGenerator(count: count, words: words) {
      let parts = story.text.split(separator: "\n", maxSplits: 1).map(String.init)
      let line = Line(
        id: story.id.name, headline: parts[0], text: parts[1], byline: story.byline ?? "",
        published: story.published?.formatted(.iso8601) ?? "", source: story.source)
      print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }
  }
}
