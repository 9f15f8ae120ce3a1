// Rows, pages and paragraphs, in whichever pane has the focus.
import StoryParsing

extension AppState {
  /// The focused pane's rows.
  var page: Int {
    switch focus {
    case .list: max(1, list.height - 1)
    case .text: max(1, (view?.height ?? text.height) - 1)
    case .names: max(1, panel.height - 1)
    }
  }

  mutating func move(by rows: Int) -> [Effect] {
    switch focus {
    case .list: return select(row: round(list.selectedRow + rows, by: rows))
    case .names:
      panel.select(row: panel.selectedRow + rows, towards: rows)
      return []
    case .text where view != nil:
      view?.move(by: rows)
      return []
    case .text: return scroll(by: rows)
    }
  }

  /// Where a step beyond an end of the list leads, if it is to go round.
  private func round(_ row: Int, by step: Int) -> Int {
    guard preferences.wrapsRound, abs(step) == 1 else { return row }
    let last = list.shown.count - 1
    return row < list.firstRow ? last : row > last ? list.firstRow : row
  }

  private mutating func scroll(by rows: Int) -> [Effect] {
    guard text.scroll(by: rows) else { return [] }
    return markRead()
  }

  /// Selects a row of the list; the reading pane follows after a pause.
  mutating func select(row: Int) -> [Effect] {
    let before = list.selected
    list.select(row: row, margin: preferences.scrollMargin)
    guard list.selected != before else { return [] }
    isTextBehind = list.selected != text.number
    return followLater()
  }

  /// Long enough that holding a key loads nothing, short enough to feel at once.
  private static let followPause = 150

  func followLater() -> [Effect] {
    let isTextShown = Layout(self).body(of: .text) != nil
    guard !preferences.isSlow, isTextShown, view == nil else { return [] }
    return [.wait(.follow, milliseconds: AppState.followPause)]
  }

  /// The selection has rested: shows its story.
  mutating func follow() -> [Effect] {
    guard focus != .text || text.number == nil, let selected = list.selected,
      selected != text.number
    else { return [] }
    return open(selected, .followed)
  }

  mutating func go(toRow row: Int?) -> [Effect] {
    let row = row.map { max(0, $0) } ?? Int.max
    switch focus {
    case .list: return select(row: row)
    case .names:
      panel.select(row: row, towards: row == 0 ? 1 : -1)
      return []
    case .text where view != nil:
      view?.select(row: row)
      return []
    case .text: return goToLine(row)
    }
  }

  private mutating func goToLine(_ line: Int) -> [Effect] {
    guard let flow = text.flow, let first = flow.row(at: 0) else { return [] }
    let last = flow.lastTop(height: text.height) ?? first
    guard line > 0 else { return goToTop(first) }
    guard line < flow.rowCount ?? Int.max else { return goToTop(last) }
    return goToTop(flow.rows(from: first, limit: line + 1).last ?? last)
  }

  private mutating func goToTop(_ row: Flow.Row) -> [Effect] {
    leavePlace()
    text.setTop(row)
    return markRead()
  }

  mutating func askForPercent() -> [Effect] {
    let key = keyMap.keys(for: .percent).first?.name ?? ":percent"
    notice = Notice("\(key) needs a number first, as in 50\(key)")
    return []
  }

  mutating func go(toPercent percent: Int) -> [Effect] {
    let percent = min(100, max(0, percent))
    switch focus {
    case .list: return select(row: list.shown.count * percent / 100)
    case .names:
      panel.select(row: panel.rows.count * percent / 100, towards: 1)
      return []
    case .text where view != nil:
      view?.go(toPercent: percent)
      return []
    case .text:
      guard let flow = text.flow, let length = text.story?.text.utf8.count else { return [] }
      return flow.row(at: length / 100 * percent + length % 100 * percent / 100)
        .map { goToTop($0) } ?? []
    }
  }

  mutating func moveParagraphs(by count: Int) -> [Effect] {
    guard view == nil, let flow = text.flow, let top = text.top else { return move(by: count) }
    var block = top.block
    for _ in 0..<abs(count) {
      if count > 0 {
        let paragraph = flow.blocks[block].paragraph
        guard let next = flow.blocks[block...].firstIndex(where: { $0.paragraph > paragraph })
        else { break }
        block = next
      } else if block > 0, top.block != block || top.index <= 0 {
        block -= 1
      }
    }
    if let row = flow.rows(of: block).first(where: { !$0.isBlank }) { text.setTop(row) }
    return markRead()
  }

  /// Space: opens the story; in it, a page on; from its end to the next unread.
  mutating func readOn() -> [Effect] {
    guard focus == .text else { return focus == .list ? openSelected() : move(by: page) }
    guard view == nil else { return move(by: page) }
    if text.isAtEnd, preferences.readsOn { return openUnread(by: 1) }
    return scroll(by: page)
  }
}
