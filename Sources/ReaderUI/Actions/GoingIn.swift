// Into a story from rows of sentences or hits, and back to the very row.
import StoryParsing
import StoryQuery

/// Rows that a story, or a narrower list, was gone into from: back leads to them.
struct RowsBehind: Sendable {
  var view: RowsView
  /// The pane that gets the focus when they close.
  let closesTo: Pane
  let arrangement: Arrangement
  /// Whose they are, if they are of a name.
  let name: CurrentName?
  /// The stories that were shown.
  let stories: [Int32]
  /// The story that was gone into; nil if it was the list.
  var story: Int?
  /// How the list was narrowed before and by going in; nil if it was a story.
  var filters: (before: StoryFilter, after: StoryFilter)?
  let standing: StoryList.Standing?
  /// The story that stood in the text.
  let textBefore: Int?
  /// How many places lay behind when the story was gone into.
  var jumps = 0
}

extension AppState {
  /// The rows that are up, as they stand.
  var rowsToLeave: RowsBehind? {
    view.map {
      RowsBehind(
        view: $0, closesTo: viewReturn, arrangement: arrangement, name: following.name,
        stories: list.stories, standing: list.standsNow, textBefore: text.number)
    }
  }

  /// Enter on a sentence or hit. What is still looked for comes in behind the story.
  mutating func goIn(to story: Int, _ arrival: Arrival) -> [Effect] {
    if let view, view.isComplete { _ = leaveView() }
    leavePlace()
    var left = rowsToLeave
    left?.story = story
    left?.jumps = jumps.depth
    enterText()
    rowsBehind = left
    return open(story, arrival)
  }

  /// `h`, `q` and at last `(`: the rows again, as they were left; nil where there are none behind.
  mutating func goBackToRows() -> [Effect]? {
    guard let behind = rowsBehind, isInside(behind) else { return nil }
    rowsBehind = nil
    view = behind.view
    viewReturn = behind.closesTo
    arrangement = behind.arrangement
    focus = .text
    if behind.view.kind.isOfName { following.name = behind.name }
    if let filters = behind.filters { return goBack(to: filters.before, behind) }
    let isOld = behind.stories != list.stories || following.isStale
    return behind.view.kind.isOfName && isOld ? askAnew() : []
  }

  /// The list as it was, and in the text the story that stood there.
  private mutating func goBack(to filter: StoryFilter, _ behind: RowsBehind) -> [Effect] {
    list.filter = filter
    list.returning = behind.standing
    if list.standing == behind.standing { list.standing = nil }
    let effects = behind.textBefore.map { $0 == text.number ? [] : open($0, .followed) } ?? []
    return relist() + effects
  }

  /// Whether the reader is still where he went in.
  private func isInside(_ behind: RowsBehind) -> Bool {
    if let filters = behind.filters { return focus == .list && list.filter == filters.after }
    return focus == .text && (text.awaited?.number ?? text.number) == behind.story
  }

  /// What `h` goes back to, for the hint line.
  var wordsBehind: String? {
    rowsBehind.flatMap { isInside($0) ? $0.view.kind.words : nil }
  }

  /// Another story is opened: nothing leads back from there, and nobody waits for more rows.
  mutating func forgetRowsBehind(unlessOf story: Int) -> [Effect] {
    guard let behind = rowsBehind, behind.story != nil, behind.story != story else { return [] }
    rowsBehind = nil
    if behind.view.isComplete { return [] }
    return [behind.view.kind.isOfName ? .stopFollowing : .stopSearch]
  }

  /// Rows of the same kind come in the place of those behind, and close to the same pane.
  mutating func replaceRowsBehind(with kind: RowsView.Kind) {
    guard let behind = rowsBehind, behind.story != nil, behind.view.kind == kind,
      isInside(behind)
    else { return }
    viewReturn = behind.closesTo
    rowsBehind = nil
  }

  /// Puts an answer into the rows behind the text, where none are up.
  mutating func fillRows(_ fill: (inout AppState) -> [Effect]) -> [Effect] {
    guard view == nil, let behind = rowsBehind else { return fill(&self) }
    view = behind.view
    let effects = fill(&self)
    if let view {
      rowsBehind?.view = view
      if view.kind == .results { search.lastHits = view }
    }
    view = nil
    return effects
  }
}

extension RowsView.Kind {
  /// What is in them, as the hint line calls it.
  fileprivate var words: String {
    switch self {
    case .concordance: "the sentences"
    case .results: "the hits"
    case .quotations: "the quotations"
    case .company: "the company"
    case .timeline: "the timeline"
    case .card: "the card"
    case .differences: "the differences"
    case .watchHits: "its stories"
    case .searches: "the searches"
    case .sources: "the sources"
    case .facets: "the facets"
    default: "the rows"
    }
  }
}
