// The index of stories, written: what one transaction changes, all of it at the end.
import FoundationEssentials
import GRDB
import StoryParsing
import StoryQuery

/// Gathers what changes in the index; `flush` writes it.
final class IndexWriter {
  /// What changes in a short span.
  private struct Changes {
    var table = TermTable()
    var added: Set<UInt16> = []
    /// Stories whose terms go, and those of which only the names do.
    var removed: Set<UInt16> = []
    var unnamed: Set<UInt16> = []
    var names: [(offset: UInt16, names: [Int64])] = []
  }

  let database: Database
  let reader = TermReader()
  private var changes: [Span: Changes] = [:]
  private var nameWords: NameWords

  init(_ database: Database) {
    self.database = database
    nameWords = NameWords(database)
  }

  // MARK: What changes

  func add(_ story: IndexedStory) {
    let (span, offset) = place(of: story.number)
    reader.add(story, to: &changes[span, default: Changes()].table, at: offset)
    changes[span, default: Changes()].added.insert(offset)
  }

  /// Notes whom a story names, by the names' numbers.
  func add(names: [Int64], of story: Int64) {
    let (span, offset) = place(of: story)
    changes[span, default: Changes()].names.append((offset, names))
    changes[span, default: Changes()].added.insert(offset)
  }

  /// Takes a story out; it may be added again.
  func remove(_ story: Int64) throws {
    let (span, offset) = place(of: story)
    if changes[span]?.added.contains(offset) == true { try flush() }
    changes[span, default: Changes()].removed.insert(offset)
  }

  /// Takes out whom a story names.
  func removeNames(of story: Int64) throws {
    let (span, offset) = place(of: story)
    if changes[span]?.removed.contains(offset) == true { return }
    if changes[span]?.added.contains(offset) == true { try flush() }
    changes[span, default: Changes()].unnamed.insert(offset)
  }

  /// A name that this transaction made, or found with these spellings.
  func know(_ name: Int64, _ kind: EntityKind, isNew: Bool, spellings: Set<String> = []) {
    nameWords.know(name, kind, isNew: isNew, spellings: spellings)
  }

  /// A spelling that is new for a name.
  func note(_ spelling: String, of name: Int64) throws {
    try nameWords.note(spelling, of: name)
  }

  private func place(of story: Int64) -> (Span, UInt16) {
    let span = Span(of: story, isLong: false)
    return (span, UInt16(Int(story) - span.start))
  }

  // MARK: Into the file

  /// Writes all that changed.
  func flush() throws {
    guard !changes.isEmpty else { return }
    let known = Set(
      try Int.fetchAll(database, sql: "SELECT span FROM termSpan").map(Span.init(key:)))
    let bySpan = Dictionary(grouping: changes.keys) { short in
      let long = Span(of: Int64(short.start), isLong: true)
      return known.contains(long) ? long : short
    }
    for (span, shorts) in bySpan {
      var sides: [TermPages] = []
      if !known.contains(span), shorts == [span] {
        try write(try newPages(of: span), as: span)
        continue
      }
      if known.contains(span) {
        sides.append(TermPages(try pages(of: span)) { [self] in keeps($0, span.start + $1) })
      }
      for short in shorts.sorted(by: { $0.start < $1.start }) {
        sides.append(
          TermPages(try newPages(of: short).map(\.bytes), shift: short.start - span.start))
      }
      try write(sides, as: span)
    }
    changes = [:]
    nameWords.settle()
    try joinShortSpans()
  }

  /// Whether a story that is in the file keeps terms of a mark there.
  private func keeps(_ mark: UInt8, _ story: Int) -> Bool {
    let (short, place) = place(of: Int64(story))
    guard let changes = changes[short], !changes.removed.contains(place) else {
      return changes[short] == nil
    }
    let isOfName = mark == TermMark.name || mark >= TermMark.word(of: .person)
    return !isOfName || !changes.unnamed.contains(place)
  }

  /// What comes to a short span.
  private func newPages(of short: Span) throws -> [TermPage] {
    guard var table = changes[short]?.table else { return [] }
    // Taken out, so that it is not copied when it grows.
    changes[short]?.table = TermTable()
    for (offset, names) in changes[short]?.names ?? [] {
      for name in names {
        let (kind, words) = try nameWords.words(of: name)
        reader.add(name: name, kind, words, to: &table, at: offset)
      }
    }
    return try pages(of: table)
  }

  private func pages(of span: Span) throws -> [[UInt8]] {
    try Data.fetchAll(
      database.cachedStatement(sql: "SELECT terms FROM termPage WHERE span = ? ORDER BY first"),
      arguments: [span.key]
    ).map { [UInt8]($0) }
  }

  func pages(of table: TermTable) throws -> [TermPage] {
    var pages: [TermPage] = []
    var writer = TermPageWriter { pages.append($0) }
    try table.forEachSorted { try writer.add($0, $1) }
    try writer.finish()
    return pages
  }

  /// Puts what some pages have together in the place of what a span has.
  private func write(_ sides: [TermPages], as span: Span) throws {
    var pages: [TermPage] = []
    var writer = TermPageWriter { pages.append($0) }
    try merge(sides) { try writer.add($0, $1) }
    try writer.finish()
    try write(pages, as: span)
  }

  func write(_ pages: [TermPage], as span: Span) throws {
    try remove(span)
    guard !pages.isEmpty else { return }
    let insertion = try database.cachedStatement(
      sql: "INSERT INTO termPage (span, first, terms) VALUES (?, ?, ?)")
    for page in pages {
      try insertion.execute(arguments: [span.key, Data(page.first), Data(page.bytes)])
    }
    try database.cachedStatement(sql: "INSERT INTO termSpan (span) VALUES (?)")
      .execute(arguments: [span.key])
  }

  private func remove(_ span: Span) throws {
    for table in ["termPage", "termSpan"] {
      try database.cachedStatement(sql: "DELETE FROM \(table) WHERE span = ?")
        .execute(arguments: [span.key])
    }
  }

  /// Makes one long span of short ones to which no story can come any more.
  private func joinShortSpans() throws {
    let newest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM story") ?? 0
    let short = try Int.fetchAll(
      database, sql: "SELECT span FROM termSpan WHERE span % 2 = 0 ORDER BY span")
    let byLong = Dictionary(grouping: short.map(Span.init(key:))) {
      Span(of: Int64($0.start), isLong: true)
    }
    for (long, shorts) in byLong where long.end <= newest {
      let sides = try shorts.map {
        TermPages(try pages(of: $0), shift: $0.start - long.start)
      }
      for short in shorts { try remove(short) }
      try write(sides, as: long)
    }
  }
}
