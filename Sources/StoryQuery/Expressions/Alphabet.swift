// The characters of a text, sorted by what an expression can tell apart.

/// Numbers for characters: two with one number pass the same tests of an expression.
struct Alphabet {
  /// The number of the line's end, which passes no test.
  static let lineEnd = 0

  private let tests: [UnitTest]
  /// By number: which tests it passes, and last whether it is part of a word.
  private var passes: [[Bool]]
  private var numbers: [[Bool]: Int] = [:]
  private var ascii: [Int] = []
  private var others: [Unicode.Scalar: Int] = [:]

  init(_ tests: [UnitTest]) {
    self.tests = tests
    passes = [Array(repeating: false, count: tests.count + 1)]
    ascii = (0..<128).map { byte in
      byte == 10
        ? Self.lineEnd : number(of: Unit(scalar: Unicode.Scalar(UInt8(byte)), composed: nil))
    }
  }

  var count: Int { passes.count }

  func accepts(_ test: Int, _ number: Int) -> Bool { passes[number][test] }
  func isWord(_ number: Int) -> Bool { passes[number][tests.count] }

  /// The number of the character at an offset, and where the next begins.
  @inline(__always)
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (number: Int, next: Int) {
    let byte = text[at]
    if byte < 0x80, at + 1 >= text.count || text[at + 1] < 0x80 {
      return (ascii[Int(byte)], at + 1)
    }
    return readUnit(text, at)
  }

  /// A character with the separate accents that follow it.
  private mutating func readUnit(
    _ text: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (number: Int, next: Int) {
    guard let base = text.baseAddress else { return (Self.lineEnd, at + 1) }
    let first = decode(base, at, text.count)
    var end = at + first.length
    guard first.value != 10 else { return (Self.lineEnd, end) }
    let scalar = Unicode.Scalar(first.value) ?? "\u{FFFD}"
    while end < text.count, text[end] >= 0x80 {
      let mark = decode(base, end, text.count)
      guard let accent = Unicode.Scalar(mark.value), FoldTable.isMark(accent) else { break }
      end += mark.length
    }
    guard end > at + first.length else { return (number(of: scalar), end) }
    let composed = String(decoding: text[at..<end], as: UTF8.self).first
    return (number(of: Unit(scalar: scalar, composed: composed)), end)
  }

  private mutating func number(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return ascii[Int(scalar.value)] }
    if let number = others[scalar] { return number }
    let number = number(of: Unit(scalar: scalar, composed: nil))
    others[scalar] = number
    return number
  }

  private mutating func number(of unit: Unit) -> Int {
    let passed = tests.map { $0.accepts(unit) } + [unit.isWord]
    if let number = numbers[passed] { return number }
    passes.append(passed)
    numbers[passed] = passes.count - 1
    return passes.count - 1
  }
}
