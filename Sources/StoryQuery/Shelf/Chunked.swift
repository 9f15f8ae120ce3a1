// Long lists that are cheap to copy and cheap to change.

/// A list in pieces: after a copy is taken, a change copies one piece and not the list.
struct Chunked<Element> {
  private var chunks: [[Element]] = []
  private(set) var count = 0

  mutating func append(_ element: Element) {
    if count & 0xFF == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(256)
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  subscript(number: Int) -> Element { chunks[number >> 8][number & 0xFF] }

  /// Changes an element where it stands: what it holds is copied only if somebody else has it too.
  mutating func change<Result>(_ number: Int, _ change: (inout Element) -> Result) -> Result {
    change(&chunks[number >> 8][number & 0xFF])
  }

  /// Lends an element where it lies: a copy of it would touch all that it holds.
  func lend(_ number: Int, to body: (UnsafePointer<Element>) -> Void) {
    chunks[number >> 8].withUnsafeBufferPointer { chunk in
      if let first = chunk.baseAddress { body(first + (number & 0xFF)) }
    }
  }

  var indices: Range<Int> { 0..<count }
}

extension Chunked: Sendable where Element: Sendable {}
