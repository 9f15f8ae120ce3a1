// Which story is open, and the way in and back out.
import StoryParsing
import StoryQuery

extension AppState {
  /// Opens a story and goes to a place in it.
  mutating func open(_ number: Int, _ arrival: Arrival) -> [Effect] {
    if text.number == number, text.awaited == nil { return arrive(arrival) }
    text.awaited = ReadingPane.Awaited(number: number, arrival: arrival)
    return forgetRowsBehind(unlessOf: number) + [.load(story: number)]
  }

  /// A story has come: shows it if it is still wanted.
  mutating func show(_ story: Story, _ analysis: Analysis, number: Int) -> [Effect] {
    guard let awaited = text.awaited, awaited.number == number else { return [] }
    text.awaited = nil
    isTextBehind = false
    let rect = Layout(self).body(of: .text)
    let width = rect.map { Layout(self).measure(in: $0) } ?? preferences.measure
    text.show(story, analysis, number: number, width: width)
    current?.offset = nil
    if search.isShown { refreshMatches() }
    if panel.scope == .story { showNamesOfStory() }
    if awaited.arrival.isOpening, let row = list.row(of: number) {
      list.select(row: row, margin: preferences.scrollMargin)
    }
    if awaited.arrival.isOpening, notice == nil, let written = writtenOn(number) {
      notice = Notice(written)
    }
    let effects = arrive(awaited.arrival)
    guard let waiting = waitingCommand else { return effects }
    waitingCommand = nil
    count = waiting.count
    defer { count = nil }
    return effects + perform(waiting.command)
  }

  /// Loads the selected story first, for a command that acts on its text.
  mutating func waitForSelected(_ command: Command) -> [Effect]? {
    guard focus == .list, isTextBehind, command.actsOnText, let selected = list.selected else {
      return nil
    }
    waitingCommand = WaitingCommand(command: command, count: count)
    return open(selected, .followed)
  }

  private mutating func arrive(_ arrival: Arrival) -> [Effect] {
    switch arrival {
    case .followed: return []
    case .opened: break
    case .at(let place): return arrive(at: place) + markRead()
    case .mention(let key, let index):
      let mentions = text.mentions(of: key)
      reach(mention: mentions.indices.contains(index) ? mentions[index] : mentions.last)
    case .match(let range): reach(match: range)
    case .passage(let range): reach(passage: range)
    }
    return markRead()
  }

  /// To the exact place, and to the mention and the match that had been reached there.
  private mutating func arrive(at place: Place) -> [Effect] {
    text.goToOffset(place.offset)
    text.currentMatch = text.matches.firstIndex { $0.start == place.match }
    current?.offset = nil
    guard let offset = place.mention, let analysis = text.analysis else { return [] }
    let mentions = walkedMentions.map(\.mention).filter { $0.range.start == offset }
    let own = mentions.first { analysis.entities[$0.entity].key == current?.key }
    guard let mention = own ?? mentions.first else { return [] }
    let isFollowed = search.isFollowed
    let effects = makeCurrent(analysis.entities[mention.entity])
    search.isFollowed = isFollowed
    current?.offset = offset
    return effects
  }

  /// Remembers where the reader is, for `(`.
  mutating func leavePlace() {
    if let place { jumps.leave(place) }
  }

  /// Where the reader is.
  package var place: Place? {
    guard let number = text.number else { return nil }
    var place = Place(story: number, offset: text.topOffset, mention: current?.offset)
    place.match = search.isShown ? text.currentMatch.map { text.matches[$0].start } : nil
    return place
  }

  mutating func openSelected() -> [Effect] {
    switch focus {
    case .list:
      if let folder = list.folder(inRow: list.selectedRow) { return take(folder.search) }
      guard let selected = list.selected else { return [] }
      if selected != text.number { leavePlace() }
      enterText()
      return open(selected, .opened)
    case .names: return openName()
    case .text:
      if let view { return choose(view) }
      return move(by: max(1, count ?? 1))
    }
  }

  /// Gives the text the focus, and below 100 columns the whole width.
  mutating func enterText() {
    focus = .text
    view = nil
    let isNarrow = columns < 100 || preferences.isSlow
    if isNarrow, preferences.entersReading, arrangement == .panes { arrangement = .reading }
  }

  /// `h`: up one level.
  mutating func goBack() -> [Effect] {
    if view != nil { return closeView() }
    if let effects = goBackToRows() { return effects }
    if focus == .list, let folder { return leave(folder) }
    if focus == .list, arrangement == .panes {
      let quit = keyMap.keys(for: .close).first?.name ?? ":quit"
      notice = Notice("This is the story list; \(quit) quits")
      return []
    }
    if arrangement != .panes {
      arrangement = .panes
      focus = .list
    } else {
      focus = focus == .names ? .text : .list
    }
    return showSelection()
  }

  /// `q`: closes what is on top; at the top, quits.
  mutating func close() -> [Effect] {
    if view != nil { return closeView() }
    if let effects = goBackToRows() { return effects }
    if focus == .list, arrangement == .panes { return [.quit] }
    arrangement = .panes
    focus = .list
    return showSelection()
  }

  mutating func closeView() -> [Effect] {
    let wasSearching = view?.isOfPlaces ?? false
    let left = leaveView()
    switch view?.kind {
    case .differences:
      view = versionsView
      return left
    case .watchHits: return left + showWatched() + [.stopSearch]
    default: break
    }
    view = nil
    if text.number == nil || arrangement == .panes && focus == .text { focus = viewReturn }
    return left + (wasSearching ? [.stopSearch] : [])
  }

  /// Back in the list, the selection is on the story that was read.
  private mutating func showSelection() -> [Effect] {
    if let number = text.number, let row = list.row(of: number) {
      list.select(row: row, margin: preferences.scrollMargin)
    }
    return []
  }

  // MARK: From story to story

  mutating func openStory(by step: Int) -> [Effect] {
    let opening = focus == .list ? nil : openingStory
    let from = opening.flatMap { list.row(of: $0) } ?? list.storyRow
    let row = min(max(0, from + step), list.shown.count - 1)
    guard list.shown.indices.contains(row), row != from || list.selected != text.number else {
      notice = Notice(step > 0 ? "This is the last story" : "This is the first story")
      return []
    }
    return openStory(row: row)
  }

  /// The story that is being opened, or is open: the next key goes on from it.
  private var openingStory: Int? {
    if let awaited = text.awaited, awaited.arrival.isOpening { awaited.number } else { text.number }
  }

  mutating func openStory(row: Int) -> [Effect] {
    leavePlace()
    view = nil
    list.select(row: row, margin: preferences.scrollMargin)
    return open(Int(list.shown[row]), .opened)
  }

  mutating func openUnread(by step: Int) -> [Effect] {
    let opening = focus == .text ? openingStory.flatMap { list.row(of: $0) } : nil
    let from = opening ?? list.storyRow
    var row = from + step
    while list.shown.indices.contains(row) {
      if !list.read.contains(Int(list.shown[row])) {
        if focus == .list { enterText() }
        return openStory(row: row)
      }
      row += step
    }
    let first = step > 0 ? list.shown.firstIndex { !list.read.contains(Int($0)) } : nil
    if let first, first < from {
      if focus == .list { enterText() }
      notice = Notice("Went on from the first story")
      return openStory(row: first)
    }
    notice = Notice("No \(step > 0 ? "further" : "earlier") unread story")
    return []
  }

  // MARK: The jump list and marks

  mutating func jump(back: Bool) -> [Effect] {
    if back, view == nil, let behind = rowsBehind, jumps.depth <= behind.jumps,
      let effects = goBackToRows()
    {
      return effects
    }
    guard
      let place = back ? jumps.back(from: place ?? Place(story: -1, offset: 0)) : jumps.forward()
    else {
      notice = Notice(back ? "No earlier place" : "No later place")
      return []
    }
    return go(to: place)
  }

  mutating func go(to place: Place) -> [Effect] {
    if focus != .text { enterText() }
    view = nil
    return open(place.story, .at(place))
  }

  mutating func wait(for mode: Mode) -> [Effect] {
    self.mode = mode
    return []
  }

  mutating func setMark(_ key: Key) -> [Effect] {
    mode = .browsing
    guard case .character(let letter) = key, letter.isLetter, let place else { return [] }
    marks[letter] = place
    notice = Notice("Marked this place \(letter); '\(letter) comes back to it")
    return []
  }

  mutating func goToMark(_ key: Key) -> [Effect] {
    mode = .browsing
    guard case .character(let letter) = key else { return [] }
    let target = letter == "'" ? jumps.previous : marks[letter]
    guard let target else {
      notice = Notice(letter == "'" ? "No earlier place" : "No place is marked \(letter)")
      return []
    }
    leavePlace()
    return go(to: target)
  }
}
