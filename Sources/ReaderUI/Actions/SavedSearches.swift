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
  package struct Counts: Hashable, Sendable {
    package let unread, stories: Int

    package init(unread: Int, stories: Int) { (self.unread, self.stories) = (unread, stories) }
  }

  package let search: SavedSearch
  /// Nil until they have been counted.
  package let counts: Counts?

  package init(_ search: SavedSearch, _ counts: Counts?) {
    (self.search, self.counts) = (search, counts)
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
    layFolders()
    return [.saveSearch(search)]
  }

  /// Makes the saved searches folders of the list, where stories of sources are read.
  package mutating func layFolders() {
    guard hasSources else { return }
    let counts = Dictionary(
      list.folders.map { ($0.search, $0.counts) }, uniquingKeysWith: { one, _ in one })
    list.folders = savedSearches.map { SavedSearchRow($0, counts[$0] ?? nil) }
  }

  /// The folders have been counted anew.
  mutating func take(folders: [SavedSearchRow]) -> [Effect] {
    savedSearches = folders.map(\.search)
    list.folders = folders
    return []
  }

  /// The folder whose stories are shown.
  var folder: SavedSearch? {
    guard !list.folders.isEmpty, !list.filter.isEmpty else { return nil }
    let line = list.filterLine
    return savedSearches.first { $0.query == line }
  }

  /// Has the folders counted again where an event may have changed what is in them.
  func recountFolders(after event: Event, _ effects: [Effect]) -> [Effect] {
    guard !list.folders.isEmpty else { return [] }
    let isChanged =
      switch event {
      case .listed, .remembered, .resumed, .rewritten: list.filter.isEmpty
      default: effects.contains(where: \.changesFolders)
      }
    return isChanged ? [.countFolders] : []
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
        detail: row.counts.map {
          "\(grouped($0.unread)) unread of \(grouped($0.stories)) · \(row.search.query)"
        } ?? row.search.query,
        choice: .search(row.search))
    }
    show(RowsView(.searches, title: "Saved searches: Enter shows the stories of one", rows: rows))
    return []
  }

  /// Shows the stories of a saved search alone.
  mutating func take(_ search: SavedSearch) -> [Effect] {
    enterList { $0.take(line: search.query) }
  }

  /// Out of a folder, back to its row.
  mutating func leave(_ folder: SavedSearch) -> [Effect] {
    list.filter = StoryFilter()
    list.standing = nil
    let row = savedSearches.firstIndex(of: folder).map { $0 - savedSearches.count }
    list.select(row: row ?? 0, margin: preferences.scrollMargin)
    return relist()
  }

  mutating func takeSearch(named name: String) -> [Effect] {
    if let search = savedSearches.first(where: { $0.name == name }) { return take(search) }
    let nearest = nearestName(to: name, among: savedSearches.map(\.name))
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
    notice = Notice("No search “\(name)” is saved\(hint)", isError: true)
    return []
  }
}
