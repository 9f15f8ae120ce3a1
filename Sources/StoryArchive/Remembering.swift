// What the reader did with a story: read it, starred it, left it at a place.
package import FoundationEssentials
import GRDB

/// Which story is meant: a kept one by its number, any other by its content.
package enum KnownStory: Hashable, Sendable {
  case kept(Int64)
  case content(Fingerprint)
}

/// What is remembered of a story.
package struct Memory: Hashable, Sendable {
  package var isRead = false
  package var isStarred = false
  /// Where it was left, in UTF-8 bytes of its text.
  package var place = 0
  package var note = ""
  package var tags: [String] = []

  package init(
    isRead: Bool = false, isStarred: Bool = false, place: Int = 0, note: String = "",
    tags: [String] = []
  ) {
    (self.isRead, self.isStarred, self.place) = (isRead, isStarred, place)
    (self.note, self.tags) = (note, tags)
  }
}

/// A change of what is remembered; nil leaves as it is.
package struct MemoryChange: Hashable, Sendable {
  package var isRead: Bool?
  package var isStarred: Bool?
  package var place: Int?
  /// An empty note is none.
  package var note: String?
  package var tags: [String]?

  package init(
    isRead: Bool? = nil, isStarred: Bool? = nil, place: Int? = nil, note: String? = nil,
    tags: [String]? = nil
  ) {
    (self.isRead, self.isStarred, self.place) = (isRead, isStarred, place)
    (self.note, self.tags) = (note, tags)
  }

  /// What both ask for, the later change going over the earlier.
  package mutating func merge(_ later: MemoryChange) {
    isRead = later.isRead ?? isRead
    isStarred = later.isStarred ?? isStarred
    place = later.place ?? place
    note = later.note ?? note
    tags = later.tags ?? tags
  }
}

extension Archive {
  /// What is remembered of stories; those of which nothing is are left out.
  package func memories(
    of stories: [KnownStory]
  ) throws(ArchiveError) -> [KnownStory: Memory] {
    try read { database in
      var found: [KnownStory: Memory] = [:]
      for story in stories {
        let row = try Row.fetchOne(
          database.cachedStatement(sql: select(story)), arguments: [value(of: story)])
        found[story] = row.map { row in
          Memory(
            isRead: row[0], isStarred: row[1], place: row[2], note: row[3],
            tags: (row[4] as String).split(separator: "\n").map(String.init))
        }
      }
      return found
    }
  }

  private func select(_ story: KnownStory) -> String {
    switch story {
    case .kept: keptMemory("id = ?")
    case .content:
      """
      SELECT isRead, isStarred, place, note, tags FROM remembered WHERE fingerprint = ?1
      UNION ALL \(keptMemory("fingerprint = ?1")) LIMIT 1
      """
    }
  }

  /// What is remembered of a kept story; no row where nothing is.
  private func keptMemory(_ condition: String) -> String {
    """
    SELECT coalesce(isRead, 0), coalesce(isStarred, 0), coalesce(place, 0),
      coalesce((SELECT text FROM note WHERE note.story = id), '') AS note,
      coalesce((SELECT group_concat(name, char(10)) FROM tag WHERE tag.story = id), '') AS tags
    FROM story LEFT JOIN mark ON mark.story = id
    WHERE \(condition) AND (mark.story NOTNULL OR note <> '' OR tags <> '')
    """
  }

  private func value(of story: KnownStory) -> DatabaseValue {
    switch story {
    case .kept(let number): number.databaseValue
    case .content(let fingerprint): fingerprint.blob
    }
  }

  /// A number that is another one once another program has written to the file.
  package var othersChanges: Int? {
    try? database.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA data_version")
    }
  }

  /// Whether anything is remembered of stories that are not kept.
  package var remembersContents: Bool {
    (try? read {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM remembered)") ?? false
    }) ?? false
  }

  /// Remembers changes, all of them at once.
  package func remember(
    _ changes: [KnownStory: MemoryChange], at now: Date
  ) throws(ArchiveError) {
    guard !changes.isEmpty else { return }
    try write { database in
      for (story, change) in changes {
        for place in places(of: story) {
          try database.cachedStatement(
            sql: """
              INSERT INTO \(place.into) (\(place.key), isRead, isStarred, place, changed)
              SELECT \(place.select), coalesce(?2, 0), coalesce(?3, 0), coalesce(?4, 0), ?5
              \(place.from)
              ON CONFLICT DO UPDATE SET isRead = coalesce(?2, isRead),
                isStarred = coalesce(?3, isStarred), place = coalesce(?4, place), changed = ?5
              """
          ).execute(
            arguments: [
              value(of: story), change.isRead, change.isStarred, change.place,
              now.timeIntervalSince1970,
            ])
        }
        if let note = change.note { try write(note: note, of: story, in: database) }
        if let tags = change.tags { try write(tags: tags, of: story, in: database) }
      }
    }
  }

  /// Stories that are meant: one, or all with the same text.
  private func condition(_ story: KnownStory) -> String {
    switch story {
    case .kept: "id = ?1"
    case .content: "fingerprint = ?1"
    }
  }

  private func write(note: String, of story: KnownStory, in database: Database) throws {
    let stories = "SELECT id FROM story WHERE \(condition(story))"
    try database.execute(
      sql: "DELETE FROM note WHERE story IN (\(stories))", arguments: [value(of: story)])
    if !note.isEmpty {
      try database.execute(
        sql: "INSERT INTO note (story, text) SELECT id, ?2 FROM (\(stories))",
        arguments: [value(of: story), note])
    }
    guard case .content = story else { return }
    try database.execute(
      sql: "UPDATE remembered SET note = ?2 WHERE fingerprint = ?1",
      arguments: [value(of: story), note])
  }

  private func write(tags: [String], of story: KnownStory, in database: Database) throws {
    let stories = "SELECT id FROM story WHERE \(condition(story))"
    try database.execute(
      sql: "DELETE FROM tag WHERE story IN (\(stories))", arguments: [value(of: story)])
    for tag in tags {
      try database.execute(
        sql: "INSERT OR IGNORE INTO tag (story, name) SELECT id, ?2 FROM (\(stories))",
        arguments: [value(of: story), tag])
    }
    guard case .content = story else { return }
    try database.execute(
      sql: "UPDATE remembered SET tags = ?2 WHERE fingerprint = ?1",
      arguments: [value(of: story), tags.joined(separator: "\n")])
  }
}

/// Where a mark is written, and under what.
private struct MarkPlace {
  let into, key, select, from: String
}

/// What is known by its content may be kept as well: then a query is to know of the mark too.
private func places(of story: KnownStory) -> [MarkPlace] {
  // SQLite wants a WHERE before ON CONFLICT.
  switch story {
  case .kept:
    [MarkPlace(into: "mark", key: "story", select: "?1", from: "WHERE true")]
  case .content:
    [
      MarkPlace(into: "remembered", key: "fingerprint", select: "?1", from: "WHERE true"),
      MarkPlace(
        into: "mark", key: "story", select: "id", from: "FROM story WHERE fingerprint = ?1"),
    ]
  }
}

extension KnownStory: LosslessStringConvertible {
  /// The archive's number, or the fingerprint's 32 digits.
  package var description: String {
    switch self {
    case .kept(let number): "\(number)"
    case .content(let fingerprint): "\(fingerprint)"
    }
  }

  package init?(_ text: String) {
    if let fingerprint = Fingerprint(text) {
      self = .content(fingerprint)
    } else if let number = Int64(text) {
      self = .kept(number)
    } else {
      return nil
    }
  }
}
