// Control bytes, escapes, bidi tricks, odd spaces: each one visible mark, made here and only here.

/// The text with line ends made one kind, odd spaces made plain, and everything that is invisible
/// or steers a terminal replaced by one visible mark.
///
/// Combining marks, variation selectors and joiners between the letters or pictures they join
/// stay; soft hyphens and byte order marks go. Cleaning what is clean changes nothing.
package func clean(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    guard let first = firstUnclean(in: bytes) else { return nil }
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(bytes.count)
    clean(bytes, from: first, into: &cleaned)
    return String(decoding: cleaned, as: UTF8.self)
  } ?? text
}

/// A name, title or path in one line: `clean`, with line ends made spaces.
package func cleanLine(_ text: String) -> String {
  let cleaned = clean(text)
  guard cleaned.utf8.contains(lineFeed) else { return cleaned }
  return String(decoding: cleaned.utf8.map { $0 == lineFeed ? space : $0 }, as: UTF8.self)
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
let space = UInt8(ascii: " ")

/// What becomes of a character.
private enum Fate: Equatable {
  case stays, goes, space, lineEnd
  /// The visible mark U+2400 + this.
  case mark(UInt8)

  /// One mark stands for everything invisible that has no picture of its own: ␦.
  static let invisible = Fate.mark(0x26)
}

private func firstUnclean(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var offset = 0
  while let next = nextSuspect(in: bytes, from: offset) {
    let (fate, length) = judge(bytes, at: next)
    if fate != .stays { return next }
    offset = next + length
  }
  return nil
}

private func clean(
  _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, into cleaned: inout [UInt8]
) {
  var kept = 0
  var offset = first
  while let next = nextSuspect(in: bytes, from: offset) {
    let (fate, length) = judge(bytes, at: next)
    offset = next + length
    if fate == .stays { continue }
    cleaned.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[kept..<next]))
    kept = offset
    switch fate {
    case .stays, .goes: break
    case .space: cleaned.append(space)
    case .lineEnd: cleaned.append(lineFeed)
    case .mark(let number): cleaned.append(contentsOf: [0xE2, 0x90, 0x80 + number])
    }
  }
  cleaned.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[kept...]))
}

/// The next byte that may begin a character to be changed.
private func nextSuspect(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var offset = start
  while offset < bytes.count {
    switch bytes[offset] {
    case 0x20...0x7E, 0x0A, 0x80...0xC1: offset += 1
    case 0xC3...0xD7, 0xD9...0xDF: offset += 2
    case 0xE0, 0xE4...0xEE: offset += 3
    default: return offset
    }
  }
  return nil
}

/// What becomes of the character at an offset, and how long it is.
private func judge(
  _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
) -> (fate: Fate, length: Int) {
  let (scalar, length) = scalar(in: bytes, at: offset)
  switch scalar {
  case 0x09: return (.space, 1)
  case 0x0D:
    let isPair = offset + 1 < bytes.count && bytes[offset + 1] == lineFeed
    return (.lineEnd, isPair ? 2 : 1)
  case ..<0x20: return (.mark(UInt8(scalar)), 1)
  case 0x7F: return (.mark(0x21), 1)
  case 0x200C, 0x200D:
    return (joins(bytes, from: offset, to: offset + length) ? .stays : .invisible, length)
  case 0xE0020...0xE007F:
    return (isFlagTag(bytes, at: offset) ? .stays : .invisible, length)
  default: return (fate(of: scalar), length)
  }
}

/// What becomes of a character whatever stands beside it.
private func fate(of scalar: UInt32) -> Fate {
  switch scalar {
  case 0xAD, 0xFEFF: .goes
  case 0x2028, 0x2029: .lineEnd
  case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x2800, 0x3000: .space
  case 0x80...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F: .invisible
  // Letters without a form, and the marks of annotation, shorthand and music.
  case 0x115F, 0x1160, 0x180E, 0x3164, 0xFFA0: .invisible
  case 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: .invisible
  case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: .invisible
  default: .stays
  }
}

/// Whether a joiner stands between two characters that can be joined: letters of the scripts that
/// use it, or pictures.
private func joins(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
  guard start > 0, end < bytes.count else { return false }
  var before = start - 1
  while before > 0 && bytes[before] & 0xC0 == 0x80 { before -= 1 }
  return isJoinable(scalar(in: bytes, at: before).scalar)
    && isJoinable(scalar(in: bytes, at: end).scalar)
}

private func isJoinable(_ scalar: UInt32) -> Bool {
  switch scalar {
  case ..<0x590, 0x2000...0x206F, 0x3000, 0xE0000...0xE0FFF: false
  default: fate(of: scalar) == .stays
  }
}

/// Whether a tag character belongs to a flag such as Scotland's: at most seven follow a black flag.
private func isFlagTag(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
  var before = offset
  for _ in 0..<7 where before >= 4 {
    before -= 4
    guard bytes[before] == 0xF3 else { break }
  }
  return before < offset && bytes[before] == 0xF0 && scalar(in: bytes, at: before).scalar == 0x1F3F4
}

/// The character at an offset of valid UTF-8.
func scalar(
  in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
) -> (scalar: UInt32, length: Int) {
  func tail(_ distance: Int) -> UInt32 {
    offset + distance < bytes.count ? UInt32(bytes[offset + distance] & 0x3F) : 0
  }
  let lead = UInt32(bytes[offset])
  switch lead {
  case ..<0xC0: return (lead, 1)
  case ..<0xE0: return ((lead & 0x1F) << 6 | tail(1), 2)
  case ..<0xF0: return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
  default: return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
}
