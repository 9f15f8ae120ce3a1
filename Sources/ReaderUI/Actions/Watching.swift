// `w` and `W`: names to be told of, their letters in the margin, and what is new about them.
import StoryParsing
package import StoryQuery

/// A watched name, and the stories that have it.
package struct Watched: Sendable {
  package let name: WatchedName
  /// `Entity.key`s that are this name.
  package let keys: [String]
  package let stories: NumberSet
  /// Those that came since it was last looked at.
  package let fresh: NumberSet

  package init(name: WatchedName, keys: [String], stories: NumberSet, fresh: NumberSet) {
    (self.name, self.keys, self.stories, self.fresh) = (name, keys, stories, fresh)
  }
}

/// The names that are watched.
package struct Watching: Sendable {
  package var names: [Watched] = [] {
    didSet {
      let keys = names.enumerated().flatMap { place, name in name.keys.map { ($0, place) } }
      places = Dictionary(keys, uniquingKeysWith: { first, _ in first })
    }
  }
  /// Where each `Entity.key` stands among the names.
  private var places: [String: Int] = [:]
  /// Number of the last request for hits.
  var request = 0

  func isWatched(_ key: String) -> Bool { places[key] != nil }

  /// The place of a name among those that are watched.
  func place(of key: String) -> Int? { places[key] }

  /// The letter of the first watched name that a story has.
  func letter(of story: Int) -> String? {
    names.first { $0.stories.contains(story) }.map { String($0.name.letter) }
  }

  /// "+3" for a name with three new stories.
  func news(of key: String) -> String? {
    guard let place = places[key] else { return nil }
    let count = names[place].fresh.count
    return count == 0 ? nil : "+" + grouped(count)
  }
}

extension AppState {
  /// `w`: watches the current name, or no longer; in the list of watched names, the selected one.
  mutating func toggleWatch() -> [Effect] {
    if let view, view.kind == .watchList {
      guard view.shown.indices.contains(view.selectedRow),
        case .watched(let index) = view.shown[view.selectedRow].choice,
        watching.names.indices.contains(index)
      else { return [] }
      let name = watching.names[index].name
      notice = Notice("\(name.name) is watched no longer; w on it watches it again")
      return [.watch(name: name.name, kind: name.kind ?? .person, isOn: false)]
    }
    var effects: [Effect] = []
    if focus == .names, let name = panel.selected {
      effects = makeCurrent(key: name.key, name: name.name, kind: name.kind)
    }
    guard let settled = settleCurrent(), let current else {
      notice = Notice("No name is current; e reaches one")
      return []
    }
    let isOn = !watching.isWatched(current.key)
    notice = Notice(
      isOn
        ? "\(current.name) is watched: its stories have a letter in the margin; W lists them"
        : "\(current.name) is watched no longer")
    return effects + settled + [.watch(name: current.name, kind: current.kind, isOn: isOn)]
  }

  /// `W`: the watched names, with what is new.
  mutating func showWatched() -> [Effect] {
    show(RowsView(.watchList, title: "Watched names: Enter lists, w ends it", rows: watchRows))
    return []
  }

  private var watchRows: [RowsView.Row] {
    watching.names.enumerated().map { index, watched in
      let count = watched.fresh.count
      let news = count == 0 ? "" : "+\(grouped(count))  "
      return RowsView.Row(
        label: String(watched.name.letter),
        detail: "\(watched.name.name)  \(news)"
          + counted(watched.stories.count, "story", "stories"),
        choice: .watched(index))
    }
  }

  /// The watched names and their stories have been counted.
  mutating func take(_ names: [Watched]) -> [Effect] {
    watching.names = names
    let rows = watchRows
    if view?.kind == .watchList {
      let selected = view?.selectedRow ?? 0
      view?.rows = rows
      view?.select(row: selected)
    }
    return []
  }

  /// Enter on a watched name: its stories, day by day.
  mutating func showWatchHits(_ index: Int) -> [Effect] {
    guard watching.names.indices.contains(index) else { return [] }
    let watched = watching.names[index]
    watching.request += 1
    show(RowsView(.watchHits, title: "Stories that name \(watched.name.name)", rows: []))
    view?.isComplete = false
    return [
      .watchHits(request: watching.request, watched.name.name),
      .look(name: watched.name.name),
    ]
  }

  /// The stories of a day have come.
  mutating func show(_ hits: [WatchHit], request: Int, isComplete: Bool) -> [Effect] {
    guard request == watching.request, view?.kind == .watchHits else { return [] }
    var rows: [RowsView.Row] = []
    if let first = hits.first {
      let day = first.published.map(Day.init).map { "\($0.day) \($0.monthName) \($0.year)" }
      rows = [heading(of: hits, on: day ?? "no date")] + hits.map { row(of: $0) }
    }
    view?.rows += rows
    view?.isComplete = isComplete
    if view?.selectedRow == 0, !rows.isEmpty { view?.select(row: 1) }
    return []
  }

  private func heading(of hits: [WatchHit], on day: String) -> RowsView.Row {
    let about = hits.count { $0.weight == .about }
    let once = hits.count { $0.weight == .once }
    let parts = [
      counted(hits.count, "story", "stories"), about > 0 ? "about it \(grouped(about))" : "",
      once > 0 ? "named once \(grouped(once))" : "",
    ]
    return RowsView.Row(
      label: day, detail: parts.filter { !$0.isEmpty }.joined(separator: " · "), choice: .nothing)
  }

  private func row(of hit: WatchHit) -> RowsView.Row {
    let label =
      switch hit.weight {
      case .about: "  about"
      case .named: "  named \(hit.mentions)x"
      case .once: "  named once"
      }
    return RowsView.Row(
      label: label, detail: "\(hit.headline) · \(hit.words)",
      choice: .passage(story: hit.story, hit.mention))
  }
}
