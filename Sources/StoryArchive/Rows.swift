// Rows to stories and back.
import FoundationEssentials
import GRDB
import StoryParsing

extension Fingerprint {
  var blob: DatabaseValue {
    var bytes = FoundationEssentials.Data()
    for half in [high, low] {
      withUnsafeBytes(of: half.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes.databaseValue
  }
}

extension Story {
  /// Of all that the source gave: it changes when the source rewrites the story.
  var digest: Fingerprint {
    let dates = [published, updated].map { $0.map { "\($0.timeIntervalSince1970)" } ?? "" }
    let rest = [byline ?? "\u{1}", source, link?.absoluteString ?? "", language ?? "", extra]
    let parts = [text, spell(markup)] + dates + rest
    return Fingerprint(of: parts.joined(separator: "\u{0}"))
  }

  /// - Parameter row: of `storyColumns`.
  init(_ row: Row) {
    self.init(
      id: Story.ID(source: row["sourceName"], name: row["name"]), text: row["text"],
      markup: readMarkup(row["markup"]), byline: row["givenByline"],
      published: date(row["published"]), source: row["sourceTitle"],
      address: row["link"], updated: date(row["updated"]), language: row["language"],
      extra: row["extra"], enclosures: [], content: nil)
  }

  static let columns = """
    SELECT source.name AS sourceName, story.name, text, markup, content.byline AS givenByline,
      published, sourceTitle, link, updated, language, extra
    FROM story JOIN content ON content.story = story.id JOIN source ON source.id = story.source
    """
}

private func date(_ seconds: Double?) -> Date? { seconds.map(Date.init(timeIntervalSince1970:)) }

// MARK: Mark-up as text: a line each, as "3 14 quote" or "3 14 link https://…"

func spell(_ markup: [Markup]) -> String {
  markup.map { "\($0.range.start) \($0.range.end) \(spell($0.kind))" }.joined(separator: "\n")
}

private func spell(_ kind: Markup.Kind) -> String {
  if case .link(let url) = kind { return "link \(url)" }
  return kinds.first { $0.kind == kind }?.name ?? ""
}

private let kinds: [(name: String, kind: Markup.Kind)] = [
  ("headline", .headline), ("deck", .deck), ("byline", .byline), ("subhead", .subhead),
  ("caption", .caption), ("list", .listItem), ("quote", .quote), ("code", .code),
  ("emphasis", .emphasis), ("row", .row),
]

/// What does not read as mark-up, as of a newer lede, is left out.
func readMarkup(_ text: String) -> [Markup] {
  text.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: " ", maxSplits: 3)
    guard parts.count >= 3, let start = Int(parts[0]), let end = Int(parts[1]), start >= 0,
      start <= end
    else { return nil }
    let range = TextRange(start, end)
    if parts[2] == "link", parts.count > 3 {
      return Markup(.link(String(parts[3])), range)
    }
    return kinds.first { $0.name == parts[2] }.map { Markup($0.kind, range) }
  }
}
