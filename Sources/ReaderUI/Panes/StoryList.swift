// The story list: which stories are shown, which row is selected.
package import StoryParsing
package import StoryQuery

/// The stories that are shown, in order, and what is remembered of them.
package struct StoryList: Sendable {
  /// Numbers of the shown stories, in order.
  package var shown: [Int32] = [] { didSet { shownNumbers = NumberSet(shown) } }
  private var shownNumbers = NumberSet()
  /// The same before copies were folded: what names are counted in.
  package private(set) var stories: [Int32] = []
  package var copies = Copies()
  /// Saved searches: folders with rows above the stories while these are not narrowed.
  package var folders: [SavedSearchRow] = []
  /// Which rows stand for copies, and which lie open under one.
  private(set) var folding = FoldedRows([], Copies())
  /// From 0; folders have the rows below 0.
  package var selectedRow = 0
  package var topRow = 0
  /// The wheel has rolled the rows away from the selection.
  var isRolled = false
  /// Rows that fit.
  var height = 1
  package var filter = StoryFilter()
  package var sort: [SortKey] = []
  /// Names of the keys in the filter, for the title.
  var namesInFilter: [String: String] = [:]
  /// The filter before the reader began to type a new one.
  var filterBefore: StoryFilter?
  /// Where the selection stood before a view of a name narrowed the list.
  var standing: Standing?
  /// Where it is to stand when the list comes that has been asked for.
  var returning: Standing?
  /// Number of the last request for the list.
  package var request = 0
  package var listings: [Int: Listing] = [:]
  var requested: Set<Int> = []
  package var read = StoryMarks()
  package var starred = StoryMarks()
  package var notes: [Int: String] = [:]
  package var tags: [Int: [String]] = [:]
  /// Chosen by `x`.
  package var selection: Set<Int> = []
  /// Shown stories that match the search.
  var matches: NumberSet = []
  /// Their rows, in order.
  var matchingRows: [Int] = []

  package init() {}

  /// The number of the story in the selected row.
  package var selected: Int? {
    shown.indices.contains(selectedRow) ? Int(shown[selectedRow]) : nil
  }

  var firstRow: Int { filter.isEmpty && !shown.isEmpty ? -folders.count : 0 }

  /// The saved search of a row.
  func folder(inRow row: Int) -> SavedSearchRow? {
    firstRow..<0 ~= row ? folders[folders.count + row] : nil
  }

  /// The row from which other stories are looked for: before the first one while a folder is selected.
  var storyRow: Int { max(-1, selectedRow) }

  /// "3/17".
  var matchCount: String { place(of: selectedRow, in: matchingRows) }

  /// Follows a change of the matches or of the shown stories.
  mutating func layMatches() {
    matchingRows = matches.isEmpty ? [] : shown.indices.filter { matches.contains(Int(shown[$0])) }
  }

  /// Of the stories on the shelf: of kept ones nobody has looked yet.
  var unreadCount: Int { shownNumbers.count(without: read.here) }

  var visibleRows: Range<Int> { topRow..<max(topRow, min(shown.count, topRow + height)) }

  /// The row of a story, or the one that it is folded under.
  func row(of number: Int) -> Int? {
    let number = folding.leaders[number] ?? number
    return shown.firstIndex(of: Int32(truncatingIfNeeded: number))
  }

  /// How many stories a story's row stands for.
  func copyCount(of story: Int) -> Int { folding.counts[story] ?? 1 }

  /// Whether a story's row stands for copies that are folded.
  func leads(_ story: Int) -> Bool { folding.counts[story] != nil && !copies.isOpen(story) }

  /// How many listed stories have no row of their own.
  var foldedCount: Int { folding.leaders.count }

  /// Selects a row and brings it onto the screen, half a page further when it leaves it: beside
  /// other panes a list that scrolled by one row would be sent whole at every key.
  mutating func select(row: Int, margin: Int) {
    guard !shown.isEmpty else {
      (selectedRow, topRow) = (0, 0)
      return
    }
    if isRolled, row == selectedRow { return }
    isRolled = false
    selectedRow = min(max(firstRow, row), shown.count - 1)
    let (_, top) = scrolled(
      top: topRow - firstRow, to: selectedRow - firstRow, height: height,
      count: shown.count - firstRow, margin: margin)
    topRow = top + firstRow
    // At the top the folders are seen too, as far as they leave room.
    if selectedRow == 0 { topRow = min(topRow, max(firstRow, -(height / 2))) }
  }

  /// Takes a new set of stories; the selection stays on its story, or near its row.
  mutating func show(_ numbers: [Int32], margin: Int) {
    let kept = returning?.story ?? selected
    let offset = returning?.offset ?? selectedRow - topRow
    stories = numbers
    folding = FoldedRows(numbers, copies)
    shown = folding.shown
    layMatches()
    if let kept, let row = row(of: kept) {
      selectedRow = row
      topRow = max(firstRow, row - offset)
    }
    select(row: selectedRow, margin: margin)
  }
}

extension StoryList {
  /// A selected story, and how many rows below the top it stands.
  struct Standing: Hashable, Sendable {
    let story: Int
    let offset: Int
  }

  var standsNow: Standing? { selected.map { Standing(story: $0, offset: selectedRow - topRow) } }

  /// Copies were found, opened or folded.
  mutating func refold(margin: Int) { show(stories, margin: margin) }
}

/// "3/17" for the third of seventeen rows; a dash for the place between them.
func place(of row: Int, in rows: [Int]) -> String {
  let index = rows.partitioningIndex { $0 >= row }
  let isAtOne = rows.indices.contains(index) && rows[index] == row
  return (isAtOne ? grouped(index + 1) : "–") + "/" + grouped(rows.count)
}

/// The top row that shows a row: the same if it can stay, else half a page further on.
func scrolled(top: Int, to row: Int, height: Int, count: Int, margin: Int) -> (Int, Int) {
  let height = max(1, height)
  let margin = min(margin, (height - 1) / 4)
  let last = max(0, count - height)
  var top = min(top, last)
  if row < top + margin {
    top = min(top - height / 2, row - margin)
  } else if row > top + height - 1 - margin {
    top = max(top + height / 2, row - height + 1 + margin)
  }
  return (row, min(max(0, top), last))
}

/// Stories with a mark: those on the shelf, and kept ones, whose numbers are below 0.
package struct StoryMarks: Equatable, Sendable, ExpressibleByArrayLiteral {
  package private(set) var here = NumberSet()
  private var kept: Set<Int> = []

  package init() {}

  package init(arrayLiteral stories: Int...) { for story in stories { insert(story) } }

  package var isEmpty: Bool { here.isEmpty && kept.isEmpty }

  package func contains(_ story: Int) -> Bool {
    story < 0 ? kept.contains(story) : here.contains(story)
  }

  package mutating func insert(_ story: Int) {
    if story < 0 { kept.insert(story) } else { here.insert(story) }
  }

  package mutating func remove(_ story: Int) {
    if story < 0 { kept.remove(story) } else { here.remove(story) }
  }
}
