// How the reader left lede: what comes back when it is opened again.
import GRDB

/// A line that was typed into a prompt.
package struct TypedLine: Hashable, Sendable {
  package let purpose: String
  package let line: String
  package let isExpression: Bool

  package init(purpose: String, line: String, isExpression: Bool) {
    self.purpose = purpose
    self.line = line
    self.isExpression = isExpression
  }
}

extension Archive {
  /// What was left, by name: what holds for all and what holds for what is opened now.
  package func sitting(_ opened: String) throws(ArchiveError) -> [String: String] {
    try read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT name, value FROM sitting WHERE opened IN ('', ?) ORDER BY opened",
        arguments: [opened])
      return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }
  }

  /// Leaves values by name; an empty one is forgotten.
  ///
  /// - Parameter opened: what lede was called with; "" for what holds for all.
  package func leave(
    _ values: [String: String], for opened: String
  ) throws(ArchiveError) {
    try write { database in
      for (name, value) in values {
        if value.isEmpty {
          try database.execute(
            sql: "DELETE FROM sitting WHERE opened = ? AND name = ?", arguments: [opened, name])
        } else {
          try database.execute(
            sql: "INSERT OR REPLACE INTO sitting (opened, name, value) VALUES (?, ?, ?)",
            arguments: [opened, name, value])
        }
      }
    }
  }

  /// The lines typed last, the latest last.
  package func typedLines(limit: Int = 500) throws(ArchiveError) -> [TypedLine] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT purpose, line, isExpression FROM typed ORDER BY id DESC LIMIT ?",
        arguments: [limit]
      ).reversed().map { TypedLine(purpose: $0[0], line: $0[1], isExpression: $0[2]) }
    }
  }

  /// Remembers a line as the latest; of each purpose so many are kept.
  package func remember(_ typed: TypedLine, limit: Int = 100) throws(ArchiveError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO typed (purpose, line, isExpression) VALUES (?, ?, ?)",
        arguments: [typed.purpose, typed.line, typed.isExpression])
      try database.execute(
        sql: """
          DELETE FROM typed WHERE purpose = ?1 AND id NOT IN
            (SELECT id FROM typed WHERE purpose = ?1 ORDER BY id DESC LIMIT ?2)
          """, arguments: [typed.purpose, limit])
    }
  }
}
