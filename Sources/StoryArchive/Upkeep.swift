// The archive looked after: verified, mended, copied.
import GRDB

/// What a check of the archive found.
package struct CheckReport: Hashable, Sendable {
  /// What SQLite says of the file's structure, a line each; empty if it is sound.
  package var faults: [String] = []
  /// Whether the index of words did not agree with the stories; it has been made anew.
  package var wasIndexWrong = false
  package var stories = 0
}

extension Archive {
  /// Verifies the file and the index, and makes the index anew where it is wrong.
  package func check() throws(ArchiveError) -> CheckReport {
    var report = CheckReport()
    report.faults = try read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map {
          "a row of \($0[0] as String) refers to one that is not there"
        }
    }
    report.stories = try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story") ?? 0 }
    guard !isReadOnly else { return report }
    report.wasIndexWrong = try write { database in
      guard try !isIndexRight(database) else { return false }
      try makeIndex(database)
      return true
    }
    return report
  }

  private func isIndexRight(_ database: Database) throws -> Bool {
    let areSpellings: Void? = try? database.execute(
      sql: "INSERT INTO spellings (spellings, rank) VALUES ('integrity-check', 1)")
    return areSpellings != nil && (try? IndexWriter(database).agrees()) == true
  }
}

/// Makes all anew that can be found again in the stories and their names.
func makeIndex(_ database: Database) throws {
  try database.execute(sql: "INSERT INTO spellings (spellings) VALUES ('rebuild')")
  try IndexWriter(database).rebuild()
}
