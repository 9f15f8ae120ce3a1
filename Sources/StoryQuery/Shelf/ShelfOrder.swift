// The order of the list.
import FoundationEssentials
import StoryParsing

/// All stories in the order last asked for.
struct Ordered: Sendable {
  let keys: [SortKey]
  let order: [Int32]
}

extension SortKey.Field {
  /// Whether a story keeps its place by this for ever.
  var isLasting: Bool {
    switch self {
    case .arrival, .date, .headline, .source, .length: true
    // A byline may be found in the text later on.
    case .byline, .unread, .starred, .relevance: false
    }
  }
}

extension ShelfContents {
  /// Sorts by several keys, the first first; equal stories stay in order of arrival.
  ///
  /// Without keys the newest come first. Whatever the direction, stories without a date, byline
  /// or source come last.
  ///
  /// - Parameter query: what relevance is measured by.
  func sort(_ numbers: [Int32], by keys: [SortKey], for query: Query = .all) -> [Int32] {
    let keys = keys.isEmpty ? [SortKey(.date, descending: true)] : keys
    let ranks = keys.map { rank(numbers, by: $0, for: query) }
    let order = numbers.indices.sorted { one, other in
      for rank in ranks where rank[one] != rank[other] { return rank[one] < rank[other] }
      return numbers[one] < numbers[other]
    }
    return order.map { numbers[$0] }
  }

  /// For each story a number: the lower, the earlier in the list.
  private func rank(_ numbers: [Int32], by key: SortKey, for query: Query) -> [Double] {
    let sign: Double = key.isDescending ? -1 : 1
    switch key.field {
    case .arrival: return numbers.map { sign * Double($0) }
    case .length: return numbers.map { sign * Double(stories[Int($0)].story.text.utf8.count) }
    case .unread: return numbers.map { read.contains(Int($0)) ? sign : -sign }
    case .starred: return numbers.map { starred.contains(Int($0)) ? -sign : sign }
    case .date:
      return numbers.map { number in
        stories[Int(number)].story.published.map { sign * $0.timeIntervalSinceReferenceDate }
          ?? .infinity
      }
    case .relevance: return relevance(numbers, to: query).map { sign * $0 }
    case .headline: return rank(numbers, sign) { folded($0.headline) }
    case .source: return rank(numbers, sign) { folded($0.story.source) }
    case .byline: return rank(numbers, sign) { folded($0.byline) }
    }
  }

  private func rank(
    _ numbers: [Int32], _ sign: Double, _ text: (ShelvedStory) -> [UInt8]
  ) -> [Double] {
    let texts = numbers.map { text(stories[Int($0)]) }
    let sorted = Set(texts).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    return texts.map { $0.isEmpty ? .infinity : sign * Double(places[$0] ?? 0) }
  }
}
