// Corrections to names: joined, parted, retyped, dismissed, each at once and undoable.
import StoryParsing
import StoryQuery

extension AppState {
  /// The name that a correction goes to: the panel's row, or the current one.
  private mutating func nameToCorrect() -> CurrentName? {
    if focus == .names, let name = panel.selected {
      return CurrentName(key: name.key, name: name.name, kind: name.kind)
    }
    if current == nil { notice = Notice("No name is current; e reaches one") }
    return current
  }

  /// `a`: marks a name, and on another one says that both are the same.
  mutating func joinName() -> [Effect] {
    guard let name = nameToCorrect() else { return [] }
    guard let marked = joining else {
      joining = name
      notice = Notice("\(name.name) is the same as: go to the other name and press \(joinKey)")
      return []
    }
    joining = nil
    guard marked.key != name.key else {
      notice = Notice("\(name.name) is no longer marked")
      return []
    }
    return [.change(.join(marked.key, name.key))]
  }

  private var joinKey: String { keyMap.keys(for: .join).first?.name ?? ":join" }

  /// `:split`: what this story says of the name is of somebody else.
  mutating func splitName() -> [Effect] {
    guard let name = nameToCorrect() else { return [] }
    guard let number = text.number, !text.mentions(of: name.key).isEmpty else {
      notice = Notice("Open a story that names \(name.name): its \(name.name) is parted")
      return []
    }
    return [.change(.split(name.key, story: number))]
  }

  /// `:kind organisation`.
  mutating func retypeName(_ word: String) -> [Effect] {
    guard let kind = EntityKind.allCases.first(where: { $0.rawValue.hasPrefix(word) }),
      !word.isEmpty
    else {
      notice = Notice(
        "No kind “\(word)”: it is one of person, country, organisation, place", isError: true)
      return []
    }
    return nameToCorrect().map { [.change(.retype($0.key, kind))] } ?? []
  }

  /// `D`: it is no name.
  mutating func dismissName() -> [Effect] {
    nameToCorrect().map { [.change(.dismiss($0.key))] } ?? []
  }

  mutating func confirmName() -> [Effect] {
    nameToCorrect().map { [.change(.confirm($0.key))] } ?? []
  }

  // MARK: What comes of it

  /// A correction is kept: everything that shows names asks again.
  mutating func take(_ correction: Correction, isNew: Bool) -> [Effect] {
    let undoKey = keyMap.keys(for: .undo).first?.name ?? ":undo"
    if isNew {
      undo.append(.correction(correction))
      notice = Notice("\(correction.sentence); \(undoKey) takes it back")
    }
    return askNamesAgain() + relist()
  }

  /// Asks who the names of the open story are now, and where the current one stands.
  func askNamesAgain() -> [Effect] {
    let current = current.map { [Effect.locate(name: $0.key)] } ?? []
    return (text.number.map { [.identify(story: $0)] } ?? []) + current
  }

  /// The mention that was reached may be somebody else's now, who then is the current name.
  private mutating func followMention() -> [Effect] {
    guard let analysis = text.analysis, let offset = current?.offset,
      let mention = walkedMentions.map(\.mention).first(where: { $0.range.start == offset }),
      analysis.entities[mention.entity].key != current?.key
    else { return [] }
    let effects = makeCurrent(analysis.entities[mention.entity])
    current?.offset = offset
    return effects
  }

  /// The open story with its names as they are joined now; the place stays.
  mutating func take(_ analysis: Analysis, of number: Int) -> [Effect] {
    guard text.number == number, text.story != nil else { return [] }
    text.analysis = analysis
    if panel.scope == .story { showNamesOfStory() }
    return followMention()
  }
}
