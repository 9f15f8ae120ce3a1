// The views of a name: asked for, filled as they come, and entered.
import StoryParsing
import StoryQuery

extension AppState {
  // MARK: Asking

  /// `c`: every mention in its sentence; once more, in another order.
  mutating func showConcordance() -> [Effect] {
    if isUp(.concordance) { following.order = following.order.next }
    return follow(.concordance)
  }

  /// `C`: who is named with the name; once more, by the other unit.
  mutating func showCompany() -> [Effect] {
    if isUp(.company) { following.unit = following.unit.next }
    return follow(.company)
  }

  /// `T`: mentions over time; once more, by the next longer step.
  mutating func showTimeline() -> [Effect] {
    guard isUp(.timeline) else { return follow(.timeline) }
    return changeStep(by: 1)
  }

  /// `<` and `>` in a timeline.
  mutating func changeStep(by count: Int) -> [Effect] {
    let all = TimelineStep.allCases
    let index = following.step.flatMap { all.firstIndex(of: $0) } ?? 0
    following.step = all[((index + count) % all.count + all.count) % all.count]
    return follow(.timeline)
  }

  mutating func showCard() -> [Effect] { follow(.card) }

  private func isUp(_ kind: RowsView.Kind) -> Bool { view?.kind == kind && focus == .text }

  private mutating func follow(_ kind: RowsView.Kind) -> [Effect] {
    guard let effects = isUp(kind) ? followOn() : settlePointed(), let current else {
      return noName()
    }
    if following.name?.key != current.key { following.step = nil }
    let isAgain = view?.kind == kind && following.name?.key == current.key
    following.name = current
    if !isAgain, let left = following.left[kind], left.key == current.key,
      left.stories == list.stories
    {
      show(left.view)
      return effects
    }
    if !isAgain {
      show(RowsView(kind, title: title(of: kind), rows: []))
    }
    return effects + ask(kind)
  }

  /// A view's own key goes on with the name that the view is of.
  private mutating func followOn() -> [Effect] {
    guard let name = following.name else { return [] }
    return makeCurrent(key: name.key, name: name.name, kind: name.kind)
  }

  /// Makes the name current that the selected row speaks of; else the current one stays, or the
  /// first on the screen is it.
  private mutating func settlePointed() -> [Effect]? {
    if let name = pointedRowName {
      return makeCurrent(key: name.key, name: name.name, kind: name.kind)
    }
    return settleCurrent()
  }

  /// The name in the selected row of a view or of the panel.
  private var pointedRowName: (key: String, name: String, kind: EntityKind)? {
    if focus == .names, let name = panel.selected { return (name.key, name.name, name.kind) }
    guard focus == .text, case .name(let key, let name, let kind)? = selectedChoice else {
      return nil
    }
    return (key, name, kind)
  }

  var selectedChoice: RowsView.Choice? {
    guard let view, view.shown.indices.contains(view.selectedRow) else { return nil }
    return view.shown[view.selectedRow].choice
  }

  private mutating func ask(_ kind: RowsView.Kind) -> [Effect] {
    guard let key = following.name?.key, let asked = asked(kind) else { return [] }
    following.request += 1
    (following.isAwaited, following.isStale) = (true, false)
    let title = title(of: kind)
    view?.title = title
    view?.isComplete = false
    return [
      .follow(
        FollowRequest(request: following.request, asked: asked, name: key, stories: list.stories))
    ]
  }

  private func asked(_ kind: RowsView.Kind) -> FollowRequest.Asked? {
    switch kind {
    case .concordance: .concordance(following.order)
    case .company: .company(following.unit)
    case .timeline: .timeline(following.step)
    case .card: .card
    default: nil
    }
  }

  private func title(of kind: RowsView.Kind) -> String {
    let name = following.name?.name ?? ""
    switch kind {
    case .concordance:
      switch following.order {
      case .date: return "\(name) in sentences, newest first"
      case .left: return "\(name) in sentences, by the words before"
      case .right: return "\(name) in sentences, by the words after"
      }
    case .company: return "Named with \(name), by \(following.unit.rawValue), × chance"
    case .timeline:
      return "\(name) over time" + (following.step.map { ", a \($0.rawValue) a row" } ?? "")
    case .card: return name
    default: return ""
    }
  }

  /// The list has come anew, perhaps with other stories than before.
  mutating func followAnew(of before: [Int32]) -> [Effect] {
    before == list.stories ? [] : followAnew()
  }

  /// The shown stories have changed, or more is known of them: what is up is asked for anew, once
  /// the last answer is there.
  mutating func followAnew() -> [Effect] {
    guard let view else {
      if rowsBehind?.view.kind.isOfName == true { following.isStale = true }
      return []
    }
    return view.kind.isOfName ? askAnew() : []
  }

  /// Asks again for what is up, once the last answer is there.
  mutating func askAnew() -> [Effect] {
    guard let view, view.isComplete else {
      following.isStale = true
      return []
    }
    return ask(view.kind)
  }

  // MARK: Answers

  mutating func show(_ followed: Followed, request: Int, isComplete: Bool) -> [Effect] {
    guard request == following.request, let kind = view?.kind, kind.isOfName else { return [] }
    switch followed {
    case .lines(.more(let lines)):
      let rows = lines.map(RowsView.Row.init)
      if following.isAwaited { replaceRows(rows) } else { view?.rows += rows }
    case .lines(.all(let lines)): replaceRows(lines.map(RowsView.Row.init))
    case .company(let company):
      show(company)
    case .timeline(let timeline):
      following.step = timeline.step
      replaceRows(RowsView.rows(of: timeline))
      let title = title(of: .timeline)
      view?.title = title
    case .card(let card): replaceRows(RowsView.rows(of: card))
    }
    following.isAwaited = false
    view?.isComplete = isComplete
    guard isComplete, following.isStale else { return [] }
    return ask(kind)
  }

  /// Whoever is named with the name more often than by chance; if nobody is, all of them.
  private mutating func show(_ company: [NamedWith]) {
    let unit = following.unit
    let more = company.filter { $0.together(by: unit).timesChance > 1 }
    replaceRows((more.isEmpty ? company : more).map { RowsView.Row($0, by: unit) })
    let name = following.name?.name ?? ""
    let isNobody = more.isEmpty && !company.isEmpty
    let title = isNobody ? "With \(name), nobody more than by chance" : title(of: .company)
    view?.title = title
  }

  /// Puts new rows in place; the selection stays on its row if that is still there.
  private mutating func replaceRows(_ rows: [RowsView.Row]) {
    guard var view else { return }
    let kept = view.selectedRow > 0 ? selectedChoice : nil
    view.rows = rows
    let row = kept.flatMap { kept in view.shown.firstIndex { $0.choice == kept } }
    view.select(row: row ?? view.selectedRow)
    self.view = view
  }

  // MARK: Going in

  /// Keeps a view as it is left, for its key to bring it back.
  mutating func leaveView() -> [Effect] {
    guard let view, view.kind.isOfName, let key = following.name?.key else { return [] }
    if view.isComplete {
      following.left[view.kind] = FollowingNames.Left(view: view, key: key, stories: list.stories)
    }
    return view.isComplete ? [] : [.stopFollowing]
  }

  /// Narrows the list to stories that name both the one followed and another.
  mutating func narrow(toCompany key: String, _ name: String) -> [Effect] {
    let own = following.name.map { [($0.key, $0.name)] } ?? []
    return enterList { list in
      for (key, name) in own + [(key, name)] { list.include(key, name) }
    }
  }

  /// Narrows the list to stories with the one followed that a further line of filter lets through.
  mutating func narrow(toLine line: String) -> [Effect] {
    let own = following.name.map { ($0.key, $0.name) }
    return enterList { list in
      if let own { list.include(own.0, own.1) }
      if !list.filter.words.contains(line) {
        list.filter.words += (list.filter.words.isEmpty ? "" : " ") + line
      }
    }
  }

  /// From a row to the stories it stands for; back leads to the row.
  mutating func enterList(_ change: (inout StoryList) -> Void) -> [Effect] {
    let effects = leaveView()
    let before = list.filter
    var left = rowsToLeave
    if list.standing == nil { list.standing = list.standsNow }
    view = nil
    change(&list)
    left?.filters = (before, list.filter)
    rowsBehind = left
    focus = .list
    if arrangement != .zoomed(.list) { arrangement = .panes }
    return effects + relist()
  }

  /// Shows the concordance with the lines that hold some words.
  mutating func showConcordance(with words: String) -> [Effect] {
    following.order = .date
    let effects = leaveView()
    following.left[.concordance] = nil
    let asked = follow(.concordance)
    view?.words = words
    return effects + asked
  }

  // MARK: Citations

  /// What `s` saves and `y` copies of the rows.
  func passages(of rows: some Sequence<RowsView.Row>) -> [Passage] {
    rows.compactMap { row in
      guard case .passage(let story, let range) = row.choice, let sentence = row.sentence else {
        return nil
      }
      return Passage(story: story, sentence: sentence, mention: range)
    }
  }

  var selectedPassage: Passage? {
    guard let view, view.shown.indices.contains(view.selectedRow) else { return nil }
    return passages(of: [view.shown[view.selectedRow]]).first
  }
}

extension StoryList {
  mutating func include(_ key: String, _ name: String) {
    filter.excluded.removeAll { $0 == key }
    if !filter.included.contains(key) { filter.included.append(key) }
    namesInFilter[key] = name
  }
}

extension RowsView.Kind {
  /// Whether it shows something of a name.
  var isOfName: Bool {
    switch self {
    case .concordance, .company, .timeline, .card: true
    default: false
    }
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after it, the first after the last.
  fileprivate var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
