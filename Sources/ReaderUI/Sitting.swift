// What of one sitting comes back in the next.
import StoryParsing
package import StoryQuery

/// How the screen stands and where the reader is: what is there again at the next start.
package struct Sitting: Hashable, Sendable {
  package var focus: Pane = .list
  package var arrangement: Arrangement = .panes
  package var isPanelShown = true
  package var split = 0
  package var namesInText: NamesInText = .all
  package var scope: EntityPanel.Scope = .story

  package var filter = StoryFilter()
  /// Names of the keys in the filter.
  package var namesInFilter: [String: String] = [:]
  /// Nil where it is the one that the settings say.
  package var sort: [SortKey]?
  package var marks: [Character: Place] = [:]
  /// The open story, and how far it was read.
  package var place: Place?

  package init() {}
}

/// What is remembered of stories that have come.
package struct Remembered: Sendable {
  package var read: [Int] = []
  package var starred: [Int] = []
  /// Of which it is remembered that they are not so, as another lede may have said.
  package var unread: [Int] = []
  package var unstarred: [Int] = []
  /// Where they were left.
  package var places: [Int: Int] = [:]
  package var notes: [Int: String] = [:]
  package var tags: [Int: [String]] = [:]
  package var marks: [Character: Place] = [:]
  /// Where the last sitting ended.
  package var place: Place?

  package init() {}

  package var isEmpty: Bool {
    read.isEmpty && starred.isEmpty && places.isEmpty && marks.isEmpty && place == nil
      && notes.isEmpty && tags.isEmpty && unread.isEmpty && unstarred.isEmpty
  }
}

extension AppState {
  /// Takes up where a sitting ended, before the first list is asked for.
  ///
  /// - Parameter awaitsPlace: whether the story that was open then may still come.
  package mutating func resume(_ sitting: Sitting, awaitsPlace: Bool) {
    focus = sitting.focus
    arrangement = sitting.arrangement
    isPanelShown = sitting.isPanelShown
    split = sitting.split
    namesInText = sitting.namesInText
    panel.scope = sitting.scope
    list.filter = sitting.filter
    list.namesInFilter = sitting.namesInFilter
    if let askedFilter { list.take(line: askedFilter) }
    if let sort = sitting.sort { preferences.sort = sort }
    resumption = awaitsPlace ? .awaited : .none
  }

  /// How things stand now.
  var sitting: Sitting {
    var sitting = Sitting()
    sitting.focus = view == nil ? focus : viewReturn
    sitting.arrangement = arrangement
    sitting.isPanelShown = isPanelShown
    sitting.split = split
    sitting.namesInText = namesInText
    sitting.scope = panel.scope
    // What is being typed is not narrowed to before it is accepted.
    sitting.filter = list.filterBefore ?? list.filter
    sitting.namesInFilter = list.namesInFilter
    sitting.sort = list.sort == usualSort ? nil : list.sort
    sitting.marks = marks
    sitting.place = text.number.map { Place(story: $0, offset: text.topOffset) }
    return sitting
  }

  /// Has the sitting kept if it has changed.
  mutating func keepSitting() -> [Effect] {
    let sitting = sitting
    guard sitting != keptSitting else { return [] }
    keptSitting = sitting
    return [.keep(sitting)]
  }

  /// Stories have come that something is remembered of.
  mutating func take(_ remembered: Remembered) -> [Effect] {
    for story in remembered.read { list.read.insert(story) }
    for story in remembered.starred { list.starred.insert(story) }
    for story in remembered.unread { list.read.remove(story) }
    for story in remembered.unstarred { list.starred.remove(story) }
    text.places.merge(remembered.places) { here, _ in here }
    marks.merge(remembered.marks) { here, _ in here }
    list.notes.merge(remembered.notes) { here, _ in here }
    list.tags.merge(remembered.tags) { here, _ in here }
    if let number = text.number, let place = remembered.places[number], text.topOffset == 0 {
      text.goToOffset(place)
    }
    guard let place = remembered.place, resumption == .awaited else { return [] }
    resumption = .found(place)
    return goOn()
  }

  /// Opens the story of the last sitting once it is in the list; any key is quicker than this.
  mutating func goOn() -> [Effect] {
    guard case .found(let place) = resumption, let row = list.row(of: place.story) else {
      return []
    }
    resumption = .none
    text.places[place.story] = place.offset
    list.select(row: row, margin: preferences.scrollMargin)
    return text.number == place.story ? [] : open(place.story, .followed)
  }
}

/// Whether the reader is still to be taken to where the last sitting ended.
enum Resumption: Hashable, Sendable {
  case none, awaited
  case found(Place)
}
