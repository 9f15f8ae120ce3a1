// Follows every path of an expression at once, so that no expression takes long.
import StoryParsing

/// Finds matches in one line: time in proportion to the line's length and the program's.
struct Machine {
  /// A path through the program: where it stands, and where its match began.
  fileprivate struct Path {
    let step: Int
    let start: Int
  }

  /// Paths in order of preference, no step twice.
  fileprivate struct Paths {
    var list: [Path] = []
    /// By step: the round in which it was last added.
    var added: [Int] = []
    var round = 0

    mutating func clear(_ steps: Int) {
      list.removeAll(keepingCapacity: true)
      round += 1
      if added.count != steps { added = Array(repeating: 0, count: steps) }
    }
  }

  /// A line so long that its matches overlap in their search costs no more than this.
  private static let mostWork = 20_000_000

  private var now = Paths()
  private var then = Paths()
  private var pending: [Int] = []
  private var numbers: [Int] = []
  private var offsets: [Int] = []

  /// Calls for the matches in a line that ends at `end`; gives whether to go on.
  mutating func forEachMatch(
    of program: Program, _ alphabet: inout Alphabet, in text: UnsafeBufferPointer<UInt8>,
    _ line: Range<Int>, _ isCancelled: () -> Bool, _ body: (TextRange) -> Bool
  ) -> Bool {
    readLine(text, line, &alphabet)
    var (at, work) = (0, Self.mostWork)
    while let found = match(of: program, alphabet, from: at, &work, isCancelled) {
      guard body(TextRange(offsets[found.lowerBound], offsets[found.upperBound])) else {
        return false
      }
      at = found.upperBound
    }
    return !isCancelled()
  }

  private mutating func readLine(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ alphabet: inout Alphabet
  ) {
    numbers.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    let text = UnsafeBufferPointer(rebasing: text[..<line.upperBound])
    var at = line.lowerBound
    while at < line.upperBound {
      let unit = alphabet.read(text, at)
      numbers.append(unit.number)
      offsets.append(at)
      at = unit.next
    }
    numbers.append(Alphabet.lineEnd)
    offsets.append(line.upperBound)
  }

  /// The first match at or after a character, the most preferred of those that begin there.
  private mutating func match(
    of program: Program, _ alphabet: Alphabet, from: Int, _ work: inout Int,
    _ isCancelled: () -> Bool
  ) -> Range<Int>? {
    var found: Range<Int>?
    now.clear(program.steps.count)
    for at in from..<numbers.count {
      if found == nil { add(0, from: at, at, program, alphabet, then: false) }
      if now.list.isEmpty && found != nil { break }
      work -= now.list.count + 1
      if work < 0 || at & 0xFFF == 0xFFF && isCancelled() { return nil }
      then.clear(program.steps.count)
      for path in now.list {
        switch program.steps[path.step] {
        case .unit(let test) where alphabet.accepts(test, numbers[at]):
          add(path.step + 1, from: path.start, at + 1, program, alphabet, then: true)
        case .match where path.start < at:
          found = path.start..<at
        default: continue
        }
        if found?.upperBound == at { break }
      }
      swap(&now, &then)
    }
    return found
  }

  /// Adds a step and those reached from it without taking a character.
  private mutating func add(
    _ step: Int, from start: Int, _ at: Int, _ program: Program, _ alphabet: Alphabet, then: Bool
  ) {
    pending.append(step)
    while let step = pending.popLast() {
      guard then ? self.then.take(step) : now.take(step) else { continue }
      switch program.steps[step] {
      case .unit, .match:
        let path = Path(step: step, start: start)
        if then { self.then.list.append(path) } else { now.list.append(path) }
      case .jump(let target):
        pending.append(target)
      case .fork(let preferred, let other):
        pending.append(other)
        pending.append(preferred)
      case .place(let place):
        guard at < numbers.count, holds(place, at, alphabet) else { continue }
        pending.append(step + 1)
      }
    }
  }

  private func holds(_ place: Syntax.Place, _ at: Int, _ alphabet: Alphabet) -> Bool {
    let before = at > 0 ? numbers[at - 1] : Alphabet.lineEnd
    return place.holds(
      isLineStart: at == 0, isLineEnd: at == numbers.count - 1,
      isWordBefore: alphabet.isWord(before), isWordAfter: alphabet.isWord(numbers[at]))
  }
}

extension Machine.Paths {
  /// Marks a step as added; false if it was.
  fileprivate mutating func take(_ step: Int) -> Bool {
    guard added[step] != round else { return false }
    added[step] = round
    return true
  }
}

extension Syntax.Place {
  func holds(
    isLineStart: Bool, isLineEnd: Bool, isWordBefore: Bool, isWordAfter: Bool
  ) -> Bool {
    switch self {
    case .lineStart: isLineStart
    case .lineEnd: isLineEnd
    case .wordEdge: isWordBefore != isWordAfter
    case .withinWord: isWordBefore == isWordAfter
    }
  }
}
