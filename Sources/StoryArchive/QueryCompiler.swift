// A query to what the index and SQLite are asked: each condition to a set of stories, sets to their
// answer.
import FoundationEssentials
import GRDB
import StoryParsing
import StoryQuery

/// Answers queries from one moment's state of the archive.
struct QueryCompiler {
  /// Stories that answer a query, if their texts pass what the index does not know.
  struct Answer {
    var stories: NumberSet
    var checks: [TextCheck] = []
  }

  let database: Database
  let index: StoryIndex

  init(database: Database) {
    self.database = database
    index = StoryIndex(database)
  }

  /// The stories that answer a query, all texts looked at that must be.
  func stories(_ query: Query) throws -> NumberSet { try stories(query, within: nil) }

  /// - Parameter within: no other stories are asked for.
  private func stories(_ query: Query, within: NumberSet?) throws -> NumberSet {
    var answer = try answer(to: query)
    guard !answer.checks.isEmpty else { return answer.stories }
    if let within { answer.stories.formIntersection(within) }
    let texts = TextLook(database, answer.checks)
    return try answer.stories.reduce(into: NumberSet()) { passed, number in
      if try texts.pass(number) { passed.insert(number) }
    }
  }

  /// What the index says to a query, and what is to be asked of the texts.
  func answer(to query: Query) throws -> Answer {
    switch query {
    case .all: Answer(stories: try index.stories(with: .story))
    case .not(let query): try all(of: [.not(query)])
    case .and(let queries): try all(of: queries)
    case .or(let queries):
      Answer(
        stories: try queries.reduce(into: NumberSet()) { $0.formUnion(try stories($1)) })
    case .words(let phrase, let field): try stories(with: phrase, in: field)
    case .named(let phrase, let kind): Answer(stories: try stories(naming: phrase, kind))
    case .source(let phrase): Answer(stories: try stories(from: phrase))
    case .mark(let mark): Answer(stories: try stories(marked: mark))
    case .tag(let phrase): Answer(stories: try stories(tagged: phrase))
    case .language(let code): Answer(stories: try stories(in: code))
    case .date(let stretch): Answer(stories: try stories(of: stretch))
    }
  }

  /// What is in all of them; what is excluded comes last.
  private func all(of queries: [Query]) throws -> Answer {
    var (found, excluded): (Answer?, [Query]) = (nil, [])
    for query in queries {
      if case .not(let query) = query {
        excluded.append(query)
        continue
      }
      if found?.stories.isEmpty == true { break }
      var answer = try answer(to: query)
      if let found {
        answer.stories.formIntersection(found.stories)
        answer.checks = found.checks + answer.checks
      }
      found = answer
    }
    var answer = try found ?? Answer(stories: index.stories(with: .story))
    for query in excluded {
      answer.stories.subtract(try stories(query, within: answer.stories))
    }
    return answer
  }

  // MARK: Words

  /// Where all of its words are; whether they stand in a row, and which accents they have, is for
  /// the text to say.
  private func stories(with phrase: Phrase, in field: Query.TextField) throws -> Answer {
    let terms = phrase.terms
    var found: NumberSet?
    for (place, term) in terms.enumerated() {
      let mayGoOn = phrase.isPrefix && place == terms.count - 1
      for range in term.ranges(in: field, mayGoOn: mayGoOn) {
        let stories = try index.stories(range)
        if found?.formIntersection(stories) == nil { found = stories }
      }
    }
    let mustBeRead = terms.count > 1 || phrase.hasAccents
    return Answer(
      stories: found ?? NumberSet(), checks: mustBeRead ? [TextCheck(phrase, field)] : [])
  }

  // MARK: Names

  private func stories(naming phrase: Phrase, _ kind: EntityKind) throws -> NumberSet {
    var found = NumberSet()
    let names: Set<Int64>
    if let word = phrase.terms.first, phrase.terms.count == 1, !phrase.isExact {
      found = try index.stories(
        TermRange(
          mark: TermMark.word(of: kind), letters: word.folded, mayGoOn: phrase.isPrefix))
      names = try lateNames(word.folded, kind, mayGoOn: phrase.isPrefix)
        .union(coded(phrase, kind))
    } else {
      names = try self.names(phrase, kind)
    }
    found.formUnion(try index.stories(naming: names))
    return found
  }

  /// The country whose code was typed.
  private func coded(_ phrase: Phrase, _ kind: EntityKind) throws -> Set<Int64> {
    let code = "country:" + phrase.typed.uppercased()
    guard kind == .country, phrase.isCode(of: code) else { return [] }
    return try Int64.fetchSet(
      database.cachedStatement(sql: "SELECT id FROM name WHERE key = ?"), arguments: [code])
  }

  /// The names that have a phrase in one of their spellings, or as their code.
  func names(_ phrase: Phrase, _ kind: EntityKind) throws -> Set<Int64> {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT name.id, spelling.text FROM spellings
          JOIN spelling ON spelling.id = spellings.rowid JOIN name ON name.id = spelling.name
          WHERE spellings MATCH ? AND kind = ?
          """), arguments: [phrase.match, kind.rawValue])
    var names = try coded(phrase, kind)
    while let row = try rows.next() {
      if !phrase.isExact || phrase.matches(row[1] as String) { names.insert(row[0]) }
    }
    return names
  }

  /// Names that have a word in a spelling that came after some of their stories.
  private func lateNames(
    _ word: [UInt8], _ kind: EntityKind, mayGoOn: Bool
  ) throws -> Set<Int64> {
    try Int64.fetchSet(
      database.cachedStatement(
        sql: "SELECT name FROM lateWord WHERE kind = ? AND word >= ? AND word < ?"),
      arguments: [kind.rawValue, Data(word), Data(word + [mayGoOn ? 0xFF : 0])])
  }

  // MARK: Sources, marks and the rest

  private func stories(from phrase: Phrase) throws -> NumberSet {
    var found = NumberSet()
    for title in try values(of: "sourceTitle") where phrase.matches(title) {
      let bytes = Array(title.utf8)
      found.formUnion(
        try bytes.isEmpty || bytes.count > TermMark.longestTitle
          ? set("SELECT id FROM story WHERE sourceTitle = ?", [title])
          : index.stories(with: Term(bytes: [TermMark.source] + bytes)))
    }
    for row in try Row.fetchAll(database, sql: "SELECT id, name, title FROM source")
    where phrase.matches(row[1] as String) || phrase.matches(row[2] as String) {
      found.formUnion(try set("SELECT id FROM story WHERE source = ?", [row[0] as Int64]))
    }
    return found
  }

  private func stories(in language: String) throws -> NumberSet {
    var found = NumberSet()
    for value in try values(of: "language") where isLanguage(value, language) {
      found.formUnion(try set("SELECT id FROM story WHERE language = ?", [value]))
    }
    return found
  }

  /// The different values of an indexed column, by leaps: there are few of them in many rows.
  private func values(of column: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        WITH RECURSIVE value(v) AS (
          SELECT min(\(column)) FROM story
          UNION ALL
          SELECT (SELECT min(\(column)) FROM story WHERE \(column) > v) FROM value WHERE v NOTNULL
        ) SELECT v FROM value WHERE v NOTNULL
        """)
  }

  private func stories(marked mark: QueryMark) throws -> NumberSet {
    switch mark {
    case .read: try set("SELECT story FROM mark WHERE isRead")
    case .unread: try stories(.not(.mark(.read)))
    case .starred: try set("SELECT story FROM mark WHERE isStarred")
    case .tagged: try set("SELECT DISTINCT story FROM tag")
    case .noted: try set("SELECT story FROM note")
    case .rewritten: try set("SELECT DISTINCT story FROM version")
    }
  }

  /// Whole days are in the index; what is left of a day at either end is looked up.
  private func stories(of stretch: DateStretch) throws -> NumberSet {
    let start = stretch.start?.timeIntervalSince1970 ?? -.infinity
    let end = stretch.end?.timeIntervalSince1970 ?? .infinity
    guard start < end else { return NumberSet() }
    let first = Term.day(of: start + 86_399.999_999)
    let last = Term.day(of: end) - 1
    let between = "SELECT id FROM story WHERE day >= ? AND day < ?"
    guard first <= last else { return try set(between, [start, end]) }
    var found = try index.stories(ofDays: first...last)
    if start > -.infinity { found.formUnion(try set(between, [start, Double(first) * 86_400])) }
    if end < .infinity { found.formUnion(try set(between, [Double(last + 1) * 86_400, end])) }
    return found
  }

  private func stories(tagged phrase: Phrase) throws -> NumberSet {
    var found = NumberSet()
    for name in try String.fetchAll(database, sql: "SELECT DISTINCT name FROM tag")
    where phrase.matches(name) {
      found.formUnion(try set("SELECT story FROM tag WHERE name = ?", [name]))
    }
    return found
  }

  private func set(_ sql: String, _ arguments: StatementArguments = []) throws -> NumberSet {
    let numbers = try Int.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    var set = NumberSet()
    while let number = try numbers.next() { set.insert(number) }
    return set
  }
}

extension Phrase {
  /// The phrase as the index of spellings is asked for it; every word is quoted, so that none is an
  /// operator.
  var match: String {
    let cased = String(Unicode.Scalar(WordTokenizer.cased))
    let words = terms.map { ($0.isCased ? cased : "") + $0.typed }
    let star = isPrefix ? " *" : ""
    if let distance, words.count > 1 {
      return "NEAR(\(words.map { "\"\($0)\"" }.joined(separator: " "))\(star), \(distance))"
    }
    return "\"\(words.joined(separator: " "))\"\(star)"
  }
}

extension Phrase.Term {
  /// What the index must have of it.
  fileprivate func ranges(in field: Query.TextField, mayGoOn: Bool) -> [TermRange] {
    var ranges = accents.map { accent in
      TermRange(
        mark: TermMark.word(field, .accented), letters: folded, accent: accent, mayGoOn: mayGoOn)
    }
    if isCased || accents.isEmpty {
      ranges.append(
        TermRange(
          mark: TermMark.word(field, isCased ? .written : .folded), letters: letters,
          mayGoOn: mayGoOn))
    }
    return ranges
  }
}
