// Typed text to a regular expression, or where it goes wrong.

/// Reads what was typed from left to right.
struct ExpressionParser {
  /// Deeper groups than anyone types: foreign depth is never followed.
  private static let deepest = 50
  private static let mostRepeats = 1000

  private let typed: [Character]
  private let isCaseSensitive: Bool
  private var at = 0
  private var depth = 0

  static func parse(_ typed: String) throws(PatternError) -> Syntax {
    var parser = ExpressionParser(typed)
    let syntax = try parser.alternatives()
    guard parser.at == parser.typed.count else {
      throw PatternError(reason: "no group is open that “)” could close", position: parser.at)
    }
    return syntax
  }

  private init(_ typed: String) {
    self.typed = Array(typed)
    var isEscaped = false
    isCaseSensitive = typed.contains { character in
      defer { isEscaped = !isEscaped && character == "\\" }
      return !isEscaped && character.isUppercase
    }
  }

  private var next: Character? { at < typed.count ? typed[at] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    at += 1
    return true
  }

  private func error(_ reason: String, at position: Int? = nil) -> PatternError {
    PatternError(reason: reason, position: position ?? at)
  }

  private mutating func alternatives() throws(PatternError) -> Syntax {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .either(parts)
  }

  private mutating func sequence() throws(PatternError) -> Syntax {
    var parts: [Syntax] = []
    while let character = next, character != "|", character != ")" {
      parts.append(try repeated())
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated() throws(PatternError) -> Syntax {
    let start = at
    let part = try single()
    guard let (least, most) = try repeats() else { return part }
    let isLazy = take("?")
    if let next, "*+?".contains(next) {
      throw error("“\(next)” repeats what is repeated already")
    }
    return .repeated(part, least: least, most: most, isLazy: isLazy, position: start)
  }

  private mutating func repeats() throws(PatternError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    return try countedRepeats()
  }

  /// “{2}”, “{2,}”, “{2,5}”; any other brace stands for itself.
  private mutating func countedRepeats() throws(PatternError) -> (Int, Int?)? {
    guard next == "{", let close = typed[at...].firstIndex(of: "}") else { return nil }
    let bounds = typed[at + 1..<close].split(separator: ",", omittingEmptySubsequences: false)
    guard let first = bounds.first, let least = Int(String(first)), least >= 0, bounds.count <= 2
    else { return nil }
    let last = bounds.count == 1 ? String(first) : String(bounds[1])
    let most = last.isEmpty ? nil : Int(last)
    guard last.isEmpty || most != nil else { return nil }
    guard max(least, most ?? 0) <= Self.mostRepeats else {
      throw error("more than \(Self.mostRepeats) repeats")
    }
    if let most, most < least { throw error("the least repeats are more than the most") }
    at = close + 1
    return (least, most)
  }

  private mutating func single() throws(PatternError) -> Syntax {
    let start = at
    guard let character = next else { return .sequence([]) }
    at += 1
    switch character {
    case "(": return try group(from: start)
    case "[": return .unit(try set(from: start))
    case ".": return .unit(.any)
    case "^": return .place(.lineStart)
    case "$": return .place(.lineEnd)
    case "*", "+", "?": throw error("nothing stands before “\(character)” to repeat", at: start)
    case "\\": return try escape(from: start)
    default: return .unit(.character(character, isCaseSensitive: isCaseSensitive))
    }
  }

  private mutating func group(from start: Int) throws(PatternError) -> Syntax {
    if take("?"), !take(":") {
      throw error("after “(?” only “:” is understood", at: start)
    }
    depth += 1
    guard depth <= Self.deepest else { throw error("too many groups in groups", at: start) }
    let inside = try alternatives()
    depth -= 1
    guard take(")") else { throw error("a group is not closed", at: start) }
    return inside
  }

  private mutating func escape(from start: Int) throws(PatternError) -> Syntax {
    guard let character = next else { throw error("nothing follows the last “\\”", at: start) }
    switch character {
    case "b", "B":
      at += 1
      return .place(character == "b" ? .wordEdge : .withinWord)
    default:
      let item = try escapedItem(from: start)
      return .unit(.set([item], isNegated: false, isCaseSensitive: isCaseSensitive))
    }
  }

  /// What follows a backslash, in a set or outside.
  private mutating func escapedItem(from start: Int) throws(PatternError) -> UnitTest.SetItem {
    guard let character = next else { throw error("nothing follows the last “\\”", at: start) }
    at += 1
    switch character {
    case "d", "D": return .kind(.digit, isNegated: character == "D")
    case "w", "W": return .kind(.word, isNegated: character == "W")
    case "s", "S": return .kind(.blank, isNegated: character == "S")
    case "t": return .range("\t"..."\t")
    case "1"..."9": throw error("“\\\(character)” cannot look back at a group", at: start)
    case _ where character.isLetter || character.isNumber:
      throw error("“\\\(character)” has no meaning here", at: start)
    default: return Self.item(character)
    }
  }

  private static func item(_ character: Character) -> UnitTest.SetItem {
    let scalars = character.unicodeScalars
    guard !FoldTable.isAccented(character), let scalar = scalars.first, scalars.count == 1 else {
      return .accented(character)
    }
    return .range(scalar...scalar)
  }

  /// “[…]”; a “]” that comes first stands for itself.
  private mutating func set(from start: Int) throws(PatternError) -> UnitTest {
    let isNegated = take("^")
    var items: [UnitTest.SetItem] = []
    while let character = next, character != "]" || items.isEmpty {
      let itemStart = at
      at += 1
      let item = character == "\\" ? try escapedItem(from: itemStart) : Self.item(character)
      items.append(try range(from: item, start: itemStart) ?? item)
    }
    guard take("]") else { throw error("a set is not closed by “]”", at: start) }
    return .set(items, isNegated: isNegated, isCaseSensitive: isCaseSensitive)
  }

  /// “a-z”, its first end already taken.
  private mutating func range(
    from item: UnitTest.SetItem, start: Int
  ) throws(PatternError) -> UnitTest.SetItem? {
    guard next == "-", at + 1 < typed.count, typed[at + 1] != "]",
      let first = typed[start].unicodeScalars.first
    else { return nil }
    if case .kind = item { return nil }
    let low = typed[start] == "\\" ? typed[start + 1].unicodeScalars.first ?? first : first
    at += 1
    if take("\\"), next == nil { throw error("a set is not closed by “]”", at: start) }
    guard let high = next?.unicodeScalars.first else { return nil }
    at += 1
    guard low <= high else { throw error("a range in a set runs backwards", at: start) }
    return .range(low...high)
  }
}
