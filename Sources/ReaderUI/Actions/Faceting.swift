// Facets: who and what the shown stories are about, and narrowing to one of them.
import StoryQuery

extension AppState {
  mutating func askForFacets() -> [Effect] {
    search.counting += 1
    var rows = RowsView(.facets, title: "What the stories are of", rows: [])
    rows.isComplete = false
    show(rows)
    return [.countFacets(request: search.counting, list.filter, in: list.stories)]
  }

  mutating func show(_ facets: Facets, request: Int) -> [Effect] {
    guard request == search.counting, view?.kind == .facets else { return [] }
    view?.rows = facets.rows.map { row in
      RowsView.Row(
        label: row.group.heading, detail: "\(grouped(row.stories))  \(row.value)",
        choice: .condition(row.query))
    }
    let isComplete = facets.counted >= facets.stories
    let stories = counted(facets.stories, "story", "stories")
    view?.isComplete = isComplete
    view?.title =
      isComplete
      ? "What \(stories) are of: Enter narrows"
      : "What \(grouped(facets.counted)) of \(stories) are of…"
    return []
  }

  /// Narrows by one condition more.
  mutating func narrow(further condition: String) -> [Effect] {
    enterList { list in
      let words = list.filter.words
      let before = words.contains(" OR ") ? "(\(words))" : words
      list.filter.words = before.isEmpty ? condition : "\(before) \(condition)"
    }
  }
}
