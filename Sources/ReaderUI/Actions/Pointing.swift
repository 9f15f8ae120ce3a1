// The mouse, once it is on.
import StoryParsing

extension AppState {
  mutating func point(_ mouse: Mouse) -> [Effect] {
    guard isMouseOn, mode == .browsing else { return [] }
    let layout = Layout(self)
    switch mouse.action {
    case .rightPress: return goBack()
    case .wheelUp, .wheelDown:
      return roll(by: mouse.action == .wheelUp ? -3 : 3, over: layout.pane(at: mouse))
    case .press where layout.isDivider(mouse):
      isDragging = true
      return []
    case .drag: return isDragging ? drag(to: mouse, layout) : []
    case .release:
      isDragging = false
      return []
    case .press, .doublePress: return click(mouse, layout)
    }
  }

  /// Rolls a pane without changing selection or read marks.
  private mutating func roll(by rows: Int, over pane: Pane?) -> [Effect] {
    switch pane {
    case .list:
      list.topRow = min(
        max(list.firstRow, list.topRow + rows), max(list.firstRow, list.shown.count - list.height))
      list.isRolled = true
    case .names:
      panel.topRow = min(max(0, panel.topRow + rows), max(0, panel.rows.count - panel.height))
    case .text:
      if view == nil { text.scroll(by: rows) } else { return move(by: rows) }
    case nil: break
    }
    return []
  }

  private mutating func drag(to mouse: Mouse, _ layout: Layout) -> [Effect] {
    split += layout.distance(fromDividerTo: mouse)
    split = Layout(self).reachableSplit
    return []
  }

  private mutating func click(_ mouse: Mouse, _ layout: Layout) -> [Effect] {
    guard let pane = layout.pane(at: mouse), let rect = layout.body(of: pane) else { return [] }
    let row = mouse.row - rect.row
    guard row >= 0 else { return [] }
    let isDouble = mouse.action == .doublePress
    focus = pane
    switch pane {
    case .list:
      guard list.topRow + row < list.shown.count else { return [] }
      let effects = select(row: list.topRow + row)
      return isDouble ? openSelected() : effects
    case .names:
      guard panel.topRow + row < panel.rows.count else { return [] }
      panel.select(row: panel.topRow + row, towards: 1)
      return isDouble ? openName() : []
    case .text:
      if var view {
        view.select(row: view.topRow + row)
        self.view = view
        return isDouble ? choose(view) : []
      }
      return clickText(row: row, column: mouse.column, layout)
    }
  }

  /// A click on a name makes it the current one.
  private mutating func clickText(row: Int, column: Int, _ layout: Layout) -> [Effect] {
    guard let offset = textOffset(row: row, column: column, layout),
      let analysis = text.analysis,
      let index = analysis.mentions.firstIndex(where: { $0.range.contains(offset) }),
      EntityPanel.kinds.contains(analysis.mentions[index].kind)
    else { return [] }
    let effects = makeCurrent(analysis.entities[analysis.mentions[index].entity])
    reach(mention: index)
    return effects
  }
}
