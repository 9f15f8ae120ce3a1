// Stories out: by number, in the list's order.
package import FoundationEssentials
import GRDB
package import StoryParsing
package import StoryQuery

extension Archive {
  /// A story by the archive's number of it.
  package func story(_ number: Int64) throws(ArchiveError) -> Story? {
    try read {
      try Row.fetchOne($0, sql: Story.columns + " WHERE story.id = ?", arguments: [number])
        .map(Story.init)
    }
  }

  /// The number of a story, if it is kept.
  package func number(of id: Story.ID) throws(ArchiveError) -> Int64? {
    try read {
      try Int64.fetchOne(
        $0,
        sql: """
          SELECT story.id FROM story JOIN source ON source.id = source
          WHERE source.name = ? AND story.name = ?
          """, arguments: [id.source, id.name])
    }
  }

  /// When a story came, or was rewritten last, if it is kept.
  package func arrival(of id: Story.ID) throws(ArchiveError) -> Date? {
    try read {
      try Double.fetchOne(
        $0.cachedStatement(
          sql: """
            SELECT arrived FROM story JOIN source ON source.id = source
            WHERE source.name = ? AND story.name = ?
            """), arguments: [id.source, id.name]
      ).map(Date.init(timeIntervalSince1970:))
    }
  }

  /// What stories are known by, in the order asked for.
  package func ids(of numbers: [Int64]) throws(ArchiveError) -> [Story.ID] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT source.name, story.name FROM story JOIN source ON source.id = source
          WHERE story.id = ?
          """)
      return try numbers.compactMap { number in
        try Row.fetchOne(statement, arguments: [number]).map {
          Story.ID(source: $0[0], name: $0[1])
        }
      }
    }
  }

  /// Names with a spelling that begins so.
  package func names(
    beginning: String, kind: EntityKind?, limit: Int
  ) throws(ArchiveError) -> [String] {
    let phrase = Phrase(beginning, isPrefix: true)
    guard !phrase.isEmpty else { return [] }
    return try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT name.name FROM spellings
          JOIN spelling ON spelling.id = spellings.rowid JOIN name ON name.id = spelling.name
          WHERE spellings MATCH ? AND kind = coalesce(?, kind) LIMIT ?
          """,
        arguments: ["^ " + phrase.match, kind?.rawValue, limit])
    }
  }

  /// How many stories are kept.
  package var count: Int {
    (try? read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story") ?? 0 }) ?? 0
  }

  /// The newest stories of a source, the newest first.
  package func stories(of source: String, limit: Int) throws(ArchiveError) -> [Story] {
    try read {
      try Row.fetchAll(
        $0, sql: Story.columns + " WHERE source.name = ? ORDER BY day DESC, story.id DESC LIMIT ?",
        arguments: [source, limit]
      ).map(Story.init)
    }
  }

  package func newestStories(limit: Int) throws(ArchiveError) -> [Story] {
    try read {
      try Row.fetchAll(
        $0, sql: Story.columns + " ORDER BY day DESC, story.id DESC LIMIT ?", arguments: [limit]
      ).map(Story.init)
    }
  }

  /// Hands over every story with its names, the newest first, until told to stop by `false`.
  ///
  /// Each batch is read by itself, so that whoever writes meanwhile waits for nobody.
  package func readStories(
    _ each: (Int64, Story, [StoryName]?) -> Bool
  ) throws(ArchiveError) {
    var (last, size) = ((day: Double.infinity, id: Int64.max), 64)
    while true {
      let numbers = try read { database in
        try Row.fetchAll(
          database,
          sql:
            "SELECT id, day FROM story WHERE (day, id) < (?, ?) ORDER BY day DESC, id DESC LIMIT ?",
          arguments: [last.day, last.id, size])
      }
      for row in numbers {
        let number: Int64 = row[0]
        last = (row[1], number)
        guard let story = try story(number) else { continue }
        guard each(number, story, try names(of: number)) else { return }
      }
      guard numbers.count == size else { return }
      size = 512
    }
  }

  /// Who a story names; nil where they have not been found by this version of the analyser.
  package func names(of number: Int64) throws(ArchiveError) -> [StoryName]? {
    try read { database in
      let analyser = try Int.fetchOne(
        database.cachedStatement(sql: "SELECT analyser FROM story WHERE id = ?"),
        arguments: [number])
      guard analyser == analyserVersion else { return nil }
      let statement = try database.cachedStatement(
        sql: """
          SELECT key, name.name, kind, mentions FROM naming JOIN name ON name.id = naming.name
          WHERE story = ?
          """)
      return try Row.fetchAll(statement, arguments: [number]).compactMap { row in
        EntityKind(rawValue: row[2]).map {
          StoryName(key: row[0], name: row[1], kind: $0, mentions: row[3])
        }
      }
    }
  }

  /// What a story was before its source rewrote it, the oldest first.
  package func earlierTexts(of number: Int64) throws(ArchiveError) -> [String] {
    try read {
      try String.fetchAll(
        $0, sql: "SELECT text FROM version WHERE story = ? ORDER BY number", arguments: [number])
    }
  }
}
