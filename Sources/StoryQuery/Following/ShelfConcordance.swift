// The concordance of a name, a batch at a time.
import FoundationEssentials
import StoryParsing

/// How far the lines of a concordance have come.
package enum ConcordanceBatch: Hashable, Sendable {
  /// Further lines, to stand behind those before.
  case more([ConcordanceLine])
  /// All lines so far, sorted anew.
  case all([ConcordanceLine])
}

extension Shelf {
  /// Lines after which the first batch is delivered; each batch is longer than the one before.
  private static let firstBatch = 64

  /// Every mention of a name (`FollowedName.id`) in some stories, the newest first.
  ///
  /// - Returns: whether it came to its end.
  package func concordance(
    of key: String, in numbers: [Int32], order: ConcordanceOrder = .date,
    isCancelled: () -> Bool = { false }, deliver: (ConcordanceBatch) -> Void
  ) -> Bool {
    let (contents, name) = lookUp(key)
    guard let name else { return true }
    var (lines, delivered, due) = ([ConcordanceLine](), 0, Self.firstBatch)
    for number in contents.newestFirst(naming: name, in: numbers) {
      if isCancelled() { return false }
      lines += self.lines(of: name, number, in: contents)
      guard lines.count >= due else { continue }
      deliver(batch(lines, from: delivered, order))
      (delivered, due) = (lines.count, lines.count * 4)
    }
    if isCancelled() { return false }
    if lines.count > delivered { deliver(batch(lines, from: delivered, order)) }
    return true
  }

  private func batch(
    _ lines: [ConcordanceLine], from first: Int, _ order: ConcordanceOrder
  ) -> ConcordanceBatch {
    order == .date ? .more(Array(lines[first...])) : .all(sorted(lines, by: order))
  }

  private func lines(
    of name: NameLookup, _ number: Int32, in contents: ShelfContents
  ) -> [ConcordanceLine] {
    let places = places(of: number, in: contents)
    let entities = contents.entities(of: name, in: number)
    var lines: [ConcordanceLine] = []
    contents.stories.lend(Int(number)) { shelved in
      let published = shelved.pointee.story.published
      withBytes(of: shelved.pointee.story.text) { text in
        for place in places.places where entities.contains(place.entity) {
          guard Int(place.end) <= text.count else { continue }
          lines.append(
            ConcordanceLine(
              story: Int(number), published: published, mention: place.range,
              sentence: places.sentence(around: place.range, in: text), in: text))
        }
      }
    }
    return lines
  }
}

extension ShelfContents {
  /// Which of some stories name somebody, the newest first, those without a date last.
  func newestFirst(naming name: NameLookup, in numbers: [Int32]) -> [Int32] {
    let naming = stories(naming: Int(name.home))
    let dated = numbers.filter { naming.contains(Int($0)) }.map { (date: date(of: $0), number: $0) }
    return dated.sorted { ($0.date, $1.number) > ($1.date, $0.number) }.map(\.number)
  }

  /// Seconds of the reference date; before all others where there is none.
  func date(of number: Int32) -> Double {
    published(number)?.timeIntervalSinceReferenceDate ?? -.infinity
  }

  func published(_ number: Int32) -> Date? {
    var date: Date?
    stories.lend(Int(number)) { date = $0.pointee.story.published }
    return date
  }
}
