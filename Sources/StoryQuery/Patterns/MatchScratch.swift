// Memory that one thread's matching reuses from story to story.

/// Room for a folded text and for the automata of a regular expression.
final class MatchScratch {
  private var room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 8192)
  /// The automaton of the last expression asked for.
  var automaton: Automaton?
  var machine = Machine()

  deinit { room.deallocate() }

  /// Lends the fold of a text, until the body returns.
  func fold(
    _ text: UnsafeBufferPointer<UInt8>, keepingCase: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let needed = foldCapacity(text.count)
    if room.count < needed {
      room.deallocate()
      room = .allocate(capacity: needed)
    }
    guard let start = room.baseAddress else { return }
    let count = StoryQuery.fold(text, into: start, keepingCase: keepingCase)
    body(UnsafeBufferPointer(start: start, count: count))
  }
}
