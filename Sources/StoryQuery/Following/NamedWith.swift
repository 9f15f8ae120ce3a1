// Who is named with whom, and how much more often than by chance.
import Glibc
package import StoryParsing

/// Somebody who is named together with the one that is followed.
package struct NamedWith: Hashable, Sendable {
  /// `FollowedName.id`.
  package let key: String
  package let name: String
  package let kind: EntityKind
  /// How many paragraphs, and how many stories, name both.
  package let paragraphs, stories: Together
}

/// How often two are named together, and what chance would have.
package struct Together: Hashable, Sendable {
  package let count: Int
  /// So often would they be if each were named without regard to the other.
  package let expected: Double
  /// Dunning's log-likelihood ratio (G²), negative where they meet less often than by chance:
  /// it judges rare names fairly, where a quotient alone would put every single meeting first.
  package let score: Double

  /// - Parameters:
  ///   - count: texts that name both.
  ///   - one: texts that name the one, among which the other was counted.
  ///   - other: texts that name the other.
  ///   - total: all texts.
  package init(count: Int, one: Int, other: Int, total: Int) {
    self.count = count
    let (both, ones, others) = (Double(count), Double(one), Double(max(other, count)))
    let all = max(Double(total), ones + others - both, 1)
    expected = ones * others / all
    let cells = [
      (both, expected), (ones - both, ones - expected), (others - both, others - expected),
      (all - ones - others + both, all - ones - others + expected),
    ]
    let ratio = cells.reduce(0) { sum, cell in
      cell.0 > 0 && cell.1 > 0 ? sum + cell.0 * log(cell.0 / cell.1) : sum
    }
    score = max(0, 2 * ratio) * (both < expected ? -1 : 1)
  }

  /// "2.4 times as often as by chance".
  package var timesChance: Double { expected > 0 ? Double(count) / expected : 0 }
}

/// What company is counted by.
package enum CompanyUnit: String, Hashable, Sendable, CaseIterable {
  case paragraph, story
}

extension NamedWith {
  package func together(by unit: CompanyUnit) -> Together {
    switch unit {
    case .paragraph: paragraphs
    case .story: stories
    }
  }
}

extension Shelf {
  /// Who some stories name together with a name (`FollowedName.id`), the closest first.
  ///
  /// What chance would have is reckoned from all stories held: within stories that all name
  /// somebody nobody would stand out.
  /// - Returns: nil where it was cancelled.
  package func company(
    of key: String, in numbers: [Int32], by unit: CompanyUnit = .paragraph,
    isCancelled: () -> Bool = { false }
  ) -> [NamedWith]? {
    let (contents, name) = lookUp(key)
    guard let name else { return [] }
    var tally = CompanyTally(name, names: contents.names.strands.count)
    for number in contents.newestFirst(naming: name, in: numbers) {
      if isCancelled() { return nil }
      tally.add(places(of: number, in: contents), contents.homes(in: number))
    }
    return usualCounts(in: contents, isCancelled: isCancelled).map {
      tally.all(in: contents, $0, by: unit)
    }
  }
}

/// The counting of company, story by story.
struct CompanyTally {
  private let name: NameLookup
  /// What names him, and in it the others.
  private var both: NameTally
  private var met: [Int32] = []

  init(_ name: NameLookup, names: Int) {
    self.name = name
    both = NameTally(names: names)
  }

  mutating func add(_ places: StoryPlaces, _ homes: [Int32]) {
    let own = homes.indices.filter { homes[$0] == name.home }.map { Int32($0) }
    let others = both.add(places, homes) { mentions in
      mentions.contains { own.contains($0.entity) && !$0.isAside }
    }
    met += others.filter { $0 != name.home }
  }

  /// Everybody met, ranked.
  func all(in contents: ShelfContents, _ usual: UsualCounts, by unit: CompanyUnit) -> [NamedWith] {
    let all = met.compactMap { named($0, in: contents, usual) }
    return all.map { ($0, $0.together(by: unit)) }.sorted { one, other in
      if one.1.score != other.1.score { return one.1.score > other.1.score }
      if one.1.count != other.1.count { return one.1.count > other.1.count }
      return (one.0.name, one.0.key) < (other.0.name, other.0.key)
    }.map(\.0)
  }

  private func named(
    _ number: Int32, in contents: ShelfContents, _ usual: UsualCounts
  ) -> NamedWith? {
    guard let other = contents.names.heads[Int(number)], other.kind != .place, !other.isDismissed
    else { return nil }
    let (count, usually) = (both[number], usual.tally[number])
    return NamedWith(
      key: other.id, name: other.name, kind: other.kind,
      paragraphs: Together(
        count: count.paragraphs, one: both.paragraphs, other: usually.paragraphs,
        total: usual.tally.paragraphs),
      stories: Together(
        count: count.stories, one: both.stories, other: usually.stories,
        total: usual.tally.stories))
  }
}
