// Width of text in cells.

/// How many cells a scalar takes when sent; nil if it is a control or unknown.
///
/// - Note: this is what a terminal does with it; what lede draws for it is `Glyph`'s to say.
package func columns(of scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case ..<0x20, 0x7f..<0xa0: return nil
  case ..<0x300: return 1
  case let value:
    let width = value < 0x10000 ? basicPlane[Int(value)] : runWidth(of: value)
    return width == 3 ? nil : Int(width)
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

/// The first 65,536 scalars laid out, since nearly all text is of these: 10 MB of Russian wrap in
/// 0.2 s instead of 0.5 s.
private let basicPlane: [UInt8] = {
  var widths = [UInt8](repeating: 1, count: 0x10000)
  for (run, next) in zip(columnRuns, columnRuns.dropFirst()) where run >> 2 < 0x10000 {
    for scalar in run >> 2..<min(0x10000, next >> 2) { widths[Int(scalar)] = UInt8(run & 3) }
  }
  return widths
}()

/// The width that the run of `columnRuns` around a scalar says, from U+0300 on.
private func runWidth(of scalar: UInt32) -> UInt8 {
  var (low, high) = (0, columnRuns.count)
  while high - low > 1 {
    let middle = (low + high) / 2
    if columnRuns[middle] <= scalar << 2 | 3 { low = middle } else { high = middle }
  }
  return UInt8(columnRuns[low] & 3)
}
