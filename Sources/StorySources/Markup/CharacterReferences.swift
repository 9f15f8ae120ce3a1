// `&amp;`, `&#8217;` and the 2,231 names of HTML → the characters they stand for.
import CCharacterNames

/// Where a reference stands, for its rules differ.
enum ReferenceRules {
  /// A few old names need no semicolon.
  case htmlText
  /// As in text, but `?a=1&copy=2` is an address, not a sign.
  case htmlAttribute
  /// Every reference ends with a semicolon.
  case xml
}

/// Appends text with the references in it replaced; what is none stays as it was written.
func appendDecoding(
  _ text: UnsafeBufferPointer<UInt8>, by rules: ReferenceRules, to decoded: inout [UInt8]
) {
  let raw = UnsafeRawBufferPointer(text)
  var kept = 0
  var next = 0
  while let start = firstOffset(of: ampersand, in: raw, from: next) {
    next = start + 1
    guard let reference = readReference(text, at: start, by: rules) else { continue }
    decoded.append(contentsOf: text[kept..<start])
    appendScalar(reference.first, to: &decoded)
    if let second = reference.second { appendScalar(second, to: &decoded) }
    kept = reference.end
    next = kept
  }
  decoded.append(contentsOf: text[kept...])
}

/// Text with the references in it replaced.
func decoding(_ text: some StringProtocol, by rules: ReferenceRules) -> String {
  var source = String(text)
  guard source.utf8.contains(ampersand) else { return source }
  var decoded: [UInt8] = []
  source.withUTF8 { appendDecoding($0, by: rules, to: &decoded) }
  return String(decoding: decoded, as: UTF8.self)
}

let ampersand = UInt8(ascii: "&")
private let semicolon = UInt8(ascii: ";")

/// One or two characters, and where what follows begins.
private struct Reference {
  let first: UInt32
  var second: UInt32?
  let end: Int
}

private func readReference(
  _ text: UnsafeBufferPointer<UInt8>, at start: Int, by rules: ReferenceRules
) -> Reference? {
  guard start + 2 < text.count || start + 2 == text.count && rules != .xml else { return nil }
  if text[start + 1] == UInt8(ascii: "#") { return readNumber(text, at: start + 2, by: rules) }
  guard text[start + 1].isLetter else { return nil }
  return readName(text, at: start + 1, by: rules)
}

/// `38;` or `x26;`
private func readNumber(
  _ text: UnsafeBufferPointer<UInt8>, at start: Int, by rules: ReferenceRules
) -> Reference? {
  let isHexadecimal = start < text.count && text[start] | 0x20 == UInt8(ascii: "x")
  let base: UInt32 = isHexadecimal ? 16 : 10
  var next = isHexadecimal ? start + 1 : start
  let digits = next
  var number: UInt32 = 0
  while next < text.count, let digit = hexadecimalDigit(text[next]), digit < base {
    // Stays beyond the last character once it is there, however many digits follow.
    number = min(number * base + digit, 0x11_0000)
    next += 1
  }
  guard next > digits else { return nil }
  let isClosed = next < text.count && text[next] == semicolon
  return Reference(first: meaning(of: number), end: isClosed ? next + 1 : next)
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46, 0x61...0x66: UInt32((byte | 0x20) - 0x57)
  default: nil
  }
}

/// 128 to 159 are meant as windows-1252, whatever Unicode says of them.
private func meaning(of number: UInt32) -> UInt32 {
  switch number {
  case 0x80...0x9F:
    let letter = windows1252[Int(number) - 0x80].value
    return letter == 0xFFFD ? number : letter
  case 0, 0xD800...0xDFFF, 0x11_0000...: return 0xFFFD
  default: return number
  }
}

/// The longest name that the text begins with.
private func readName(
  _ text: UnsafeBufferPointer<UInt8>, at start: Int, by rules: ReferenceRules
) -> Reference? {
  var end = start
  while end < text.count, end - start < CharacterNames.longest,
    text[end].isLetter || text[end].isDigit
  {
    end += 1
  }
  if end < text.count, text[end] == semicolon {
    let name = UnsafeBufferPointer(rebasing: text[start..<(end + 1)])
    if let scalar = commonMeaning(of: name) { return Reference(first: scalar, end: end + 1) }
    if let found = CharacterNames.all.find(name) { return found.reference(end: end + 1) }
  }
  guard rules != .xml else { return nil }
  while end > start + 1 {
    let name = UnsafeBufferPointer(rebasing: text[start..<end])
    if let found = CharacterNames.all.find(name) {
      let isAddress = rules == .htmlAttribute && end < text.count && goesOn(text[end])
      return isAddress ? nil : found.reference(end: end)
    }
    end -= 1
  }
  return nil
}

/// Of the names that stand for nearly all there are, without a search.
private func commonMeaning(of name: UnsafeBufferPointer<UInt8>) -> UInt32? {
  switch (name.count, name[0], name[1]) {
  case (3, UInt8(ascii: "l"), UInt8(ascii: "t")): 0x3C
  case (3, UInt8(ascii: "g"), UInt8(ascii: "t")): 0x3E
  case (4, UInt8(ascii: "a"), UInt8(ascii: "m")) where name[2] == UInt8(ascii: "p"): 0x26
  default: nil
  }
}

private func goesOn(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "=") || byte.isLetter || byte.isDigit
}

/// Appends one character as UTF-8.
func appendScalar(_ scalar: UInt32, to bytes: inout [UInt8]) {
  switch scalar {
  case ..<0x80: bytes.append(UInt8(scalar))
  case ..<0x800: bytes.append(contentsOf: [0xC0 | UInt8(scalar >> 6), tail(scalar)])
  case ..<0x1_0000:
    bytes.append(contentsOf: [0xE0 | UInt8(scalar >> 12), tail(scalar >> 6), tail(scalar)])
  default:
    bytes.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18 & 7))
    bytes.append(contentsOf: [tail(scalar >> 12), tail(scalar >> 6), tail(scalar)])
  }
}

private func tail(_ scalar: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F) }

/// The table of names, searched by halving.
private struct CharacterNames {
  struct Found {
    let first: UInt32
    let second: UInt32?

    func reference(end: Int) -> Reference { Reference(first: first, second: second, end: end) }
  }

  static let all = CharacterNames()
  static let longest = 32

  private let lines: [Range<Int>]
  private let text: [UInt8]

  private init() {
    text = Array(UnsafeBufferPointer(start: character_names(), count: character_names_count()))
    var lines: [Range<Int>] = []
    var start = 0
    for (offset, byte) in text.enumerated() where byte == lineFeed {
      lines.append(start..<offset)
      start = offset + 1
    }
    self.lines = lines
  }

  func find(_ name: UnsafeBufferPointer<UInt8>) -> Found? {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      let line = text[lines[middle]]
      let known = line.prefix { $0 != space }
      if known.elementsEqual(name) { return found(in: line[known.endIndex...]) }
      if known.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private func found(in numbers: ArraySlice<UInt8>) -> Found {
    let scalars = numbers.split(separator: space).map { digits in
      digits.reduce(UInt32(0)) { $0 * 16 + (hexadecimalDigit($1) ?? 0) }
    }
    return Found(first: scalars[0], second: scalars.count > 1 ? scalars[1] : nil)
  }
}
