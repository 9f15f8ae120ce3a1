// How a sitting is kept: a few words under a name each.
import ReaderUI
import StoryArchive
import StoryQuery

/// A sitting as the archive has it, stories in it by what they are known by.
struct SittingForm {
  /// What holds whatever is opened: sizes, panes, marks.
  var forAll: [String: String] = [:]
  /// What holds when the same is opened again.
  var forOpened: [String: String] = [:]

  /// - Parameter known: what the story of a number is known by.
  init(_ sitting: Sitting, known: (Int) -> KnownStory?) {
    forAll["names-pane"] = sitting.isPanelShown ? "" : "hidden"
    forAll["split"] = sitting.split == 0 ? "" : String(sitting.split)
    forAll["names-in-text"] = Self.namesInText.first { $0.1 == sitting.namesInText }?.0 ?? ""
    forAll["names-of"] = sitting.scope == .shown ? "shown" : ""
    for (letter, place) in sitting.marks {
      forAll["mark.\(letter)"] = known(place.story).map { "\($0) \(place.offset)" }
    }
    forOpened["focus"] = sitting.focus == .list ? "" : sitting.focus.rawValue
    forOpened["arrangement"] = Self.spell(sitting.arrangement)
    forOpened["filter.words"] = sitting.filter.words
    forOpened["filter.included"] = Self.spell(sitting.filter.included, sitting.namesInFilter)
    forOpened["filter.excluded"] = Self.spell(sitting.filter.excluded, sitting.namesInFilter)
    forOpened["filter.unread"] = sitting.filter.onlyUnread ? "yes" : ""
    forOpened["filter.starred"] = sitting.filter.onlyStarred ? "yes" : ""
    forOpened["sort"] = sitting.sort.map { lede.spell($0) } ?? ""
    if let place = sitting.place {
      forOpened["place"] = known(place.story).map { "\($0) \(place.offset)" }
    }
  }

  /// What was kept, but for the places, whose stories have no number yet.
  static func sitting(_ values: [String: String]) -> Sitting {
    var sitting = Sitting()
    sitting.isPanelShown = values["names-pane"] != "hidden"
    sitting.split = values["split"].flatMap { Int($0) }.map { min(max($0, -500), 500) } ?? 0
    sitting.namesInText = namesInText.first { $0.0 == values["names-in-text"] }?.1 ?? .all
    sitting.scope = values["names-of"] == "shown" ? .shown : .story
    sitting.focus = values["focus"].flatMap(Pane.init(rawValue:)) ?? .list
    sitting.arrangement = readArrangement(values["arrangement"] ?? "")
    sitting.filter.words = values["filter.words"] ?? ""
    sitting.filter.onlyUnread = values["filter.unread"] != nil
    sitting.filter.onlyStarred = values["filter.starred"] != nil
    let included = readNames(values["filter.included"] ?? "")
    let excluded = readNames(values["filter.excluded"] ?? "")
    sitting.filter.included = included.map(\.key)
    sitting.filter.excluded = excluded.map(\.key)
    sitting.namesInFilter = Dictionary(included + excluded, uniquingKeysWith: { $1 })
    sitting.sort = values["sort"].flatMap { try? readOrder($0) }
    return sitting
  }

  /// A story and an offset in it, as they stand under `place` and `mark.x`.
  static func readPlace(_ value: String) -> (story: KnownStory, offset: Int)? {
    let words = value.split(separator: " ")
    guard words.count == 2, let story = KnownStory(String(words[0])),
      let offset = Int(words[1]), offset >= 0
    else { return nil }
    return (story, offset)
  }

  // MARK: Words

  private static let namesInText: [(String, NamesInText)] = [
    ("", .all), ("current", .current), ("none", .none),
  ]

  private static func spell(_ arrangement: Arrangement) -> String {
    switch arrangement {
    case .panes: ""
    case .reading: "reading"
    case .zoomed(let pane): "zoomed \(pane.rawValue)"
    }
  }

  private static func readArrangement(_ text: String) -> Arrangement {
    if text == "reading" { return .reading }
    guard text.hasPrefix("zoomed "), let pane = Pane(rawValue: String(text.dropFirst(7))) else {
      return .panes
    }
    return .zoomed(pane)
  }

  /// A line a name: its key, a tab, the name as it is shown.
  private static func spell(_ keys: [String], _ names: [String: String]) -> String {
    keys.map { "\($0)\t\(names[$0] ?? $0)" }.joined(separator: "\n")
  }

  private static func readNames(_ text: String) -> [(key: String, value: String)] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : parts[0])
    }
  }
}
