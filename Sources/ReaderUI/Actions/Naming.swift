// The current name: reaching it, following it through this story and the next ones.
package import StoryParsing
import StoryQuery

/// The name that `*`, `+` and the panel speak of.
package struct CurrentName: Hashable, Sendable {
  /// `FollowedName.id`.
  package var key: String
  package var name: String
  package var kind: EntityKind
  /// Where it was reached in the open story; nil until it is.
  package var offset: Int?
  /// Mentions in the stories that name it, by number; nil until counted.
  package var stories: [Int: Int]?
  /// Those of them that are shown, in order.
  var trail: Trail?
  /// A step to another story that waits for the count.
  var waitingStep: TrailStep?
}

/// How far to go along the stories that name somebody; negative is back.
enum TrailStep: Hashable, Sendable {
  case mentions(Int)
  case stories(Int)

  var isForward: Bool {
    switch self {
    case .mentions(let count), .stories(let count): count > 0
    }
  }
}

/// Where a name stands among the shown stories, in their order.
struct Trail: Hashable, Sendable {
  /// Numbers of the shown stories that name it.
  var stories: [Int] = []
  /// Rows of those stories in the list.
  var rows: [Int] = []
  /// Mentions in the stories before each.
  var before: [Int] = []
  var total = 0

  init(_ counts: [Int: Int], shown: [Int32]) {
    for (row, number) in shown.enumerated() {
      guard let mentions = counts[Int(number)] else { continue }
      stories.append(Int(number))
      rows.append(row)
      before.append(total)
      total += mentions
    }
  }

  /// The story, by its index here, and the mention in it that a step from a row leads to.
  func arrival(
    of step: TrailStep, from row: Int, _ counts: [Int: Int]
  ) -> (index: Int, mention: Int)? {
    let way = step.isForward ? 1 : -1
    var index = step.isForward ? self.index(from: row + 1) : self.index(from: row) - 1
    switch step {
    case .stories(let count):
      guard stories.indices.contains(index) else { return nil }
      index = min(max(0, index + count - way), stories.count - 1)
      return (index, step.isForward ? 0 : (counts[stories[index]] ?? 1) - 1)
    case .mentions(let count):
      var left = abs(count)
      while stories.indices.contains(index) {
        let mentions = counts[stories[index]] ?? 1
        let isLast = !stories.indices.contains(index + way)
        if left <= mentions || isLast {
          left = min(left, mentions)
          return (index, step.isForward ? left - 1 : mentions - left)
        }
        left -= mentions
        index += way
      }
      return nil
    }
  }

  /// The index of the first story at or after a row.
  func index(from row: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension AppState {
  /// The mentions that `e` walks: the panel's kinds, and who wrote the story only if nobody else
  /// is named.
  var walkedMentions: [(index: Int, mention: Mention)] {
    guard let analysis = text.analysis else { return [] }
    let bylines = analysis.paragraphs.filter { $0.role == .byline }.map(\.range)
    let all = analysis.mentions.enumerated()
      .filter { EntityPanel.kinds.contains($0.element.kind) }
      .map { (index: $0.offset, mention: $0.element) }
    let told = all.filter { walked in !bylines.contains { $0.overlaps(walked.mention.range) } }
    return told.isEmpty ? all : told
  }

  /// Where a walk starts: at the current name if it is on the screen, else at the first row.
  private func walkStart(forward: Bool) -> Int {
    let visible = text.visibleRange ?? TextRange(0, 0)
    if let offset = current?.offset, visible.contains(offset) { return offset }
    return forward ? visible.start - 1 : visible.end
  }

  mutating func walkNames(by step: Int) -> [Effect] {
    guard let analysis = text.analysis else { return [] }
    view = nil
    let start = walkStart(forward: step > 0)
    let mentions = walkedMentions
    let ahead =
      step > 0
      ? mentions.filter { $0.mention.range.start > start }
      : mentions.filter { $0.mention.range.start < start }.reversed()
    guard let found = ahead.dropFirst(abs(step) - 1).first ?? ahead.last else {
      notice = Notice(step > 0 ? "No further name in this story" : "No earlier name in this story")
      return []
    }
    focus = .text
    if walk != .names { leavePlace() }
    let effects = makeCurrent(analysis.entities[found.mention.entity])
    reach(mention: found.index)
    return effects + markRead()
  }

  /// Makes a name the current one; where it stands in other stories is asked for.
  mutating func makeCurrent(_ entity: Entity) -> [Effect] {
    makeCurrent(key: entity.key, name: entity.name, kind: entity.kind)
  }

  mutating func makeCurrent(key: String, name: String, kind: EntityKind) -> [Effect] {
    search.isFollowed = false
    panel.select(name: key)
    guard current?.key != key else { return [] }
    current = CurrentName(key: key, name: name, kind: kind)
    return [.locate(name: key)]
  }

  /// Goes to a mention and shows it.
  mutating func reach(mention index: Int?) {
    guard let index, let mention = text.analysis?.mentions[index] else { return }
    current?.offset = mention.range.start
    text.reveal(mention.range.start)
  }

  /// Goes to a place, at which a mention of the current name may stand.
  mutating func reach(passage range: TextRange) {
    search.isFollowed = false
    let index = text.analysis?.mentions.firstIndex { $0.range.start == range.start }
    if let index { reach(mention: index) } else { text.reveal(range.start) }
  }

  /// The current name, or the first that the shown search is for, or the first on the screen.
  mutating func settleCurrent() -> [Effect]? {
    if current != nil { return [] }
    guard let analysis = text.analysis, let visible = text.visibleRange else { return nil }
    let mentions = walkedMentions.map(\.mention)
    let first =
      mentions.first { isSearchedFor(analysis.entities[$0.entity]) }
      ?? mentions.first { visible.overlaps($0.range) }
    return first.map { makeCurrent(analysis.entities[$0.entity]) }
  }

  private func isSearchedFor(_ entity: Entity) -> Bool {
    guard search.isShown, let sought = search.sought else { return false }
    return sought.matches(entity.name) || entity.aliases.contains { sought.matches($0) }
  }

  // MARK: Following it

  /// `*`: so many mentions on, in this story and then in the next ones.
  mutating func walkMentions(by step: Int) -> [Effect] {
    guard let effects = settleCurrent(), let current else { return noName() }
    view = nil
    focus = .text
    search.isFollowed = false
    let start = walkStart(forward: step > 0)
    let own = text.mentions(of: current.key)
    let offsets = own.map { text.analysis?.mentions[$0].range.start ?? 0 }
    let ahead = Array(
      step > 0
        ? offsets.indices.filter { offsets[$0] > start }
        : offsets.indices.filter { offsets[$0] < start }.reversed())
    guard abs(step) > ahead.count else {
      leavePlace()
      reach(mention: own[ahead[abs(step) - 1]])
      return effects + markRead()
    }
    let left = abs(step) - ahead.count
    return effects + openStoryNaming(current.key, by: .mentions(step > 0 ? left : -left))
  }

  mutating func noName() -> [Effect] {
    notice = Notice("No name here yet: names appear as they are found")
    return []
  }

  mutating func openStoryWith(by step: Int) -> [Effect] {
    if search.isFollowed, search.sought != nil { return openStoryMatching(by: step) }
    guard let effects = settleCurrent(), let current else { return noName() }
    return effects + openStoryNaming(current.key, by: .stories(step))
  }

  /// Opens another shown story that names somebody, at the mention that the step leads to.
  private mutating func openStoryNaming(_ key: String, by step: TrailStep) -> [Effect] {
    guard let trail = current?.trail, let counts = current?.stories else {
      current?.waitingStep = step
      return []
    }
    let here = text.number.flatMap { list.row(of: $0) } ?? list.storyRow
    guard let (index, mention) = trail.arrival(of: step, from: here, counts) else {
      let name = current?.name ?? ""
      notice = Notice(
        "\(name) is in no \(step.isForward ? "later" : "earlier") story "
          + "of the \(grouped(list.shown.count)) shown")
      return []
    }
    leavePlace()
    view = nil
    if focus != .text { enterText() }
    list.select(row: trail.rows[index], margin: preferences.scrollMargin)
    return open(trail.stories[index], .mention(key, mention))
  }

  /// The stories that name somebody have been counted.
  mutating func show(
    _ stories: [Event.NameInStory], naming name: String, now id: String
  ) -> [Effect] {
    guard current?.key == name else { return [] }
    current?.key = id
    following.rename(name, to: id)
    current?.stories = Dictionary(
      stories.map { ($0.story, $0.mentions) }, uniquingKeysWith: { $1 })
    layTrail()
    guard let step = current?.waitingStep else { return [] }
    current?.waitingStep = nil
    return openStoryNaming(id, by: step)
  }

  /// Follows a change of the shown stories.
  mutating func layTrail() {
    guard let stories = current?.stories else { return }
    current?.trail = Trail(stories, shown: list.shown)
  }

  // MARK: The panel

  /// Enter on a name: to its first mention, or in the second scope to the stories that name it.
  mutating func openName() -> [Effect] {
    if panel.isAtUnsure { return toggleUnsure() }
    guard let name = panel.selected else { return [] }
    let effects = makeCurrent(key: name.key, name: name.name, kind: name.kind)
    switch panel.scope {
    case .shown: return effects + narrowToCurrentName(excluding: false)
    case .story:
      leavePlace()
      enterText()
      reach(mention: text.mentions(of: name.key).first)
      return effects + markRead()
    }
  }

  mutating func showNamesOfStory() {
    panel.show(text.analysis.map(EntityPanel.names) ?? [])
  }

  /// Opens or closes the list of unsure names.
  private mutating func toggleUnsure() -> [Effect] {
    panel.showsUnsure.toggle()
    switch panel.scope {
    case .story: showNamesOfStory()
    case .shown: panel.show(panel.shownNames)
    }
    return []
  }

  mutating func toggleScope() -> [Effect] {
    panel.scope = panel.scope == .story ? .shown : .story
    if Layout(self).body(of: .names) == nil {
      let whose = panel.scope == .story ? "this story" : "all shown stories"
      notice = Notice("The panel lists the names of \(whose); \(nextPaneKey) goes to it")
    }
    if panel.scope == .story {
      showNamesOfStory()
      return []
    }
    panel.show(panel.shownNames)
    return relist()
  }

  mutating func cycleMarks() -> [Effect] {
    let all = NamesInText.allCases
    let index = all.firstIndex(of: namesInText) ?? 0
    namesInText = all[(index + 1) % all.count]
    switch namesInText {
    case .all: notice = Notice("All names are marked in the text")
    case .current: notice = Notice("Only the current name is marked in the text")
    case .none: notice = Notice("No names are marked in the text")
    }
    return []
  }
}
