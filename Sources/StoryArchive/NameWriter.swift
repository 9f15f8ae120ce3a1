// Who is named: each name once, with its spellings and the stories that have it.
import GRDB
import StoryParsing
import StoryQuery

/// Writes the names of stories, remembering those of this transaction.
struct NameWriter {
  private struct Known {
    let id: Int64
    var spellings: Set<String>
  }

  /// More spellings of one name are noise.
  private static let mostSpellings = 16

  private let database: Database
  private let index: IndexWriter
  private var known: [String: Known] = [:]

  init(_ database: Database, _ index: IndexWriter) {
    (self.database, self.index) = (database, index)
  }

  /// Writes who a story names, and no one it named before.
  mutating func write(_ names: [StoryName], of story: Int64) throws {
    var mentions: [Int64: Int] = [:]
    for name in names {
      let id = try self.id(of: name)
      for spelling in [name.name] + name.aliases { try note(spelling, of: name.key) }
      mentions[id, default: 0] += name.mentions
    }
    guard !mentions.isEmpty else { return }
    // All of them in one statement: a story has some forty.
    let rows = mentions.sorted { $0.key < $1.key }.map { "[\($0.key),\($0.value)]" }
    try database.cachedStatement(
      sql: """
        INSERT INTO naming (story, name, mentions)
        SELECT ?, value ->> 0, value ->> 1 FROM json_each(?)
        """
    ).execute(arguments: [story, "[\(rows.joined(separator: ","))]"])
    index.add(names: mentions.keys.sorted(), of: story)
  }

  /// Forgets who a story named.
  func remove(of story: Int64) throws {
    try index.removeNames(of: story)
    try database.cachedStatement(sql: "DELETE FROM naming WHERE story = ?")
      .execute(arguments: [story])
  }

  private mutating func id(of name: StoryName) throws -> Int64 {
    if let id = known[name.key]?.id { return id }
    let found = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM name WHERE key = ?"), arguments: [name.key])
    if let found {
      let spellings = try String.fetchSet(
        database.cachedStatement(sql: "SELECT text FROM spelling WHERE name = ?"),
        arguments: [found])
      known[name.key] = Known(id: found, spellings: spellings)
      index.know(found, name.kind, isNew: false, spellings: spellings)
      return found
    }
    try database.cachedStatement(sql: "INSERT INTO name (key, kind, name) VALUES (?, ?, ?)")
      .execute(arguments: [name.key, name.kind.rawValue, name.name])
    let id = database.lastInsertedRowID
    known[name.key] = Known(id: id, spellings: [])
    index.know(id, name.kind, isNew: true)
    return id
  }

  private mutating func note(_ spelling: String, of key: String) throws {
    guard let name = known[key], !name.spellings.contains(spelling),
      name.spellings.count < Self.mostSpellings
    else { return }
    known[key]?.spellings.insert(spelling)
    try index.note(spelling, of: name.id)
    try database.cachedStatement(sql: "INSERT INTO spelling (name, text) VALUES (?, ?)")
      .execute(arguments: [name.id, spelling])
    try database.cachedStatement(sql: "INSERT INTO spellings (rowid, text) VALUES (?, ?)")
      .execute(arguments: [database.lastInsertedRowID, spelling])
  }
}
