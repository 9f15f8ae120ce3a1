// The index of stories made anew, or compared with what the stories say.
import FoundationEssentials
import GRDB
import StoryParsing
import StoryQuery

extension IndexWriter {
  /// Makes the whole index anew, where nothing is left to be written.
  func rebuild() throws {
    try database.execute(
      sql: "DELETE FROM termPage; DELETE FROM termSpan; DELETE FROM lateWord;")
    for span in try spansOfStories() { try write(try pages(of: table(of: span)), as: span) }
  }

  /// Whether the index says what the stories say, no more and no less.
  func agrees() throws -> Bool {
    let spans = try Int.fetchAll(database, sql: "SELECT span FROM termSpan").map(Span.init(key:))
    // A story lies in one span alone, and every story lies in one.
    guard Set(spans) == Set(try spansOfStories(as: Set(spans))) else { return false }
    for span in spans {
      let written = try Row.fetchAll(
        database, sql: "SELECT first, terms FROM termPage WHERE span = ? ORDER BY first",
        arguments: [span.key]
      ).map { [$0[0] as Data, $0[1] as Data] }
      let right = try pages(of: table(of: span)).map { [Data($0.first), Data($0.bytes)] }
      guard written == right else { return false }
    }
    return true
  }

  /// The spans that hold all stories: long ones as far as stories are full, or where there are some.
  private func spansOfStories(as present: Set<Span>? = nil) throws -> [Span] {
    let newest = try Int64.fetchOne(database, sql: "SELECT max(id) FROM story") ?? 0
    var (spans, next): ([Span], Int64) = ([], 0)
    while let story = try Int64.fetchOne(
      database, sql: "SELECT min(id) FROM story WHERE id >= ?", arguments: [next])
    {
      let long = Span(of: story, isLong: true)
      let isLong = present?.contains(long) ?? (long.end <= newest)
      let span = isLong ? long : Span(of: story, isLong: false)
      spans.append(span)
      next = Int64(span.end)
    }
    return spans
  }

  private func table(of span: Span) throws -> TermTable {
    var (table, nameWords) = (TermTable(), NameWords(database))
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, headline, text, story.byline, sourceTitle, day
        FROM story JOIN content ON content.story = story.id WHERE id >= ? AND id < ? ORDER BY id
        """, arguments: [span.start, span.end])
    while let row = try rows.next() {
      let number: Int64 = row[0]
      let offset = UInt16(Int(number) - span.start)
      let story = IndexedStory(
        number: number, headline: row[1], text: row[2], byline: row[3], sourceTitle: row[4],
        day: row[5])
      reader.add(story, to: &table, at: offset)
      let names = try Int64.fetchAll(
        database.cachedStatement(sql: "SELECT name FROM naming WHERE story = ?"),
        arguments: [number])
      for name in names {
        let (kind, words) = try nameWords.words(of: name)
        reader.add(name: name, kind, words, to: &table, at: offset)
      }
    }
    return table
  }
}
