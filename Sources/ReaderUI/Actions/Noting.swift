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
    undo.append(.note(story: story, was: list.notes[story] ?? ""))
    list.notes[story] = note.isEmpty ? nil : note
    notice = Notice(note.isEmpty ? "Took the note away" : "Noted: \(note)")
    return [.note(story: story, note)]
  }

  /// Gives every target the tags named; a minus before one takes it away.
  mutating func tag(words: String) -> [Effect] {
    let words = words.split(separator: " ").map(String.init).filter { $0 != "-" }
    guard !targets.isEmpty, !words.isEmpty else { return [] }
    var changed: [Int: [String]] = [:]
    undo.append(.tags(was: targets.reduce(into: [:]) { $0[$1] = list.tags[$1] ?? [] }))
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
}
