// Which stories are tellings of one text: wire copy that several outlets print.
import FoundationEssentials
package import StoryParsing

/// Finds near-identical stories of different sources, as stories come.
///
/// Each story is known by the smallest hashes of its runs of words: what shares some of them, and
/// was published within a week, is compared in full. So the cost of a story does not grow with
/// their number.
package struct CopyFinder: Sendable {
  /// Two stories that are copies, and how much of the shorter is in the other.
  private struct Pair: Sendable {
    let one, other: Int32
    let overlap: Double
  }

  private struct Known: Sendable {
    let text: String
    let source: Int32
    let day: Double?
  }

  /// Stories that have a hash, as a chain from the newest to the oldest.
  private struct Link: Sendable {
    let story: Int32
    let next: Int32
  }

  /// Of the shorter story's runs, the least share that makes a copy: where both are of about one
  /// day, where a weekly prints it later, and where one has no date.
  private static let leastOverlap = 0.33, leastLater = 0.5, leastUndated = 0.6
  /// Wire copy is printed at once or on the next day, or else within a week.
  private static let sameDays = 2.6 * 86_400, mostSeconds = 8.0 * 86_400
  /// What more stories share than this is a phrase or a notice of rights.
  private static let longestChain = 48
  /// So many are compared in full; others join through them.
  private static let mostCompared = 8

  private var stories: [Known] = []
  private var sources: [String: Int32] = [:]
  private var chains: [UInt32: Int32] = [:]
  private var links: [Link] = []
  private var pairs: [Pair] = []

  package init() {}

  /// How many stories have been looked at; their numbers are in order from 0.
  package var count: Int { stories.count }

  /// Looks at the next story; gives whether it is a copy of an earlier one.
  @discardableResult
  package mutating func add(_ story: Story) -> Bool {
    let outlet = story.source.isEmpty ? story.id.source : story.source
    let source = sources[outlet] ?? Int32(clamping: sources.count)
    sources[outlet] = source
    let shingles = Shingles(story.text)
    let features = Self.features(of: shingles)
    let known = Known(
      text: story.text, source: source, day: story.published?.timeIntervalSinceReferenceDate)
    let number = Int32(clamping: stories.count)
    let before = pairs.count
    for candidate in candidates(features, known) {
      let other = stories[Int(candidate)]
      let overlap = shingles.overlap(with: Shingles(other.text))
      guard overlap >= Self.least(known, other) else { continue }
      pairs.append(Pair(one: candidate, other: number, overlap: overlap))
    }
    stories.append(known)
    for feature in features { link(feature, number) }
    return pairs.count > before
  }

  private static func least(_ one: Known, _ other: Known) -> Double {
    guard let day = one.day, let otherDay = other.day else { return leastUndated }
    return abs(day - otherDay) <= sameDays ? leastOverlap : leastLater
  }

  /// A twelfth of the hashes, the smallest: a part of a text has much the same ones as the whole.
  private static func features(of shingles: Shingles) -> [UInt32] {
    shingles.hashes.prefix(max(24, shingles.hashes.count / 12)).map {
      UInt32(truncatingIfNeeded: $0)
    }
  }

  private mutating func link(_ feature: UInt32, _ story: Int32) {
    links.append(Link(story: story, next: chains[feature] ?? -1))
    chains[feature] = Int32(clamping: links.count - 1)
  }

  /// Stories of other sources and about the same day that share two hashes, most shared first.
  private func candidates(_ features: [UInt32], _ story: Known) -> [Int32] {
    var shared: [Int32: Int] = [:]
    for feature in features {
      var at = chains[feature] ?? -1
      var steps = 0
      while at >= 0, steps < Self.longestChain {
        let link = links[Int(at)]
        if isPossible(stories[Int(link.story)], story) { shared[link.story, default: 0] += 1 }
        (at, steps) = (link.next, steps + 1)
      }
    }
    return shared.filter { $0.value >= 2 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(Self.mostCompared).map(\.key)
  }

  private func isPossible(_ one: Known, _ other: Known) -> Bool {
    guard one.source != other.source else { return false }
    guard let day = one.day, let otherDay = other.day else { return true }
    return abs(day - otherDay) <= Self.mostSeconds
  }

  /// The groups of copies, each in order of number: never two stories of one source in a group.
  ///
  /// The likest are joined first, so that the groups do not depend on the order of arrival.
  package var groups: [[Int]] {
    var joining = Joining()
    for pair in pairs.sorted(by: { ($1.overlap, $0.one, $0.other) < ($0.overlap, $1.one, $1.other) }
    ) {
      joining.join(pair.one, pair.other) { stories[Int($0)].source }
    }
    return joining.groups
  }
}

/// Groups that grow together, as long as no source is in both.
private struct Joining {
  private var group: [Int32: Int] = [:]
  private var members: [[Int32]] = []

  mutating func join(_ one: Int32, _ other: Int32, source: (Int32) -> Int32) {
    let (first, second) = (place(of: one), place(of: other))
    guard first != second else { return }
    let sources = Set(members[first].map(source))
    guard members[second].allSatisfy({ !sources.contains(source($0)) }) else { return }
    let (into, from) =
      members[first].count < members[second].count
      ? (second, first) : (first, second)
    for member in members[from] { group[member] = into }
    members[into] += members[from]
    members[from] = []
  }

  private mutating func place(of story: Int32) -> Int {
    if let place = group[story] { return place }
    members.append([story])
    group[story] = members.count - 1
    return members.count - 1
  }

  var groups: [[Int]] {
    members.filter { $0.count > 1 }.map { $0.map(Int.init).sorted() }
      .sorted { $0[0] < $1[0] }
  }
}
