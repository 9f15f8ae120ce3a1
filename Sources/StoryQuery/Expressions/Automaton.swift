// Says quickly which lines an expression matches in: one table look-up a character.

/// A program turned into a table of states as a text asks for them.
///
/// It tells whether a line matches, not where: that is the machine's work, on those lines alone.
struct Automaton {
  private struct State: Hashable {
    /// Steps to go on from, in order of number.
    var steps: [Int]
    var isLineStart: Bool
    var isWordBefore: Bool
  }

  private static let unknown: Int32 = -1
  private static let matched: Int32 = -2
  /// When there are more states than this they are forgotten, and made again as needed.
  private static let mostStates = 2000

  let program: Program
  /// What tells this expression from the next.
  let typed: String
  var alphabet: Alphabet
  private var states: [State] = []
  private var numbers: [State: Int32] = [:]
  /// By state and character: the next state.
  private var table: [Int32] = []
  private var width = 64
  private var visited: [Bool]

  init(_ program: Program, typed: String) {
    self.program = program
    self.typed = typed
    alphabet = Alphabet(program.tests)
    visited = Array(repeating: false, count: program.steps.count)
    forget()
  }

  /// The first line at or after an offset, itself a line's start, in which something matches.
  mutating func findLine(
    in text: UnsafeBufferPointer<UInt8>, from: Int, _ isCancelled: () -> Bool
  ) -> Range<Int>? {
    var (at, lineStart, state) = (from, from, Int32(0))
    while at < text.count {
      let unit = alphabet.read(text, at)
      let next = self.next(state, unit.number)
      if next == Self.matched { return lineStart..<lineEnd(text, at) }
      at = unit.next
      state = next
      guard unit.number == Alphabet.lineEnd else { continue }
      (state, lineStart) = (0, at)
      if isCancelled() { return nil }
    }
    guard lineStart < at, next(state, Alphabet.lineEnd) == Self.matched else { return nil }
    return lineStart..<at
  }

  private func lineEnd(_ text: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
    text[from...].firstIndex(of: 10) ?? text.count
  }

  @inline(__always)
  private mutating func next(_ state: Int32, _ number: Int) -> Int32 {
    if number < width {
      let known = table[Int(state) * width + number]
      if known != Self.unknown { return known }
    }
    return makeNext(state, number)
  }

  private mutating func makeNext(_ state: Int32, _ number: Int) -> Int32 {
    var state = state
    if number >= width || states.count >= Self.mostStates {
      let current = states[Int(state)]
      while number >= width { width *= 2 }
      forget()
      state = self.number(of: current)
    }
    let next = follow(states[Int(state)], number).map { self.number(of: $0) } ?? Self.matched
    table[Int(state) * width + number] = next
    return next
  }

  /// The state after a character; nil if a match ends before it.
  private mutating func follow(_ state: State, _ number: Int) -> State? {
    for step in visited.indices { visited[step] = false }
    var (pending, steps) = (state.steps + [0], Set<Int>())
    while let step = pending.popLast() {
      guard !visited[step] else { continue }
      visited[step] = true
      switch program.steps[step] {
      case .match: return nil
      case .jump(let target): pending.append(target)
      case .fork(let one, let other): pending += [one, other]
      case .unit(let test): if alphabet.accepts(test, number) { steps.insert(step + 1) }
      case .place(let place):
        let holds = place.holds(
          isLineStart: state.isLineStart, isLineEnd: number == Alphabet.lineEnd,
          isWordBefore: state.isWordBefore, isWordAfter: alphabet.isWord(number))
        if holds { pending.append(step + 1) }
      }
    }
    return State(
      steps: steps.sorted(), isLineStart: false, isWordBefore: alphabet.isWord(number))
  }

  private mutating func number(of state: State) -> Int32 {
    if let number = numbers[state] { return number }
    states.append(state)
    table += Array(repeating: Self.unknown, count: width)
    numbers[state] = Int32(states.count - 1)
    return Int32(states.count - 1)
  }

  private mutating func forget() {
    (states, numbers, table) = ([], [:], [])
    _ = number(of: State(steps: [], isLineStart: true, isWordBefore: false))
  }
}
