// A view of rows in the reading pane's place: help, errors, search results, the sort menu.
package import StoryParsing
package import StoryQuery

/// Rows to choose from, with the list's keys; `q` and `h` go back to the text.
package struct RowsView: Sendable {
  package enum Kind: Hashable, Sendable {
    case help, errors, results, sort, themes, sources, offers, searches, facets
    case concordance, company, timeline, card, quotations
    case versions, differences, watchList, watchHits, links
  }

  /// One row, and what Enter on it does.
  package struct Row: Hashable, Sendable {
    var label: String
    var detail: String
    /// In the detail, what a search found.
    var emphasis: TextRange?
    var choice: Choice
    /// Of a passage its sentence, in the story's text.
    var sentence: TextRange?
    /// How long its bar is, of the longest, 0…1; nil where it has none.
    var bar: Double?
    /// Whether it goes on with what the row above it begins.
    var goesOn = false
  }

  package enum Choice: Hashable, Sendable {
    case nothing
    case perform(Command)
    case hit(story: Int, TextRange)
    /// A place in a story, to be read on from there.
    case passage(story: Int, TextRange)
    /// Somebody, to be added to the filter.
    case name(key: String, String, EntityKind)
    /// A further line of filter for the stories of the one followed.
    case line(String)
    /// Lines of the concordance that hold some words.
    case sentences(with: String)
    /// A version or copy of the story, by its place among them.
    case telling(Int)
    /// A watched name, by its place in the list.
    case watched(Int)
    case sort(SortKey.Field)
    case theme(String)
    case source(id: String, label: String)
    case feed(String)
    case search(SavedSearch)
    /// A line as it is typed after a colon.
    case run(String)
    /// A further condition of the filter.
    case condition(String)
    case link(String)
  }

  package var kind: Kind
  var title: String
  var rows: [Row] { didSet { narrow() } }
  package var selectedRow = 0
  var topRow = 0
  var height = 1
  /// Cells in a row for which its rows were wrapped; 0 where they have to be again.
  var width = 0
  /// What narrows the rows, as typed.
  var words = "" { didSet { narrow() } }
  /// Indices of the rows that they leave; nil for all.
  private var matching: [Int]?
  /// Whether all of it has arrived.
  package var isComplete = true

  init(_ kind: Kind, title: String, rows: [Row]) {
    self.kind = kind
    self.title = title
    self.rows = rows
  }

  /// Whether its rows are places in stories, which come in while it is shown.
  var isOfPlaces: Bool { kind == .results || kind == .quotations || kind == .watchHits }

  /// The rows that the typed words leave.
  package var shown: Shown { Shown(rows: rows, kept: matching) }

  private mutating func narrow() {
    let patterns = filterWords(words)
    guard !patterns.isEmpty else {
      matching = nil
      return
    }
    var kept: [Int] = []
    var index = 0
    while index < rows.count {
      let next = rows[(index + 1)...].firstIndex { !$0.goesOn } ?? rows.count
      let detail =
        next == index + 1
        ? rows[index].detail : rows[index..<next].map(\.detail).joined(separator: " ")
      if patterns.allSatisfy({ $0.matches(rows[index].label) || $0.matches(detail) }) {
        kept += index..<next
      }
      index = next
    }
    matching = kept
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

extension RowsView {
  /// Some of the rows, without a copy of them: there may be a hundred thousand.
  package struct Shown: RandomAccessCollection, Sendable {
    fileprivate let rows: [Row]
    fileprivate let kept: [Int]?

    package var startIndex: Int { 0 }
    package var endIndex: Int { kept?.count ?? rows.count }
    package subscript(place: Int) -> Row { rows[kept.map { $0[place] } ?? place] }
  }
}
