// The one place where state changes.
import StoryParsing
import StoryQuery

/// What to do before the first event: ask for the list, and for the mouse if it is on.
package func begin(_ state: inout AppState) -> [Effect] {
  state.list.sort = state.preferences.sort
  state.keptSitting = state.sitting
  return state.relist() + state.settle() + (state.isMouseOn ? [.mouse(true)] : [])
}

/// Changes the state for an event; gives what the outside is asked to do.
package func update(_ state: inout AppState, with event: Event) -> [Effect] {
  let effects = state.take(event)
  return effects + state.settle() + state.recountFolders(after: event, effects)
    + state.keepSitting()
}

extension AppState {
  mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse):
      notice = nil
      return point(mouse)
    case .resized(let rows, let columns):
      (self.rows, self.columns) = (rows, columns)
      return []
    case .waited(.follow): return follow()
    case .progress(let progress): return show(progress)
    case .troubled(let sentences):
      troubles += sentences
      view?.width = 0
      return []
    case .listed(let listed): return show(listed)
    case .listings(let listings):
      for listing in listings {
        list.listings[listing.number] = listing
        list.requested.remove(listing.number)
      }
      return []
    case .storyLoaded(let number, let story, let analysis):
      return show(story, analysis, number: number)
    case .themesRead(let read):
      themes += read.filter { theme in !themes.contains { $0.name == theme.name } }
      return []
    case .resumed(let sitting, let earlier, let awaitsPlace):
      history = earlier
      resume(sitting, awaitsPlace: awaitsPlace)
      list.sort = preferences.sort
      return relist()
    case .remembered(let remembered): return take(remembered)
    case .located(let name, let id, let stories): return show(stories, naming: name, now: id)
    case .identified(let number, let analysis): return take(analysis, of: number)
    case .corrected(let correction, let isNew): return take(correction, isNew: isNew)
    case .confirmed(let names):
      panel.confirmed = names
      return []
    case .matched(let request, let stories): return showMatches(stories, request: request)
    case .found(let request, let hits, let isComplete):
      return fillRows { $0.show(hits, request: request, isComplete: isComplete) }
    case .followed(let request, let followed, let isComplete):
      return fillRows { $0.show(followed, request: request, isComplete: isComplete) }
    case .cited(let text):
      notice = Notice("Copied \(text.prefix { $0 != "\n" })")
      return [.copy(text)]
    case .completed(let request, let names): return complete(with: names, request: request)
    case .searches(let rows): return show(rows)
    case .folders(let rows): return take(folders: rows)
    case .counted(let request, let facets): return show(facets, request: request)
    case .renewing(let left):
      renewing = left
      return []
    case .quoted(let request, let words, let isComplete):
      return fillRows { $0.show(words, request: request, isComplete: isComplete) }
    case .copiesFound(let groups): return take(copies: groups)
    case .compared(let request, let tellings): return show(tellings, request: request)
    case .watched(let names): return take(names)
    case .watchHits(let request, let hits, let isComplete):
      return fillRows { $0.show(hits, request: request, isComplete: isComplete) }
    case .fetching(let fetching): return show(fetching)
    case .sources(let rows): return show(rows)
    case .offered(let offers): return show(offers)
    case .rewritten(let numbers, let isUnread): return takeRewritten(numbers, isUnread: isUnread)
    case .arrived(let stories): return announce(stories)
    case .succeeded(let sentence):
      notice = Notice(sentence)
      return []
    case .failed(let sentence):
      notice = Notice(sentence, isError: true)
      return []
    }
  }

  // MARK: Keys

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    resumption = .none
    switch mode {
    case .prompting(let prompt): return press(key, in: prompt)
    case .settingMark: return setMark(key)
    case .goingToMark: return goToMark(key)
    case .browsing: return browse(key)
    }
  }

  private mutating func browse(_ key: Key) -> [Effect] {
    if case .character(let digit) = key, let value = digit.wholeNumberValue, digit.isASCII,
      value > 0 || count != nil, keyMap.command(for: key, in: focus) == nil || count != nil
    {
      count = min(1_000_000_000, (count ?? 0) * 10 + value)
      return []
    }
    if let line = keyMap.lines[key] {
      count = nil
      return run(line)
    }
    guard let command = keyMap.command(for: key, in: focus) else {
      count = nil
      let help = keyMap.keys(for: .help).first?.name ?? ":help"
      notice = Notice("\(key.name) does nothing here; \(help) shows every key")
      return []
    }
    if command != .stop { wasStopped = false }
    let effects = waitForSelected(command) ?? perform(command)
    count = nil
    walk = command.walk
    if command != .applyToSelection { appliesToSelection = false }
    return effects
  }

  private mutating func paste(_ text: String) -> [Effect] {
    guard case .prompting(var prompt) = mode else { return [] }
    prompt.insert(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return typed(in: prompt)
  }

  // MARK: What follows from every change

  /// Fits the panes to the screen and asks for the rows that are about to be shown.
  mutating func settle() -> [Effect] {
    let layout = Layout(self)
    if let rect = layout.body(of: .list) {
      list.height = rect.rows
      list.select(row: list.selectedRow, margin: preferences.scrollMargin)
    }
    if let rect = layout.body(of: .text) {
      text.fit(width: layout.measure(in: rect), height: rect.rows)
      text.keepRows()
      view?.height = rect.rows
      if view?.width != rect.columns { fitView(to: rect.columns) }
    }
    if let rect = layout.body(of: .names) { panel.height = rect.rows }
    return requestListings()
  }

  private mutating func requestListings() -> [Effect] {
    if list.listings.count > 4000 { list.listings = [:] }
    var wanted = list.visibleRows.filter { $0 >= 0 }.map { Int(list.shown[$0]) }
    if let selected = list.selected { wanted.append(selected) }
    if let number = text.number { wanted.append(number) }
    wanted += resultStories
    let missing = Set(wanted).subtracting(list.requested).filter { list.listings[$0] == nil }
    guard !missing.isEmpty else { return [] }
    list.requested.formUnion(missing)
    return [.listings(missing.sorted())]
  }
}
