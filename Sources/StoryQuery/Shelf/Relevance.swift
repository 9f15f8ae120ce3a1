// How well stories answer a query: the more often and the earlier its words stand there, the better.
import Glibc
import StoryParsing

extension ShelfContents {
  /// BM25's saturation of repeated words, and how much longer stories are held back (Robertson and
  /// Zaragoza, "The Probabilistic Relevance Framework", 2009, give these values).
  private static let saturation = 1.2
  private static let ofLength = 0.75
  /// A word in the headline counts as so many in the text.
  private static let headline = 3.0
  /// More of one word in a story make no difference.
  private static let most = 64

  /// For each story how well it answers a query, 0 for not by any word.
  func relevance(_ numbers: [Int32], to query: Query) -> [Double] {
    var scores = Array(repeating: 0.0, count: numbers.count)
    guard !numbers.isEmpty else { return scores }
    let lengths = numbers.map { Double(stories[Int($0)].story.text.utf8.count) }
    let mean = max(1, lengths.reduce(0, +) / Double(numbers.count))
    for phrase in query.phrases {
      let scan = PhraseScan(phrase)
      let counts = numbers.map { count(scan, in: Int($0)) }
      let having = Double(counts.count { $0 > 0 })
      let rarity = log(1 + (Double(numbers.count) - having + 0.5) / (having + 0.5))
      for (index, count) in counts.enumerated() where count > 0 {
        let held = Self.saturation * (1 - Self.ofLength + Self.ofLength * lengths[index] / mean)
        scores[index] += rarity * count * (Self.saturation + 1) / (count + held)
      }
    }
    return scores
  }

  private func count(_ scan: PhraseScan, in number: Int) -> Double {
    let story = stories[number]
    var count = 0
    withBytes(of: story.story.text) { text in
      scan.forEachMatch(in: text) { _ in
        count += 1
        return count < Self.most
      }
    }
    return Double(count) + (scan.matches(story.headline) ? Self.headline - 1 : 0)
  }
}
