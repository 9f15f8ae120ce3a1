// Search as one types: in the text, the list, the panel, and over all stories.
import StoryParsing
import StoryQuery

extension AppState {
  // MARK: While typing

  /// What is typed has changed: look again.
  mutating func search(in prompt: Prompt) -> [Effect] {
    var prompt = prompt
    prompt.complaint = nil
    var effects: [Effect] = []
    if prompt.text.isEmpty {
      search.isShown = false
      text.matches = []
      text.currentMatch = nil
      list.matches = []
      list.matchingRows = []
      effects = restore(prompt)
    } else {
      switch sought(in: prompt) {
      case .success(let sought):
        search.sought = sought
        search.isShown = true
        effects = searchAgain(prompt)
      case .failure(let error): prompt.complaint = error.sentence
      }
    }
    mode = .prompting(prompt)
    return effects
  }

  /// What is typed, read: letters or an expression, and over all stories a query.
  private func sought(in prompt: Prompt) -> Result<Sought, SoughtError> {
    if prompt.purpose == .searchAll, !prompt.isRegularExpression {
      return Result { () throws(QueryError) in
        Sought.query(try Query(prompt.text, today: today, isOpen: true), typed: prompt.text)
      }.mapError { SoughtError(sentence: $0.sentence) }
    }
    let syntax: TextPattern.Syntax = prompt.isRegularExpression ? .regularExpression : .literal
    return Result { () throws(PatternError) in
      Sought.pattern(try TextPattern(prompt.text, syntax: syntax))
    }.mapError { SoughtError(sentence: "character \($0.position + 1): \($0.reason)") }
  }

  private mutating func searchAgain(_ prompt: Prompt) -> [Effect] {
    guard let sought = search.sought else { return [] }
    if prompt.purpose == .searchAll { return searchAllStories(sought) }
    switch focus {
    case .list:
      search.request += 1
      return [.match(request: search.request, sought, in: list.shown)]
    case .names:
      searchPanel(sought, from: prompt.originRow, backward: search.isBackward)
      return []
    case .text:
      refreshMatches()
      goToMatch(from: prompt.origin?.offset ?? 0)
      return []
    }
  }

  /// Finds the last search's matches in the open story.
  mutating func refreshMatches() {
    text.matches =
      search.sought.flatMap { sought in
        text.story.map { sought.ranges(in: $0.text) }
      } ?? []
    text.currentMatch = nil
  }

  /// Makes the match nearest to an offset in the search's direction the current one.
  private mutating func goToMatch(from offset: Int) {
    let found =
      search.isBackward
      ? text.matches.lastIndex { $0.start < offset } ?? text.matches.indices.last
      : text.matches.firstIndex { $0.start >= offset } ?? text.matches.indices.first
    text.currentMatch = found
    if let found { text.reveal(text.matches[found].start) }
  }

  mutating func reach(match range: TextRange) {
    if search.isShown { refreshMatches() }
    text.currentMatch = text.matches.firstIndex { $0.end > range.start }
    text.reveal(range.start)
  }

  private mutating func searchPanel(_ sought: Sought, from row: Int, backward: Bool) {
    let rows = panel.rows.indices.filter {
      panel.rows[$0].name.map { sought.matches($0.name) } ?? false
    }
    panel.matches = rows
    let found =
      backward
      ? rows.last { $0 <= row } ?? rows.last : rows.first { $0 >= row } ?? rows.first
    guard let found else { return }
    panel.select(row: found, towards: 1)
    if mode == .browsing { notice = Notice("“\(sought.typed)” \(panel.matchCount)") }
  }

  /// The list's matches have come.
  mutating func showMatches(_ stories: NumberSet, request: Int) -> [Effect] {
    guard request == search.request else { return [] }
    list.matches = stories
    list.layMatches()
    if let step = search.waitingStep {
      search.waitingStep = nil
      return stories.isEmpty ? noticeIfNothing() : repeatSearch(by: step)
    }
    guard case .prompting(let prompt) = mode, !stories.isEmpty else { return [] }
    let row = nextMatchingRow(from: prompt.originRow, by: search.isBackward ? -1 : 1, itself: true)
    return row.map { select(row: $0) } ?? []
  }

  /// The next row that matches, round the end of the list.
  private func nextMatchingRow(from row: Int, by step: Int, itself: Bool) -> Int? {
    let rows = list.matchingRows
    guard !rows.isEmpty else { return nil }
    let from = rows.partitioningIndex { $0 >= (itself == (step > 0) ? row : row + 1) }
    let index = step > 0 ? from + step - 1 : from + step
    return rows[(index % rows.count + rows.count) % rows.count]
  }

  /// Puts the reader back where the prompt was opened.
  mutating func restore(_ prompt: Prompt) -> [Effect] {
    switch focus {
    case .list where prompt.purpose != .narrow:
      return select(row: prompt.originRow)
    case .names: panel.select(row: prompt.originRow, towards: 1)
    case .text: if let origin = prompt.origin, view == nil { text.goToOffset(origin.offset) }
    default: break
    }
    return []
  }

  // MARK: Again

  mutating func repeatSearch(by step: Int) -> [Effect] {
    guard let sought = search.sought else {
      notice = Notice("Nothing has been searched for yet")
      return []
    }
    search.isShown = true
    search.isFollowed = true
    let step = search.isBackward ? -step : step
    switch focus {
    case .list:
      guard let row = nextMatchingRow(from: list.selectedRow, by: step, itself: false)
      else { return rematch(sought, step) }
      let effects = select(row: row)
      notice = Notice("“\(sought.typed)” \(list.matchCount)")
      return effects
    case .names:
      searchPanel(sought, from: panel.selectedRow + step.signum(), backward: step < 0)
      return []
    case .text where view != nil: return move(by: step)
    case .text: return repeatInText(by: step)
    }
  }

  /// The search was made elsewhere: looks for it in the list, then goes on.
  private mutating func rematch(_ sought: Sought, _ step: Int) -> [Effect] {
    search.request += 1
    search.waitingStep = search.isBackward ? -step : step
    return [.match(request: search.request, sought, in: list.shown)]
  }

  private mutating func repeatInText(by step: Int) -> [Effect] {
    if text.matches.isEmpty { refreshMatches() }
    let count = text.matches.count
    guard count > 0 else {
      notice = Notice("No match in this story; ] goes to the next story that has one")
      return []
    }
    let start = text.visibleRange?.start ?? 0
    let isVisible = text.currentMatch.map {
      text.visibleRange?.overlaps(text.matches[$0]) ?? false
    }
    let from: Int
    if let current = text.currentMatch, isVisible == true {
      from = current + step
    } else if step > 0 {
      from = (text.matches.firstIndex { $0.start >= start } ?? 0) + step - 1
    } else {
      from = (text.matches.lastIndex { $0.start < start } ?? count - 1) + step + 1
    }
    if walk != .matches { leavePlace() }
    if from < 0 || from >= count { notice = Notice("The search went round the story") }
    let match = (from % count + count) % count
    text.currentMatch = match
    text.reveal(text.matches[match].start)
    return markRead()
  }

  // MARK: All stories

  private mutating func searchAllStories(_ sought: Sought) -> [Effect] {
    search.request += 1
    search.isWalking = false
    search.days = [:]
    view = RowsView(.results, title: "Hits of “\(sought.typed)”", rows: [])
    view?.isComplete = false
    return [
      .search(request: search.request, sought, in: list.stories, beyond: list.filter.isEmpty)
    ]
  }

  /// Hits have come: rows for the view, or the story that `]` waits for.
  mutating func show(_ hits: [TextHit], request: Int, isComplete: Bool) -> [Effect] {
    guard request == search.request else { return [] }
    if search.isWalking { return walk(to: hits.first, isComplete: isComplete) }
    guard view?.kind == .results else { return [] }
    view?.rows += hits.map { hit in
      RowsView.Row(
        label: "", detail: hit.context, emphasis: hit.matchInContext,
        choice: .hit(story: hit.story, hit.range))
    }
    for hit in hits {
      if let published = hit.published { search.days[Day(published).number, default: 0] += 1 }
    }
    view?.isComplete = isComplete
    guard isComplete else { return [] }
    if view?.rows.count == Effect.mostHits {
      view?.title = "The first \(grouped(Effect.mostHits)) hits"
    }
    addHitsOverTime()
    return []
  }

  /// Puts a sparkline beside the title where there is room for a few columns of it.
  private mutating func addHitsOverTime() {
    guard let title = view?.title, let pane = Layout(self).body(of: .text) else { return }
    // Besides it there are two dates, and the place in the rows.
    let room = pane.columns - title.count - 40
    guard room >= 5, let timeline = Timeline(days: search.days, columns: 30) else { return }
    view?.title += " · " + RowsView.overTime(timeline, columns: min(30, room))
  }

  /// Numbers of the stories whose hits are on the screen.
  var resultStories: [Int] {
    guard let view else { return [] }
    return view.shown.dropFirst(view.topRow).prefix(view.height).compactMap {
      switch $0.choice {
      case .hit(let story, _), .passage(let story, _): story
      default: nil
      }
    }
  }

  /// `]` after a search: the next shown story with a match.
  mutating func openStoryMatching(by step: Int) -> [Effect] {
    guard let sought = search.sought else { return [] }
    let here = text.number.flatMap { list.row(of: $0) } ?? list.storyRow
    let ahead =
      step > 0
      ? Array(list.shown.dropFirst(here + 1)) : list.shown.prefix(max(0, here)).reversed()
    search.request += 1
    search.isWalking = true
    return [.search(request: search.request, sought, in: ahead, beyond: false)]
  }

  private mutating func walk(to hit: TextHit?, isComplete: Bool) -> [Effect] {
    guard let hit else {
      if isComplete {
        search.isWalking = false
        notice = Notice("No further story among the \(list.shown.count) shown has a match")
      }
      return []
    }
    search.isWalking = false
    search.isShown = true
    leavePlace()
    view = nil
    if focus != .text { enterText() }
    if let row = list.row(of: hit.story) {
      list.select(row: row, margin: preferences.scrollMargin)
    }
    return [.stopSearch] + open(hit.story, .match(hit.range))
  }
}

/// Why what is typed cannot be looked for.
private struct SoughtError: Error {
  let sentence: String
}
