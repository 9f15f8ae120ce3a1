// A regular expression, matched line by line in bounded time.
import StoryParsing

/// A regular expression as typed, ready to match.
struct Expression: Sendable {
  private let program: Program
  private let typed: String

  init(_ typed: String) throws(PatternError) {
    self.typed = typed
    program = try Program(ExpressionParser.parse(typed))
  }

  /// Calls for every match that is not empty, in order, until told to stop by `false`.
  func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>, _ scratch: MatchScratch, _ isCancelled: () -> Bool,
    _ body: (TextRange) -> Bool
  ) {
    var automaton = scratch.automaton.take() ?? Automaton(program, typed: typed)
    defer { scratch.automaton = automaton }
    if automaton.typed != typed { automaton = Automaton(program, typed: typed) }
    var at = 0
    while at < text.count, let line = nextLine(in: text, from: at, &automaton, isCancelled) {
      at = line.upperBound + 1
      guard
        scratch.machine.forEachMatch(
          of: program, &automaton.alphabet, in: text, line, isCancelled, body)
      else { return }
    }
  }

  /// The next line that may match; an expression that can be empty has to be tried on all.
  private func nextLine(
    in text: UnsafeBufferPointer<UInt8>, from: Int, _ automaton: inout Automaton,
    _ isCancelled: () -> Bool
  ) -> Range<Int>? {
    guard program.canBeEmpty else {
      return automaton.findLine(in: text, from: from, isCancelled)
    }
    return from..<(text[from...].firstIndex(of: 10) ?? text.count)
  }
}
