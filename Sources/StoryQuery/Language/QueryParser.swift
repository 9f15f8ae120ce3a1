// What was typed → a query, or where it goes wrong. What is half typed asks for as much as it can.
package import FoundationEssentials
import StoryParsing

extension Query {
  /// Reads a query. AND binds more tightly than OR and needs no word; an open bracket or quote is
  /// closed by the end.
  ///
  /// - Parameters:
  ///   - now: what "yesterday" is measured from.
  ///   - isOpen: whether more may be typed: the last word then may go on.
  ///   - isWhole: whether what asks for nothing, such as a field without a word, is an error.
  package init(
    _ typed: String, today now: Date, isOpen: Bool = false, isWhole: Bool = false
  ) throws(QueryError) {
    var parser = QueryParser(
      characters: Array(typed), now: now, isOpen: isOpen, isWhole: isWhole)
    self = try parser.read()
  }
}

private struct QueryParser {
  let characters: [Character]
  let now: Date
  private let isOpen: Bool
  private let isWhole: Bool
  private var at = 0
  /// Operands gathered so far in each open bracket: alternatives of rows.
  private var open: [Level] = [Level()]

  /// What stands between two brackets: rows parted by OR.
  private struct Level {
    var alternatives: [Query] = []
    var row: [Query] = []
    /// A minus stands before its bracket.
    var isNegated = false

    mutating func endRow() {
      if !row.isEmpty { alternatives.append(row.count == 1 ? row[0] : .and(row)) }
      row = []
    }

    var query: Query {
      var level = self
      level.endRow()
      switch level.alternatives.count {
      case 0: return .all
      case 1: return level.alternatives[0]
      default: return .or(level.alternatives)
      }
    }
  }

  init(characters: [Character], now: Date, isOpen: Bool, isWhole: Bool) {
    self.characters = characters
    self.now = now
    (self.isOpen, self.isWhole) = (isOpen, isWhole)
  }

  private var isAtEnd: Bool { at >= characters.count }

  /// Brackets are kept on a list and never recursed into: a thousand of them are no danger.
  mutating func read() throws(QueryError) -> Query {
    while !isAtEnd {
      let start = at
      switch characters[at] {
      case " ", "\t", "\n": at += 1
      case "(":
        at += 1
        open.append(Level())
      case ")":
        guard open.count > 1 else { throw QueryError(reason: "no bracket is open", position: at) }
        try close(before: at)
        at += 1
      case "-" where at + 1 < characters.count && characters[at + 1] == "(":
        at += 2
        open.append(Level(isNegated: true))
      case "-":
        at += 1
        let operand = try readOperand(from: start)
        try refuse(ifMissing: operand, at: start)
        // What begins like the word that is being typed is not hidden before the word is whole.
        let isWhole = isAtEnd && isOpen && characters.last != "*"
        if let operand { add(.not(operand.closed(isWhole))) }
      default:
        if takeOr() {
          try refuse(ifMissing: open[open.count - 1].alternatives.last, at: start)
          try refuse(ifMissing: operandIsAhead ? Query.all : nil, at: start)
          continue
        }
        let operand = try readOperand(from: start)
        // A sign between words, as in "profit & loss", is no fault.
        if word(at: start).contains(":") { try refuse(ifMissing: operand, at: start) }
        if let operand { add(operand) }
      }
    }
    while open.count > 1 { try close(before: at) }
    let query = open[0].query
    if let start = characters.firstIndex(where: { !" \t\n".contains($0) }) {
      try refuse(ifMissing: query == .all ? nil : query, at: start)
    }
    return query
  }

  private func word(at start: Int) -> String {
    String(characters[start...].prefix { !" \t\n".contains($0) })
  }

  /// Says of a whole query that something in it asks for nothing.
  private func refuse(ifMissing query: Query?, at start: Int) throws(QueryError) {
    guard isWhole, query == nil else { return }
    throw QueryError(reason: "“\(word(at: start))” asks for nothing yet", position: start)
  }

  /// Whether there is anything but blanks and closing brackets after an OR.
  private var operandIsAhead: Bool {
    characters[at...].first { !" \t\n".contains($0) }.map { $0 != ")" } ?? false
  }

  private mutating func add(_ query: Query) { open[open.count - 1].row.append(query) }

  private mutating func close(before end: Int) throws(QueryError) {
    let level = open.removeLast()
    let query = level.query
    guard query != .all else {
      return try refuse(ifMissing: nil, at: max(0, min(end, characters.count) - 1))
    }
    add(level.isNegated ? .not(query) : query)
  }

  /// OR as a word of its own, or `|`.
  private mutating func takeOr() -> Bool {
    let word = wordAhead
    guard word == "OR" || word == "|" else { return false }
    at += word.count
    open[open.count - 1].endRow()
    return true
  }

  private var wordAhead: String {
    String(characters[at...].prefix { !" \t\n()".contains($0) })
  }

  // MARK: Operands

  /// A word, a phrase, or a field with one; nil for what asks for nothing yet.
  private mutating func readOperand(from start: Int) throws(QueryError) -> Query? {
    guard !isAtEnd else { return nil }
    if let name = takeFieldName() {
      guard let field = QueryField(rawValue: name.lowercased()) else {
        throw QueryError(reason: Self.unknown(field: name), position: start)
      }
      return try read(field, from: at)
    }
    return readPhrase().map { .words($0, in: .anywhere) }
  }

  private static func unknown(field name: String) -> String {
    let fields = QueryField.allCases.map(\.rawValue)
    let nearest = nearestName(to: name, among: fields)
    let help = nearest.map { "; did you mean \($0):" } ?? " among " + fields.joined(separator: " ")
    return "no field “\(name)”" + help
  }

  /// `title:`, but not the beginning of `https://` or `12:30`.
  private mutating func takeFieldName() -> String? {
    let name = characters[at...].prefix { $0.isLetter && $0.isASCII }
    let colon = at + name.count
    guard !name.isEmpty, colon < characters.count, characters[colon] == ":" else { return nil }
    let next = colon + 1 < characters.count ? characters[colon + 1] : " "
    let isKnown = QueryField(rawValue: String(name).lowercased()) != nil
    // An unknown name with nothing behind it may be any word that ends in a colon.
    guard isKnown || next != "/" && next != " " && next != ")" else { return nil }
    at = colon + 1
    return String(name)
  }

  private mutating func read(
    _ field: QueryField, from start: Int
  ) throws(QueryError) -> Query? {
    switch field {
    case .date: return try readDateField(from: start)
    case .is: return try readMark(from: start)
    case .lang:
      let code = takeBareWord()
      return code.isEmpty ? nil : .language(code)
    default: break
    }
    guard let phrase = readPhrase() else { return nil }
    switch field {
    case .title: return .words(phrase, in: .title)
    case .from: return .words(phrase, in: .byline)
    case .person: return .named(phrase, .person)
    case .org: return .named(phrase, .organisation)
    case .country: return .named(phrase, .country)
    case .place: return .named(phrase, .place)
    case .tag: return .tag(phrase)
    case .source: return .source(phrase)
    case .date, .is, .lang: return nil
    }
  }

  private mutating func readDateField(from start: Int) throws(QueryError) -> Query? {
    let word = takeBareWord()
    switch readDate(word, today: now) {
    case .stretch(let stretch): return .date(stretch)
    case .unfinished: return nil
    case .wrong:
      throw QueryError(
        reason: "“\(word)” is no date such as \(QueryField.date.help)", position: start)
    }
  }

  private mutating func readMark(from start: Int) throws(QueryError) -> Query? {
    let word = takeBareWord().lowercased()
    let matching = QueryMark.allCases.filter { $0.rawValue.hasPrefix(word) }
    if let mark = QueryMark(rawValue: word) { return .mark(mark) }
    guard !matching.isEmpty else {
      throw QueryError(
        reason: "a story is not “\(word)” but \(QueryField.is.help)", position: start)
    }
    return matching.count == 1 ? .mark(matching[0]) : nil
  }

  private mutating func takeBareWord() -> String {
    let word = characters[at...].prefix { !" \t\n()".contains($0) }
    at += word.count
    return String(word.filter { $0 != "\"" })
  }

  // MARK: Words

  /// `word`, `word*`, `"several words"`, `"words"~10`; nil where there is no word in it.
  private mutating func readPhrase() -> Phrase? {
    guard !isAtEnd, characters[at] == "\"" else {
      let word = characters[at...].prefix { !" \t\n()\"".contains($0) }
      at += word.count
      let hasStar = word.last == "*"
      let phrase = Phrase(
        String(hasStar ? word.dropLast() : word), isPrefix: hasStar || isOpen && isAtEnd)
      return phrase.isEmpty ? nil : phrase
    }
    at += 1
    let words = String(characters[at...].prefix { $0 != "\"" })
    at += words.count
    let isClosed = !isAtEnd
    if isClosed { at += 1 }
    let isPrefix = isClosed ? take("*") : isOpen && words.last != " "
    let distance = isClosed && take("~") ? takeNumber() : nil
    let phrase = Phrase(words, isPrefix: isPrefix, distance: distance)
    return phrase.isEmpty ? nil : phrase
  }

  private mutating func take(_ character: Character) -> Bool {
    guard !isAtEnd, characters[at] == character else { return false }
    at += 1
    return true
  }

  private mutating func takeNumber() -> Int? {
    let digits = characters[at...].prefix { ("0"..."9").contains($0) }
    at += digits.count
    return Int(String(digits)).map { min($0, 10_000) } ?? nil
  }
}

extension Query {
  /// The same with its last word whole.
  fileprivate func closed(_ isClosed: Bool) -> Query {
    guard isClosed else { return self }
    return switch self {
    case .words(let phrase, let field): .words(phrase.whole, in: field)
    case .named(let phrase, let kind): .named(phrase.whole, kind)
    case .source(let phrase): .source(phrase.whole)
    case .tag(let phrase): .tag(phrase.whole)
    default: self
    }
  }
}

extension Phrase {
  fileprivate var whole: Phrase {
    Phrase(typed, distance: distance)
  }
}
