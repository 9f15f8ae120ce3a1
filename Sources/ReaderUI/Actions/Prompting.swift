// Keys while a prompt is open.
import StoryParsing
import StoryQuery

extension AppState {
  mutating func prompt(_ purpose: Prompt.Purpose, text typed: String = "") -> [Effect] {
    var purpose = purpose
    if case .search = purpose, focus == .text, view != nil { purpose = .narrowRows }
    if purpose == .narrow { showList() }
    var prompt = Prompt(purpose, text: typed)
    prompt.isProposal = purpose == .save && !typed.isEmpty
    prompt.targets = targets
    prompt.appliesToSelection = appliesToSelection
    prompt.origin = place
    prompt.originStory = list.selected
    prompt.originRow = focus == .names ? panel.selectedRow : list.selectedRow
    mode = .prompting(prompt)
    switch purpose {
    case .search(let backward): search.isBackward = backward
    case .searchAll: beginSearchingAll()
    case .narrow:
      list.filterBefore = list.filter
      let line = list.filterLine
      prompt.set(line.last == "\"" ? line + " " : line)
      mode = .prompting(prompt)
    default: break
    }
    return []
  }

  /// Narrowing is done with the list in sight.
  private mutating func showList() {
    view = nil
    focus = .list
    if arrangement != .zoomed(.list) { arrangement = .panes }
  }

  private mutating func beginSearchingAll() {
    search.isBackward = false
    if view == nil { viewReturn = focus }
    replaceRowsBehind(with: .results)
    let which = list.filter.isEmpty ? "all" : "the"
    let stories = counted(list.stories.count, "story", "stories")
    let shown = list.filter.isEmpty ? "" : " shown"
    view = search.lastHits
    focus = .text
    guard view == nil else { return }
    view = RowsView(.results, title: "Search \(which) \(stories)\(shown)", rows: [])
  }

  mutating func press(_ key: Key, in prompt: Prompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter: return accept(prompt)
    case .escape, .control("g"), .control("c"): return abandon(prompt)
    case .control("r") where prompt.purpose.isSearch:
      prompt.isRegularExpression.toggle()
      return typed(in: prompt)
    case .up, .down, .pageUp, .pageDown:
      if let effects = moveBehind(prompt, key) { return effects }
      return recall(in: prompt, by: key == .up || key == .pageUp ? 1 : -1)
    case .control("p"): return recall(in: prompt, by: 1)
    case .control("n"): return recall(in: prompt, by: -1)
    case .tab, .backTab: return complete(prompt, by: key == .tab ? 1 : -1)
    case .backspace where prompt.typed.isEmpty: return abandon(prompt)
    default:
      let before = prompt.text
      guard prompt.edit(key) else { return [] }
      if prompt.text == before {
        mode = .prompting(prompt)
        return []
      }
      prompt.completions = []
      prompt.historyDepth = 0
      return typed(in: prompt)
    }
  }

  /// What is typed has changed.
  mutating func typed(in prompt: Prompt) -> [Effect] {
    mode = .prompting(prompt)
    switch prompt.purpose {
    case .search, .searchAll: return search(in: prompt)
    case .narrow: return narrow(as: prompt)
    case .narrowRows:
      view?.words = prompt.text
      view?.select(row: 0)
      return []
    case .command, .save, .pipe: return []
    }
  }

  /// The filter as it is typed. One that cannot be read is explained, and the last good one stays.
  private mutating func narrow(as prompt: Prompt) -> [Effect] {
    var prompt = prompt
    prompt.complaint = complaint(about: prompt.text)
    mode = .prompting(prompt)
    guard prompt.complaint == nil else { return [] }
    list.take(line: prompt.text)
    return relist()
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    if prompt.complaint != nil { return [] }
    mode = .browsing
    let line = history.add(prompt)
    let kept = line.map { [Effect.keepTyped($0, for: History.name(prompt.purpose))] } ?? []
    return kept + carryOut(prompt)
  }

  private mutating func carryOut(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .search:
      if let origin = prompt.origin, focus == .text {
        jumps.leave(origin)
        walk = .matches
      }
      search.isFollowed = true
      return prompt.text.isEmpty ? repeatSearch(by: 1) : noticeIfNothing()
    case .searchAll:
      search.isFollowed = true
      return prompt.text.isEmpty && view?.rows.isEmpty != false ? closeView() : []
    case .narrow:
      list.filterBefore = nil
      return []
    case .narrowRows:
      return view?.kind == .help ? view.map { choose($0) } ?? [] : []
    case .command:
      appliesToSelection = prompt.appliesToSelection
      defer { appliesToSelection = false }
      return run(prompt.text)
    case .save: return save(prompt.targets, as: prompt.text)
    case .pipe: return pipe(prompt.targets, to: prompt.text)
    }
  }

  mutating func noticeIfNothing() -> [Effect] {
    let isNothing = focus == .text && text.matches.isEmpty || focus == .list && list.matches.isEmpty
    if isNothing, let typed = search.sought?.typed {
      notice = Notice("No match for “\(typed)”")
    }
    return []
  }

  private mutating func abandon(_ prompt: Prompt) -> [Effect] {
    mode = .browsing
    switch prompt.purpose {
    case .search:
      search.isShown = false
      text.matches = []
      text.currentMatch = nil
      list.matches = []
      list.matchingRows = []
      return restore(prompt)
    case .searchAll: return closeView()
    case .narrow:
      if let before = list.filterBefore { list.filter = before }
      list.filterBefore = nil
      return relist()
    case .narrowRows:
      view?.words = ""
      return view?.kind == .help ? closeView() : []
    case .command, .save, .pipe: return []
    }
  }

  // MARK: History, paging and completion

  /// Moves in the rows that typing narrows or finds; nil where there are none.
  private mutating func moveBehind(_ prompt: Prompt, _ key: Key) -> [Effect]? {
    let isPage = key == .pageUp || key == .pageDown
    let step = (isPage ? page : 1) * (key == .up || key == .pageUp ? -1 : 1)
    switch prompt.purpose {
    case .narrow: return select(row: list.selectedRow + step)
    case .narrowRows, .searchAll:
      view?.move(by: step)
      return []
    case .search, .command, .save, .pipe: return nil
    }
  }

  private mutating func recall(in prompt: Prompt, by step: Int) -> [Effect] {
    var prompt = prompt
    let depth = prompt.historyDepth + step
    if prompt.historyDepth == 0 { prompt.draft = prompt.text }
    let line = history.line(depth, for: prompt.purpose)
    guard depth == 0 || line != nil else { return [] }
    prompt.historyDepth = depth
    prompt.set(line?.text ?? prompt.draft)
    prompt.isRegularExpression = line?.isRegularExpression ?? prompt.isRegularExpression
    return typed(in: prompt)
  }
}

extension Prompt.Purpose {
  var isSearch: Bool {
    switch self {
    case .search, .searchAll: true
    case .narrow, .command, .save, .pipe, .narrowRows: false
    }
  }
}
