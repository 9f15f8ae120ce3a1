// Which encoding bytes are in, by their mark, their declaration or their looks.

/// The encoding of a file, and how many bytes of mark stand before its text.
func findEncoding(
  of bytes: UnsafeBufferPointer<UInt8>, declared: Encoding? = nil
) -> (encoding: Encoding, mark: Int) {
  if let marked = markedEncoding(of: bytes) { return marked }
  if let wide = wideEncoding(of: bytes) { return (wide, 0) }
  let shape = UTF8Shape(of: bytes)
  if let declared {
    let isReallyUTF8 = shape.bad == 0 && shape.good > 0 && !declared.isUnmistakable
    return (isReallyUTF8 ? .utf8 : declared, 0)
  }
  // Two bytes of Chinese make a character of UTF-8 by chance, now and then.
  if shape.good >= shape.bad * 2 { return (.utf8, 0) }
  return (byteEncoding(of: bytes), 0)
}

/// What the byte order mark says. The longer marks come first: one begins like a shorter.
private func markedEncoding(
  of bytes: UnsafeBufferPointer<UInt8>
) -> (encoding: Encoding, mark: Int)? {
  let marks: [([UInt8], String)] = [
    ([0xEF, 0xBB, 0xBF], "utf-8"),
    ([0xFF, 0xFE, 0, 0], "utf-32le"), ([0, 0, 0xFE, 0xFF], "utf-32be"),
    ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
  ]
  return marks.first { bytes.starts(with: $0.0) }.map { (Encoding(known: $0.1), $0.0.count) }
}

/// UTF-16 without a mark: in most languages every other byte of spaces, signs and line ends is 0.
private func wideEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
  let count = min(bytes.count, 4_096) & ~1
  guard count >= 4, hasZero(bytes.prefix(count)) else { return nil }
  var even = 0
  var odd = 0
  for offset in stride(from: 0, to: count, by: 2) {
    if bytes[offset] == 0 { even += 1 }
    if bytes[offset + 1] == 0 { odd += 1 }
  }
  let pairs = count / 2
  if odd * 8 > pairs && even * 64 <= pairs { return .utf16LE }
  if even * 8 > pairs && odd * 64 <= pairs { return .utf16BE }
  return nil
}

private func hasZero(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  firstOffset(of: 0, in: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))) != nil
}

/// The first byte from 80 up, eight at a time while there are none.
private func firstBeyondASCII(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var offset = start
  let raw = UnsafeRawBufferPointer(bytes)
  while offset + 8 <= raw.count {
    let eight = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    if eight & 0x8080_8080_8080_8080 != 0 { break }
    offset += 8
  }
  while offset < bytes.count, bytes[offset] < 0x80 { offset += 1 }
  return offset
}

/// How many characters beyond ASCII are well made as UTF-8, and how many bytes are not.
struct UTF8Shape {
  private(set) var good = 0
  private(set) var bad = 0

  /// A character cut off by the end of the bytes counts as neither.
  init(of bytes: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while true {
      offset = firstBeyondASCII(in: bytes, from: offset)
      guard offset < bytes.count else { return }
      let lead = bytes[offset]
      let length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2)
      let end = min(offset + length, bytes.count)
      let isLead = 0xC2 <= lead && lead <= 0xF4
      if isLead && bytes[(offset + 1)..<end].allSatisfy({ $0 & 0xC0 == 0x80 }) {
        if end == offset + length { good += 1 }
        offset = end
      } else {
        bad += 1
        offset += 1
      }
    }
  }
}

/// The encoding of bytes that are not UTF-8, by which bytes are common.
///
/// In Western text few letters lie beyond ASCII: it is windows-1252 unless most of the letters do.
private func byteEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> Encoding {
  let sample = UnsafeBufferPointer(rebasing: bytes.prefix(Input.beginning))
  var counts = [Int](repeating: 0, count: 256)
  for byte in sample { counts[Int(byte)] += 1 }
  let high = counts[0x80...].reduce(0, +)
  let letters = (counts[0x41...0x5A] + counts[0x61...0x7A]).reduce(0, +)
  guard high > letters / 2, high >= 8 else {
    // The Macintosh alone ended lines with a carriage return alone.
    let isMac = counts[0x0A] == 0 && counts[0x0D] > 0
    return isMac ? Encoding(known: "macintosh") : .windows1252
  }
  // Cyrillic letters lie above BF; of Chinese and Japanese a third of the bytes lie below.
  let low = counts[0x80...0xBF].reduce(0, +)
  if low * 8 > high, let asian = pairEncoding(of: sample) { return asian }
  // Both Cyrillic alphabets put the small letters in one half of C0–FF and the capitals in the other.
  let lowerHalf = counts[0xC0...0xDF].reduce(0, +)
  let upperHalf = counts[0xE0...0xFF].reduce(0, +)
  if lowerHalf > upperHalf * 2 { return Encoding(known: "koi8-r") }
  if upperHalf > lowerHalf * 2 { return Encoding(known: "windows-1251") }
  return .windows1252
}

/// Japanese or Chinese in two bytes a character, if the bytes pair up as they must.
private func pairEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
  var pairs = 0
  var broken = 0
  var kanaOfShiftJIS = 0
  var kanaOfEUC = 0
  var offset = 0
  while offset + 1 < bytes.count {
    let (lead, trail) = (bytes[offset], bytes[offset + 1])
    guard lead >= 0x80 else {
      offset += 1
      continue
    }
    if lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F { broken += 1 }
    if lead == 0x82 || lead == 0x83 { kanaOfShiftJIS += 1 }
    if lead == 0xA4 || lead == 0xA5 { kanaOfEUC += 1 }
    pairs += 1
    offset += 2
  }
  if kanaOfShiftJIS * 5 > pairs { return Encoding(known: "shift_jis") }
  guard broken * 50 <= pairs else { return nil }
  return Encoding(known: kanaOfEUC * 5 > pairs ? "euc-jp" : "gb18030")
}

/// What kind of file bytes are if they are not text, or nil for text.
func binaryKind(of bytes: UnsafeBufferPointer<UInt8>) -> SourceError.Trouble? {
  if let known = knownKinds.first(where: { bytes.starts(with: $0.0) }) { return .binary(known.1) }
  let sample = UnsafeBufferPointer(rebasing: bytes.prefix(Input.beginning))
  if !hasZero(sample[...]) && UTF8Shape(of: sample).bad == 0 { return nil }
  guard markedEncoding(of: bytes) == nil, wideEncoding(of: bytes) == nil else { return nil }
  var odd = 0
  var zeros = 0
  var letters = 0
  for byte in sample {
    if byte == 0 { zeros += 1 }
    if byte < 0x20 && !textControls.contains(byte) { odd += 1 }
    if byte.isLetter || byte >= 0x80 { letters += 1 }
  }
  if zeros > 0 && (letters == 0 || sample.count >= 64 && odd * 20 > sample.count) {
    return .binary(nil)
  }
  let shape = UTF8Shape(of: sample)
  return shape.bad * 10 > sample.count && odd * 20 > sample.count ? .binary(nil) : nil
}

private let textControls: [UInt8] = [0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B]

/// Files that readers have lying beside their stories, and what to say of them.
private let knownKinds: [([UInt8], String)] = [
  (Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) }), "a PNG picture"),
  ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
  (Array("GIF8".utf8), "a GIF picture"),
  (Array("%PDF-".utf8), "a PDF document"),
  (Array("Rar!".utf8), "a RAR archive"),
  ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
  (Array("BZh".utf8), "a bzip2 archive"),
  ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  (Array("SQLite format 3".utf8), "an SQLite database"),
]
