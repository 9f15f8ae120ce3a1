// Saved searches: the list's filter under a name, and taken again.
import StoryQuery

/// A line of filter that is kept under a name.
package struct SavedSearch: Hashable, Sendable {
  package let name: String
  /// In the query language.
  package let query: String

  package init(name: String, query: String) { (self.name, self.query) = (name, query) }
}

/// A saved search, and how many stories answer it.
package struct SavedSearchRow: Hashable, Sendable {
  package let search: SavedSearch
  package let unread, stories: Int

  package init(_ search: SavedSearch, unread: Int, stories: Int) {
    (self.search, self.unread, self.stories) = (search, unread, stories)
  }
}

extension AppState {
  mutating func askForSearchName() -> [Effect] {
    guard !list.filter.isEmpty else {
      notice = Notice("All stories are shown; & and + make a filter to save")
      return []
    }
    notice = Notice("Type what to call it: :save-search NAME")
    return prompt(.command, text: "save-search ")
  }

  mutating func saveSearch(as name: String) -> [Effect] {
    guard !list.filter.isEmpty else { return askForSearchName() }
    let search = SavedSearch(name: name, query: list.filterLine)
    savedSearches.removeAll { $0.name == name }
    savedSearches.append(search)
    return [.saveSearch(search)]
  }

  mutating func show(_ rows: [SavedSearchRow]) -> [Effect] {
    savedSearches = rows.map(\.search)
    guard !rows.isEmpty else {
      notice = Notice("No search is saved yet; & narrows the list, :save-search NAME keeps it")
      return []
    }
    let rows = rows.map { row in
      RowsView.Row(
        label: row.search.name,
        detail: "\(grouped(row.unread)) unread of \(grouped(row.stories)) · \(row.search.query)",
        choice: .search(row.search))
    }
    show(RowsView(.searches, title: "Saved searches: Enter shows the stories of one", rows: rows))
    return []
  }

  /// Shows the stories of a saved search alone.
  mutating func take(_ search: SavedSearch) -> [Effect] {
    enterList { $0.take(line: search.query) }
  }

  mutating func takeSearch(named name: String) -> [Effect] {
    if let search = savedSearches.first(where: { $0.name == name }) { return take(search) }
    let nearest = nearestName(to: name, among: savedSearches.map(\.name))
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
    notice = Notice("No search “\(name)” is saved\(hint)", isError: true)
    return []
  }
}
