// Case and accents folded away: text as it is searched.

/// What folding would change in a text beside ASCII capitals.
///
/// A text without traits is searched as it is, without being folded first.
package struct FoldTraits: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Accented letters, other scripts' capitals, ligatures, characters left out.
  package static let letters = FoldTraits(rawValue: 1)
  /// Typographic quotes and dashes.
  package static let marks = FoldTraits(rawValue: 2)
  /// Blanks that do not break or are wide or narrow.
  package static let blanks = FoldTraits(rawValue: 8)
  /// Accents apart from their letters.
  package static let separateAccents = FoldTraits(rawValue: 4)
}

/// Text folded for searching: lower case, no accents, plain quotes and dashes.
package func folded(_ text: some StringProtocol, keepingCase: Bool = false) -> [UInt8] {
  folded(Array(text.utf8), keepingCase: keepingCase)
}

func folded(_ bytes: [UInt8], keepingCase: Bool = false) -> [UInt8] {
  Array(unsafeUninitializedCapacity: foldCapacity(bytes.count)) { out, count in
    guard let start = out.baseAddress else { return }
    count = bytes.withUnsafeBufferPointer { fold($0, into: start, keepingCase: keepingCase) }
  }
}

/// Room enough for the fold of so many bytes: two bytes become four at the most.
func foldCapacity(_ count: Int) -> Int { 2 * count + 8 }

private let highBits: UInt64 = 0x8080_8080_8080_8080

/// Lower case of eight ASCII bytes; what the others become is of no account.
@inline(__always)
private func lowered(_ bytes: UInt64) -> UInt64 {
  let low = bytes & ~highBits
  let capital = ((low &+ 0x3F3F_3F3F_3F3F_3F3F) & ~(low &+ 0x2525_2525_2525_2525)) & highBits
  return bytes | (capital >> 2)
}

/// Folds into memory of at least `foldCapacity`; gives how many bytes were written.
func fold(
  _ text: UnsafeBufferPointer<UInt8>, into out: UnsafeMutablePointer<UInt8>, keepingCase: Bool
) -> Int {
  guard let base = text.baseAddress else { return 0 }
  let (raw, end) = (UnsafeRawPointer(base), text.count)
  let entries = FoldTable.entries(keepingCase: keepingCase)
  let target = UnsafeMutableRawPointer(out)
  var (from, to) = (0, 0)
  while from < end {
    if from &+ 8 <= end {
      let eight = raw.loadUnaligned(fromByteOffset: from, as: UInt64.self)
      target.storeBytes(of: keepingCase ? eight : lowered(eight), toByteOffset: to, as: UInt64.self)
      let high = eight & highBits
      let plain = high == 0 ? 8 : high.trailingZeroBitCount >> 3
      from &+= plain
      to &+= plain
      if high == 0 { continue }
    }
    let unit = decode(base, from, end)
    to &+= write(fold(of: unit, entries), of: unit, base + from, to: out + to)
    from &+= unit.length
  }
  return to
}

/// One character as it lies in memory.
struct FoldUnit {
  let value: UInt32
  let length: Int
}

/// Reads a character; a byte that starts none stands for itself.
@inline(__always)
func decode(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> FoldUnit {
  let first = UInt32(base[at])
  let left = end &- at
  switch first {
  case 0xC0..<0xE0 where left >= 2:
    return FoldUnit(value: (first & 0x1F) << 6 | UInt32(base[at &+ 1] & 0x3F), length: 2)
  case 0xE0..<0xF0 where left >= 3:
    let second = UInt32(base[at &+ 1] & 0x3F) << 6
    return FoldUnit(
      value: (first & 0xF) << 12 | second | UInt32(base[at &+ 2] & 0x3F), length: 3)
  case 0xF0..<0xF8 where left >= 4:
    let middle = UInt32(base[at &+ 1] & 0x3F) << 12 | UInt32(base[at &+ 2] & 0x3F) << 6
    return FoldUnit(
      value: (first & 7) << 18 | middle | UInt32(base[at &+ 3] & 0x3F), length: 4)
  default:
    return FoldUnit(value: first, length: 1)
  }
}

@inline(__always)
private func fold(of unit: FoldUnit, _ entries: UnsafePointer<UInt32>) -> UInt32 {
  unit.value < 0x10000 ? entries[Int(unit.value)] : FoldTable.kept
}

@inline(__always)
private func write(
  _ entry: UInt32, of unit: FoldUnit, _ source: UnsafePointer<UInt8>,
  to out: UnsafeMutablePointer<UInt8>
) -> Int {
  if entry == FoldTable.kept {
    for offset in 0..<unit.length { out[offset] = source[offset] }
    return unit.length
  }
  if entry == FoldTable.dropped { return 0 }
  UnsafeMutableRawPointer(out).storeBytes(of: entry, as: UInt32.self)
  return 4 &- entry.leadingZeroBitCount >> 3
}

/// What folding would change in a text beside ASCII capitals.
package func foldTraits(of text: UnsafeBufferPointer<UInt8>) -> FoldTraits {
  guard let base = text.baseAddress else { return [] }
  let (raw, end, entries) = (UnsafeRawPointer(base), text.count, FoldTable.entries)
  var (at, traits) = (0, FoldTraits())
  while at < end {
    while at &+ 8 <= end, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & highBits == 0 {
      at &+= 8
    }
    guard at < end else { break }
    let unit = decode(base, at, end)
    if unit.value >= 0x80 {
      let entry = fold(of: unit, entries)
      traits.formUnion(.ofFold(entry))
      if entry == FoldTable.dropped, let scalar = Unicode.Scalar(unit.value),
        FoldTable.isMark(scalar)
      {
        traits.insert(.separateAccents)
      }
    }
    at &+= unit.length
  }
  return traits
}

extension FoldTraits {
  fileprivate static func ofFold(_ entry: UInt32) -> FoldTraits {
    guard entry != FoldTable.kept else { return [] }
    let first = UInt8(truncatingIfNeeded: entry)
    if first == UInt8(ascii: " ") { return .blanks }
    return entry == FoldTable.dropped || first >= 0x80 || isWordByte(first) ? .letters : .marks
  }
}

/// Whether an ASCII byte is a letter or digit.
@inline(__always)
func isWordByte(_ byte: UInt8) -> Bool {
  // A bit for each digit, and for each letter without its case.
  let digits: UInt64 = 0x03FF_0000_0000_0000
  let letters: UInt64 = 0x07FF_FFFE_07FF_FFFE
  return byte < 0x80
    && (byte < 0x40 ? digits >> UInt64(byte) : letters >> UInt64(byte & 0x3F)) & 1 == 1
}

/// Walks a text and its fold side by side, forwards only: where a folded offset lies in the text.
struct FoldCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private let entries: UnsafePointer<UInt32>
  private(set) var original = 0
  private(set) var folded = 0

  init(_ text: UnsafeBufferPointer<UInt8>, keepingCase: Bool) {
    self.text = text
    entries = FoldTable.entries(keepingCase: keepingCase)
  }

  /// The character that holds a folded offset starts at the returned place.
  mutating func start(of offset: Int) -> Int {
    skipASCII(to: offset)
    while let unit = next, folded + unit.folds <= offset { take(unit) }
    return original
  }

  /// The place after the characters that make up the fold before an offset, their accents too.
  mutating func end(of offset: Int) -> Int {
    while folded < offset, let unit = next { take(unit) }
    while let unit = next, unit.folds == 0 { take(unit) }
    return original
  }

  /// Eight plain bytes at a time, as long as none of them is beyond an offset of the fold.
  private mutating func skipASCII(to offset: Int) {
    guard let base = text.baseAddress else { return }
    while folded &+ 8 <= offset, original &+ 8 <= text.count {
      let eight = UnsafeRawPointer(base).loadUnaligned(
        fromByteOffset: original, as: UInt64.self)
      guard eight & highBits == 0 else {
        // Up to the odd character and past it, then on.
        let plain = (eight & highBits).trailingZeroBitCount >> 3
        original &+= plain
        folded &+= plain
        guard let unit = next, folded &+ unit.folds <= offset else { return }
        take(unit)
        continue
      }
      original &+= 8
      folded &+= 8
    }
  }

  /// The next character's length in the text and in its fold.
  var next: (length: Int, folds: Int)? {
    guard let base = text.baseAddress, original < text.count else { return nil }
    if base[original] < 0x80 { return (1, 1) }
    let unit = decode(base, original, text.count)
    let entry = fold(of: unit, entries)
    switch entry {
    case FoldTable.kept: return (unit.length, unit.length)
    case FoldTable.dropped: return (unit.length, 0)
    default: return (unit.length, 4 - entry.leadingZeroBitCount / 8)
    }
  }

  mutating func take(_ unit: (length: Int, folds: Int)) {
    original += unit.length
    folded += unit.folds
  }
}

/// Lends a string's bytes, which are UTF-8 already.
package func withBytes<Result>(
  of text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
) rethrows -> Result {
  if let result = try text.utf8.withContiguousStorageIfAvailable(body) { return result }
  return try Array(text.utf8).withUnsafeBufferPointer(body)
}
