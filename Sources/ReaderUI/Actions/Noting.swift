// What the reader writes on stories: notes and tags.
import StoryQuery

extension AppState {
  mutating func askForNote() -> [Effect] {
    guard let story = pointedStory else { return [] }
    return prompt(.command, text: "note " + (list.notes[story] ?? ""))
  }

  mutating func write(note: String) -> [Effect] {
    guard let story = pointedStory else { return [] }
    let note = note == "-" ? "" : note
    list.notes[story] = note.isEmpty ? nil : note
    notice = Notice(note.isEmpty ? "Took the note away" : "Noted: \(note)")
    return [.note(story: story, note)]
  }

  /// Gives every target the tags named; a minus before one takes it away.
  mutating func tag(words: String) -> [Effect] {
    let words = words.split(separator: " ").map(String.init).filter { $0 != "-" }
    guard !targets.isEmpty, !words.isEmpty else { return [] }
    var changed: [Int: [String]] = [:]
    for story in targets {
      var tags = list.tags[story] ?? []
      for word in words {
        let name = String(word.drop { $0 == "-" || $0 == "#" })
        tags.removeAll { $0 == name }
        if word.first != "-", !name.isEmpty { tags.append(name) }
      }
      list.tags[story] = tags.isEmpty ? nil : tags
      changed[story] = tags
    }
    let tags = changed.count == 1 ? changed.first?.value ?? [] : words
    notice = Notice(tags.isEmpty ? "No tags are left" : "Tags: \(tags.joined(separator: ", "))")
    return [.tag(changed)]
  }

  /// What was written on a story that has been opened.
  func writtenOn(_ story: Int) -> String? {
    let tags = list.tags[story].map { "Tags: \($0.joined(separator: ", "))" }
    let parts = [list.notes[story].map { "Note: \($0)" }, tags].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  // MARK: Saved searches

  mutating func saveSearch(as name: String) -> [Effect] {
    guard !list.filter.words.isEmpty else {
      notice = Notice("Narrow the list first: & and a query, then :save-search NAME")
      return []
    }
    return [.saveSearch(name: name, query: list.filter.words)]
  }

  mutating func show(_ rows: [SavedSearchRow]) -> [Effect] {
    guard !rows.isEmpty else {
      notice = Notice("No search is saved yet; & narrows the list, :save-search NAME keeps it")
      return []
    }
    let rows = rows.map { row in
      RowsView.Row(
        label: row.name,
        detail: "\(grouped(row.unread)) unread of \(grouped(row.stories)) · \(row.query)",
        choice: .search(query: row.query))
    }
    show(RowsView(.searches, title: "Saved searches: Enter shows the stories of one", rows: rows))
    return []
  }

  /// Shows the stories of a saved search alone.
  mutating func narrow(toSearch query: String) -> [Effect] {
    let effects = closeView()
    list.filter = StoryFilter()
    list.filter.words = query
    focus = .list
    return effects + relist()
  }
}

/// A saved search, and how many stories answer it.
package struct SavedSearchRow: Hashable, Sendable {
  package let name, query: String
  package let unread, stories: Int

  package init(name: String, query: String, unread: Int, stories: Int) {
    (self.name, self.query) = (name, query)
    (self.unread, self.stories) = (unread, stories)
  }
}
