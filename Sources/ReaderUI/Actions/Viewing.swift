// Panes, zoom and split; the views of help, errors, order and themes.
import StoryParsing
import StoryQuery

extension AppState {
  // MARK: Panes

  mutating func cyclePane(by step: Int) -> [Effect] {
    let shown = Pane.allCases.filter { $0 != .names || isPanelShown }
    let index = shown.firstIndex(of: focus) ?? 0
    focus = shown[(index + step + shown.count) % shown.count]
    if case .zoomed = arrangement { arrangement = .zoomed(focus) }
    if arrangement == .reading, focus != .text { arrangement = .panes }
    return focus == .text && text.number == nil && text.awaited == nil
      ? list.selected.map { open($0, .followed) } ?? [] : []
  }

  mutating func toggleZoom() -> [Effect] {
    if case .zoomed = arrangement { arrangement = .panes } else { arrangement = .zoomed(focus) }
    return []
  }

  mutating func changeSplit(by cells: Int) -> [Effect] {
    let limit = max(rows, columns)
    let before = split
    split = min(limit, max(-limit, split + cells))
    split = Layout(self).reachableSplit
    if split == before { notice = Notice("The panes have no room to move here") }
    return []
  }

  mutating func togglePanel() -> [Effect] {
    isPanelShown.toggle()
    if !isPanelShown, focus == .names { focus = .list }
    if isPanelShown, Layout(self).body(of: .names) == nil {
      notice = Notice("The panel is on; \(nextPaneKey) goes to it")
    }
    return []
  }

  var nextPaneKey: String { keyMap.keys(for: .nextPane).first?.name ?? ":next-pane" }

  mutating func toggleMouse() -> [Effect] {
    isMouseOn.toggle()
    notice = Notice(
      isMouseOn
        ? "Mouse on: Shift leaves a click to the terminal" : "Mouse off: the terminal has it back")
    return [.mouse(isMouseOn)]
  }

  // MARK: Views

  mutating func show(_ rows: RowsView) {
    if view == nil { viewReturn = focus }
    replaceRowsBehind(with: rows.kind)
    view = rows
    focus = .text
  }

  mutating func showHelp() -> [Effect] {
    show(RowsView(.help, title: "Keys: type to narrow, Enter does the row", rows: helpRows))
    return prompt(.narrowRows)
  }

  private var helpRows: [RowsView.Row] {
    let lines = keyMap.lines.sorted { $0.key.name < $1.key.name }.map { key, line in
      RowsView.Row(label: key.name, detail: ":" + line, choice: .run(line))
    }
    return lines
      + Command.table.map { row in
        let keys = keyMap.keys(for: row.command).map(\.name).joined(separator: " ")
        return RowsView.Row(
          label: keys.isEmpty ? ":" + row.command.rawValue : keys,
          detail: keys.isEmpty ? row.help : row.help + "  :" + row.command.rawValue,
          choice: .perform(row.command))
      }
  }

  mutating func showErrors() -> [Effect] {
    guard !troubles.isEmpty else {
      notice = Notice("Everything could be read")
      return []
    }
    show(RowsView(.errors, title: "What could not be read", rows: []))
    return []
  }

  /// A sentence a row, or over as many as it needs.
  private func errorRows(width: Int) -> [RowsView.Row] {
    troubles.flatMap { sentence in
      wrapRows(of: sentence, in: TextRange(0, sentence.utf8.count), width: max(1, width - 4))
        .enumerated()
        .map { index, part in
          var row = RowsView.Row(
            label: "", detail: (index == 0 ? "" : "  ") + sentence[part.range], choice: .nothing)
          row.goesOn = index > 0
          return row
        }
    }
  }

  /// Wraps sentences for a width, the selection on the one that it was on.
  mutating func fitView(to width: Int) {
    view?.width = width
    guard var view, view.kind == .errors else { return }
    let rows = errorRows(width: width)
    let selected = view.words.isEmpty ? view.rows.prefix(view.selectedRow + 1) : []
    let sentence = selected.count { !$0.goesOn }
    view.rows = rows
    let starts = rows.indices.filter { !rows[$0].goesOn }
    view.select(row: starts.indices.contains(sentence - 1) ? starts[sentence - 1] : 0)
    self.view = view
  }

  mutating func showThemes() -> [Effect] {
    let rows = themes.map {
      RowsView.Row(label: $0.name, detail: $0.summary, choice: .theme($0.name))
    }
    show(RowsView(.themes, title: "Themes: Enter takes one", rows: rows))
    return []
  }

  mutating func takeTheme(_ name: String) -> [Effect] {
    if let found = themes.first(where: { $0.name == name }) {
      theme = found.legible(at: preferences.depth)
      return []
    }
    let nearest = nearestName(to: name, among: themes.map(\.name))
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
    notice = Notice("No theme “\(name)”\(hint)", isError: true)
    return []
  }

  /// Enter on a row of a view.
  mutating func choose(_ view: RowsView) -> [Effect] {
    let rows = view.shown
    guard rows.indices.contains(view.selectedRow) else { return [] }
    switch rows[view.selectedRow].choice {
    case .nothing: return []
    case .perform(let command):
      // From a card to another view of the name: back leads to the text from either.
      let effects = view.kind.isOfName ? leaveView() : closeView()
      return effects + perform(command)
    case .run(let line):
      let effects = closeView()
      return effects + run(line)
    case .hit(let story, let range):
      search.lastHits = view
      search.isShown = true
      return goIn(to: story, .match(range))
    case .passage(let story, let range): return goIn(to: story, .passage(range))
    case .name(let key, let name, _): return narrow(toCompany: key, name)
    case .line(let line): return narrow(toLine: line)
    case .sentences(let words): return showConcordance(with: words)
    case .watched(let index): return showWatchHits(index)
    case .telling(let index): return showDifferences(index)
    case .sort(let field): return sort(by: field)
    case .theme(let name): return takeTheme(name)
    case .source(_, let label): return narrow(toSource: label)
    case .search(let search): return take(search)
    case .condition(let condition): return narrow(further: condition)
    case .feed(let address): return closeView() + [.openFeed(address)]
    case .link(let address): return browse(address)
    }
  }

  // MARK: Cancel and stop

  /// Esc: first what is on top, then the marks of a search.
  mutating func cancel() -> [Effect] {
    if let words = view?.words, !words.isEmpty {
      view?.words = ""
      return []
    }
    if view != nil { return closeView() }
    search.isShown = false
    text.matches = []
    text.currentMatch = nil
    list.matches = []
    list.matchingRows = []
    return []
  }

  /// `^C`: stops what is running; twice quits.
  mutating func stop() -> [Effect] {
    if wasStopped { return [.quit] }
    wasStopped = true
    search.isWalking = false
    text.awaited = nil
    notice = Notice("Stopped; ^C once more quits")
    return fetching == nil ? [.stopSearch] : [.stopSearch, .stopFetching]
  }
}
