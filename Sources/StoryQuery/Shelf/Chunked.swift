// Long lists that are cheap to copy and cheap to change, and sets of numbers.

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

  subscript(number: Int) -> Element {
    get { chunks[number >> 8][number & 0xFF] }
    set { chunks[number >> 8][number & 0xFF] = newValue }
  }

  var indices: Range<Int> { 0..<count }
}

extension Chunked: Sendable where Element: Sendable {}

/// A set of small numbers.
struct NumberSet: Sendable {
  private var words: [UInt64]

  init(upTo count: Int = 0) { words = Array(repeating: 0, count: (count + 63) / 64) }

  init(_ numbers: some Sequence<Int32>, upTo count: Int) {
    self.init(upTo: count)
    for number in numbers { insert(Int(number)) }
  }

  func contains(_ number: Int) -> Bool {
    number >> 6 < words.count && words[number >> 6] >> (UInt64(number) & 63) & 1 == 1
  }

  mutating func insert(_ number: Int) {
    while number >> 6 >= words.count { words.append(0) }
    words[number >> 6] |= 1 << (UInt64(number) & 63)
  }
}
