// From a place in the text to a place in a row of it, and back.
package import StoryParsing

extension TextRow {
  /// The columns, counted from the row's start, that show any of a range; nil if none does.
  package func columns(of range: TextRange, in text: String) -> Range<Int>? {
    guard range.overlaps(self.range) else { return nil }
    var (column, first): (Int, Int?) = (0, nil)
    withGlyphs(of: text) { glyph in
      guard glyph.start < range.end else { return false }
      if first == nil && glyph.end > range.start { first = column }
      column += glyph.columns
      return true
    }
    guard let first, first < column else { return nil }
    return first..<column
  }

  /// The column at which an offset of the text is shown; the row's ends for what is outside of it.
  package func column(of offset: Int, in text: String) -> Int {
    var column = 0
    withGlyphs(of: text) { glyph in
      guard glyph.end <= offset else { return false }
      column += glyph.columns
      return true
    }
    return column
  }

  /// The offset of the character shown at a column; the end of the row's range for columns after it.
  package func offset(atColumn column: Int, in text: String) -> Int {
    var (end, place) = (0, range.end)
    withGlyphs(of: text) { glyph in
      end += glyph.columns
      guard end > column else { return true }
      place = glyph.start
      return false
    }
    return place
  }

  /// Walks the glyphs of the row while `body` says true.
  private func withGlyphs(of text: String, _ body: (Glyph) -> Bool) {
    withUTF8(of: text) { bytes in
      var glyphs = Glyphs(bytes, in: range.start..<range.end)
      while let glyph = glyphs.next(), body(glyph) {}
    }
  }
}

extension [TextRow] {
  /// The index of the row that shows an offset, or after whose text it is left out at a break.
  package func index(showing offset: Int) -> Int? {
    guard let first, let last, first.range.start <= offset, offset <= last.next else { return nil }
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle].range.start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
