// Filters kept under a name, and taken again.
import StoryQuery

extension AppState {
  mutating func showFilters() -> [Effect] {
    guard !keptFilters.isEmpty else {
      notice = Notice("No filter is kept yet; :keep-filter NAME keeps the one of now")
      return []
    }
    let rows = keptFilters.map {
      RowsView.Row(label: $0.name, detail: $0.line, choice: .filter($0.line))
    }
    show(RowsView(.filters, title: "Filters: Enter takes one", rows: rows))
    return []
  }

  mutating func takeFilter(_ line: String) -> [Effect] {
    list.take(line: line)
    focus = .list
    return relist()
  }

  mutating func takeFilter(named name: String) -> [Effect] {
    if let kept = keptFilters.first(where: { $0.name == name }) { return takeFilter(kept.line) }
    let nearest = nearestName(to: name, among: keptFilters.map(\.name))
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
    notice = Notice("No filter “\(name)” is kept\(hint)", isError: true)
    return []
  }

  mutating func askForFilterName() -> [Effect] {
    guard !list.filter.isEmpty else {
      notice = Notice("All stories are shown; & and + make a filter")
      return []
    }
    return prompt(.command, text: "keep-filter ")
  }

  mutating func keepFilter(as name: String) -> [Effect] {
    let line = list.filterLine
    guard !line.isEmpty else { return askForFilterName() }
    let kept = KeptFilter(name: name.filter { $0 != "\t" }, line: line)
    keptFilters.removeAll { $0.name == kept.name }
    keptFilters.append(kept)
    return [.keepFilter(kept)]
  }
}
