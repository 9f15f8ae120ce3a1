// What is looked for in texts, and marked there.
package import StoryParsing

/// Typed letters or an expression, wherever they stand; or a query, whose words are marked.
package enum Sought: Hashable, Sendable {
  case pattern(TextPattern)
  case query(Query, typed: String)

  package var typed: String {
    switch self {
    case .pattern(let pattern): pattern.typed
    case .query(_, let typed): typed
    }
  }

  /// Where it stands in a text, in order, none overlapping another.
  package func ranges(in text: String) -> [TextRange] {
    switch self {
    case .pattern(let pattern): pattern.ranges(in: text)
    case .query(let query, _): query.marks.ranges(in: text)
    }
  }

  /// Whether it is said to be in a line by itself, as a name is.
  package func matches(_ line: String) -> Bool { !ranges(in: line).isEmpty }
}

/// The phrases that a query wants to be in a story's text.
struct QueryMarks {
  private let scans: [PhraseScan]

  init(_ phrases: [Phrase]) { scans = phrases.map(PhraseScan.init) }

  func ranges(in text: String) -> [TextRange] { withBytes(of: text) { ranges(in: $0) } }

  func ranges(in text: UnsafeBufferPointer<UInt8>, limit: Int = .max) -> [TextRange] {
    var found: [TextRange] = []
    for scan in scans {
      var left = limit
      scan.forEachMatch(in: text) { range in
        found.append(range)
        left -= 1
        return left > 0
      }
    }
    guard scans.count > 1 else { return found }
    found.sort { ($0.start, $1.end) < ($1.start, $0.end) }
    var end = 0
    return found.filter { range in
      defer { end = max(end, range.end) }
      return range.start >= end
    }
  }
}

extension Query {
  /// What is marked in the texts that answer it.
  var marks: QueryMarks { QueryMarks(phrases) }

  /// The phrases that its answers have, in their texts or as names.
  var phrases: [Phrase] {
    switch self {
    case .words(let phrase, .anywhere), .words(let phrase, .title), .named(let phrase, _): [phrase]
    case .and(let queries), .or(let queries): queries.flatMap(\.phrases)
    case .all, .not, .words(_, .byline), .source, .mark, .tag, .language, .date: []
    }
  }
}
