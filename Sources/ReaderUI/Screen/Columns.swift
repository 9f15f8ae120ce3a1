// Width of text in cells.

/// How many cells a scalar takes when sent; nil if it is a control or unknown.
///
/// - Note: this is what a terminal does with it; what lede draws for it is `Glyph`'s to say.
package func columns(of scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case ..<0x20, 0x7f..<0xa0: return nil
  case ..<0x300: return 1
  case 0x4e00..<0x9ffd, 0xac00..<0xd7a4: return 2
  default:
    let width = Int(columnRuns[lastRun(startingBefore: scalar.value)] & 3)
    return width == 3 ? nil : width
  }
}

/// How many cells text takes on the screen.
package func columns(of text: some StringProtocol) -> Int {
  withUTF8(of: text) { bytes in
    var glyphs = Glyphs(bytes)
    var sum = 0
    while let glyph = glyphs.next() { sum += glyph.columns }
    return sum
  }
}

/// The longest beginning of a text that fits into so many cells.
package func prefix<Text: StringProtocol>(of text: Text, columns limit: Int) -> Text.SubSequence {
  let count = withUTF8(of: text) { bytes in
    var glyphs = Glyphs(bytes)
    var (end, room) = (0, limit)
    while let glyph = glyphs.next(), glyph.columns <= room {
      end = glyph.end
      room -= glyph.columns
    }
    return end
  }
  return text[..<text.utf8.index(text.startIndex, offsetBy: count)]
}

/// Gives the bytes of a text, copied only if they do not lie together already.
func withUTF8<Result>(
  of text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
  var copy = String(text)
  return copy.withUTF8(body)
}

/// The run of `columnRuns` that holds a scalar from U+0300 on.
private func lastRun(startingBefore scalar: UInt32) -> Int {
  let key = scalar << 2 | 3
  var (low, high) = (0, columnRuns.count)
  while high - low > 1 {
    let middle = (low + high) / 2
    if columnRuns[middle] <= key { low = middle } else { high = middle }
  }
  return low
}
