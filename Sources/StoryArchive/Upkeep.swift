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
  /// All that can be made anew from the stories and their names.
  static let indexes = ["words", "beginnings", "namings", "spellings"]

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
    for index in Archive.indexes where !agrees(index) {
      report.wasIndexWrong = true
      try write { try $0.execute(sql: "INSERT INTO \(index)(\(index)) VALUES ('rebuild')") }
    }
    return report
  }

  /// Whether an index holds the words of its texts, no more and no fewer.
  func agrees(_ index: String) -> Bool {
    (try? write {
      try $0.execute(sql: "INSERT INTO \(index)(\(index), rank) VALUES ('integrity-check', 1)")
    }) != nil
  }
}
