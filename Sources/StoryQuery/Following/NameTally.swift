// How many paragraphs and stories name each name.
import StoryParsing
import Synchronization

/// Counts of paragraphs and stories, by name.
struct NameTally: Sendable {
  private struct Count: Sendable {
    var paragraphs: Int32 = 0, stories: Int32 = 0
    /// The paragraph and story that it was last counted in.
    var lastParagraph: Int32 = 0, lastStory: Int32 = 0
  }

  private var counts: [Count]
  private(set) var paragraphs = 0
  private(set) var stories = 0
  /// Paragraphs looked at.
  private var serial: Int32 = 0

  init(names: Int) { counts = Array(repeating: Count(), count: names) }

  subscript(name: Int32) -> (paragraphs: Int, stories: Int) {
    guard counts.indices.contains(Int(name)) else { return (0, 0) }
    return (Int(counts[Int(name)].paragraphs), Int(counts[Int(name)].stories))
  }

  /// Counts a story's names; bylines and datelines name nobody that is told of.
  ///
  /// - Parameters:
  ///   - homes: what stands for each of the story's names.
  ///   - isCounted: whether a paragraph with these names counts.
  /// - Returns: names that were never counted before.
  @discardableResult
  mutating func add(
    _ places: StoryPlaces, _ homes: [Int32],
    where isCounted: (ArraySlice<StoryPlaces.Place>) -> Bool
  ) -> [Int32] {
    stories += 1
    var new: [Int32] = []
    places.forEachParagraph { mentions in
      serial &+= 1
      let counts = isCounted(mentions)
      var isTold = false
      for mention in mentions where !mention.isAside {
        isTold = true
        guard homes.indices.contains(Int(mention.entity)) else { continue }
        add(homes[Int(mention.entity)], inParagraph: counts, &new)
      }
      if counts, isTold { paragraphs += 1 }
    }
    return new
  }

  private mutating func add(_ name: Int32, inParagraph isCounted: Bool, _ new: inout [Int32]) {
    guard counts.indices.contains(Int(name)) else { return }
    if counts[Int(name)].lastStory != Int32(truncatingIfNeeded: stories) {
      counts[Int(name)].lastStory = Int32(truncatingIfNeeded: stories)
      if counts[Int(name)].stories == 0 { new.append(name) }
      counts[Int(name)].stories += 1
    }
    guard isCounted, counts[Int(name)].lastParagraph != serial else { return }
    counts[Int(name)].lastParagraph = serial
    counts[Int(name)].paragraphs += 1
  }
}

/// The counts of all stories held, from which chance is reckoned.
struct UsualCounts: Sendable {
  let tally: NameTally
  /// What they were counted of: stories with names, and names.
  let analysed: Int
  let names: Int
}

extension Shelf {
  /// The counts of all stories, counted anew where any have come since; nil where it was cancelled.
  func usualCounts(in contents: ShelfContents, isCancelled: () -> Bool) -> UsualCounts? {
    let (analysed, names) = (contents.analysed.count, contents.names.strands.count)
    if let kept = usual.withLock({ $0 }), kept.analysed == analysed, kept.names == names {
      return kept
    }
    var tally = NameTally(names: names)
    for number in contents.places.indices {
      if number & 0x3FF == 0, isCancelled() { return nil }
      contents.places.lend(number) { places in
        guard !places.pointee.isEmpty else { return }
        tally.add(places.pointee, contents.homes(in: Int32(clamping: number))) { _ in true }
      }
    }
    let counts = UsualCounts(tally: tally, analysed: analysed, names: names)
    usual.withLock { $0 = counts }
    return counts
  }
}
