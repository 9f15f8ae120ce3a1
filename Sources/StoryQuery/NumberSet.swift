// Sets of story numbers, one bit each: asked for every story at every key.

/// A set of small numbers; negative ones are never in it.
package struct NumberSet: Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  private var words: [UInt64] = []

  package init() {}

  package init(_ numbers: some Sequence<some BinaryInteger>) {
    for number in numbers { insert(Int(number)) }
  }

  package init(arrayLiteral numbers: Int...) { self.init(numbers) }

  /// All numbers below this.
  init(below count: Int) {
    words = Array(repeating: .max, count: count >> 6)
    if count & 63 != 0 { words.append((1 << UInt64(count & 63)) - 1) }
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  package var description: String { Array(self).description }

  package func contains(_ number: Int) -> Bool {
    number >= 0 && number >> 6 < words.count && words[number >> 6] >> UInt64(number & 63) & 1 == 1
  }

  package mutating func insert(_ number: Int) {
    guard number >= 0 else { return }
    let place = number >> 6
    while place >= words.count { words.append(0) }
    words[place] |= 1 << UInt64(number & 63)
  }

  /// Inserts the numbers whose bits are set, the lowest of the first byte standing for `start`,
  /// which 64 divides.
  package mutating func insert(bits: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard start >= 0, !bits.isEmpty else { return }
    let first = start >> 6
    let end = first + (bits.count + 7) >> 3
    if end > words.count { words += repeatElement(0, count: end - words.count) }
    for (place, byte) in bits.enumerated() {
      words[first + place >> 3] |= UInt64(byte) << UInt64((place & 7) << 3)
    }
  }

  /// How many of its numbers lie between two, the second not included; 64 divides both.
  package func count(from start: Int, below end: Int) -> Int {
    let (first, last) = (start >> 6, Swift.min(end >> 6, words.count))
    guard start >= 0, first < last else { return 0 }
    return words[first..<last].reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// How many of the numbers whose bits are set are in it, as in `insert(bits:from:)`.
  package func count(ofBits bits: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var count = 0
    for (place, byte) in bits.enumerated() {
      let word = start >> 6 + place >> 3
      guard word < words.count else { break }
      let own = UInt8(truncatingIfNeeded: words[word] >> UInt64((place & 7) << 3))
      count += (own & byte).nonzeroBitCount
    }
    return count
  }

  package mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    words[number >> 6] &= ~(1 << UInt64(number & 63))
  }

  package mutating func formIntersection(_ other: NumberSet) {
    words.removeLast(Swift.max(0, words.count - other.words.count))
    for place in words.indices { words[place] &= other.words[place] }
  }

  package mutating func formUnion(_ other: NumberSet) {
    words += other.words.dropFirst(words.count)
    for place in other.words.indices { words[place] |= other.words[place] }
  }

  package mutating func subtract(_ other: NumberSet) {
    for place in 0..<Swift.min(words.count, other.words.count) {
      words[place] &= ~other.words[place]
    }
  }

  /// How many of its numbers are not in another set.
  package func count(without other: NumberSet) -> Int {
    words.indices.reduce(0) { sum, place in
      let others = place < other.words.count ? other.words[place] : 0
      return sum + (words[place] & ~others).nonzeroBitCount
    }
  }
}

extension NumberSet: Equatable {
  package static func == (one: NumberSet, other: NumberSet) -> Bool {
    one.count(without: other) == 0 && other.count(without: one) == 0
  }
}

extension NumberSet: Sequence {
  /// Its numbers, in order.
  package struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var place = 0
    private var left: UInt64

    fileprivate init(_ words: [UInt64]) {
      self.words = words
      left = words.first ?? 0
    }

    package mutating func next() -> Int? {
      while left == 0 {
        place += 1
        guard place < words.count else { return nil }
        left = words[place]
      }
      defer { left &= left &- 1 }
      return place << 6 + left.trailingZeroBitCount
    }
  }

  package func makeIterator() -> Iterator { Iterator(words) }
}
