// A screen's worth of cells.

/// A grid of cells, and where the terminal's cursor stands on it.
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

  /// Writes text from a column on, clipped at `limit`; gives the column after it.
  ///
  /// - Parameter limit: the column that is no longer written; the frame's width if nil.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, row: Int, column: Int, style: Style = .plain, limit: Int? = nil
  ) -> Int {
    column
  }

  /// Gives a run of cells another style, their characters kept.
  package mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {}

  /// Fills a rectangle with blanks of a style.
  package mutating func fill(_ rect: Rect, style: Style) {}
}
