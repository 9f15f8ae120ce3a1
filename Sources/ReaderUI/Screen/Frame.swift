// A screen's worth of cells.

/// A grid of cells, and where the terminal's cursor stands on it.
///
/// Whatever is written comes through `Glyphs`: no control and no character of doubtful width can
/// stand in a cell, and both cells of a wide character stay together.
package struct Frame: Hashable, Sendable {
  package let rows: Int
  package let columns: Int
  package private(set) var cells: [Cell]
  /// Where the hardware cursor goes: the selected row or match.
  package var cursor: Position?
  /// Whether it is shown there (a prompt is open) or only stands there for screen readers.
  package var isCursorShown = false

  package struct Position: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    cells = Array(repeating: .blank, count: self.rows * self.columns)
  }

  package subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

  /// The cells of one row.
  package func row(_ row: Int) -> ArraySlice<Cell> { cells[row * columns..<(row + 1) * columns] }

  /// Whether a row looks the same in another frame of this size.
  package func hasSameRow(_ row: Int, as other: Frame) -> Bool {
    let range = row * columns..<(row + 1) * columns
    return cells.withUnsafeBufferPointer { cells in
      other.cells.withUnsafeBufferPointer { others in
        range.allSatisfy { cells[$0] == others[$0] }
      }
    }
  }

  /// Writes text from a column on, clipped at `limit`; gives the column after it.
  ///
  /// What would stand left of the frame is left out. A wide character is written whole or not.
  /// - Parameter limit: the column that is no longer written; the frame's width if nil.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, row: Int, column: Int, style: Style = .plain, limit: Int? = nil
  ) -> Int {
    let limit = min(columns, limit ?? columns)
    guard 0..<rows ~= row, column < limit else { return column }
    let first = row * columns
    var at = column
    separate(first + max(0, column), in: row)
    withUTF8(of: text) { bytes in
      var glyphs = Glyphs(bytes)
      while at < limit, let glyph = glyphs.next(), at + glyph.columns <= limit {
        if at >= 0 { place(glyph, at: first + at, style) }
        at += glyph.columns
      }
    }
    // The second half of a wide character that has just lost its first.
    let end = first + max(0, at)
    if 0 < at, at < columns, cells[end].isCovered { cells[end].character = " " }
    return at
  }

  /// Gives a run of cells another style, their characters kept, wide ones whole.
  package mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
    let inside = columns.clamped(to: 0..<self.columns)
    guard 0..<rows ~= row, !inside.isEmpty else { return }
    let first = row * self.columns
    var (start, end) = (first + inside.lowerBound, first + inside.upperBound)
    if cells[start].isCovered && start > first { start -= 1 }
    if end < first + self.columns && cells[end].isCovered { end += 1 }
    for at in start..<end { change(&cells[at].style) }
  }

  /// Fills a rectangle with blanks of a style.
  package mutating func fill(_ rect: Rect, style: Style) {
    let inRows = clamp(rect.row, rect.rows, to: rows)
    let inColumns = clamp(rect.column, rect.columns, to: columns)
    guard !inColumns.isEmpty else { return }
    let blank = Cell(" ", style)
    for row in inRows {
      let first = row * columns
      separate(first + inColumns.lowerBound, in: row)
      separate(first + inColumns.upperBound, in: row)
      cells.withUnsafeMutableBufferPointer { cells in
        cells[first + inColumns.lowerBound..<first + inColumns.upperBound].update(repeating: blank)
      }
    }
  }

  /// Gives each character another of one cell; the second cell of a wide one is no longer covered.
  mutating func replaceCharacters(by replacement: (Character) -> Character) {
    for at in cells.indices where !cells[at].isASCII {
      cells[at].character = replacement(cells[at].character)
      guard at + 1 < cells.count, cells[at + 1].isCovered else { continue }
      cells[at + 1].character = cells[at].character == "?" ? "?" : " "
    }
  }

  private mutating func place(_ glyph: Glyph, at index: Int, _ style: Style) {
    guard glyph.columns > 0 else { return }
    cells[index] = Cell(glyph, style)
    if glyph.columns == 2 { cells[index + 1] = Cell(Cell.cover, style) }
  }

  /// Makes a cell a place where writing may start or end: a wide character across it is blanked.
  private mutating func separate(_ index: Int, in row: Int) {
    guard index > row * columns, index < (row + 1) * columns, cells[index].isCovered else { return }
    cells[index].character = " "
    cells[index - 1].character = " "
  }
}

/// The part of `start..<start + count` that lies in `0..<limit`, whatever the numbers are.
private func clamp(_ start: Int, _ count: Int, to limit: Int) -> Range<Int> {
  let (end, isTooFar) = start.addingReportingOverflow(max(0, count))
  let first = min(max(0, start), limit)
  return first..<max(first, isTooFar ? limit : min(end, limit))
}
