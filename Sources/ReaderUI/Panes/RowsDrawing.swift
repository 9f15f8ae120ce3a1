// Help, errors, search results and menus drawn in the reading pane's place.
import StoryParsing

extension Drawing {
  mutating func draw(_ view: RowsView, in rect: Rect) {
    let rows = view.shown
    guard !rows.isEmpty else { return drawNoRows(view, in: rect) }
    let width = view.kind == .results ? 0 : labelWidth(of: view, in: rect)
    for index in 0..<rect.rows where rows.indices.contains(view.topRow + index) {
      let isSelected = view.topRow + index == view.selectedRow
      let row = rect.row + index
      let content = rows[view.topRow + index]
      let rect = drawWatchLetter(of: content, row: row, in: rect, isSelected: isSelected)
      switch view.kind {
      case .results: drawHit(content, row: row, in: rect, isSelected: isSelected)
      case .concordance: drawLine(content, row: row, in: rect, isSelected: isSelected)
      case .timeline: drawBar(content, row: row, in: rect, isSelected: isSelected)
      case .quotations: drawQuotation(content, row: row, in: rect, isSelected: isSelected)
      default: drawRow(content, width, row: row, in: rect, isSelected: isSelected)
      }
    }
    if state.focus == .text {
      frame.cursor = Frame.Position(
        row: rect.row + max(0, view.selectedRow - view.topRow), column: rect.column)
    }
  }

  private mutating func drawNoRows(_ view: RowsView, in rect: Rect) {
    let sentence =
      if view.kind.isOfName, view.words.isEmpty {
        view.isComplete ? "No shown story names it" : "Looking…"
      } else if view.kind == .quotations {
        view.isComplete ? "Nobody is quoted here" : "Looking for quotations…"
      } else if view.kind == .watchList {
        "No name is watched; w on a name watches it"
      } else if view.kind == .watchHits {
        view.isComplete ? "No story names it" : "Looking for its stories…"
      } else if view.kind == .versions {
        view.isComplete
          ? "There is one version of this story, and no copy of it" : "Comparing…"
      } else if view.kind != .results {
        view.words.isEmpty ? "Nothing here" : "Nothing has “\(view.words)”"
      } else if !view.isComplete {
        "Searching…"
      } else {
        state.search.isShown ? "No story has it" : "Type what to search for; ^R for a regexp"
      }
    frame.writeShortened(
      sentence, row: rect.row, column: rect.column + 1, style: style(.hint),
      limit: rect.column + rect.columns)
  }

  /// Names have half of the row, what is but a label a quarter.
  func labelWidth(of view: RowsView, in rect: Rect) -> Int {
    let most = view.kind == .company ? min(32, rect.columns / 2) : min(22, rect.columns / 4)
    let visible = view.kind == .company ? view.rows.prefix(200) : view.rows[...]
    return min(most, visible.map { columns(of: $0.label) }.max() ?? 0)
  }

  private func base(_ isSelected: Bool) -> Style {
    isSelected ? state.theme[.storySelected, over: style(.text)] : style(.text)
  }

  /// The style of a row, which fills it from end to end where it is selected.
  private mutating func ground(row: Int, in rect: Rect, _ isSelected: Bool) -> Style {
    let base = base(isSelected)
    if isSelected {
      frame.fill(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: base)
    }
    return base
  }

  private mutating func drawRow(
    _ content: RowsView.Row, _ width: Int, row: Int, in rect: Rect, isSelected: Bool
  ) {
    let base = ground(row: row, in: rect, isSelected)
    let end = rect.column + rect.columns
    let label = isSelected ? base : state.theme[.key, over: base]
    frame.writeShortened(
      content.label, row: row, column: rect.column + 1, style: label,
      limit: rect.column + 1 + width)
    frame.writeShortened(
      content.detail, row: row, column: rect.column + (width == 0 ? 1 : width + 3), style: base,
      limit: end)
  }

  /// A search's hit: whose headline, and the line of context with the match marked.
  private mutating func drawHit(
    _ hit: RowsView.Row, row: Int, in rect: Rect, isSelected: Bool
  ) {
    let base = ground(row: row, in: rect, isSelected)
    let end = rect.column + rect.columns
    let width = min(24, rect.columns / 3)
    if case .hit(let story, _) = hit.choice, let listing = state.list.listings[story] {
      frame.writeShortened(
        listing.headline, row: row, column: rect.column + 1,
        style: isSelected ? base : style(.count), limit: rect.column + width)
    }
    drawContext(hit, row: row, columns: rect.column + width + 1..<end, base)
  }

  /// The letter of a watched name that a row's story has; gives what is left for the row.
  private mutating func drawWatchLetter(
    of content: RowsView.Row, row: Int, in rect: Rect, isSelected: Bool
  ) -> Rect {
    let story: Int
    switch content.choice {
    case .hit(let number, _), .passage(let number, _): story = number
    default: return rect
    }
    guard let letter = state.watching.letter(of: story) else { return rect }
    frame.write(
      letter, row: row, column: rect.column,
      style: state.theme[.storyWatched, over: base(isSelected)])
    return Rect(
      row: rect.row, column: rect.column + 1, rows: rect.rows, columns: rect.columns - 1)
  }

  /// Whose words, the words, and at the right where they stand.
  private mutating func drawQuotation(
    _ content: RowsView.Row, row: Int, in rect: Rect, isSelected: Bool
  ) {
    let base = ground(row: row, in: rect, isSelected)
    var end = rect.column + rect.columns
    let quiet = isSelected ? base : state.theme[.count, over: base]
    if case .passage(let story, _) = content.choice, let listing = state.list.listings[story],
      rect.columns >= 50
    {
      let date = listing.published.map(shortDate) ?? ""
      let place = [rect.columns >= 72 ? listing.source : "", date].filter { !$0.isEmpty }
      end =
        frame.writeRight(
          place.joined(separator: " · "), row: row, before: end, style: quiet,
          limit: rect.column + rect.columns * 3 / 4) - 1
    }
    let width = min(26, rect.columns / 3)
    frame.writeShortened(
      content.label, row: row, column: rect.column + 1, style: quiet, limit: rect.column + width)
    frame.writeShortened(
      content.detail, row: row, column: rect.column + width + 1,
      style: state.theme[.quotation, over: base], limit: end)
  }

  /// The context, moved so that the match is in sight.
  private mutating func drawContext(
    _ hit: RowsView.Row, row: Int, columns range: Range<Int>, _ base: Style
  ) {
    guard let emphasis = hit.emphasis, emphasis.end <= hit.detail.utf8.count else { return }
    let before = hit.detail[TextRange(0, emphasis.start)]
    let match = hit.detail[emphasis]
    let after = hit.detail[TextRange(emphasis.end, hit.detail.utf8.count)]
    let room = max(0, range.count / 2 - columns(of: match) / 2)
    var shown = before
    while columns(of: shown) > room, !shown.isEmpty {
      shown = shown.dropFirst(max(1, columns(of: shown) - room))
    }
    var column = range.lowerBound
    if shown.startIndex != before.startIndex {
      column = frame.write("…", row: row, column: column, style: base, limit: range.upperBound)
    }
    column = frame.write(shown, row: row, column: column, style: base, limit: range.upperBound)
    column = frame.write(
      match, row: row, column: column, style: state.theme[.match, over: base],
      limit: range.upperBound)
    frame.writeShortened(after, row: row, column: column, style: base, limit: range.upperBound)
  }
}
