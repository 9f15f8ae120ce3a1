// Who is named, found anew where an earlier analyser found it.
import GRDB
package import StoryParsing

extension Archive {
  /// How many stories have the names that an earlier analyser found.
  package func staleCount() throws(ArchiveError) -> Int {
    try read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM story WHERE analyser < ?", arguments: [analyserVersion])
        ?? 0
    }
  }

  /// The newest of those stories, as they came: neighbours share a part of the index.
  package func staleStories(
    limit: Int
  ) throws(ArchiveError) -> [(number: Int64, story: Story)] {
    try read { database in
      let analyser = try Int.fetchOne(
        database, sql: "SELECT max(analyser) FROM story WHERE analyser < ?",
        arguments: [analyserVersion])
      let numbers = try Int64.fetchAll(
        database, sql: "SELECT id FROM story WHERE analyser = ? ORDER BY id DESC LIMIT ?",
        arguments: [analyser, limit])
      return try numbers.compactMap { number in
        try Row.fetchOne(
          database, sql: Story.columns + " WHERE story.id = ?", arguments: [number]
        ).map { (number, Story($0)) }
      }
    }
  }

  /// Puts what was found now in the place of what was found then.
  ///
  /// A story that was rewritten meanwhile, or analysed by another lede, is left as it is.
  package func renew(_ stories: [(number: Int64, named: NamedStory)]) throws(ArchiveError) {
    try write { database in
      let index = IndexWriter(database)
      var names = NameWriter(database, index)
      for (number, named) in stories {
        let row = try Row.fetchOne(
          database.cachedStatement(
            sql: "SELECT byline, fingerprint FROM story WHERE id = ? AND analyser < ?"),
          arguments: [number, analyserVersion])
        guard let row, row[1] == Fingerprint(of: named.story.text).blob else { continue }
        if row[0] != named.byline { try renewWords(of: number, named, index, in: database) }
        try database.cachedStatement(
          sql: "UPDATE story SET analyser = ?, byline = ? WHERE id = ?"
        ).execute(arguments: [analyserVersion, named.byline, number])
        try names.remove(of: number)
        try names.write(named.names, of: number)
      }
      try index.flush()
    }
  }

  private func renewWords(
    of number: Int64, _ named: NamedStory, _ index: IndexWriter, in database: Database
  ) throws {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT headline, sourceTitle, day FROM story WHERE id = ?"),
      arguments: [number])
    guard let row else { return }
    try index.remove(number)
    index.add(
      IndexedStory(
        number: number, headline: row[0], text: named.story.text, byline: named.byline,
        sourceTitle: row[1], day: row[2]))
  }
}
