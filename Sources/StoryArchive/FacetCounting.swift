// Facets of the whole result of a query: some at once, then growing to the end.
import FoundationEssentials
import GRDB
import StoryParsing
package import StoryQuery

extension Archive {
  private static let firstPart = 2_000
  private static let part = 10_000

  /// Counts who and what the stories of a query are about, the newest stories first.
  ///
  /// - Parameter tell: is told what is counted so far; the last time all is. `false` ends it.
  package func countFacets(
    _ query: Query, tell: (Facets) -> Bool
  ) throws(ArchiveError) {
    let numbers = try find(query).numbers
    var counting = FacetCounting()
    var start = 0
    repeat {
      let end = min(start + (start == 0 ? Self.firstPart : Self.part), numbers.count)
      let facets = try read { database in
        for number in numbers[start..<end] { try counting.count(number, in: database) }
        let facets = try counting.facets(stories: numbers.count, in: database)
        return end < numbers.count
          ? facets : try recounted(facets, NumberSet(numbers), in: database)
      }
      guard tell(facets) else { return }
      start = end
    } while start < numbers.count
  }
}

extension Archive {
  /// What is counted by names, counted by what narrowing to a row finds: one may be called as
  /// another is, and whoever narrows has the stories of both.
  private func recounted(
    _ facets: Facets, _ found: NumberSet, in database: Database
  ) throws -> Facets {
    var facets = facets
    let compiler = QueryCompiler(database: database)
    facets.rows = try facets.rows.map { row in
      guard let query = row.nameQuery else { return row }
      var stories = try compiler.stories(query)
      stories.formIntersection(found)
      return Facets.Row(row.group, row.value, stories: stories.count)
    }
    return facets
  }
}

/// Counts as they stand.
private struct FacetCounting {
  private var names: [Int64: Int] = [:]
  private var sources: [String: Int] = [:]
  private var months: [Int: Int] = [:]
  private var counted = 0

  mutating func count(_ number: Int64, in database: Database) throws {
    let story = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT sourceTitle, day FROM story WHERE id = ?"),
      arguments: [number])
    // A story may have been forgotten since the query was answered.
    guard let story else { return }
    counted += 1
    sources[story[0], default: 0] += 1
    months[Int(((story[1] as Double) / 86_400).rounded(.down)), default: 0] += 1
    let named = try Int64.fetchCursor(
      database.cachedStatement(sql: "SELECT name FROM naming WHERE story = ?"),
      arguments: [number])
    while let name = try named.next() { names[name, default: 0] += 1 }
  }

  /// As rows: names are spelled out only for those of most stories.
  func facets(stories: Int, in database: Database) throws -> Facets {
    var facets = Facets()
    (facets.counted, facets.stories) = (counted, stories)
    var groups: [EntityKind: [String: Int]] = [:]
    for (id, count) in names.sorted(by: { $0.value > $1.value }).prefix(1_000) {
      let name = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT kind, name FROM name WHERE id = ?"),
        arguments: [id])
      guard let name, let kind = EntityKind(rawValue: name[0]) else { continue }
      groups[kind, default: [:]][name[1], default: 0] += count
    }
    for kind in EntityKind.allCases {
      facets.rows += Facets.rows(.name(kind), groups[kind] ?? [:])
    }
    var byMonth: [String: Int] = [:]
    for (day, count) in months {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      byMonth[Facets.month(of: date), default: 0] += count
    }
    facets.rows += Facets.rows(.source, sources) + Facets.rows(.month, byMonth)
    return facets
  }
}
