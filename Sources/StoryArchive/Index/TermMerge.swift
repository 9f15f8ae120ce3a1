// Pages of terms merged: of short spans into a long one, of what changed into what there was.

/// Pages of terms in order, as one side of a merge; it is of one thread.
final class TermPages {
  /// What the terms' stories lie beyond those of the span that is merged into.
  private let shift: Int
  /// Whether a term of this mark keeps a story of this offset, in the span merged into.
  private let keeps: ((_ mark: UInt8, _ offset: Int) -> Bool)?
  private let pages: [[UInt8]]
  private var page = 0
  private var step = TermStep()
  private let letters = UnsafeMutablePointer<UInt8>.allocate(capacity: TermStep.room)
  /// The first eight bytes, by which most terms differ.
  fileprivate var key: UInt64 = 0
  fileprivate var offsets: [UInt16] = []

  init(
    _ pages: [[UInt8]], shift: Int = 0, keeps: ((_ mark: UInt8, _ offset: Int) -> Bool)? = nil
  ) {
    (self.pages, self.shift, self.keeps) = (pages, shift, keeps)
  }

  deinit { letters.deallocate() }

  fileprivate var term: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: letters, count: step.count)
  }

  /// Goes to the next term that has a story; `false` at the end.
  fileprivate func next() throws -> Bool {
    while page < pages.count {
      let isTerm = try pages[page].withUnsafeBufferPointer { bytes in
        guard let posting = try step.next(in: bytes, into: letters), step.count > 0 else {
          return false
        }
        try take(posting)
        return true
      }
      guard isTerm else {
        page += 1
        step = TermStep()
        continue
      }
      guard !offsets.isEmpty else { continue }
      key = 0
      for place in 0..<8 { key = key << 8 | (place < step.count ? UInt64(letters[place]) : 0) }
      return true
    }
    return false
  }

  private func take(_ posting: Posting) throws {
    offsets.removeAll(keepingCapacity: true)
    let mark = letters[0]
    var isSound = true
    posting.forEachStory { offset in
      guard offset + shift < Span.long else {
        isSound = false
        return
      }
      if keeps?(mark, offset + shift) ?? true { offsets.append(UInt16(offset + shift)) }
    }
    guard isSound else { throw IndexDamage() }
  }

  /// Whether its term comes before another's.
  fileprivate func isBefore(_ other: TermPages) -> Bool {
    if key != other.key { return key < other.key }
    let (count, otherCount) = (step.count, other.step.count)
    var place = 8
    while place < min(count, otherCount) {
      if letters[place] != other.letters[place] { return letters[place] < other.letters[place] }
      place += 1
    }
    return count < otherCount
  }
}

/// Calls for every term of some pages, in order, with all offsets that have it, in order.
func merge(
  _ sides: [TermPages], _ body: (UnsafeBufferPointer<UInt8>, [UInt16]) throws -> Void
) throws {
  var sides = try sides.filter { try $0.next() }
  var offsets: [UInt16] = []
  var least: [TermPages] = []
  while let first = sides.first {
    least.removeAll(keepingCapacity: true)
    least.append(first)
    for side in sides.dropFirst() {
      if side.isBefore(least[0]) {
        least.removeAll(keepingCapacity: true)
        least.append(side)
      } else if !least[0].isBefore(side) {
        least.append(side)
      }
    }
    offsets.removeAll(keepingCapacity: true)
    for side in least { offsets += side.offsets }
    if !zip(offsets, offsets.dropFirst()).allSatisfy(<) { offsets = Set(offsets).sorted() }
    try body(least[0].term, offsets)
    for side in least where try !side.next() { sides.removeAll { $0 === side } }
  }
}
