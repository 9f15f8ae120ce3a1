// What is let go of a source by itself: its oldest stories, and never one that the reader marked.
package import FoundationEssentials
import GRDB

extension Archive {
  /// The name under which a source has the day before which its stories are no longer taken.
  static let letGo = "let-go"

  /// Lets the oldest stories of a source go, as many as are beyond any of the limits.
  ///
  /// Those with a star, a tag or a note stay. What was let go does not come back with the next
  /// refresh, though the source may have it still.
  /// - Parameters:
  ///   - age: seconds.
  ///   - size: bytes of the texts.
  /// - Returns: how many stories went.
  @discardableResult
  package func trim(
    _ source: String, age: Double? = nil, stories: Int? = nil, size: Int? = nil, at now: Date
  ) throws(ArchiveError) -> Int {
    let oldest = age.map { now.timeIntervalSince1970 - $0 } ?? -.infinity
    let rows = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, day, length, coalesce(isStarred, 0)
              OR EXISTS (SELECT 1 FROM tag WHERE story = id)
              OR EXISTS (SELECT 1 FROM note WHERE story = id) AS isMarked
          FROM story LEFT JOIN mark ON mark.story = id
          WHERE source = (SELECT id FROM source WHERE name = ?) ORDER BY day DESC, id DESC
          """, arguments: [source])
    }
    var (count, bytes, day) = (0, 0, -Double.infinity)
    var beyond: [Int64] = []
    for row in rows {
      count += 1
      bytes += row[2] as Int
      let isBeyond =
        row[1] < oldest || count > stories ?? .max || bytes > size ?? .max
      guard isBeyond, !(row[3] as Bool) else { continue }
      day = max(day, row[1])
      beyond.append(row[0])
    }
    guard !beyond.isEmpty else { return 0 }
    try remove(beyond, of: source, before: day)
    return beyond.count
  }

  private func remove(
    _ stories: [Int64], of source: String, before day: Double
  ) throws(ArchiveError) {
    for start in stride(from: 0, to: stories.count, by: 256) {
      let part = stories[start..<min(start + 256, stories.count)]
      try write { database in
        var names: Set<Int64> = []
        let index = IndexWriter(database)
        for story in part { names.formUnion(try remove(story, from: database, index)) }
        try index.flush()
        for name in names { try removeIfUnused(name, from: database) }
        try database.execute(
          sql: """
            INSERT OR REPLACE INTO sourceFact (source, name, value)
            SELECT id, ?, ? FROM source WHERE name = ?
            """, arguments: [Archive.letGo, "\(day)", source])
      }
    }
  }
}
