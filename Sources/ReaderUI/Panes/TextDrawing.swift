// The reading pane drawn: wrapped text with names, matches and the gutter.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension Drawing {
  /// The open story's source and date, and what the reader wrote on it.
  var textTitle: String {
    if state.preferences.isSlow, state.isTextBehind { return "Enter opens the selected story" }
    guard let story = state.text.story else { return "" }
    let date = story.published.map(Day.init).map { "\($0.day) \($0.monthName) \($0.year)" }
    let stub = story.isStub ? "teaser, see :full-text" : nil
    let number = state.text.number ?? -1
    let tags = state.list.tags[number]?.map { "#" + $0 }.joined(separator: " ")
    let note = state.list.notes[number].map { _ in "noted" }
    return [story.source, date, stub, tags, note].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// "34%" and "line 12/40".
  var textPlace: [String] {
    guard state.text.story != nil else { return [] }
    let percent = "\(state.text.percent)%"
    guard let flow = state.text.flow, let row = state.text.top, let number = flow.number(of: row),
      let count = flow.rowCount
    else { return [percent] }
    return [percent, "line \(grouped(number))/\(grouped(count))"]
  }

  mutating func drawText(in rect: Rect) {
    guard let flow = state.text.flow, let analysis = state.text.analysis else { return }
    let column = layout.textColumn(in: rect)
    let sourced = sourcedMarks + highlights
    let marked = markedMentions(in: analysis)
    let named = paragraphsWithCurrentName(in: flow, analysis)
    let quotes = visibleQuotes
    for (index, row) in state.text.visibleRows.prefix(rect.rows).enumerated() where !row.isBlank {
      let place = Frame.Position(row: rect.row + index, column: column)
      drawRow(row, of: flow, at: place)
      for mark in sourced where mark.range.overlaps(row.range) {
        restyle(row, of: flow, mark.range, at: place, as: mark.role)
      }
      for mention in marked where mention.range.overlaps(row.range) {
        restyle(row, of: flow, mention.range, at: place, as: mention.role)
      }
      drawMatches(on: row, of: flow, at: place)
      guard !state.preferences.isPlain else { continue }
      if named.contains(flow.blocks[row.block].paragraph) {
        frame.write("▎", row: place.row, column: column - 1, style: style(.gutter))
      } else if quotes.contains(where: { $0.overlaps(row.range) }) {
        frame.write("│", row: place.row, column: column - 1, style: style(.quotation))
      }
    }
    placeCursor(in: rect, column: column)
  }

  private mutating func drawRow(_ row: Flow.Row, of flow: Flow, at place: Frame.Position) {
    let role = flow.blocks[row.block].role
    frame.write(
      flow.text[row.range], row: place.row, column: place.column, style: style(Role(role)),
      limit: place.column + flow.width)
  }

  private mutating func restyle(
    _ row: Flow.Row, of flow: Flow, _ range: TextRange, at place: Frame.Position, as role: Role
  ) {
    let textRow = TextRow(range: row.range, next: row.range.end)
    guard let columns = textRow.columns(of: range, in: flow.text) else { return }
    let theme = state.theme
    frame.restyle(
      row: place.row, columns: place.column + columns.lowerBound..<place.column + columns.upperBound
    ) { $0 = theme[role, over: $0] }
  }

  private struct Marked {
    let range: TextRange
    let role: Role
  }

  /// What the source itself marked in the visible text.
  private var sourcedMarks: [Marked] {
    guard let visible = state.text.visibleRange else { return [] }
    return (state.text.story?.markup ?? []).compactMap { mark in
      guard mark.range.overlaps(visible) else { return nil }
      return Role(mark.kind).map { Marked(range: mark.range, role: $0) }
    }
  }

  /// The words of the visible text that the reader has marked everywhere.
  private var highlights: [Marked] {
    let patterns = state.preferences.highlights
    guard !patterns.isEmpty, let visible = state.text.visibleRange,
      let text = state.text.flow?.text
    else { return [] }
    let part = String(text[visible])
    return patterns.flatMap { pattern in
      pattern.ranges(in: part).map {
        Marked(
          range: TextRange(visible.start + $0.start, visible.start + $0.end), role: .highlight)
      }
    }
  }

  /// What is quoted of the visible text, as its source marked it: a bar stands beside it.
  private var visibleQuotes: [TextRange] {
    guard let visible = state.text.visibleRange else { return [] }
    return (state.text.story?.markup ?? []).compactMap { mark in
      mark.kind == .quote && mark.range.overlaps(visible) ? mark.range : nil
    }
  }

  // MARK: Names

  /// The mentions that `H` and the theme show; without colour only the current name's.
  private func markedMentions(in analysis: Analysis) -> [Marked] {
    guard state.namesInText != .none, let visible = state.text.visibleRange else { return [] }
    let key = state.current?.key
    return analysis.mentions.compactMap { mention in
      guard mention.range.overlaps(visible) else { return nil }
      if analysis.entities[mention.entity].key == key {
        return Marked(range: mention.range, role: .entitySelected)
      }
      if let place = state.watching.place(of: analysis.entities[mention.entity].key) {
        return Marked(range: mention.range, role: Role(watched: place))
      }
      guard state.namesInText == .all, state.preferences.depth != .none else { return nil }
      return Role(mention.kind).map { Marked(range: mention.range, role: $0) }
    }
  }

  /// Indices of the paragraphs that hold the current name, for the gutter.
  private func paragraphsWithCurrentName(in flow: Flow, _ analysis: Analysis) -> Set<Int> {
    guard let key = state.current?.key else { return [] }
    let offsets = analysis.mentions.filter { analysis.entities[$0.entity].key == key }
      .map(\.range.start)
    return Set(offsets.compactMap { flow.block(at: $0).map { flow.blocks[$0].paragraph } })
  }

  // MARK: Matches

  private mutating func drawMatches(on row: Flow.Row, of flow: Flow, at place: Frame.Position) {
    guard state.search.isShown else { return }
    // A letter alone is everywhere: marking all of it would say nothing and cost a screenful.
    let isLetter = (state.search.sought?.typed.count ?? 0) < 2
    let matches = state.text.matches
    var index = matches.partitioningIndex { $0.end > row.range.start }
    while index < matches.count, matches[index].start < row.range.end {
      let isCurrent = index == state.text.currentMatch
      if isCurrent || !isLetter {
        restyle(row, of: flow, matches[index], at: place, as: isCurrent ? .matchCurrent : .match)
      }
      index += 1
    }
  }

  /// The hardware cursor stands on the current match, or the current name, or the first row.
  private mutating func placeCursor(in rect: Rect, column: Int) {
    guard state.focus == .text, let flow = state.text.flow else { return }
    let match = state.search.isShown ? state.text.currentMatch.map { state.text.matches[$0] } : nil
    let offset = match?.start ?? state.current?.offset
    frame.cursor = Frame.Position(row: rect.row, column: column)
    guard let offset else { return }
    for (index, row) in state.text.visibleRows.enumerated()
    where !row.isBlank && row.range.contains(offset) {
      let inRow = TextRow(range: row.range, next: row.range.end).column(of: offset, in: flow.text)
      frame.cursor = Frame.Position(row: rect.row + index, column: column + inRow)
    }
  }
}

extension Array {
  /// The first index from which on a condition holds, in an array where it holds to the end.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension AppState {
  /// The offset of the text at a row of the pane and a column of the screen.
  func textOffset(row: Int, column: Int, _ layout: Layout) -> Int? {
    let rows = text.visibleRows
    guard let flow = text.flow, let rect = layout.body(of: .text), rows.indices.contains(row),
      !rows[row].isBlank
    else { return nil }
    return TextRow(range: rows[row].range, next: rows[row].range.end)
      .offset(atColumn: column - layout.textColumn(in: rect), in: flow.text)
  }
}
