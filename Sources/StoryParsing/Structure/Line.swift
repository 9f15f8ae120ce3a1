// Text to lines, and what can be asked of a line's bytes.

/// One line of the text that has something on it.
struct Line: Hashable {
  /// Everything but the line end.
  let range: TextRange
  /// The same without the space around it.
  let content: TextRange
}

/// The lines of a text; LF, CR and CR LF end one, and lines of mere space are left out.
func findLines(in bytes: [UInt8]) -> [Line] {
  var lines: [Line] = []
  var start = 0
  while start < bytes.count {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    let content = bytes.trimmed(TextRange(start, end))
    if !content.isEmpty { lines.append(Line(range: TextRange(start, end), content: content)) }
    start = end + 1
  }
  return lines
}

extension [UInt8] {
  /// The range without white space, no-break spaces and byte order marks at its ends.
  func trimmed(_ range: TextRange) -> TextRange {
    var start = range.start
    var end = range.end
    while start < end, let width = spaceWidth(at: start, before: end) { start += width }
    while start < end, let width = spaceWidth(endingAt: end, after: start) { end -= width }
    return TextRange(start, end)
  }

  /// How many bytes the space at an offset has; nil where something else stands.
  func spaceWidth(at offset: Int, before end: Int) -> Int? {
    switch self[offset] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2: return offset + 2 <= end && self[offset + 1] == 0xA0 ? 2 : nil
    case 0xE2, 0xE3, 0xEF: return offset + 3 <= end && isWideSpace(at: offset) ? 3 : nil
    default: return nil
    }
  }

  private func spaceWidth(endingAt end: Int, after start: Int) -> Int? {
    switch self[end - 1] {
    case 0x09...0x0D, 0x20: return 1
    case 0xA0 where end - 2 >= start && self[end - 2] == 0xC2: return 2
    case 0x80...0xBF: return end - 3 >= start && isWideSpace(at: end - 3) ? 3 : nil
    default: return nil
    }
  }

  /// U+2000 to U+200B, the narrow no-break space, the ideographic space, a byte order mark.
  private func isWideSpace(at offset: Int) -> Bool {
    switch (self[offset], self[offset + 1], self[offset + 2]) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF): true
    case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): true
    default: false
    }
  }

  /// Whether a phrase of small ASCII letters stands at an offset, in capitals or not.
  func reads(_ phrase: [UInt8], at offset: Int, before end: Int) -> Bool {
    guard end - offset >= phrase.count else { return false }
    for index in phrase.indices where lowered(offset + index) != phrase[index] { return false }
    return true
  }

  /// The byte at an offset, an ASCII capital made small.
  @inline(__always)
  func lowered(_ offset: Int) -> UInt8 {
    let byte = self[offset]
    return byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Whether a phrase of small ASCII letters stands anywhere in a short range.
  func contains(_ phrase: [UInt8], in range: TextRange) -> Bool {
    guard range.count >= phrase.count else { return false }
    for offset in range.start...(range.end - phrase.count)
    where lowered(offset) == phrase[0] && reads(phrase, at: offset, before: range.end) {
      return true
    }
    return false
  }

  /// The words of a short range, parted by white space.
  func words(in range: TextRange) -> [TextRange] {
    var words: [TextRange] = []
    var start = range.start
    var offset = range.start
    while offset < range.end {
      guard let width = spaceWidth(at: offset, before: range.end) else {
        offset += 1
        continue
      }
      if start < offset { words.append(TextRange(start, offset)) }
      offset += width
      start = offset
    }
    if start < range.end { words.append(TextRange(start, range.end)) }
    return words
  }

  /// A word in small letters without the full stop or comma after it, to be looked up in a set.
  func key(of word: TextRange) -> String {
    var word = word
    while !word.isEmpty, [0x2E, 0x2C, 0x3A, 0x3B].contains(self[word.end - 1]) {
      word = TextRange(word.start, word.end - 1)
    }
    return String(decoding: self[word.start..<word.end], as: UTF8.self).lowercased()
  }

  /// Whether a capital, or a letter of a script that has none, begins at an offset.
  func isCapital(at offset: Int) -> Bool {
    letter(at: offset).map { $0 != .small } ?? false
  }

  /// Whether every letter of a range is a capital, and there is one.
  func isAllCapitals(_ range: TextRange) -> Bool {
    var found = false
    var offset = range.start
    while offset < range.end {
      switch letter(at: offset) {
      case .small: return false
      case .capital: found = true
      case .caseless, nil: break
      }
      offset += characterWidth(at: offset)
    }
    return found
  }
}

/// What kind of letter a character is.
enum LetterCase { case capital, small, caseless }

extension [UInt8] {
  /// The letter that begins at an offset; nil where none does.
  func letter(at offset: Int) -> LetterCase? {
    let byte = self[offset]
    if byte < 0x80 { return byte &- 0x41 < 26 ? .capital : byte &- 0x61 < 26 ? .small : nil }
    guard let scalar = character(at: offset)?.properties else { return nil }
    switch scalar.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .capital
    case .lowercaseLetter: return .small
    case .otherLetter, .modifierLetter: return .caseless
    default: return nil
    }
  }

  func isDigit(at offset: Int) -> Bool { self[offset] &- 0x30 < 10 }

  /// How many bytes the character at an offset has.
  @inline(__always)
  func characterWidth(at offset: Int) -> Int {
    switch self[offset] {
    case 0..<0xC0: 1
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    default: 4
    }
  }

  /// The character that begins at an offset; nil in the middle of one.
  func character(at offset: Int) -> Unicode.Scalar? {
    let width = characterWidth(at: offset)
    guard offset + width <= count else { return nil }
    var value = UInt32(self[offset])
    switch width {
    case 1: return Unicode.Scalar(value)
    case 2: value &= 0x1F
    case 3: value &= 0x0F
    default: value &= 0x07
    }
    for index in offset + 1..<offset + width { value = value << 6 | UInt32(self[index] & 0x3F) }
    return Unicode.Scalar(value)
  }

  /// The character that ends before an offset; nil at the start.
  func character(before offset: Int) -> Unicode.Scalar? {
    var start = offset - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : character(at: start)
  }
}
