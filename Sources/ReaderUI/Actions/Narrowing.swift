// Which stories are shown, and in what order.
import StoryParsing
import StoryQuery

extension AppState {
  /// Asks for the list anew.
  mutating func relist() -> [Effect] {
    list.request += 1
    return [
      .list(
        Effect.ListRequest(
          request: list.request, filter: list.filter, sort: list.sort,
          wantsNames: panel.scope == .shown))
    ]
  }

  /// The list has come. At the start the text of its first story waits until it fills the screen.
  mutating func show(_ listed: Event.Listed) -> [Effect] {
    guard listed.request == list.request else { return [] }
    let before = list.stories
    list.show(listed.shown, margin: preferences.scrollMargin)
    list.returning = nil
    if list.filter.isEmpty { list.standing = nil }
    if case .prompting(let prompt) = mode, prompt.purpose == .narrow {
      selectWhileNarrowing(prompt)
    }
    if let names = listed.names {
      panel.shownNames = names
      if panel.scope == .shown { panel.show(names) }
    }
    layTrail()
    let followed = followAnew(of: before)
    let resumed = followed + goOn()
    if !resumed.isEmpty { return resumed }
    let isFirst = text.number == nil && text.awaited == nil
    if isFirst, let first = list.selected, !preferences.isSlow || columns >= 60 {
      let isScreenful =
        list.shown.count >= list.height && resumption == .none || !progress.isReading
      return isScreenful ? open(first, .followed) : [.wait(.follow, milliseconds: 20)]
    }
    // Narrowed and widened again, the list is back at the story that is shown.
    if list.selected == text.number { isTextBehind = false }
    return focus == .list && list.selected != text.number ? followLater() : []
  }

  /// The selection stays on the story where the typing began, or takes the first that is left.
  private mutating func selectWhileNarrowing(_ prompt: Prompt) {
    let origin = prompt.originStory.flatMap { list.row(of: $0) }
    list.select(row: origin ?? 0, margin: preferences.scrollMargin)
    isTextBehind = list.selected != text.number
  }

  mutating func show(_ progress: Event.Progress) -> [Effect] {
    let found = progress.analysed > self.progress.analysed
    self.progress = progress
    // The names of more stories are known: count the current name's again.
    guard found, current == nil || current?.stories != nil else { return [] }
    return askNamesAgain() + followAnew()
  }

  mutating func narrowToCurrentName(excluding: Bool) -> [Effect] {
    if focus == .names, let name = panel.selected {
      _ = makeCurrent(key: name.key, name: name.name, kind: name.kind)
    }
    guard let effects = settleCurrent(), let current else {
      notice = Notice("No name is current; e reaches one")
      return []
    }
    list.filter.included.removeAll { $0 == current.key }
    list.filter.excluded.removeAll { $0 == current.key }
    if excluding {
      list.filter.excluded.append(current.key)
    } else {
      list.filter.included.append(current.key)
    }
    list.namesInFilter[current.key] = current.name
    return effects + [.locate(name: current.key)] + relist()
  }

  mutating func clearFilter() -> [Effect] {
    guard !list.filter.isEmpty else {
      notice = Notice("All stories are shown")
      return []
    }
    list.filter = StoryFilter()
    list.returning = list.standing
    list.standing = nil
    return relist()
  }

  mutating func toggleFilter(_ field: WritableKeyPath<StoryFilter, Bool>) -> [Effect] {
    list.filter[keyPath: field].toggle()
    return relist()
  }

  // MARK: The order

  mutating func showSort() -> [Effect] {
    show(RowsView(.sort, title: "Order of the list: Enter puts a key first", rows: sortRows))
    return []
  }

  private var sortRows: [RowsView.Row] {
    SortKey.Field.allCases.map { field in
      let place = list.sort.firstIndex { $0.field == field }
      let way = place.map { list.sort[$0].isDescending ? "descending" : "ascending" }
      let detail = place.map { "\($0 + 1). \(way ?? "")" } ?? ""
      return RowsView.Row(label: field.rawValue, detail: detail, choice: .sort(field))
    }
  }

  /// Puts a key first; once more reverses it. The others stay behind it, to part equals.
  mutating func sort(by field: SortKey.Field) -> [Effect] {
    if list.sort.first?.field == field {
      list.sort[0].isDescending.toggle()
    } else {
      let old = list.sort.first { $0.field == field }
      list.sort.removeAll { $0.field == field }
      list.sort.insert(old ?? SortKey(field, descending: field.isDescendingAtFirst), at: 0)
    }
    let rows = sortRows
    if view?.kind == .sort { view?.rows = rows }
    return relist()
  }

  /// `:sort date headline`, a minus before a field turns it round.
  mutating func sort(byWords words: String) -> [Effect] {
    var keys: [SortKey] = []
    for word in words.split(separator: " ") {
      let name = word.drop { $0 == "-" }
      guard let field = SortKey.Field(rawValue: String(name)) else {
        let known = SortKey.Field.allCases.map(\.rawValue)
        let hint = nearestName(to: String(name), among: known).map { "; did you mean “\($0)”?" }
        let all = known.joined(separator: " ")
        notice = Notice("No order “\(name)”" + (hint ?? " among \(all)"), isError: true)
        return []
      }
      keys.append(SortKey(field, descending: word.first == "-"))
    }
    list.sort = keys
    return relist()
  }
}

extension SortKey.Field {
  /// Newest, longest, unread and starred first.
  var isDescendingAtFirst: Bool {
    switch self {
    case .date, .length, .unread, .starred, .relevance: true
    case .arrival, .headline, .source, .byline: false
    }
  }
}
