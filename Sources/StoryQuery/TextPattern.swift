// What was typed into a search, and where it matches.
package import StoryParsing

/// A search as typed: literal with smart case and folded accents, or a regular expression.
///
/// Any capital typed makes case matter. A letter typed without accents finds the letter with any,
/// an accent typed is exact, each letter on its own. Matches never reach over a line's end.
package struct TextPattern: Hashable, Sendable {
  package enum Syntax: Hashable, Sendable { case literal, regularExpression }

  private enum Form: Sendable {
    case literal(LiteralPattern)
    case expression(Expression)
  }

  package let typed: String
  package let syntax: Syntax
  private let form: Form

  package init(_ typed: String, syntax: Syntax = .literal) throws(PatternError) {
    self.typed = typed
    self.syntax = syntax
    switch syntax {
    case .literal: form = .literal(LiteralPattern(typed))
    case .regularExpression: form = .expression(try Expression(typed))
    }
  }

  /// Typed words as they stand, which are never wrong.
  package init(literal typed: String) {
    self.typed = typed
    syntax = .literal
    form = .literal(LiteralPattern(typed))
  }

  /// As settings write it: an expression stands between slashes.
  package init(spelled text: String) throws(PatternError) {
    let isExpression = text.count > 2 && text.hasPrefix("/") && text.hasSuffix("/")
    try self.init(
      isExpression ? String(text.dropFirst().dropLast()) : text,
      syntax: isExpression ? .regularExpression : .literal)
  }

  package var spelling: String { syntax == .literal ? typed : "/\(typed)/" }

  package static func == (one: TextPattern, other: TextPattern) -> Bool {
    one.typed == other.typed && one.syntax == other.syntax
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(typed)
    hasher.combine(syntax)
  }

  /// Whether nothing was typed that could match.
  package var isEmpty: Bool {
    switch form {
    case .literal(let literal): literal.isEmpty
    case .expression: typed.isEmpty
    }
  }

  /// What a text's lower-case fold holds wherever this matches; nil for expressions.
  var lowerNeedle: Needle? {
    if case .literal(let literal) = form { literal.lower } else { nil }
  }

  /// Whether it can match in a text with this lower-case fold.
  func mayMatch(fold: [UInt8]) -> Bool {
    guard let lowerNeedle else { return true }
    return fold.withUnsafeBufferPointer { lowerNeedle.find(in: $0, from: 0) != nil }
  }

  /// Whether this matches wherever the fold holds that.
  var isLoose: Bool {
    if case .literal(let literal) = form { literal.isLoose } else { false }
  }

  /// Whether an accent was typed, which then is exact.
  var hasAccents: Bool {
    if case .literal(let literal) = form { literal.hasAccents } else { false }
  }

  /// Every match, in order, none overlapping and none empty.
  package func ranges(
    in text: String, limit: Int = .max, isCancelled: () -> Bool = { false }
  ) -> [TextRange] {
    withBytes(of: text) {
      ranges(in: $0, foldTraits(of: $0), MatchScratch(), limit: limit, isCancelled)
    }
  }

  /// The first match that starts at or after an offset.
  package func firstRange(in text: String, from offset: Int = 0) -> TextRange? {
    withBytes(of: text) { bytes in
      var first: TextRange?
      forEachMatch(in: bytes, foldTraits(of: bytes), MatchScratch(), { false }) { range in
        if range.start >= offset { first = range }
        return first == nil
      }
      return first
    }
  }

  package func matches(_ text: String) -> Bool { firstRange(in: text) != nil }

  /// The matches in a text whose traits are known.
  func ranges(
    in text: UnsafeBufferPointer<UInt8>, _ traits: FoldTraits, _ scratch: MatchScratch,
    limit: Int = .max, _ isCancelled: () -> Bool = { false }
  ) -> [TextRange] {
    var found: [TextRange] = []
    guard limit > 0 else { return [] }
    forEachMatch(in: text, traits, scratch, isCancelled) { range in
      found.append(range)
      return found.count < limit
    }
    return found
  }

  /// Calls for every match in order until told to stop by `false`.
  ///
  /// - Parameter kept: the text's fold in lower case, where it is at hand.
  func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>, _ traits: FoldTraits, kept: [UInt8]? = nil,
    _ scratch: MatchScratch, _ isCancelled: () -> Bool, _ body: (TextRange) -> Bool
  ) {
    switch form {
    case .literal(let literal):
      literal.forEachMatch(in: text, traits, kept: kept, scratch, body)
    case .expression(let expression):
      expression.forEachMatch(in: text, scratch, isCancelled, body)
    }
  }
}

/// Why a regular expression could not be read.
package struct PatternError: Error, Hashable, Sendable {
  /// One clause, to stand after the typed text: "a bracket is not closed".
  package let reason: String
  /// Where in the typed text, in characters.
  package let position: Int

  package init(reason: String, position: Int) {
    self.reason = reason
    self.position = position
  }
}
