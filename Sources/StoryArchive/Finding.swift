// Stories found: by a query, the newest first.
package import FoundationEssentials
import GRDB
import StoryParsing
package import StoryQuery

/// Stories that answer a query.
package struct Found: Hashable, Sendable {
  /// The archive's numbers of them, the newest first, as many as were asked for.
  package var numbers: [Int64] = []
  /// How many there are in all; where not all had to be looked at, how many were found.
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
  ///
  /// - Parameter isWanted: asked now and then while texts are looked at; `false` ends that.
  package func find(
    _ query: Query, limit: Int = .max, while isWanted: () -> Bool = { true }
  ) throws(ArchiveError) -> Found {
    try read { database in
      let answer = try QueryCompiler(database: database).answer(to: query)
      let texts = TextLook(database, answer.checks)
      var (numbers, looked): ([Int64], Int) = ([], 0)
      try forEachNewest(of: answer.stories, enough: limit, in: database) { number in
        looked += 1
        if looked.isMultiple(of: 64), !isWanted() { return false }
        if try answer.checks.isEmpty || texts.pass(number) { numbers.append(Int64(number)) }
        return numbers.count < limit
      }
      let count = answer.checks.isEmpty ? answer.stories.count : numbers.count
      return Found(numbers: numbers, count: count)
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

  /// To look up the day of a story costs as much as to pass so many in the order of days.
  private static let costOfDay = 25

  /// Calls for every story of a set, the newest first, until told to stop by `false`.
  ///
  /// - Parameter enough: so many calls are likely to do.
  private func forEachNewest(
    of found: NumberSet, enough: Int, in database: Database, _ body: (Int) throws -> Bool
  ) throws {
    let count = found.count
    guard count > 0, enough > 0 else { return }
    let all = try Int.fetchOne(database, sql: "SELECT max(id) FROM story") ?? 0
    guard count * Self.costOfDay > all / count * min(enough, count) else {
      let day = try database.cachedStatement(sql: "SELECT day FROM story WHERE id = ?")
      let dated = try found.map { number in
        (day: try Double.fetchOne(day, arguments: [number]) ?? 0, number: number)
      }
      for (_, number) in dated.sorted(by: >) { guard try body(number) else { return } }
      return
    }
    let sorted = try Int.fetchCursor(
      database, sql: "SELECT id FROM story ORDER BY day DESC, id DESC")
    while let number = try sorted.next() {
      if found.contains(number), try !body(number) { return }
    }
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
