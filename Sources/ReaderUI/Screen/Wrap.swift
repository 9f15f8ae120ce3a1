// Paragraph to rows.
package import StoryParsing

/// One row of a wrapped paragraph.
package struct TextRow: Hashable, Sendable {
  /// What it shows; spaces at the break are not part of it.
  package let range: TextRange
  /// Where the next row starts; the paragraph's end for the last one.
  package let next: Int

  package init(range: TextRange, next: Int) {
    self.range = range
    self.next = next
  }
}

/// Breaks a stretch of text into rows no wider than `width` cells.
///
/// Rows break at spaces, after hyphens and dashes, between Chinese and Japanese characters, and inside
/// a word only where it is wider than a row. Wrapping may go on from any row's `next`, so that a
/// screenful of a very long paragraph costs no more than a screenful. Time is linear in what is read.
/// - Parameter limit: how many rows are wanted at most.
/// - Returns: at least one row, which is empty if the range is.
package func wrapRows(
  of text: String, in range: TextRange, width: Int, limit: Int = .max
) -> [TextRow] {
  withUTF8(of: text) { bytes in
    let end = min(range.end, bytes.count)
    var wrap = Wrap(bytes, min(range.start, end), end, width: max(1, width))
    var rows: [TextRow] = []
    repeat { rows.append(wrap.nextRow()) } while wrap.start < end && rows.count < limit
    return rows
  }
}

/// How many rows a stretch of text takes, without keeping them.
package func countRows(of text: String, in range: TextRange, width: Int) -> Int {
  withUTF8(of: text) { bytes in
    let end = min(range.end, bytes.count)
    var wrap = Wrap(bytes, min(range.start, end), end, width: max(1, width))
    var count = 0
    repeat {
      _ = wrap.nextRow()
      count += 1
    } while wrap.start < end
    return count
  }
}

/// The state of wrapping between two rows.
private struct Wrap {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let width: Int
  /// Where the next row starts.
  private(set) var start: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, width: Int) {
    (self.bytes, self.start, self.end, self.width) = (bytes, start, end, width)
  }

  /// A place where a row may end, and where the next one would start.
  private struct Break {
    var end: Int
    var next: Int
  }

  /// Reads one row; what stands between its last break and its overflow is read again by the next.
  mutating func nextRow() -> TextRow {
    var glyphs = Glyphs(bytes, in: start..<end)
    var column = 0
    var hasInk = false
    var last: Break?
    var before = Breaking.space
    while let glyph = glyphs.next() {
      let breaking = Breaking(of: glyph).after(before)
      if breaking == .space {
        // Spaces at the end of a row never overflow it; those at its start are an indent.
        let end = before == .space ? last?.end : glyph.start
        if hasInk, let end { last = Break(end: end, next: glyph.end) }
      } else {
        if hasInk, breaking.mayStartRow(after: before, isDigit: glyph.isDigit) {
          last = Break(end: glyph.start, next: glyph.start)
        }
        if column + glyph.columns > width && glyph.start > start {
          return take(last ?? cut(before: glyph.start))
        }
        if glyph.columns > 0 { hasInk = true }
      }
      column += glyph.columns
      before = breaking.afterwards(before, of: glyph)
    }
    let isBlankAtEnd = before == .space
    return take(Break(end: !hasInk ? start : isBlankAtEnd ? last?.end ?? end : end, next: end))
  }

  private mutating func take(_ place: Break) -> TextRow {
    let row = TextRow(range: TextRange(start, max(start, place.end)), next: place.next)
    start = place.next
    return row
  }

  /// Where to cut a word that is wider than a row: not before a vowel sign that its letter carries.
  private func cut(before offset: Int) -> Break {
    var glyphs = Glyphs(bytes, in: start..<offset)
    var place = offset
    guard startsWithSpacingMark(at: offset) else { return Break(end: offset, next: offset) }
    while let glyph = glyphs.next(), glyph.end <= offset {
      if glyph.start > start, glyph.base.properties.generalCategory != .spacingMark {
        place = glyph.start
      }
    }
    return Break(end: place, next: place)
  }

  private func startsWithSpacingMark(at offset: Int) -> Bool {
    var glyphs = Glyphs(bytes, in: offset..<end)
    guard bytes[offset] >= 0x80, let glyph = glyphs.next() else { return false }
    return glyph.base.properties.generalCategory == .spacingMark
  }
}
