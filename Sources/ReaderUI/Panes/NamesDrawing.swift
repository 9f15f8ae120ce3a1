// The entity panel drawn, and the one line of names that stands for it while reading.
import StoryParsing
import StoryQuery

extension Drawing {
  var namesTitle: String {
    switch state.panel.scope {
    case .story: "Names in this story"
    case .shown: "Names in \(counted(state.list.stories.count, "story", "stories"))"
    }
  }

  mutating func drawNames(in rect: Rect) {
    let panel = state.panel
    if panel.rows.isEmpty { return drawNoNames(in: rect) }
    for index in 0..<rect.rows where panel.rows.indices.contains(panel.topRow + index) {
      let row = rect.row + index
      switch panel.rows[panel.topRow + index] {
      case .heading(let kind, let count): drawHeading(kind, count, row: row, in: rect)
      case .name(let name):
        drawName(name, row: row, in: rect, isSelected: panel.topRow + index == panel.selectedRow)
      case .unsure(let count):
        drawUnsure(count, row: row, in: rect, isSelected: panel.topRow + index == panel.selectedRow)
      }
    }
    if state.focus == .names {
      frame.cursor = Frame.Position(
        row: rect.row + max(0, panel.selectedRow - panel.topRow), column: rect.column)
    }
  }

  private mutating func drawNoNames(in rect: Rect) {
    let isWaiting = state.panel.scope == .shown && state.progress.analysed < state.progress.stories
    let sentence = isWaiting ? "Looking for names…" : state.text.story == nil ? "" : "No names"
    frame.writeShortened(
      sentence, row: rect.row, column: rect.column + 1, style: style(.hint),
      limit: rect.column + rect.columns)
  }

  private mutating func drawHeading(_ kind: EntityKind, _ count: Int, row: Int, in rect: Rect) {
    let end = rect.column + rect.columns
    frame.writeShortened(
      "\(kind.heading) \(grouped(count))", row: row, column: rect.column + 1,
      style: style(.panelHeading), limit: end)
  }

  /// "3 unsure +", which opens and closes.
  private mutating func drawUnsure(_ count: Int, row: Int, in rect: Rect, isSelected: Bool) {
    var look = style(.hint)
    if isSelected, state.focus == .names {
      look = state.theme[.storySelected, over: look]
      frame.fill(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: look)
    }
    frame.writeShortened(
      "\(grouped(count)) unsure \(state.panel.showsUnsure ? "-" : "+")", row: row,
      column: rect.column + 1, style: look, limit: rect.column + rect.columns)
  }

  private mutating func drawName(
    _ name: NameCount, row: Int, in rect: Rect, isSelected: Bool
  ) {
    let end = rect.column + rect.columns
    var base = name.isSure ? Role(name.kind).map { style($0) } ?? style(.text) : style(.hint)
    let isCurrent = name.key == state.current?.key
    if isCurrent { base = state.theme[.entitySelected, over: base] }
    var line = style(.text)
    if isSelected, state.focus == .names {
      base = state.theme[.storySelected, over: base]
      line = state.theme[.storySelected, over: line]
      frame.fill(Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: line)
    }
    let count = state.panel.scope == .story ? name.mentions : name.stories
    let news = state.watching.news(of: name.key).map { $0 + " " } ?? ""
    let start = frame.writeRight(
      news + grouped(count), row: row, before: end - 1, style: isSelected ? line : style(.count),
      limit: rect.column + 4)
    let isWatched = state.watching.isWatched(name.key)
    if isWatched, !isCurrent { base = state.theme[.entityWatched, over: base] }
    let sign = isCurrent ? ">" : isWatched ? "w" : " "
    frame.write(sign, row: row, column: rect.column, style: line, limit: end)
    if state.panel.isConfirmed(name) {
      frame.write("=", row: row, column: rect.column + 1, style: line, limit: end)
    }
    frame.writeShortened(
      name.isSure || state.panel.isConfirmed(name) ? name.name : name.name + "?", row: row,
      column: rect.column + 2, style: base,
      limit: start - 1)
  }

  /// The most salient names of the open story, as many as fit.
  mutating func drawNameLine(in rect: Rect) {
    frame.fill(rect, style: style(.title))
    guard let analysis = state.text.analysis else { return }
    let names = EntityPanel.names(of: analysis)
      .filter { EntityPanel.kinds.contains($0.kind) && $0.isSure }
    var column = rect.column + 1
    for name in names {
      let text = "\(name.name) \(name.mentions)"
      let end = column + columns(of: text)
      guard end < rect.columns else { break }
      let isCurrent = name.key == state.current?.key
      let look = isCurrent ? state.theme[.entitySelected, over: style(.title)] : style(.title)
      frame.write(text, row: rect.row, column: column, style: look)
      column = end + 3
    }
  }
}
