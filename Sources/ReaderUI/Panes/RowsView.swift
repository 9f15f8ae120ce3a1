// A view of rows in the reading pane's place: help, errors, search results, the sort menu.
import StoryParsing
import StoryQuery

/// Rows to choose from, with the list's keys; `q` and `h` go back to the text.
package struct RowsView: Sendable {
  package enum Kind: Hashable, Sendable {
    case help, errors, results, sort, themes, sources, offers
  }

  /// One row, and what Enter on it does.
  struct Row: Hashable, Sendable {
    var label: String
    var detail: String
    /// In the detail, what a search found.
    var emphasis: TextRange?
    var choice: Choice
  }

  enum Choice: Hashable, Sendable {
    case nothing
    case perform(Command)
    case hit(story: Int, TextRange)
    case sort(SortKey.Field)
    case theme(String)
    case source(id: String, label: String)
    case feed(String)
  }

  package var kind: Kind
  var title: String
  var rows: [Row]
  var selectedRow = 0
  var topRow = 0
  var height = 1
  /// What narrows the rows, as typed.
  var words = ""
  /// Whether all of it has arrived.
  var isComplete = true

  init(_ kind: Kind, title: String, rows: [Row]) {
    self.kind = kind
    self.title = title
    self.rows = rows
  }

  /// The rows that the typed words leave.
  var shown: [Row] {
    guard !words.isEmpty else { return rows }
    let wanted = words.lowercased().split(separator: " ")
    return rows.filter { row in
      let text = (row.label + " " + row.detail).lowercased()
      return wanted.allSatisfy { text.contains($0) }
    }
  }

  mutating func move(by rows: Int) { select(row: selectedRow + rows) }

  mutating func go(toPercent percent: Int) { select(row: shown.count * percent / 100) }

  mutating func select(row: Int) {
    let count = shown.count
    guard count > 0 else {
      (selectedRow, topRow) = (0, 0)
      return
    }
    selectedRow = min(max(0, row), count - 1)
    (_, topRow) = scrolled(
      top: topRow, to: selectedRow, height: height, count: count, margin: 1)
  }
}
