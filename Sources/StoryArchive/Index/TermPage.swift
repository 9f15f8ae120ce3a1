// How terms and the stories that have them lie in the file.
import StoryQuery

/// The form of a page: terms in order, each by what it has beyond the one before it.
///
/// A term is: how many bytes it shares with the one before, how many follow, those, and then twice
/// the length of its stories and a bit that says how they are written. Stories are the distances
/// from one to the next, or, where that is shorter, a bit for each story of the span. Numbers are
/// written seven bits a byte, the lowest first.
struct TermPage {
  /// Its first term.
  let first: [UInt8]
  let bytes: [UInt8]

  /// Bytes after which a page is full: four of these fit a page of the file.
  static let size = 3_900
}

/// What lies in the index is none of its pages.
struct IndexDamage: Error {}

/// The stories of one term of a span, as they lie in a page.
struct Posting {
  fileprivate let bytes: UnsafeBufferPointer<UInt8>
  fileprivate let isBitmap: Bool

  /// Calls for every story's offset.
  func forEachStory(_ body: (Int) -> Void) {
    if isBitmap {
      for (place, byte) in bytes.enumerated() where byte != 0 {
        for bit in 0..<8 where byte >> UInt8(bit) & 1 == 1 { body(place * 8 + bit) }
      }
    } else {
      var (at, offset) = (0, -1)
      while at < bytes.count {
        offset += number(in: bytes, &at) + 1
        body(offset)
      }
    }
  }

  func insert(into set: inout NumberSet, _ span: Span) {
    if isBitmap {
      let bits = bytes.prefix(span.size / 8)
      set.insert(bits: UnsafeBufferPointer(rebasing: bits), from: span.start)
    } else {
      forEachStory { offset in if offset < span.size { set.insert(span.start + offset) } }
    }
  }

  /// How many of its stories are in a set.
  func count(in set: NumberSet, _ span: Span) -> Int {
    if isBitmap { return set.count(ofBits: bytes, from: span.start) }
    var count = 0
    forEachStory { offset in if set.contains(span.start + offset) { count += 1 } }
    return count
  }
}

/// Stories whose numbers lie in a row, indexed together.
///
/// The newest lie in short spans, so that one that comes costs little; sixteen of those become one.
struct Span: Hashable {
  static let short = 256
  static let long = 4_096

  let start: Int
  let isLong: Bool

  var size: Int { isLong ? Span.long : Span.short }
  var end: Int { start + size }
  /// As the file has it.
  var key: Int { start + (isLong ? 1 : 0) }

  init(start: Int, isLong: Bool) { (self.start, self.isLong) = (start, isLong) }

  init(key: Int) { self.init(start: key & ~1, isLong: key & 1 == 1) }

  /// Where a story lies among the short ones, or the long ones.
  init(of story: Int64, isLong: Bool) {
    self.init(start: Int(story) & ~((isLong ? Span.long : Span.short) - 1), isLong: isLong)
  }
}

/// Writes the pages of a span.
struct TermPageWriter {
  private let write: (TermPage) throws -> Void
  private var page: [UInt8] = []
  private var first: [UInt8] = []
  private var last: [UInt8] = []
  private var spelled: [UInt8] = []

  init(write: @escaping (TermPage) throws -> Void) { self.write = write }

  /// Takes the next term and the offsets that have it, both in order.
  mutating func add(_ term: UnsafeBufferPointer<UInt8>, _ offsets: [UInt16]) throws {
    if page.count >= TermPage.size { try finish() }
    if page.isEmpty {
      first = Array(term)
      last = []
    }
    var shared = 0
    while shared < min(last.count, term.count), last[shared] == term[shared] { shared += 1 }
    page.append(UInt8(shared))
    page.append(UInt8(term.count - shared))
    page.append(contentsOf: term[shared...])
    let isBitmap = spell(offsets)
    put(spelled.count << 1 | (isBitmap ? 1 : 0), into: &page)
    page += spelled
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: term)
  }

  mutating func finish() throws {
    guard !page.isEmpty else { return }
    try write(TermPage(first: first, bytes: page))
    page = []
  }

  /// Writes stories into `spelled`; gives whether it is a bit for each of the span.
  private mutating func spell(_ offsets: [UInt16]) -> Bool {
    spelled.removeAll(keepingCapacity: true)
    var last = -1
    for offset in offsets {
      put(Int(offset) - last - 1, into: &spelled)
      last = Int(offset)
    }
    guard spelled.count > last / 8 + 1 else { return false }
    spelled = Array(repeating: 0, count: last / 8 + 1)
    for offset in offsets { spelled[Int(offset) / 8] |= 1 << UInt8(offset & 7) }
    return true
  }

  private func put(_ number: Int, into bytes: inout [UInt8]) {
    var number = number
    while number >= 0x80 {
      bytes.append(UInt8(number & 0x7F) | 0x80)
      number >>= 7
    }
    bytes.append(UInt8(number))
  }
}

/// Goes through a page, term by term.
struct TermStep {
  /// More than any term has, in bytes.
  static let room = 256

  private var at = 0
  /// Bytes of the term that was read last.
  private(set) var count = 0

  /// Reads the next term into memory of `room` bytes that has the one before it; gives its
  /// stories, or nil at the end.
  ///
  /// - Throws: `IndexDamage` where it is no page.
  mutating func next(
    in page: UnsafeBufferPointer<UInt8>, into term: UnsafeMutablePointer<UInt8>
  ) throws -> Posting? {
    guard at < page.count else { return nil }
    guard at + 2 <= page.count else { throw IndexDamage() }
    let (shared, more) = (Int(page[at]), Int(page[at + 1]))
    at += 2
    guard shared <= count, shared + more < TermStep.room, at + more < page.count else {
      throw IndexDamage()
    }
    for place in 0..<more { term[shared + place] = page[at + place] }
    count = shared + more
    at += more
    let length = number(in: page, &at)
    guard at + length >> 1 <= page.count else { throw IndexDamage() }
    let stories = UnsafeBufferPointer(rebasing: page[at..<at + length >> 1])
    at += length >> 1
    return Posting(bytes: stories, isBitmap: length & 1 == 1)
  }
}

/// Calls for every term of a page until told to stop by `false`; gives whether it was not.
func forEachTerm(
  in page: UnsafeBufferPointer<UInt8>,
  _ body: (UnsafeBufferPointer<UInt8>, Posting) throws -> Bool
) throws -> Bool {
  try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: TermStep.room) { term in
    guard let letters = term.baseAddress else { return true }
    var step = TermStep()
    while let posting = try step.next(in: page, into: letters) {
      guard try body(UnsafeBufferPointer(start: letters, count: step.count), posting) else {
        return false
      }
    }
    return true
  }
}

/// Reads a number, and goes past it; of one that does not end, what there is.
private func number(in bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
  var (number, shift) = (0, 0)
  while at < bytes.count, shift < 28 {
    let byte = bytes[at]
    at += 1
    number |= Int(byte & 0x7F) << shift
    if byte < 0x80 { break }
    shift += 7
  }
  return number
}
