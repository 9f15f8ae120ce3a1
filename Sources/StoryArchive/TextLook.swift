// What the index cannot tell of a phrase, looked up in the texts.
import FoundationEssentials
import GRDB
import StoryQuery

/// A phrase that is to stand somewhere in a story.
struct TextCheck {
  let phrase: Phrase
  let field: Query.TextField

  init(_ phrase: Phrase, _ field: Query.TextField) { (self.phrase, self.field) = (phrase, field) }
}

/// Looks for phrases in the texts of stories, one after the other.
final class TextLook {
  private let database: Database
  private let scans: [(scan: PhraseScan, columns: ClosedRange<Int>)]

  init(_ database: Database, _ checks: [TextCheck]) {
    self.database = database
    scans = checks.map { check in
      let columns =
        switch check.field {
        case .anywhere: 0...2
        case .title: 1...1
        case .byline: 2...2
        }
      return (PhraseScan(check.phrase), columns)
    }
  }

  /// Whether a story has all of the phrases.
  func pass(_ number: Int) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        SELECT text, headline, story.byline
        FROM content JOIN story ON story.id = content.story WHERE content.story = ?
        """)
    // Through a cursor its text is read where SQLite has it; `fetchOne` would copy it.
    let rows = try Row.fetchCursor(statement, arguments: [number])
    guard let row = try rows.next() else { return false }
    return try withExtendedLifetime(rows) { try isPassed(row) }
  }

  private func isPassed(_ row: Row) throws -> Bool {
    try scans.allSatisfy { scan, columns in
      try columns.contains { column in
        try row.withUnsafeData(atIndex: column) { data in
          data?.withUnsafeBytes { scan.matches($0.bindMemory(to: UInt8.self)) } ?? false
        }
      }
    }
  }
}
