// How fast the views of a name are, over very many stories.
import ArgumentParser
import CCollection
import FoundationEssentials
import Glibc
import StoryParsing
import StoryQuery
import StorySources

/// Asks for the views of the commonest names and prints how long the first rows took, and all.
struct BenchNames: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-names", abstract: "Time concordance, company, timeline and card.")

  @Option(help: "How many stories: those that come with lede, again and again.")
  var stories = 100_000
  @Option(name: .customLong("names"), help: "How many names, the commonest first.")
  var mostNames = 5

  func run() throws {
    let shelf = fill()
    let all = shelf.list(StoryFilter())
    let found = shelf.names(of: all)
    say("\(shelf.count) stories, \(found.count) names, \(residentMegabytes()) MB")
    for name in found.prefix(mostNames) {
      say("\(name.name): \(name.mentions) mentions in \(name.stories) stories")
      bench(name.key, in: all, shelf)
    }
    for line in ["person:gorbachev -country:fr", "date:1989", "source:meridian harbour"] {
      var filter = StoryFilter()
      filter.words = line
      report("filter \(line)", { _ = shelf.list(filter) })
    }
  }

  /// Every story of the collection is read once, and put on the shelf under other days.
  private func fill() -> Shelf {
    let bytes = UnsafeBufferPointer(start: collection_stories(), count: collection_stories_count())
    let sources = bytes.split(separator: 0).map { Source.memory(name: "lede", bytes: Array($0)) }
    var read: [(Story, Analysis)] = []
    readStories(from: sources) { arrival, _ in
      if case .story(let story) = arrival { read.append((story, analyze(story))) }
      return true
    }
    let shelf = Shelf()
    for number in 0..<stories {
      let (story, analysis) = read[number % read.count]
      let copy = Story(
        id: Story.ID(source: story.id.source, name: "\(number)"), text: story.text,
        markup: story.markup, byline: story.byline,
        published: story.published.map { $0 + Double(number / read.count) * 86_400 },
        source: story.source)
      shelf.noteNames(shelf.add(copy), analysis)
    }
    return shelf
  }

  private func bench(_ key: String, in all: [Int32], _ shelf: Shelf) {
    for order in ConcordanceOrder.allCases {
      let clock = ContinuousClock()
      var firsts: [Double] = []
      report("  concordance by \(order.rawValue), all of it") {
        let start = clock.now
        var isFirst = true
        _ = shelf.concordance(of: key, in: all, order: order) { _ in
          if isFirst { firsts.append((clock.now - start) / .seconds(1)) }
          isFirst = false
        }
      }
      report("    its first rows", firsts)
    }
    for unit in CompanyUnit.allCases {
      report("  company by \(unit.rawValue)") { _ = shelf.company(of: key, in: all, by: unit) }
    }
    report("  timeline by month") { _ = shelf.timeline(of: key, in: all, by: .month) }
    report("  card") { _ = shelf.card(of: key, in: all) }
    // Given up as soon as it is there.
    report("    its first rows") {
      var isThere = false
      _ = shelf.card(of: key, in: all, isCancelled: { isThere }, partly: { _ in isThere = true })
    }
  }

  private func report(_ name: String, _ work: () -> Void) {
    report(name, (0..<9).map { _ in ContinuousClock().measure(work) / .seconds(1) })
  }

  /// The first, which nothing has been counted for yet, and the median.
  private func report(_ name: String, _ seconds: [Double]) {
    let sorted = seconds.sorted()
    guard let first = seconds.first, let most = sorted.last else { return }
    say(
      "\(name): first \(milliseconds(first)), median \(milliseconds(sorted[sorted.count / 2])), "
        + "most \(milliseconds(most))")
  }

  private func milliseconds(_ seconds: Double) -> String {
    "\(Double(Int(seconds * 100_000)) / 100) ms"
  }

  private func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  private func residentMegabytes() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return Int(usage.ru_maxrss) / 1000
  }
}
