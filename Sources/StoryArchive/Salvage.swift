// A damaged archive: put out of the way, and what can still be read of it taken over.
import FoundationEssentials
import GRDB
import Glibc

extension Archive {
  /// Gives a damaged file a dated name and takes what can be read of it into a new one.
  static func setAside(_ path: String, at now: Date) -> Opening {
    guard let aside = moveAside(path, at: now) else {
      return openInMemory(
        because: "What you keep is forgotten at the end: \(path) is damaged and cannot be renamed")
    }
    let archive: Archive
    do throws(ArchiveError) {
      archive = try openToWrite(path)
    } catch {
      return openInMemory(
        because: "What you keep is forgotten at the end: \(path) was damaged and is now \(aside)")
    }
    let rescued = archive.takeOver(from: aside)
    let what = rescued == 1 ? "1 story" : "\(rescued) stories"
    return Opening(
      archive: archive,
      notices: ["\(path) was damaged and is now \(aside); \(what) could be taken over from it"])
  }

  /// Renames the file and what belongs to it; gives its new name.
  private static func moveAside(_ path: String, at now: Date) -> String? {
    let day = now.formatted(.iso8601.year().month().day())
    let names = (1...999).lazy.map { "\(path).damaged-\(day)" + ($0 == 1 ? "" : "-\($0)") }
    guard let aside = names.first(where: { access($0, F_OK) != 0 }) else { return nil }
    guard rename(path, aside) == 0 else { return nil }
    _ = rename(path + "-wal", aside + "-wal")
    unlink(path + "-shm")
    return aside
  }

  /// The tables, those first that others refer to.
  private static let tables = [
    "source", "sourceFact", "story", "content", "version", "name", "spelling", "naming", "mark",
    "tag", "note", "remembered", "sitting", "typed",
  ]

  /// Copies all rows that can be read; gives how many stories there are then.
  private func takeOver(from aside: String) -> Int {
    let configuration = Archive.configuration(isReadOnly: true)
    if let damaged = try? DatabaseQueue(path: aside, configuration: configuration) {
      for table in Archive.tables {
        copy(table, from: damaged, descending: false)
        // From the other end as far as to the damage.
        copy(table, from: damaged, descending: true)
      }
      mendAfterSalvage()
    }
    return (try? read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story") ?? 0 }) ?? 0
  }

  private func copy(_ table: String, from damaged: DatabaseQueue, descending: Bool) {
    let order = descending ? " ORDER BY rowid DESC" : ""
    let sorted = ["sourceFact", "version", "naming", "tag", "remembered", "sitting"]
    if descending, sorted.contains(table) { return }
    try? damaged.read { source in
      try database.writeWithoutTransaction { target in
        try target.execute(sql: "PRAGMA foreign_keys = OFF")
        try target.inTransaction {
          let rows = try Row.fetchCursor(source, sql: "SELECT * FROM \(table)\(order)")
          // Ends at the first page that cannot be read; what came before it stays.
          while let row = try? rows.next() {
            let marks = repeatElement("?", count: row.count).joined(separator: ", ")
            let columns = row.columnNames.joined(separator: ", ")
            let statement = try target.cachedStatement(
              sql: "INSERT OR IGNORE INTO \(table) (\(columns)) VALUES (\(marks))")
            try? statement.execute(arguments: StatementArguments(row.databaseValues))
          }
          return .commit
        }
      }
    }
  }

  /// Drops what refers to rows that are lost, and makes the index anew.
  private func mendAfterSalvage() {
    try? database.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          DELETE FROM story WHERE id NOT IN (SELECT story FROM content)
            OR source NOT IN (SELECT id FROM source);
          DELETE FROM content WHERE story NOT IN (SELECT id FROM story);
          DELETE FROM version WHERE story NOT IN (SELECT id FROM story);
          DELETE FROM spelling WHERE name NOT IN (SELECT id FROM name);
          DELETE FROM naming WHERE story NOT IN (SELECT id FROM story)
            OR name NOT IN (SELECT id FROM name);
          DELETE FROM mark WHERE story NOT IN (SELECT id FROM story);
          DELETE FROM tag WHERE story NOT IN (SELECT id FROM story);
          DELETE FROM note WHERE story NOT IN (SELECT id FROM story);
          PRAGMA foreign_keys = ON;
          """)
      try database.inTransaction {
        try makeIndex(database)
        return .commit
      }
    }
  }
}
