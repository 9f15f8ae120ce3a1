// Ways of writing into a frame that several panes need, and reading it back.

extension Frame {
  /// Writes text from a column on; where it does not fit, its last cell says so with an ellipsis.
  @discardableResult
  package mutating func writeShortened(
    _ text: some StringProtocol, row: Int, column: Int, style: Style = .plain, limit: Int? = nil
  ) -> Int {
    let limit = min(columns, limit ?? columns)
    let room = limit - column
    guard room > 0, !fits(text, room) else {
      return write(text, row: row, column: column, style: style, limit: limit)
    }
    let end = write(text, row: row, column: column, style: style, limit: limit - 1)
    return write("…", row: row, column: end, style: style, limit: limit)
  }

  /// Writes text so that it ends before a column; gives the column where it starts.
  ///
  /// - Parameter limit: the first column that may be written; text too long for it is shortened.
  @discardableResult
  package mutating func writeRight(
    _ text: some StringProtocol, row: Int, before end: Int, style: Style = .plain, limit: Int = 0
  ) -> Int {
    let end = min(end, columns)
    let start = max(limit, end - ReaderUI.columns(of: text))
    writeShortened(text, row: row, column: start, style: style, limit: end)
    return start
  }

  /// Writes text in the middle of a stretch of columns, shortened if it must be.
  package mutating func writeCentred(
    _ text: some StringProtocol, row: Int, columns stretch: Range<Int>, style: Style = .plain
  ) {
    let spare = max(0, stretch.count - ReaderUI.columns(of: text))
    writeShortened(
      text, row: row, column: stretch.lowerBound + spare / 2, style: style,
      limit: stretch.upperBound)
  }

  /// The characters of a row, as a person would read them; blanks at its end are left out.
  package func text(ofRow row: Int) -> String {
    var text = ""
    for cell in self.row(row) where !cell.isCovered { text.append(cell.character) }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows, one a line.
  package var text: String { (0..<rows).map { text(ofRow: $0) }.joined(separator: "\n") }

  /// Whether text takes no more than so many cells; reads no further than that.
  private func fits(_ text: some StringProtocol, _ room: Int) -> Bool {
    withUTF8(of: text) { bytes in
      var glyphs = Glyphs(bytes)
      var left = room
      while left >= 0, let glyph = glyphs.next() { left -= glyph.columns }
      return left >= 0
    }
  }
}
