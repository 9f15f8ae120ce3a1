// Stories removed for good, and the archive copied and counted.
package import FoundationEssentials
import GRDB
import Glibc

/// What is in the archive, in numbers.
package struct ArchiveCounts: Hashable, Sendable {
  package var stories = 0
  package var unread = 0
  package var starred = 0
  package var rewritten = 0
  package var names = 0
  package var sources = 0
  /// Stories of which only marks are kept.
  package var remembered = 0
  package var textBytes = 0
  package var fileBytes = 0
  package var oldest, newest: Date?
}

extension Archive {
  /// Removes stories so that no byte of them is left in the files.
  ///
  /// - Parameter progress: is told how many are removed.
  package func forget(_ numbers: [Int64], progress: (Int) -> Void = { _ in }) throws(ArchiveError) {
    var names: Set<Int64> = []
    for start in stride(from: 0, to: numbers.count, by: 500) {
      let part = numbers[start..<min(start + 500, numbers.count)]
      names.formUnion(
        try write { database in
          let index = IndexWriter(database)
          let names = try part.reduce(into: Set<Int64>()) {
            $0.formUnion(try remove($1, from: database, index))
          }
          try index.flush()
          return names
        })
      progress(start + part.count)
    }
    try write { database in
      for name in names { try removeIfUnused(name, from: database) }
      // Deleted spellings stay in an index's older parts until all parts are merged into one.
      try database.execute(sql: "INSERT INTO spellings (spellings) VALUES ('optimize')")
    }
    try emptyLog()
  }

  /// Removes a story; gives the numbers of the names that it had.
  func remove(
    _ number: Int64, from database: Database, _ index: IndexWriter
  ) throws -> Set<Int64> {
    let names = try Int64.fetchSet(
      database.cachedStatement(sql: "SELECT name FROM naming WHERE story = ?"),
      arguments: [number])
    try index.remove(number)
    try NameWriter(database, index).remove(of: number)
    for sql in [
      "DELETE FROM remembered WHERE fingerprint = (SELECT fingerprint FROM story WHERE id = ?)",
      "DELETE FROM content WHERE story = ?", "DELETE FROM version WHERE story = ?",
      "DELETE FROM tag WHERE story = ?", "DELETE FROM note WHERE story = ?",
      "DELETE FROM mark WHERE story = ?", "DELETE FROM story WHERE id = ?",
    ] {
      try database.cachedStatement(sql: sql).execute(arguments: [number])
    }
    return names
  }

  /// Removes a name that only forgotten stories had.
  func removeIfUnused(_ name: Int64, from database: Database) throws {
    guard try !StoryIndex(database).has(name: name) else { return }
    for sql in [
      """
      INSERT INTO spellings (spellings, rowid, text)
        SELECT 'delete', id, text FROM spelling WHERE name = ?
      """,
      "DELETE FROM spelling WHERE name = ?", "DELETE FROM lateWord WHERE name = ?",
      "DELETE FROM name WHERE id = ?",
    ] {
      try database.cachedStatement(sql: sql).execute(arguments: [name])
    }
  }

  /// Writes the log into the file and leaves none; what is read meanwhile holds it up.
  private func emptyLog() throws(ArchiveError) {
    do {
      _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// Copies the archive as it stands into a new file; others may write meanwhile.
  package func backUp(to copy: String) throws(ArchiveError) {
    let file = Glibc.open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let code = errno
      let reason = String(cString: strerror(code))
      let next = code == EEXIST ? "a backup takes a new name" : "name a file that can be made"
      throw ArchiveError(.unreachable, "\(copy): \(reason); \(next)")
    }
    close(file)
    do {
      try database.writeWithoutTransaction {
        try $0.execute(sql: "VACUUM INTO ?", arguments: [copy])
      }
    } catch {
      unlink(copy)
      throw ArchiveError(error, path: copy)
    }
  }

  package func counts() throws(ArchiveError) -> ArchiveCounts {
    try read { database in
      func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      func date(_ sql: String) throws -> Date? {
        try Double.fetchOne(database, sql: sql).map(Date.init(timeIntervalSince1970:))
      }
      var counts = ArchiveCounts()
      counts.stories = try number("SELECT count(*) FROM story")
      counts.unread =
        counts.stories - (try number("SELECT count(*) FROM mark WHERE isRead"))
      counts.starred = try number("SELECT count(*) FROM mark WHERE isStarred")
      counts.rewritten = try number("SELECT count(DISTINCT story) FROM version")
      counts.names = try number("SELECT count(*) FROM name")
      counts.sources = try number("SELECT count(DISTINCT sourceTitle) FROM story")
      counts.remembered = try number("SELECT count(*) FROM remembered")
      counts.textBytes = try number("SELECT sum(length) FROM story")
      counts.fileBytes =
        try number("PRAGMA page_count") * number("PRAGMA page_size")
      counts.oldest = try date("SELECT min(day) FROM story")
      counts.newest = try date("SELECT max(day) FROM story")
      return counts
    }
  }
}
