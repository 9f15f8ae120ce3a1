// Sources: refreshing, adding and looking at them.
import StoryQuery

extension AppState {
  /// `r`: the source in the selected row of the pane of sources, or that of the selected story.
  mutating func refreshOne() -> [Effect] {
    if view?.kind == .sources {
      guard case .source(let id, _)? = selectedChoice else { return [] }
      return [.refresh(.source(id))]
    }
    guard let story = focus == .list ? list.selected : text.number ?? list.selected else {
      return [.refresh(.all(isPressing: true))]
    }
    return [.refresh(.story(story))]
  }

  mutating func askForSource() -> [Effect] {
    notice = Notice("Type what to add: :add ADDRESS, or a file or folder")
    return prompt(.command, text: "add ")
  }

  /// `:remove` alone: the source in the selected row of the pane of sources.
  mutating func removeSelectedSource() -> [Effect] {
    guard view?.kind == .sources, case .source(let id, _)? = selectedChoice else {
      notice = Notice("Type what to remove: :remove NAME, or choose it in :sources")
      return prompt(.command, text: "remove ")
    }
    return [.remove(id)]
  }

  /// `:full-text`: the page of the open or selected story.
  mutating func fetchFullText() -> [Effect] {
    guard let story = focus == .list ? list.selected : text.number ?? list.selected else {
      return []
    }
    return [.fetchFullText(story: story)]
  }

  mutating func showSources() -> [Effect] {
    show(RowsView(.sources, title: "Sources: Enter shows its stories, r refreshes it", rows: []))
    view?.isComplete = false
    return [.listSources]
  }

  /// Fills the pane of sources, which stays where it is.
  mutating func show(_ sources: [SourceRow]) -> [Effect] {
    guard var rows = view, rows.kind == .sources else { return [] }
    rows.rows = sources.map { row in
      RowsView.Row(
        label: "\(row.health.rawValue) \(row.label)", detail: row.facts.joined(separator: " · "),
        choice: .source(id: row.id, label: row.label))
    }
    rows.isComplete = true
    rows.select(row: rows.selectedRow)
    view = rows
    return []
  }

  mutating func show(_ offers: [FeedOffer]) -> [Effect] {
    guard !offers.isEmpty else { return [] }
    let rows = offers.map {
      RowsView.Row(label: $0.title, detail: $0.address, choice: .feed($0.address))
    }
    show(RowsView(.offers, title: "This page names feeds: Enter opens one, q stays", rows: rows))
    return []
  }

  /// Shows the stories of a source alone.
  mutating func narrow(toSource label: String) -> [Effect] {
    enterList { $0.filter.words = "source:\"\(label.filter { $0 != "\"" })\"" }
  }

  mutating func show(_ fetching: Fetching?) -> [Effect] {
    self.fetching = fetching
    return view?.kind == .sources ? [.listSources] : []
  }

  /// Stories have a new text; those that are to be read again are unread, but for the open one.
  mutating func takeRewritten(_ numbers: [Int], isUnread: Bool) -> [Effect] {
    for number in numbers { list.listings[number] = nil }
    let again = isUnread ? numbers.filter { $0 != text.number && list.read.contains($0) } : []
    guard !again.isEmpty else { return reload(numbers) }
    set(.read, of: again, to: false)
    return [.mark(again, .read, false)] + reload(numbers)
  }

  private mutating func reload(_ numbers: [Int]) -> [Effect] {
    guard let open = text.number, numbers.contains(open), text.awaited == nil, !isTextBehind
    else { return [] }
    let isOpened = list.read.contains(open)
    let arrival = place.map { isOpened ? Arrival.at($0) : .followed } ?? .followed
    text.awaited = ReadingPane.Awaited(number: open, arrival: arrival)
    return [.load(story: open)]
  }
}
