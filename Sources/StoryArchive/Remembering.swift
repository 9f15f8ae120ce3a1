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

  package init(isRead: Bool = false, isStarred: Bool = false, place: Int = 0) {
    self.isRead = isRead
    self.isStarred = isStarred
    self.place = place
  }
}

/// A change of what is remembered; nil leaves as it is.
package struct MemoryChange: Hashable, Sendable {
  package var isRead: Bool?
  package var isStarred: Bool?
  package var place: Int?

  package init(isRead: Bool? = nil, isStarred: Bool? = nil, place: Int? = nil) {
    self.isRead = isRead
    self.isStarred = isStarred
    self.place = place
  }

  /// What both ask for, the later change going over the earlier.
  package mutating func merge(_ later: MemoryChange) {
    isRead = later.isRead ?? isRead
    isStarred = later.isStarred ?? isStarred
    place = later.place ?? place
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
        found[story] = row.map { Memory(isRead: $0[0], isStarred: $0[1], place: $0[2]) }
      }
      return found
    }
  }

  private func select(_ story: KnownStory) -> String {
    switch story {
    case .kept: "SELECT isRead, isStarred, place FROM mark WHERE story = ?"
    case .content:
      """
      SELECT isRead, isStarred, place FROM remembered WHERE fingerprint = ?1
      UNION ALL SELECT isRead, isStarred, place FROM story JOIN mark ON mark.story = story.id
        WHERE fingerprint = ?1
      LIMIT 1
      """
    }
  }

  private func value(of story: KnownStory) -> DatabaseValue {
    switch story {
    case .kept(let number): number.databaseValue
    case .content(let fingerprint): fingerprint.blob
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
      }
    }
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
