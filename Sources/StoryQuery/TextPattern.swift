// What was typed into a search, and where it matches.
package import StoryParsing

/// A search as typed: literal with smart case and folded accents, or a regular expression.
package struct TextPattern: Hashable, Sendable {
  package enum Syntax: Hashable, Sendable { case literal, regularExpression }

  package let typed: String
  package let syntax: Syntax

  package init(_ typed: String, syntax: Syntax = .literal) throws(PatternError) {
    self.typed = typed
    self.syntax = syntax
  }

  /// Every match, in order, none overlapping.
  package func ranges(in text: String) -> [TextRange] { [] }
}

/// Why a regular expression could not be read.
package struct PatternError: Error, Hashable, Sendable {
  /// One clause, to stand after the typed text: "a bracket is not closed".
  package let reason: String
  /// Where in the typed text, in characters.
  package let position: Int
}
