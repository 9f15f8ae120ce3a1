// The index of stories, asked: which stories have a term.
import FoundationEssentials
import GRDB
import StoryQuery

/// The index at one moment of the archive.
final class StoryIndex {
  /// More names than this are looked for among all names of a span rather than each by itself.
  private static let fewNames = 24

  private let database: Database
  private var known: [Span]?

  init(_ database: Database) { self.database = database }

  /// The spans of stories, in the order of their numbers.
  func spans() throws -> [Span] {
    if let known { return known }
    let spans = try Int.fetchAll(database, sql: "SELECT span FROM termSpan ORDER BY span")
      .map(Span.init(key:))
    known = spans
    return spans
  }

  func stories(_ range: TermRange) throws -> NumberSet {
    switch range {
    case .one(let term): try stories(with: term)
    case .all(let first, let end, let ending): try stories(from: first, below: end, ending: ending)
    }
  }

  func stories(with term: Term) throws -> NumberSet {
    var found = NumberSet()
    for span in try spans().reversed() {
      try forEachTerm(of: span, from: term.bytes, below: term.bytes + [0]) { letters, posting in
        if letters.elementsEqual(term.bytes) { posting.insert(into: &found, span) }
      }
    }
    return found
  }

  private func stories(
    from first: [UInt8], below end: [UInt8], ending: [UInt8] = []
  ) throws -> NumberSet {
    var found = NumberSet()
    for span in try spans().reversed() {
      try forEachTerm(of: span, from: first, below: end) { letters, posting in
        if letters.suffix(ending.count).elementsEqual(ending) { posting.insert(into: &found, span) }
      }
    }
    return found
  }

  /// Stories of these days, the last one included.
  func stories(ofDays days: ClosedRange<Int32>) throws -> NumberSet {
    try stories(from: Term.dayBytes(days.lowerBound), below: Term.dayBytes(days.upperBound) + [0])
  }

  /// Stories that have one of these names.
  func stories(naming names: Set<Int64>) throws -> NumberSet {
    guard names.count > Self.fewNames else {
      return try names.reduce(into: NumberSet()) {
        $0.formUnion(try stories(with: Term.name($1)))
      }
    }
    var found = NumberSet()
    for span in try spans().reversed() {
      try forEachName(of: span) { name, posting in
        if names.contains(name) { posting.insert(into: &found, span) }
      }
    }
    return found
  }

  /// Whether any story has a name.
  func has(name: Int64) throws -> Bool { try !stories(with: Term.name(name)).isEmpty }

  func forEachName(of span: Span, _ body: (Int64, Posting) throws -> Void) throws {
    try forEachTerm(of: span, from: [TermMark.name], below: [TermMark.name + 1]) {
      letters, posting in
      guard letters.count == 9 else { throw IndexDamage() }
      let number = letters.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      try body(Int64(bitPattern: number), posting)
    }
  }

  func forEachDay(of span: Span, _ body: (Int32, Posting) throws -> Void) throws {
    try forEachTerm(of: span, from: [TermMark.day], below: [TermMark.day + 1]) {
      letters, posting in
      guard letters.count == 5 else { throw IndexDamage() }
      let sorted = letters.dropFirst().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      try body(Int32(bitPattern: sorted ^ 0x8000_0000), posting)
    }
  }

  func forEachSource(of span: Span, _ body: (String, Posting) throws -> Void) throws {
    try forEachTerm(of: span, from: [TermMark.source], below: [TermMark.source + 1]) {
      letters, posting in
      try body(String(decoding: letters.dropFirst(), as: UTF8.self), posting)
    }
  }

  /// Calls for the terms of a span from the first up to, and without, the second, in order.
  private func forEachTerm(
    of span: Span, from first: [UInt8], below end: [UInt8],
    _ body: (UnsafeBufferPointer<UInt8>, Posting) throws -> Void
  ) throws {
    let pages = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT terms FROM termPage WHERE span = ? AND first < ? AND first >= coalesce(
            (SELECT max(first) FROM termPage WHERE span = ? AND first <= ?), x'')
          ORDER BY first
          """), arguments: [span.key, Data(end), span.key, Data(first)])
    while let row = try pages.next() {
      let goesOn = try row.withUnsafeData(atIndex: 0) { data in
        try (data ?? Data()).withUnsafeBytes { bytes in
          try StoryArchive.forEachTerm(in: bytes.bindMemory(to: UInt8.self)) { letters, posting in
            if isLess(letters, first) { return true }
            guard isLess(letters, end) else { return false }
            try body(letters, posting)
            return true
          }
        }
      }
      guard goesOn else { return }
    }
  }

  private func isLess(_ letters: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
    let common = min(letters.count, other.count)
    for place in 0..<common where letters[place] != other[place] {
      return letters[place] < other[place]
    }
    return letters.count < other.count
  }
}
