// A regular expression as steps that can be followed side by side.

/// The steps of an expression; every path through them ends in `.match`.
struct Program: Sendable {
  enum Step: Sendable {
    /// Takes one character that passes the test of this number.
    case unit(Int)
    /// Goes on at both, the first preferred.
    case fork(Int, Int)
    case jump(Int)
    case place(Syntax.Place)
    case match
  }

  /// More steps than anyone types; what is searched takes time in proportion to them.
  private static let mostSteps = 4000

  private(set) var steps: [Step] = []
  private(set) var tests: [UnitTest] = []
  let canBeEmpty: Bool
  private var testNumbers: [UnitTest: Int] = [:]

  init(_ syntax: Syntax) throws(PatternError) {
    canBeEmpty = syntax.canBeEmpty
    try add(syntax)
    steps.append(.match)
    testNumbers = [:]
  }

  private mutating func add(_ syntax: Syntax) throws(PatternError) {
    switch syntax {
    case .unit(let test):
      steps.append(.unit(number(of: test)))
    case .place(let place):
      steps.append(.place(place))
    case .sequence(let parts):
      for part in parts { try add(part) }
    case .either(let parts):
      try addEither(parts)
    case .repeated(let part, let least, let most, let isLazy, let position):
      try addRepeated(part, least, most, isLazy, position)
    }
  }

  private mutating func number(of test: UnitTest) -> Int {
    if let number = testNumbers[test] { return number }
    tests.append(test)
    testNumbers[test] = tests.count - 1
    return tests.count - 1
  }

  private mutating func addEither(_ parts: [Syntax]) throws(PatternError) {
    var ends: [Int] = []
    for part in parts.dropLast() {
      let fork = placeholder()
      try add(part)
      ends.append(placeholder())
      steps[fork] = .fork(fork + 1, steps.count)
    }
    if let last = parts.last { try add(last) }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func addRepeated(
    _ part: Syntax, _ least: Int, _ most: Int?, _ isLazy: Bool, _ position: Int
  ) throws(PatternError) {
    for _ in 0..<least {
      let before = steps.count
      try addOnce(part, position)
      if steps.count == before { return }
    }
    guard let most else { return try addLoop(part, isLazy, position) }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(placeholder())
      try addOnce(part, position)
    }
    for fork in forks { steps[fork] = .fork(preferring: fork + 1, steps.count, isLazy) }
  }

  private mutating func addLoop(
    _ part: Syntax, _ isLazy: Bool, _ position: Int
  ) throws(PatternError) {
    let fork = placeholder()
    try addOnce(part, position)
    steps.append(.jump(fork))
    steps[fork] = .fork(preferring: fork + 1, steps.count, isLazy)
  }

  private mutating func addOnce(_ part: Syntax, _ position: Int) throws(PatternError) {
    try add(part)
    guard steps.count <= Self.mostSteps else {
      throw PatternError(reason: "it repeats too much in all", position: position)
    }
  }

  private mutating func placeholder() -> Int {
    steps.append(.match)
    return steps.count - 1
  }
}

extension Program.Step {
  fileprivate static func fork(preferring more: Int, _ done: Int, _ isLazy: Bool) -> Self {
    isLazy ? .fork(done, more) : .fork(more, done)
  }
}
