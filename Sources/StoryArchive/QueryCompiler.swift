// A query to what SQLite is asked: each condition to a set of stories, sets to their answer.
import FoundationEssentials
import GRDB
import StoryParsing
import StoryQuery

/// Answers queries from one moment's state of the archive.
struct QueryCompiler {
  let database: Database

  func stories(_ query: Query) throws -> NumberSet {
    switch query {
    case .all: try set("SELECT id FROM story")
    case .not(let query): try all(without: [query])
    case .and(let queries): try all(of: queries)
    case .or(let queries):
      try queries.reduce(into: NumberSet()) { $0.formUnion(try stories($1)) }
    case .words(let phrase, let field): try stories(with: phrase, in: field)
    case .named(let phrase, let kind): try stories(naming: phrase, kind)
    case .source(let phrase): try stories(from: phrase)
    case .mark(let mark): try stories(marked: mark)
    case .tag(let phrase): try stories(tagged: phrase)
    case .language(let code): try stories(in: code)
    case .date(let stretch):
      try set(
        "SELECT id FROM story WHERE day >= ? AND day < ?",
        [
          stretch.start?.timeIntervalSince1970 ?? -.infinity,
          stretch.end?.timeIntervalSince1970 ?? .infinity,
        ])
    }
  }

  /// What is in all of them; words are left to the index together, and what is excluded comes last.
  private func all(of queries: [Query]) throws -> NumberSet {
    let matches = queries.compactMap(\.match)
    let others = queries.filter { $0.match == nil }
    var found = matches.isEmpty ? nil : try matching(matches.joined(separator: " AND "))
    for query in others {
      if case .not = query { continue }
      if found?.isEmpty == true { break }
      let stories = try stories(query)
      found?.formIntersection(stories)
      found = found ?? stories
    }
    let excluded = others.compactMap { query in
      if case .not(let excluded) = query { excluded } else { nil }
    }
    guard let found else { return try all(without: excluded) }
    return try without(excluded, found)
  }

  private func all(without queries: [Query]) throws -> NumberSet {
    try without(queries, set("SELECT id FROM story"))
  }

  private func without(_ queries: [Query], _ all: NumberSet) throws -> NumberSet {
    try queries.reduce(into: all) { $0.subtract(try stories($1)) }
  }

  // MARK: Words

  private func stories(with phrase: Phrase, in field: Query.TextField) throws -> NumberSet {
    let found =
      if let beginning = phrase.beginning {
        try set(
          "SELECT rowid FROM beginnings WHERE beginnings MATCH ?", [beginning.match(in: field)])
      } else {
        try matching(phrase.match(in: field))
      }
    return phrase.hasAccents ? try look(for: phrase, in: field, among: found) : found
  }

  /// The index knows no accents: what it finds is looked at.
  private func look(
    for phrase: Phrase, in field: Query.TextField, among found: NumberSet
  ) throws -> NumberSet {
    let scan = PhraseScan(phrase)
    let text = try database.cachedStatement(
      sql: "SELECT title, body, byline FROM indexed WHERE id = ?")
    return try found.reduce(into: NumberSet()) { exact, number in
      guard let row = try Row.fetchOne(text, arguments: [number]) else { return }
      let columns =
        switch field {
        case .anywhere: 0..<3
        case .title: 0..<1
        case .byline: 2..<3
        }
      if columns.contains(where: { scan.matches(row[$0] as String) }) { exact.insert(number) }
    }
  }

  private func matching(_ match: String) throws -> NumberSet {
    try set("SELECT rowid FROM words WHERE words MATCH ?", [match])
  }

  // MARK: Names

  private func stories(naming phrase: Phrase, _ kind: EntityKind) throws -> NumberSet {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT name.id, spelling.text FROM spellings
          JOIN spelling ON spelling.id = spellings.rowid JOIN name ON name.id = spelling.name
          WHERE spellings MATCH ? AND kind = ?
          """), arguments: [phrase.match(in: .anywhere), kind.rawValue])
    var names: Set<Int64> = []
    while let row = try rows.next() {
      if !phrase.isExact || phrase.matches(row[1] as String) { names.insert(row[0]) }
    }
    let code = "country:" + phrase.typed.uppercased()
    if kind == .country, phrase.isCode(of: code) {
      names.formUnion(
        try Int64.fetchSet(database, sql: "SELECT id FROM name WHERE key = ?", arguments: [code]))
    }
    return try stories(naming: names)
  }

  /// The stories that have one of these names.
  private func stories(naming names: Set<Int64>) throws -> NumberSet {
    // Some at a time: an expression may not be without end.
    let names = names.sorted()
    return try stride(from: 0, to: names.count, by: 200).reduce(into: NumberSet()) { found, start in
      let some = names[start..<min(start + 200, names.count)]
      found.formUnion(
        try set(
          "SELECT rowid FROM namings WHERE namings MATCH ?",
          [some.map { "\"\($0)\"" }.joined(separator: " OR ")]))
    }
  }

  // MARK: Sources, marks and the rest

  private func stories(from phrase: Phrase) throws -> NumberSet {
    var found = NumberSet()
    for title in try values(of: "sourceTitle") where phrase.matches(title) {
      found.formUnion(try set("SELECT id FROM story WHERE sourceTitle = ?", [title]))
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
    case .unread: try all(without: [.mark(.read)])
    case .starred: try set("SELECT story FROM mark WHERE isStarred")
    case .tagged: try set("SELECT DISTINCT story FROM tag")
    case .noted: try set("SELECT story FROM note")
    case .rewritten: try set("SELECT DISTINCT story FROM version")
    }
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

extension Query {
  /// What the index of words is asked, where its answer is the whole answer.
  fileprivate var match: String? {
    guard case .words(let phrase, let field) = self, !phrase.hasAccents, phrase.beginning == nil
    else { return nil }
    return phrase.match(in: field)
  }
}

extension Phrase {
  /// The phrase in the index's own language; every word is quoted, so that none is an operator.
  func match(in field: Query.TextField) -> String {
    let cased = String(Unicode.Scalar(WordTokenizer.cased))
    let words = terms.map { ($0.isCased ? cased : "") + $0.typed }
    let star = isPrefix ? " *" : ""
    let phrase =
      if let distance, words.count > 1 {
        "NEAR(\(words.map { "\"\($0)\"" }.joined(separator: " "))\(star), \(distance))"
      } else {
        "\"\(words.joined(separator: " "))\"\(star)"
      }
    switch field {
    case .anywhere: return phrase
    case .title: return "title : \(phrase)"
    case .byline: return "byline : \(phrase)"
    }
  }

  /// Its one word's beginning, if the index of beginnings has such short ones.
  fileprivate var beginning: WordBeginning? {
    guard isPrefix, terms.count == 1 else { return nil }
    let letters = terms[0].letters.count { $0 & 0xC0 != 0x80 }
    guard letters <= BeginningField.letters else { return nil }
    return WordBeginning(letters: terms[0].letters, isCased: terms[0].isCased)
  }
}

/// A beginning as the index of beginnings has it.
private struct WordBeginning {
  let letters: [UInt8]
  let isCased: Bool

  func match(in field: Query.TextField) -> String {
    let mark: [UInt8] =
      switch field {
      case .anywhere: []
      case .title: [BeginningField.title]
      case .byline: [BeginningField.byline]
      }
    let bytes = mark + (isCased ? [WordTokenizer.cased] : []) + letters
    return "\"\(String(decoding: bytes, as: UTF8.self))\""
  }
}
