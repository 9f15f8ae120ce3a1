// Facets of the whole result of a query: counted span by span, from the newest on.
import FoundationEssentials
import GRDB
import StoryParsing
package import StoryQuery

extension Archive {
  /// Stories of so many numbers are counted before there is word.
  private static let part = 20_000

  /// Counts who and what the stories of a query are about, those that came last first.
  ///
  /// - Parameter tell: is told what is counted so far; the last time all is. `false` ends it.
  package func countFacets(
    _ query: Query, tell: (Facets) -> Bool
  ) throws(ArchiveError) {
    try read { database in
      let compiler = QueryCompiler(database: database)
      let found = try compiler.stories(query)
      var counting = FacetCounting(found)
      let spans = try compiler.index.spans().reversed()
      var left = spans.reduce(0) { $0 + $1.size }
      var untold = 0
      for span in spans {
        try counting.count(span, in: compiler.index)
        left -= span.size
        untold += span.size
        // Before names are counted by what narrowing finds, too: that takes longer than all else.
        guard untold >= Self.part || left == 0 else { continue }
        untold = 0
        guard tell(try counting.facets(by: compiler, isWhole: false)) else { return }
      }
      _ = tell(try counting.facets(by: compiler, isWhole: true))
    }
  }
}

/// Counts as they stand.
private struct FacetCounting {
  /// More names than this of one kind are not shown.
  private static let mostNames = 50

  private let found: NumberSet
  private var names: [Int64: Int] = [:]
  private var sources: [String: Int] = [:]
  private var days: [Int32: Int] = [:]
  private var counted = 0

  init(_ found: NumberSet) { self.found = found }

  mutating func count(_ span: Span, in index: StoryIndex) throws {
    let stories = found.count(from: span.start, below: span.end)
    guard stories > 0 else { return }
    counted += stories
    try index.forEachName(of: span) { name, posting in
      let count = posting.count(in: found, span)
      if count > 0 { names[name, default: 0] += count }
    }
    try index.forEachSource(of: span) { source, posting in
      let count = posting.count(in: found, span)
      if count > 0 { sources[source, default: 0] += count }
    }
    try index.forEachDay(of: span) { day, posting in
      let count = posting.count(in: found, span)
      if count > 0 { days[day, default: 0] += count }
    }
  }

  /// As rows; once all is counted, names by what narrowing to their row finds: one may be called as
  /// another is, and whoever narrows has the stories of both.
  func facets(by compiler: QueryCompiler, isWhole: Bool) throws -> Facets {
    var facets = Facets()
    (facets.counted, facets.stories) = (counted, found.count)
    var named = try mostNamed(in: compiler.database)
    if isWhole { try recount(&named, compiler) }
    for kind in EntityKind.allCases {
      let counts = Dictionary(
        named.filter { $0.kind == kind }.map { ($0.name, $0.stories) }, uniquingKeysWith: max)
      facets.rows += Facets.rows(.name(kind), counts)
    }
    var months: [String: Int] = [:]
    for (day, count) in days {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      months[Facets.month(of: date), default: 0] += count
    }
    facets.rows += Facets.rows(.source, sources) + Facets.rows(.month, months)
    return facets
  }

  private struct Named {
    let id: Int64
    let kind: EntityKind
    let name: String
    var stories: Int
  }

  /// The names of most stories, so many of each kind.
  private func mostNamed(in database: Database) throws -> [Named] {
    let statement = try database.cachedStatement(sql: "SELECT kind, name FROM name WHERE id = ?")
    var (named, left): ([Named], [EntityKind: Int]) = ([], [:])
    for kind in EntityKind.allCases { left[kind] = Self.mostNames }
    for (id, count) in mostCounted() where left.contains(where: { $0.value > 0 }) {
      guard let row = try Row.fetchOne(statement, arguments: [id]),
        let kind = EntityKind(rawValue: row[0]), left[kind, default: 0] > 0
      else { continue }
      left[kind, default: 0] -= 1
      named.append(Named(id: id, kind: kind, name: row[1], stories: count))
    }
    return named
  }

  /// Names with their counts, the most first; of very many only those that may be shown.
  private func mostCounted() -> [(key: Int64, value: Int)] {
    var least = 1
    if names.count > 5_000 {
      let most = names.values.max() ?? 0
      var above = [Int](repeating: 0, count: most + 1)
      for count in names.values { above[count] += 1 }
      (least, _) = above.indices.reversed().reduce((most, 0)) { state, count in
        state.1 > 2_000 ? state : (count, state.1 + above[count])
      }
    }
    return names.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  private func recount(_ named: inout [Named], _ compiler: QueryCompiler) throws {
    var rows: [Int64: [Int]] = [:]
    var stories: [Int: NumberSet] = [:]
    for (row, name) in named.enumerated() {
      let names = try compiler.names(Phrase(name.name), name.kind)
      guard names.count > 1 else { continue }
      stories[row] = NumberSet()
      for name in names { rows[name, default: []].append(row) }
    }
    guard !rows.isEmpty else { return }
    for span in try compiler.index.spans().reversed() {
      try compiler.index.forEachName(of: span) { name, posting in
        for row in rows[name] ?? [] {
          posting.insert(into: &stories[row, default: NumberSet()], span)
        }
      }
    }
    for (row, all) in stories {
      var stories = all
      stories.formIntersection(found)
      named[row].stories = stories.count
    }
  }
}
