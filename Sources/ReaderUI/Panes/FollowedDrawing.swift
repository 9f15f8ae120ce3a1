// The rows of a concordance and of a timeline drawn.
import StoryParsing
import StoryQuery

extension Drawing {
  /// A line of a concordance: the name in the same column in every row, its sentence around it.
  mutating func drawLine(_ line: RowsView.Row, row: Int, in rect: Rect, isSelected: Bool) {
    guard let emphasis = line.emphasis, emphasis.end <= line.detail.utf8.count else { return }
    let base = fillRow(row, in: rect, isSelected: isSelected)
    let end = rect.column + rect.columns
    let start = drawDate(of: line, row: row, in: rect, base, isSelected: isSelected)
    let column = start + (end - start) * 2 / 5
    let before = line.detail[TextRange(0, emphasis.start)]
    let left = suffix(of: before, columns: column - start)
    let isCut = left.startIndex != before.startIndex
    let shown = isCut ? "…" + suffix(of: before, columns: column - start - 1) : String(left)
    frame.write(
      shown, row: row, column: column - columns(of: shown), style: base, limit: column)
    let after = frame.writeShortened(
      line.detail[emphasis], row: row, column: column, style: state.theme[.match, over: base],
      limit: end)
    frame.writeShortened(
      line.detail[TextRange(emphasis.end, line.detail.utf8.count)], row: row, column: after,
      style: base, limit: end)
  }

  /// The story's date where there is room; gives the column after it.
  private mutating func drawDate(
    of line: RowsView.Row, row: Int, in rect: Rect, _ base: Style, isSelected: Bool
  ) -> Int {
    guard rect.columns >= 60 else { return rect.column + 1 }
    if case .passage(let story, _) = line.choice,
      let published = state.list.listings[story]?.published
    {
      frame.write(
        shortDate(published), row: row, column: rect.column + 1,
        style: isSelected ? base : state.theme[.count, over: base])
    }
    return rect.column + 10
  }

  /// A row of a timeline: when, a bar in eighths of a cell, and what was counted.
  mutating func drawBar(_ content: RowsView.Row, row: Int, in rect: Rect, isSelected: Bool) {
    let base = fillRow(row, in: rect, isSelected: isSelected)
    let end = rect.column + rect.columns
    frame.write(
      content.label, row: row, column: rect.column + 1,
      style: isSelected ? base : state.theme[.key, over: base], limit: end)
    let first = rect.column + 12
    guard let share = content.bar else {
      frame.writeShortened(
        content.detail, row: row, column: first, style: state.theme[.hint, over: base], limit: end)
      return
    }
    let count = rect.columns >= 60 ? content.detail : String(content.detail.prefix { $0 != " " })
    let room = max(0, end - first - max(8, columns(of: count) + 2))
    let eighths = share > 0 ? max(1, Int((share * Double(room) * 8).rounded())) : 0
    let part = eighths % 8 == 0 ? "" : String(Self.eighths[eighths % 8 - 1])
    let bar = String(repeating: "█", count: eighths / 8) + part
    let after = frame.write(bar, row: row, column: first, style: base, limit: end)
    frame.writeShortened(
      count, row: row, column: after + (bar.isEmpty ? 0 : 1),
      style: isSelected ? base : state.theme[.count, over: base], limit: end)
  }

  private static let eighths = Array("▏▎▍▌▋▊▉")

  /// Fills a row in the look of a selected one if it is; gives its look.
  private mutating func fillRow(_ row: Int, in rect: Rect, isSelected: Bool) -> Style {
    guard isSelected else { return style(.text) }
    let base = state.theme[.storySelected, over: style(.text)]
    frame.fill(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: base)
    return base
  }

  /// Where the selected line stands: "Post, 17 Apr 2015: Talks go on".
  func origin(of row: RowsView.Row) -> String {
    guard case .passage(let story, _) = row.choice, let listing = state.list.listings[story] else {
      return ""
    }
    let day = listing.published.map { Day($0) }
    let date = day.map { "\($0.day) \($0.monthName) \($0.year)" } ?? ""
    let place = [listing.source, date].filter { !$0.isEmpty }.joined(separator: ", ")
    return place.isEmpty ? listing.headline : "\(place): \(listing.headline)"
  }
}

/// The longest end of a text that fits into so many cells.
private func suffix(of text: Substring, columns limit: Int) -> Substring {
  withUTF8(of: text) { bytes in
    var glyphs = Glyphs(bytes)
    var starts: [(start: Int, before: Int)] = []
    var sum = 0
    while let glyph = glyphs.next() {
      starts.append((glyph.start, sum))
      sum += glyph.columns
    }
    let first = starts.first { sum - $0.before <= max(0, limit) }?.start ?? bytes.count
    return text[text.utf8.index(text.startIndex, offsetBy: first)...]
  }
}
