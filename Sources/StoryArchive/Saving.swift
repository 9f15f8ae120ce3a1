// Stories in: each refresh in one transaction, each rewritten story as a new version.
import Dispatch
package import FoundationEssentials
import GRDB
package import StoryParsing
import StoryQuery
import Synchronization

/// A story and what was found in it, ready to be written.
package struct NamedStory: Sendable {
  package let story: Story
  let names: [StoryName]
  let headline: String
  /// As the source gave it, or else as it was found in the text.
  let byline: String

  package init(_ story: Story, _ analysis: Analysis) {
    self.story = story
    names = analysis.entities.map(StoryName.init)
    headline = Listing(story: story, number: 0).headline
    let found = analysis.bylines.map { String(story.text[$0.name]) }
    byline = story.byline ?? found.joined(separator: ", ")
  }

  /// Analyses stories on all cores, or on all but those that have other work.
  ///
  /// - Parameter busyCores: asked every few stories, how many cores are to be left alone.
  package static func find(
    in stories: [Story], besides busyCores: () -> Int = { 0 }
  ) -> [NamedStory] {
    var named: [NamedStory] = []
    named.reserveCapacity(stories.count)
    var rest = stories[...]
    while !rest.isEmpty {
      let cores = max(1, ProcessInfo.processInfo.activeProcessorCount - busyCores())
      let next = rest.prefix(32 * cores)
      rest = rest.dropFirst(next.count)
      named += find(in: next, on: cores)
    }
    return named
  }

  private static func find(in stories: ArraySlice<Story>, on cores: Int) -> [NamedStory] {
    let found = Mutex([NamedStory?](repeating: nil, count: stories.count))
    let next = Atomic(stories.startIndex)
    DispatchQueue.concurrentPerform(iterations: cores) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < stories.endIndex else { return }
        let named = NamedStory(stories[index], analyze(stories[index]))
        found.withLock { $0[index - stories.startIndex] = named }
      }
    }
    return found.withLock { $0.compactMap(\.self) }
  }
}

extension Archive {
  /// Keeps what a source gave, all of it or nothing, with the names found in it.
  package func save(_ refresh: Refresh, at now: Date) throws(ArchiveError) -> Saved {
    try save(refresh, NamedStory.find(in: refresh.stories), at: now)
  }

  /// Keeps stories whose names are found already; those of the refresh itself are passed over.
  package func save(
    _ refresh: Refresh, _ stories: [NamedStory], at now: Date
  ) throws(ArchiveError) -> Saved {
    try write { database in
      var saving = try Saving(database, refresh, now: now.timeIntervalSince1970)
      for story in stories { try saving.save(story) }
      try saving.index.flush()
      return saving.saved
    }
  }

  /// What a source calls itself, as far as it has said so.
  package func title(of source: String) throws(ArchiveError) -> String? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT title FROM source WHERE name = ? AND title <> ''",
        arguments: [source])
    }
  }

  /// What is remembered of a source.
  package func facts(of source: String) throws(ArchiveError) -> [String: String] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT sourceFact.name, value FROM sourceFact JOIN source ON source.id = source
          WHERE source.name = ?
          """, arguments: [source])
      return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }
  }
}

/// The writing of one refresh.
private struct Saving {
  private let database: Database
  private let source: Int64
  private let sourceName: String
  private let title: String
  private let starred: Set<String>
  private let tags: [String: [String]]
  private let rereads: Bool
  private let now: Double
  /// Stories that are no newer than this were let go, and are not taken again.
  private let letGo: Double?
  let index: IndexWriter
  private var names: NameWriter
  var saved = Saved()

  init(_ database: Database, _ refresh: Refresh, now: Double) throws {
    self.database = database
    self.now = now
    title = refresh.title
    (starred, tags, rereads) = (refresh.starred, refresh.tags, refresh.rereads)
    sourceName = refresh.source
    index = IndexWriter(database)
    names = NameWriter(database, index)
    try database.execute(
      sql: """
        INSERT INTO source (name, title) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET title = excluded.title WHERE excluded.title <> ''
        """, arguments: [refresh.source, refresh.title])
    source =
      try Int64.fetchOne(
        database, sql: "SELECT id FROM source WHERE name = ?", arguments: [refresh.source]) ?? 0
    letGo = try String.fetchOne(
      database, sql: "SELECT value FROM sourceFact WHERE source = ? AND name = ?",
      arguments: [source, Archive.letGo]
    ).flatMap(Double.init)
    for (name, value) in refresh.facts {
      try database.execute(
        sql: "INSERT OR REPLACE INTO sourceFact (source, name, value) VALUES (?, ?, ?)",
        arguments: [source, name, value])
    }
    try database.execute(
      sql: "DELETE FROM sourceFact WHERE source = ? AND value = ''", arguments: [source])
  }

  mutating func save(_ named: NamedStory) throws {
    let known = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT id, digest FROM story WHERE source = ? AND name = ?"),
      arguments: [source, named.story.id.name])
    let digest = named.story.digest
    guard let known else {
      let day = named.story.published?.timeIntervalSince1970 ?? now
      return day <= letGo ?? -.infinity ? () : try add(named, digest)
    }
    guard known[1] != digest.blob else {
      saved.unchanged += 1
      return
    }
    try rewrite(known[0], named, digest)
  }

  private mutating func add(_ named: NamedStory, _ digest: Fingerprint) throws {
    let story = named.story
    try database.cachedStatement(
      sql: """
        INSERT INTO story (source, name, headline, byline, sourceTitle, published, updated,
          arrived, day, length, language, link, fingerprint, digest, analyser)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [source, story.id.name]
        + fields(of: named, day: named.story.published?.timeIntervalSince1970 ?? now)
        + [Fingerprint(of: story.text).blob, digest.blob, analyserVersion])
    let id = database.lastInsertedRowID
    try database.cachedStatement(
      sql: "INSERT INTO content (story, text, byline, markup, extra) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: content(of: story, id))
    index.add(indexed(named, id, day: story.published?.timeIntervalSince1970 ?? now))
    try names.write(named.names, of: id)
    try takeMarks(id, Fingerprint(of: story.text))
    try mark(id, story.id.name)
    saved.added.append(id)
  }

  private func indexed(_ named: NamedStory, _ id: Int64, day: Double) -> IndexedStory {
    IndexedStory(
      number: id, headline: named.headline, text: named.story.text, byline: named.byline,
      sourceTitle: named.story.source.isEmpty ? title : named.story.source, day: day)
  }

  private func fields(of named: NamedStory, day: Double?) -> StatementArguments {
    let story = named.story
    return [
      named.headline, named.byline, story.source.isEmpty ? title : story.source,
      story.published?.timeIntervalSince1970, story.updated?.timeIntervalSince1970, now, day,
      story.text.utf8.count, story.language, story.link?.absoluteString,
    ]
  }

  private func content(of story: Story, _ id: Int64) -> StatementArguments {
    [id, story.text, story.byline, spell(story.markup), story.extra]
  }

  /// What was remembered of the same text while it was not kept.
  private func takeMarks(_ id: Int64, _ fingerprint: Fingerprint) throws {
    let remembered = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT note, tags FROM remembered WHERE fingerprint = ?"),
      arguments: [fingerprint.blob])
    guard let remembered else { return }
    let note: String = remembered[0]
    if !note.isEmpty {
      try database.execute(
        sql: "INSERT OR IGNORE INTO note (story, text) VALUES (?, ?)", arguments: [id, note])
    }
    for tag in (remembered[1] as String).split(separator: "\n") {
      try database.execute(
        sql: "INSERT OR IGNORE INTO tag (story, name) VALUES (?, ?)",
        arguments: [id, String(tag)])
    }
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO mark (story, isRead, isStarred, place, changed)
        SELECT ?, isRead, isStarred, place, changed FROM remembered WHERE fingerprint = ?
        """
    ).execute(arguments: [id, fingerprint.blob])
  }

  /// The star and the tags that its source's rules give a story.
  private func mark(_ id: Int64, _ name: String) throws {
    if starred.contains(name) {
      try database.execute(
        sql: """
          INSERT INTO mark (story, isStarred, changed) VALUES (?, 1, ?)
          ON CONFLICT DO UPDATE SET isStarred = 1
          """, arguments: [id, now])
    }
    for tag in tags[name] ?? [] {
      try database.execute(
        sql: "INSERT OR IGNORE INTO tag (story, name) VALUES (?, ?)", arguments: [id, tag])
    }
  }

  private mutating func rewrite(
    _ id: Int64, _ named: NamedStory, _ digest: Fingerprint
  ) throws {
    let story = named.story
    try database.execute(
      sql: """
        INSERT INTO version (story, number, headline, text, published, updated, arrived)
        SELECT id, version, headline, text, published, updated, arrived
        FROM story JOIN content ON content.story = story.id WHERE id = ?
        """, arguments: [id])
    try index.remove(id)
    try names.remove(of: id)
    // A story without a date stays where it was in the list.
    let published = story.published?.timeIntervalSince1970
    try database.execute(
      sql: """
        UPDATE story SET version = version + 1, headline = ?, byline = ?, sourceTitle = ?,
          published = ?, updated = ?, arrived = ?, day = coalesce(?, day), length = ?,
          language = ?, link = ?, fingerprint = ?, digest = ?, analyser = ?
        WHERE id = ?
        """,
      arguments: fields(of: named, day: published)
        + [Fingerprint(of: story.text).blob, digest.blob, analyserVersion, id])
    try database.execute(
      sql: """
        UPDATE content SET text = ?, byline = ?, markup = ?, extra = ? WHERE story = ?
        """, arguments: [story.text, story.byline, spell(story.markup), story.extra, id])
    let day = try Double.fetchOne(
      database, sql: "SELECT day FROM story WHERE id = ?", arguments: [id])
    index.add(indexed(named, id, day: day ?? now))
    try names.write(named.names, of: id)
    if rereads {
      try database.execute(
        sql: "UPDATE mark SET isRead = 0, changed = ? WHERE story = ? AND isRead",
        arguments: [now, id])
    }
    saved.rewritten.append(id)
  }
}
