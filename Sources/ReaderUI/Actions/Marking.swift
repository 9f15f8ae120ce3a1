// Read marks, stars and the selection, each change undoable.
package import StoryQuery

/// A change of marks that can be taken back.
package enum Change: Hashable, Sendable {
  case mark(Effect.Mark, was: [Int: Bool])
  case selection(was: Set<Int>)
  case correction(Correction)
  case note(story: Int, was: String)
  /// All tags that stories had.
  case tags(was: [Int: [String]])

  /// How many stories it touched, for the notice.
  var sentence: String {
    switch self {
    case .mark(let mark, let was):
      let what = mark == .read ? "read marks" : "stars"
      return "Took back \(what) of \(counted(was.count, "story", "stories"))"
    case .selection: return "Took back the selection"
    case .note(_, let was): return was.isEmpty ? "Took back the note" : "The note is again: \(was)"
    case .tags(let was): return "Took back tags of \(counted(was.count, "story", "stories"))"
    case .correction(let correction): return "Took back that \(correction.sentence)"
    }
  }
}

extension AppState {
  /// The story that a mark is set on: the open one, or the selected row's.
  ///
  /// In rows of sentences or hits it is the row's story; a row that is of no story has none.
  var pointedStory: Int? {
    guard focus == .text else { return list.selected }
    guard view != nil else { return text.number }
    return switch selectedChoice {
    case .hit(let story, _), .passage(let story, _): story
    default: nil
    }
  }

  /// What the next command goes to.
  var targets: [Int] {
    appliesToSelection ? list.selection.sorted() : pointedStory.map { [$0] } ?? []
  }

  /// The open story has been opened or scrolled.
  mutating func markRead() -> [Effect] {
    guard let number = text.number, !list.read.contains(number) else { return [] }
    let copies = list.copies.group(of: number).filter { !list.read.contains($0) }
    guard copies.count > 1 else {
      list.read.insert(number)
      return [.mark([number], .read, true)]
    }
    // Who has read one telling has read them all.
    let effects = change(.read, of: copies, to: true)
    let undo = keyMap.keys(for: .undo).first?.name ?? ":undo"
    notice = Notice("Marked its \(grouped(copies.count)) copies read; \(undo) takes it back")
    return effects
  }

  private func isMarked(_ story: Int, _ mark: Effect.Mark) -> Bool {
    mark == .read ? list.read.contains(story) : list.starred.contains(story)
  }

  mutating func set(_ mark: Effect.Mark, of stories: [Int], to isOn: Bool) {
    for story in stories {
      switch (mark, isOn) {
      case (.read, true): list.read.insert(story)
      case (.read, false): list.read.remove(story)
      case (.starred, true): list.starred.insert(story)
      case (.starred, false): list.starred.remove(story)
      }
    }
  }

  /// Sets a mark on stories and remembers what was, for undo.
  mutating func change(_ mark: Effect.Mark, of stories: [Int], to isOn: Bool) -> [Effect] {
    let changed = stories.filter { isMarked($0, mark) != isOn }
    guard !changed.isEmpty else { return [] }
    undo.append(
      .mark(mark, was: Dictionary(uniqueKeysWithValues: changed.map { ($0, !isOn) })))
    set(mark, of: changed, to: isOn)
    return [.mark(changed, mark, isOn)]
  }

  mutating func toggle(_ mark: Effect.Mark) -> [Effect] {
    let targets = withCopies(targets)
    let isOn = !targets.allSatisfy { isMarked($0, mark) }
    let effects = change(mark, of: targets, to: isOn)
    if targets.count > 1 { notice = Notice(sentence(mark, isOn, count: targets.count)) }
    return effects
  }

  private func sentence(_ mark: Effect.Mark, _ isOn: Bool, count: Int) -> String {
    let undo = keyMap.keys(for: .undo).first?.name ?? ":undo"
    let what =
      switch (mark, isOn) {
      case (.read, true): "Marked \(count) stories read"
      case (.read, false): "Marked \(count) stories unread"
      case (.starred, true): "Starred \(count) stories"
      case (.starred, false): "Took the star from \(count) stories"
      }
    return "\(what); \(undo) takes it back"
  }

  mutating func markAllRead() -> [Effect] {
    let unread = withCopies(list.shown.map { Int($0) }).filter { !list.read.contains($0) }
    let effects = change(.read, of: unread, to: true)
    notice =
      unread.isEmpty
      ? Notice("All shown stories are read already")
      : Notice(sentence(.read, true, count: unread.count))
    return effects
  }

  // MARK: The selection

  mutating func selectStory() -> [Effect] {
    guard let story = pointedStory else { return [] }
    undo.append(.selection(was: list.selection))
    if list.selection.remove(story) == nil { list.selection.insert(story) }
    return focus == .list ? move(by: 1) : []
  }

  mutating func clearSelection() -> [Effect] {
    guard !list.selection.isEmpty else { return selectAll() }
    undo.append(.selection(was: list.selection))
    list.selection = []
    return []
  }

  /// Selects all that is shown, the copies that are folded into its rows too.
  mutating func selectAll() -> [Effect] {
    let shown = withCopies(list.shown.map { Int($0) })
    guard !shown.isEmpty else { return [] }
    undo.append(.selection(was: list.selection))
    list.selection = Set(shown)
    let count = shown.count == 1 ? "1 story" : "\(grouped(shown.count)) stories"
    notice = Notice("Selected \(count): ; does the next command to all, X selects none")
    return []
  }

  mutating func beginApplying() -> [Effect] {
    appliesToSelection = !list.selection.isEmpty
    let count = list.selection.count
    notice =
      count == 0
      ? Notice("No story is selected; x selects one, X all")
      : Notice("The next command goes to the \(grouped(count)) selected: U F s | :tag :keep")
    return []
  }

  mutating func takeBack() -> [Effect] {
    guard let change = undo.popLast() else {
      notice = Notice("Nothing to take back")
      return []
    }
    notice = Notice(change.sentence)
    switch change {
    case .selection(let was):
      list.selection = was
      return []
    case .correction(let correction): return [.retract(correction)]
    case .note(let story, let was):
      list.notes[story] = was.isEmpty ? nil : was
      return [.note(story: story, was)]
    case .tags(let was):
      for (story, tags) in was { list.tags[story] = tags.isEmpty ? nil : tags }
      return [.tag(was)]
    case .mark(let mark, let was):
      let on = was.filter(\.value).keys.sorted()
      let off = was.filter { !$0.value }.keys.sorted()
      set(mark, of: on, to: true)
      set(mark, of: off, to: false)
      return [(on, true), (off, false)].filter { !$0.0.isEmpty }.map { .mark($0.0, mark, $0.1) }
    }
  }
}
