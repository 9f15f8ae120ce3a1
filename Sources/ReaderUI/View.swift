// State to frame.
import StoryParsing

/// Draws the state.
package func view(_ state: AppState) -> Frame {
  var drawing = Drawing(state)
  drawing.draw()
  return state.preferences.isASCII ? drawing.frame.inRepertoire(.ascii) : drawing.frame
}

/// A frame being drawn, and what is drawn into it.
struct Drawing {
  let state: AppState
  let layout: Layout
  var frame: Frame

  init(_ state: AppState) {
    self.state = state
    layout = Layout(state)
    frame = Frame(rows: state.rows, columns: state.columns)
  }

  /// The whole look of a role.
  func style(_ role: Role) -> Style { state.theme[role] }

  mutating func draw() {
    guard !layout.isTooSmall else { return drawTooSmall() }
    frame.fill(
      Rect(row: 0, column: 0, rows: state.rows, columns: state.columns), style: style(.text))
    for area in layout.areas {
      drawTitle(of: area)
      switch area.pane {
      case .list: drawList(in: area.body)
      case .text:
        if let view = state.view { draw(view, in: area.body) } else { drawText(in: area.body) }
      case .names: drawNames(in: area.body)
      }
    }
    for bar in layout.bars {
      for row in bar.row..<bar.row + bar.rows {
        frame.write("│", row: row, column: bar.column, style: style(.border))
      }
    }
    if let line = layout.nameLine { drawNameLine(in: line) }
    drawStatus(in: layout.status)
    if let hints = layout.hints { drawHints(in: hints) }
  }

  private mutating func drawTooSmall() {
    guard state.rows > 0 else { return }
    let least = "\(Layout.leastColumns)x\(Layout.leastRows)"
    let sentences = [
      "lede needs \(least); here \(state.columns)x\(state.rows)", "lede needs \(least)",
      "needs \(least)", least,
    ]
    let fitting = sentences.first { columns(of: $0) <= state.columns }
    frame.write(fitting ?? least, row: 0, column: 0, style: style(.text))
  }

  // MARK: Titles

  /// A pane's title row; the focused pane's is strong.
  private mutating func drawTitle(of area: Layout.Area) {
    let isFocused = state.focus == area.pane
    let role: Role = isFocused ? .titleFocused : .title
    frame.fill(area.title, style: style(role))
    let (title, facts) = title(of: area.pane)
    let right = facts.prefix(fitting: area.title.columns * 2 / 3)
    let end = area.title.column + area.title.columns
    let start = frame.writeRight(
      right, row: area.title.row, before: end - 1, style: style(role),
      limit: area.title.column + area.title.columns / 3)
    let column = frame.writeShortened(
      title, row: area.title.row, column: area.title.column + 1, style: style(role),
      limit: start - 1)
    // A pane below another is parted from it by a line.
    guard area.title.row > 0, !state.preferences.isPlain else { return }
    let line = String(repeating: "─", count: max(0, start - column - 2))
    frame.write(
      line, row: area.title.row, column: column + 1, style: state.theme[.border, over: style(role)])
  }

  private func title(of pane: Pane) -> (left: String, right: [String]) {
    switch pane {
    case .list: (listTitle, listPlace)
    case .text: state.view.map { ($0.title, place(in: $0)) } ?? (textTitle, textPlace)
    case .names: (namesTitle, [])
    }
  }

  private func place(in view: RowsView) -> [String] {
    let count = view.shown.count
    let more = view.isComplete ? "" : "…"
    let place = count == 0 ? more : "\(grouped(view.selectedRow + 1))/\(grouped(count))\(more)"
    // What is typed stands in the prompt; afterwards nothing else says that rows are left out.
    let isTyped = view.words.isEmpty || state.mode != .browsing
    return [isTyped ? place : "“\(view.words)” \(place)"]
  }
}

extension [String] {
  /// As many as fit, joined: a count is left out rather than cut.
  fileprivate func prefix(fitting limit: Int) -> String {
    var joined = ""
    for (index, fact) in enumerated() {
      let next = index == 0 ? fact : joined + " · " + fact
      guard columns(of: next) <= limit else { break }
      joined = next
    }
    return joined
  }
}

/// "1 story", "1,240 stories".
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(grouped(count)) \(count == 1 ? one : many)"
}

/// A count in groups: "1,240".
func grouped(_ count: Int) -> String {
  var digits = String(abs(count))
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (count < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}
