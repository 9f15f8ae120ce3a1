// The reading pane: the open story, and the place in it.
package import StoryParsing

/// The open story and what of it is on the screen.
package struct ReadingPane: Sendable {
  package var number: Int?
  package var story: Story?
  package var analysis: Analysis?
  /// The story wrapped at the pane's width.
  var flow: Flow?
  /// Start of the first row, in UTF-8 bytes: what survives resize, zoom and reload.
  var topOffset = 0
  /// Blank rows shown above it.
  var topBlanks = 0
  /// Rows of text that fit.
  var height = 1
  private var kept: (view: View, rows: [Flow.Row])?
  var matches: [TextRange] = []
  var currentMatch: Int?
  /// The story that has been asked for, and where to go in it.
  var awaited: Awaited?
  /// Where each story was left.
  var places: [Int: Int] = [:]

  struct Awaited: Hashable, Sendable {
    var number: Int
    var arrival: Arrival
  }

  package init() {}
}

/// Where to go in a story that is being opened.
enum Arrival: Hashable, Sendable {
  /// To where it was left; the selection rests on it and it is not read by that.
  case followed
  /// To where it was left; the reader opened it.
  case opened
  case at(Place)
  /// To one of the story's mentions of a name (`Entity.key`), by its index.
  case mention(String, Int)
  /// To a match of the last search.
  case match(TextRange)
  /// To a mention of the current name, or what else stands at a place.
  case passage(TextRange)

  var isOpening: Bool { self != .followed }
}

extension ReadingPane {
  /// The first row on the screen.
  var top: Flow.Row? {
    if let kept, kept.view == view { return kept.rows.first }
    guard let flow, let row = flow.row(at: topOffset) else { return nil }
    let top = topBlanks == 0 ? row : flow.rows(before: row, limit: topBlanks).first ?? row
    return notPastEnd(top)
  }

  var visibleRows: [Flow.Row] {
    if let kept, kept.view == view { return kept.rows }
    guard let flow, let top else { return [] }
    return flow.rows(from: top, limit: height)
  }

  /// What rows on the screen depend on, beside the story.
  struct View: Hashable, Sendable {
    let offset, blanks, height, width: Int
  }

  private var view: View? {
    flow.map { View(offset: topOffset, blanks: topBlanks, height: height, width: $0.width) }
  }

  /// Keeps the rows on the screen, which drawing asks for several times.
  mutating func keepRows() {
    guard let view, kept?.view != view else { return }
    kept = (view, visibleRows)
  }

  /// The text on the screen.
  var visibleRange: TextRange? {
    let rows = visibleRows
    guard let first = rows.first, let last = rows.last else { return nil }
    return TextRange(first.range.start, max(first.range.start, last.range.end))
  }

  var isAtEnd: Bool {
    guard let flow, let last = visibleRows.last else { return true }
    return last.block == flow.blocks.count - 1 && flow.rows(from: last, limit: 2).count < 2
  }

  /// How far the reader has come, 0…100.
  var percent: Int {
    guard let visibleRange, let end = flow?.blocks.last?.range.end, end > 0 else { return 100 }
    return isAtEnd ? 100 : min(99, visibleRange.end * 100 / end)
  }

  /// The row, or the highest one under which the story's last row still stands at the bottom.
  private func notPastEnd(_ row: Flow.Row) -> Flow.Row {
    guard let limit = flow?.lastTop(height: height) else { return row }
    return (row.block, row.index) > (limit.block, limit.index) ? limit : row
  }

  mutating func setTop(_ row: Flow.Row) {
    let top = notPastEnd(row)
    topOffset = top.range.start
    topBlanks = top.isBlank ? -top.index : 0
    if let number { places[number] = topOffset }
  }

  /// Moves the text by rows; gives whether it moved.
  @discardableResult
  mutating func scroll(by rows: Int) -> Bool {
    guard let flow, let top else { return false }
    let before = (topOffset, topBlanks)
    let target =
      rows >= 0
      ? flow.rows(from: top, limit: rows + 1).last
      : flow.rows(before: top, limit: -rows).first
    if let target { setTop(target) }
    return before != (topOffset, topBlanks)
  }

  /// Brings an offset onto the screen, a third from the top if it was not there.
  mutating func reveal(_ offset: Int) {
    guard let flow, let row = flow.row(at: offset) else { return }
    let rows = visibleRows
    let isVisible = rows.dropLast().contains(row) || (rows.last == row && isAtEnd)
    if isVisible { return }
    setTop(flow.rows(before: row, limit: height / 3).first ?? row)
  }

  mutating func goToOffset(_ offset: Int) {
    guard let row = flow?.row(at: offset) else { return }
    setTop(row)
  }

  /// Wraps the story anew if its width has changed; the place is kept.
  mutating func fit(width: Int, height: Int) {
    guard self.height != height || flow?.width != max(1, width) else { return }
    self.height = max(1, height)
    guard let story, let analysis else { return }
    if flow?.width != max(1, width) {
      flow = Flow(story, paragraphs: analysis.paragraphs, width: width)
    }
  }

  mutating func show(_ story: Story, _ analysis: Analysis, number: Int, width: Int) {
    self.story = story
    self.analysis = analysis
    self.number = number
    kept = nil
    matches = []
    currentMatch = nil
    topBlanks = 0
    topOffset = places[number] ?? 0
    flow = Flow(story, paragraphs: analysis.paragraphs, width: width)
  }

  // MARK: Names

  /// The mentions of a name in the open story, as indices.
  func mentions(of key: String) -> [Int] {
    guard let analysis else { return [] }
    return analysis.mentions.indices.filter {
      analysis.entities[analysis.mentions[$0].entity].key == key
    }
  }

  func entity(of mention: Mention) -> Entity? { analysis?.entities[mention.entity] }
}
