// Screen size and arrangement to a rectangle for each pane.

/// Where everything stands on a screen of this size.
package struct Layout: Hashable, Sendable {
  /// A pane's title row, and the rows below it.
  struct Area: Hashable, Sendable {
    let pane: Pane
    let title: Rect
    let body: Rect
  }

  private(set) var areas: [Area] = []
  /// The names as one line below the text, while reading.
  private(set) var nameLine: Rect?
  private(set) var status = Rect(row: 0, column: 0, rows: 0, columns: 0)
  private(set) var hints: Rect?
  /// Columns of `│` between panes that stand side by side.
  private(set) var bars: [Rect] = []
  /// The row or column that `<` and `>` move; nil where nothing can be moved.
  private var divider: Rect?
  /// What `split` is after it has been cut to what the screen allows.
  private(set) var reachableSplit = 0
  private let measureLimit: Int

  /// The smallest screen that is drawn.
  static let leastRows = 5
  static let leastColumns = 20

  package init(_ state: AppState) {
    measureLimit = state.preferences.measure
    let isTooSmall = state.rows < Layout.leastRows || state.columns < Layout.leastColumns
    guard !isTooSmall else { return }
    let hasHints = state.preferences.showsHints && state.rows >= 8
    let rows = state.rows - (hasHints ? 2 : 1)
    status = Rect(row: rows, column: 0, rows: 1, columns: state.columns)
    if hasHints { hints = Rect(row: rows + 1, column: 0, rows: 1, columns: state.columns) }
    arrange(state, in: Rect(row: 0, column: 0, rows: rows, columns: state.columns))
  }

  var isTooSmall: Bool { areas.isEmpty }

  private mutating func arrange(_ state: AppState, in screen: Rect) {
    let isSingle = state.columns < 60 || state.rows < 14 || state.preferences.isPlain
    switch state.arrangement {
    case .zoomed(let pane): place(pane, screen)
    case .reading: placeReading(state, in: screen)
    case .panes where isSingle: place(state.focus, screen)
    case .panes where state.columns < 100 && state.view != nil: place(.text, screen)
    case .panes where state.columns < 100: stack(state, in: screen)
    case .panes where state.columns < 140: placeSideBySide(state, in: screen)
    case .panes: placeThreeColumns(state, in: screen)
    }
  }

  private mutating func place(_ pane: Pane, _ rect: Rect) {
    let title = Rect(row: rect.row, column: rect.column, rows: 1, columns: rect.columns)
    let body = Rect(
      row: rect.row + 1, column: rect.column, rows: rect.rows - 1, columns: rect.columns)
    areas.append(Area(pane: pane, title: title, body: body))
  }

  private mutating func placeReading(_ state: AppState, in screen: Rect) {
    var rect = screen
    if state.isPanelShown, screen.rows >= 8 {
      rect.rows -= 1
      nameLine = Rect(row: rect.rows, column: 0, rows: 1, columns: screen.columns)
    }
    place(.text, rect)
  }

  /// The list above, text and names below.
  private mutating func stack(_ state: AppState, in screen: Rect) {
    let least = 4
    let usual = max(least, screen.rows / 3)
    let height = limited(usual + state.split, from: usual, to: least...(screen.rows - 6))
    place(.list, Rect(row: 0, column: 0, rows: height, columns: screen.columns))
    divider = Rect(row: height, column: 0, rows: 1, columns: screen.columns)
    let below = Rect(
      row: height, column: 0, rows: screen.rows - height, columns: screen.columns)
    guard state.isPanelShown else { return place(.text, below) }
    let names = min(28, max(18, screen.columns * 28 / 100))
    placeColumns([(.text, screen.columns - names - 1), (.names, names)], in: below)
  }

  /// The list over the names at the left, the text at the right.
  private mutating func placeSideBySide(_ state: AppState, in screen: Rect) {
    let usual = screen.columns * 42 / 100
    let width = limited(usual + state.split, from: usual, to: 24...(screen.columns - 40))
    let left = Rect(row: 0, column: 0, rows: screen.rows, columns: width)
    let right = Rect(
      row: 0, column: width + 1, rows: screen.rows, columns: screen.columns - width - 1)
    let height = state.isPanelShown ? screen.rows * 6 / 10 : screen.rows
    place(.list, Rect(row: 0, column: 0, rows: height, columns: width))
    if state.isPanelShown {
      place(
        .names, Rect(row: height, column: 0, rows: left.rows - height, columns: width))
    }
    place(.text, right)
    bar(at: width, in: screen)
    divider = bars.first
  }

  private mutating func placeThreeColumns(_ state: AppState, in screen: Rect) {
    let usual = screen.columns * 32 / 100
    let width = limited(usual + state.split, from: usual, to: 24...(screen.columns - 80))
    let names = state.isPanelShown ? min(36, screen.columns * 19 / 100) : 0
    let text = screen.columns - width - 1 - (names > 0 ? names + 1 : 0)
    let panes: [(Pane, Int)] = [(.list, width), (.text, text)]
    placeColumns(panes + (names > 0 ? [(.names, names)] : []), in: screen)
    divider = bars.first
  }

  private mutating func placeColumns(_ panes: [(Pane, Int)], in rect: Rect) {
    var column = rect.column
    for (index, (pane, width)) in panes.enumerated() {
      place(pane, Rect(row: rect.row, column: column, rows: rect.rows, columns: width))
      column += width
      if index < panes.count - 1 { bar(at: column, in: rect) }
      column += 1
    }
  }

  private mutating func bar(at column: Int, in rect: Rect) {
    bars.append(Rect(row: rect.row, column: column, rows: rect.rows, columns: 1))
  }

  private mutating func limited(_ size: Int, from usual: Int, to range: ClosedRange<Int>) -> Int {
    let size = min(max(size, range.lowerBound), range.upperBound)
    reachableSplit = size - usual
    return size
  }

  // MARK: Asking

  func body(of pane: Pane) -> Rect? { areas.first { $0.pane == pane }?.body }

  func pane(at mouse: Mouse) -> Pane? {
    areas.first {
      $0.body.contains(row: mouse.row, column: mouse.column)
        || $0.title.contains(row: mouse.row, column: mouse.column)
    }?.pane
  }

  func isDivider(_ mouse: Mouse) -> Bool {
    divider?.contains(row: mouse.row, column: mouse.column) ?? false
  }

  /// Cells from the divider to the pointer, in the direction in which it moves.
  func distance(fromDividerTo mouse: Mouse) -> Int {
    guard let divider else { return 0 }
    return divider.rows == 1 ? mouse.row - divider.row : mouse.column - divider.column
  }

  /// Cells of a line of text in the reading pane: the measure, less the gutter at the left.
  func measure(in rect: Rect) -> Int { min(measureLimit, max(1, rect.columns - 2)) }

  /// The column at which the centred text begins.
  func textColumn(in rect: Rect) -> Int {
    rect.column + max(1, (rect.columns - measure(in: rect)) / 2)
  }
}
