// Whom every kept story names, without its text: what names are joined from.
import FoundationEssentials
import GRDB
package import StoryParsing
package import StoryQuery

extension Archive {
  /// Calls for every kept story, in order of number, with whom it names.
  ///
  /// - Parameter each: the archive's number, the story without its text, and its names.
  package func forEachNamed(
    _ each: (Int64, Story, [StoryName]) -> Void
  ) throws(ArchiveError) {
    try read { database in
      let names = try names(in: database)
      let namings = try Row.fetchCursor(
        database, sql: "SELECT story, name, mentions FROM naming ORDER BY story, name")
      var next = try namings.next()
      let stories = try Row.fetchCursor(
        database,
        sql: """
          SELECT story.id, source.name, story.name, sourceTitle, published
          FROM story JOIN source ON source.id = source ORDER BY story.id
          """)
      while let row = try stories.next() {
        let number: Int64 = row[0]
        var found: [StoryName] = []
        while let naming = next, (naming[0] as Int64) <= number {
          if naming[0] == number, let name = names[naming[1]] {
            found.append(name.named(naming[2]))
          }
          next = try namings.next()
        }
        let published = (row[4] as Double?).map(Date.init(timeIntervalSince1970:))
        let id = Story.ID(source: row[1], name: row[2])
        each(number, Story(id: id, text: "", published: published, source: row[3]), found)
      }
    }
  }

  private func names(in database: Database) throws -> [Int64: StoryName] {
    var spellings: [Int64: [String]] = [:]
    let texts = try Row.fetchCursor(database, sql: "SELECT name, text FROM spelling ORDER BY id")
    while let row = try texts.next() { spellings[row[0], default: []].append(row[1]) }
    var names: [Int64: StoryName] = [:]
    let all = try Row.fetchCursor(database, sql: "SELECT id, key, kind, name FROM name")
    while let row = try all.next() {
      guard let kind = EntityKind(rawValue: row[2]) else { continue }
      let name: String = row[3]
      let aliases = (spellings[row[0]] ?? []).filter { $0 != name }
      names[row[0]] = StoryName(
        key: row[1], name: name, kind: kind, aliases: aliases, mentions: 0)
    }
    return names
  }
}

extension StoryName {
  /// The same, named so often.
  fileprivate func named(_ mentions: Int) -> StoryName {
    StoryName(
      key: key, name: name, kind: kind, aliases: aliases, roles: roles, mentions: mentions,
      isSure: isSure)
  }
}
