// Stories found: by a query, the newest first.
package import FoundationEssentials
import GRDB
import StoryParsing
package import StoryQuery

/// Stories that answer a query.
package struct Found: Hashable, Sendable {
  /// The archive's numbers of them, the newest first, as many as were asked for.
  package var numbers: [Int64] = []
  /// How many there are in all.
  package var count = 0
}

/// A story as a list shows it.
package struct ArchiveListing: Hashable, Sendable {
  package let number: Int64
  package let headline: String
  package let byline: String
  package let source: String
  /// Published, or else arrived.
  package let day: Date
  package let isRead: Bool
  package let isStarred: Bool
  package let link: String?
}

extension Archive {
  /// The stories that answer a query, the newest first.
  package func find(_ query: Query, limit: Int = .max) throws(ArchiveError) -> Found {
    try read { database in
      let found = try QueryCompiler(database: database).stories(query)
      let count = found.count
      return Found(
        numbers: try newest(of: found, count: count, limit: limit, in: database), count: count)
    }
  }

  /// Whether there is any story at all.
  package var hasStories: Bool {
    get throws(ArchiveError) {
      try read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM story)") ?? false }
    }
  }

  /// How many stories answer a query, and how many of them are unread.
  package func counts(of query: Query) throws(ArchiveError) -> (stories: Int, unread: Int) {
    try read { database in
      let compiler = QueryCompiler(database: database)
      let found = try compiler.stories(query)
      return (found.count, found.count(without: try compiler.stories(.mark(.read))))
    }
  }

  /// More stories than this are picked out of all in order rather than sorted.
  private static let fewEnoughToSort = 2_000

  private func newest(
    of found: NumberSet, count: Int, limit: Int, in database: Database
  ) throws -> [Int64] {
    guard count > Archive.fewEnoughToSort else {
      let day = try database.cachedStatement(sql: "SELECT day FROM story WHERE id = ?")
      let dated = try found.map { number in
        (number: Int64(number), day: try Double.fetchOne(day, arguments: [number]) ?? 0)
      }
      return dated.sorted { ($0.day, $0.number) > ($1.day, $1.number) }.prefix(limit)
        .map(\.number)
    }
    let all = try Int.fetchCursor(
      database, sql: "SELECT id FROM story ORDER BY day DESC, id DESC")
    var numbers: [Int64] = []
    while numbers.count < limit, let number = try all.next() {
      if found.contains(number) { numbers.append(Int64(number)) }
    }
    return numbers
  }

  /// Rows for stories, in the order asked for.
  package func listings(_ numbers: [Int64]) throws(ArchiveError) -> [ArchiveListing] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, headline, byline, sourceTitle, day, coalesce(isRead, 0) AS isRead,
            coalesce(isStarred, 0) AS isStarred, link
          FROM story LEFT JOIN mark ON mark.story = id WHERE id = ?
          """)
      return try numbers.compactMap { number in
        try Row.fetchOne(statement, arguments: [number]).map { row in
          ArchiveListing(
            number: row[0], headline: row[1], byline: row[2], source: row[3],
            day: Date(timeIntervalSince1970: row[4]), isRead: row[5], isStarred: row[6],
            link: row[7])
        }
      }
    }
  }

  /// All that a query may ask of a story.
  package func candidate(_ number: Int64) throws(ArchiveError) -> Candidate? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT story.*, text, source.name AS sourceName, source.title AS title,
            (SELECT isRead FROM mark WHERE mark.story = story.id) AS isRead,
            (SELECT isStarred FROM mark WHERE mark.story = story.id) AS isStarred,
            EXISTS (SELECT 1 FROM note WHERE note.story = story.id) AS isNoted
          FROM story JOIN content ON content.story = story.id JOIN source ON source.id = source
          WHERE story.id = ?
          """, arguments: [number])
      guard let row else { return nil }
      var candidate = Candidate()
      candidate.headline = row["headline"]
      candidate.text = row["text"]
      candidate.byline = row["byline"]
      candidate.sources = [row["sourceTitle"], row["sourceName"], row["title"]]
      candidate.language = row["language"]
      candidate.day = Date(timeIntervalSince1970: row["day"])
      candidate.tags = try String.fetchAll(
        database, sql: "SELECT name FROM tag WHERE story = ?", arguments: [number])
      candidate.names = try names(of: number, in: database)
      let isRead = row["isRead"] as Bool? ?? false
      candidate.marks = [isRead ? .read : .unread]
      if row["isStarred"] as Bool? ?? false { candidate.marks.insert(.starred) }
      if row["isNoted"] { candidate.marks.insert(.noted) }
      if !candidate.tags.isEmpty { candidate.marks.insert(.tagged) }
      if row["version"] as Int > 1 { candidate.marks.insert(.rewritten) }
      return candidate
    }
  }

  private func names(of number: Int64, in database: Database) throws -> [Candidate.Name] {
    try Row.fetchAll(
      database,
      sql:
        "SELECT name.id, key, kind FROM naming JOIN name ON name.id = naming.name WHERE story = ?",
      arguments: [number]
    ).compactMap { row in
      let spellings = try String.fetchAll(
        database, sql: "SELECT text FROM spelling WHERE name = ?", arguments: [row[0] as Int64])
      return EntityKind(rawValue: row[2]).map {
        Candidate.Name(kind: $0, key: row[1], spellings: spellings)
      }
    }
  }
}
