// What a line looks like: a title, an item of a list.

/// Whether a line reads as a headline, deck or subhead: no full stop at its end, and not two
/// sentences.
func readsAsTitle(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  guard line.count <= 250, !isSmallSentence(line, bytes) else { return false }
  let end = withoutClosingMarks(line, bytes)
  guard end > line.start else { return false }
  switch bytes[end - 1] {
  case 0x2C, 0x3A, 0x3B: return false
  case 0x2E: return endsInAbbreviation(TextRange(line.start, end), bytes)
  default: break
  }
  // The ellipsis and the full stops of Chinese and Japanese.
  let closing = bytes.character(before: end)?.value ?? 0
  return ![0x2026, 0x3002, 0xFF0E].contains(closing) && !(line.count > 120 && hasStop(line, bytes))
}

/// Whether a line begins with a small letter that is no "iPhone".
private func isSmallSentence(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  bytes.letter(at: line.start) == .small
    && !(line.count > 1 && bytes.letter(at: line.start + 1) == .capital)
}

/// The line's end without the quotation marks and brackets that close it.
private func withoutClosingMarks(_ line: TextRange, _ bytes: [UInt8]) -> Int {
  var end = line.end
  while end > line.start, let mark = bytes.character(before: end),
    closingMarks.contains(mark.value)
  {
    end -= UTF8.width(mark)
  }
  return end
}

private let closingMarks: Set<UInt32> = [0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB]

/// "U.S.", "Jr.", "J.": a full stop that ends no sentence.
private func endsInAbbreviation(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  guard let word = bytes.words(in: line).last else { return false }
  let inner = bytes[word.start..<word.end - 1]
  if inner.contains(0x2E) || inner.count == 1 { return bytes.isCapital(at: word.start) }
  return ["jr", "sr", "inc", "co", "corp", "ltd", "st", "no"].contains(bytes.key(of: word))
}

/// Whether a sentence ends inside the line.
private func hasStop(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  for offset in line.start..<max(line.start, line.end - 2) where bytes[offset] == 0x2E {
    guard offset > line.start + 3, bytes[offset + 1] == 0x20 else { continue }
    let isWord = (1...3).allSatisfy { bytes.letter(at: offset - $0) == .small }
    if isWord, bytes.isCapital(at: offset + 2) { return true }
  }
  return false
}

/// Whether a line begins with a bullet, a dash or a number, as an item of a list does.
func isListItem(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  guard let first = bytes.character(at: line.start) else { return false }
  switch first.value {
  case 0x2022, 0xB7, 0x25AA, 0x25CF, 0x25E6, 0x2023, 0x25A0: return true
  case 0x2A, 0x2D, 0x2013:
    let after = line.start + UTF8.width(first)
    return after < line.end && bytes[after] == 0x20
  case 0x30...0x39: return isNumbered(line, bytes)
  default: return false
  }
}

/// "1. ", "12) ".
private func isNumbered(_ line: TextRange, _ bytes: [UInt8]) -> Bool {
  var offset = line.start
  while offset < line.end, offset < line.start + 3, bytes.isDigit(at: offset) { offset += 1 }
  guard offset + 1 < line.end, bytes[offset] == 0x2E || bytes[offset] == 0x29 else { return false }
  return bytes[offset + 1] == 0x20
}
