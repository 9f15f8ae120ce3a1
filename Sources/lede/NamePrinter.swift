// `lede name --kwic`, `--with`, `--timeline`, `--quotes`: a name's views without the screen.
import ArgumentParser
import FoundationEssentials
import StoryParsing
import StoryQuery

/// What `lede name` prints, each a flag.
enum NameView: String, EnumerableFlag {
  case card, kwic, with, timeline, quotes

  static func help(for view: NameView) -> ArgumentHelp? {
    switch view {
    case .card: "Spellings, roles, days and sources."
    case .kwic: "Every mention in its sentence, the newest first."
    case .with: "Who is named with it, the closest first."
    case .timeline: "Its mentions over time."
    case .quotes: "What it said and what was said of it."
    }
  }

  /// Whether it is the stories' own words that are printed, or roles in them.
  var needsTexts: Bool { self == .kwic || self == .quotes || self == .card }
}

/// Prints the views of one name from the stories that are asked for.
struct NamePrinter {
  /// What is to be written, and whether there is nothing in it.
  struct Printed {
    var bytes: [UInt8]
    var isEmpty: Bool
  }

  private let name: FollowedName
  private let shelf: Shelf
  private let shown: [Int32]
  private let isTerminal: Bool

  init(_ name: FollowedName, _ shelf: Shelf, _ shown: [Int32], isTerminal: Bool) {
    (self.name, self.shelf, self.shown, self.isTerminal) = (name, shelf, shown, isTerminal)
  }

  // MARK: What is printed

  private var lines: [ConcordanceLine] {
    var lines: [ConcordanceLine] = []
    _ = shelf.concordance(of: name.id, in: shown) { batch in
      switch batch {
      case .more(let more): lines += more
      case .all(let all): lines = all
      }
    }
    return lines
  }

  private var company: [NamedWith] { shelf.company(of: name.id, in: shown) ?? [] }

  private var timeline: Timeline { shelf.timeline(of: name.id, in: shown, by: nil) }

  private var quotes: [QuotedWords] {
    shelf.naming(name.id, of: shown).flatMap { shelf.quotedWords(of: name.id, in: Int($0)) }
  }

  private func citation(of line: ConcordanceLine) -> Citation? {
    shelf.citation(line.sentence, mention: line.mention, of: line.story)
  }

  private func citation(of words: QuotedWords) -> Citation? {
    shelf.citation(words.range, mention: nil, of: words.story)
  }

  // MARK: A table

  func table(_ view: NameView) -> Printed {
    let rows = rows(view)
    let lines = rows.map { row in
      row.map(cleanField).joined(separator: isTerminal ? "  " : "\t") + "\n"
    }
    return Printed(bytes: Array(lines.joined().utf8), isEmpty: rows.isEmpty)
  }

  /// On a terminal without what only programs read.
  private func rows(_ view: NameView) -> [[String]] {
    switch view {
    case .card: []
    case .kwic:
      lines.compactMap { line in
        citation(of: line).map { citation in
          let all = line.fields(citing: citation)
          return isTerminal ? [all[0], all[1], all.suffix(3).joined()] : all
        }
      }
    case .with: company.map { isTerminal ? [$0.fields[0], $0.fields[3], $0.name] : $0.fields }
    case .timeline: timeline.rows
    case .quotes:
      quotes.compactMap { words in
        citation(of: words).map { citation in
          let said = words.fields
          return isTerminal
            ? [citation.fields[0], said[0], said[1], said[5]] : citation.fields.prefix(6) + said
        }
      }
    }
  }

  // MARK: A document

  func document(_ view: NameView) -> Printed {
    var writer = JSONWriter()
    var count = 0
    writer.object { writer in
      writer.value("id", name.id)
      writer.value("kind", name.kind.rawValue)
      writer.value("name", name.name)
      count = write(view, to: &writer)
      writer.value("count", count)
    }
    writer.endLine()
    return Printed(bytes: writer.bytes, isEmpty: count == 0)
  }

  /// Gives how many there are.
  private func write(_ view: NameView, to writer: inout JSONWriter) -> Int {
    switch view {
    case .card: return 0
    case .kwic:
      let lines = lines
      writer.list("lines", lines) { write($1, to: &$0) }
      return lines.count
    case .with:
      let company = company
      writer.list("with", company) { write($1, to: &$0) }
      return company.count
    case .timeline:
      let timeline = timeline
      writer.value("step", timeline.step.rawValue)
      writer.list("columns", timeline.rows) { writer, row in
        writer.object {
          $0.value("from", row[0].isEmpty ? nil : row[0])
          $0.value("mentions", Int(row[1]))
          $0.value("stories", Int(row[2]))
        }
      }
      return timeline.rows.count
    case .quotes:
      let quotes = quotes
      writer.list("quotes", quotes) { write($1, to: &$0) }
      return quotes.count
    }
  }

  private func write(_ line: ConcordanceLine, to writer: inout JSONWriter) {
    writer.object { writer in
      write(citation(of: line), to: &writer)
      writer.value("from", line.mention.start)
      writer.value("to", line.mention.end)
      writer.value("left", String(line.left))
      writer.value("name", String(line.spelling))
      writer.value("right", String(line.right))
    }
  }

  private func write(_ other: NamedWith, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.value("id", other.key)
      writer.value("kind", other.kind.rawValue)
      writer.value("name", other.name)
      write("paragraphs", other.paragraphs, to: &writer)
      write("stories", other.stories, to: &writer)
    }
  }

  private func write(
    _ key: StaticString, _ together: Together, to writer: inout JSONWriter
  ) {
    writer.object(key) {
      $0.value("count", together.count)
      $0.value("chance", together.expected)
      $0.value("score", together.score)
    }
  }

  private func write(_ words: QuotedWords, to writer: inout JSONWriter) {
    writer.object { writer in
      write(citation(of: words), to: &writer)
      writer.value("bearing", words.bearing?.rawValue)
      writer.value("speaker", words.speaker)
      writer.value("guess", words.isGuess)
      writer.value("reported", words.isReported)
      writer.value("cue", words.cue)
      writer.value("words", words.words)
    }
  }

  /// Where it stands: the same keys in every view.
  private func write(_ citation: Citation?, to writer: inout JSONWriter) {
    let fields = citation?.fields ?? Array(repeating: "", count: 6)
    for (key, field) in zip(["date", "source", "headline", "link"] as [StaticString], fields) {
      writer.value(key, field.isEmpty ? nil : field)
    }
    writer.value("start", citation?.range.start)
    writer.value("end", citation?.range.end)
  }
}
