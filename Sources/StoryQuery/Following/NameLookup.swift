// Which of a story's names are the one that is followed.
/// The one that is followed, by the strand that stands for it.
struct NameLookup: Sendable {
  let home: Int32
}

extension Shelf {
  /// What is on the shelf now, and who in it has an id; nil where nobody has it.
  func lookUp(_ id: String) -> (contents: ShelfContents, name: NameLookup?) {
    settled { following, contents in
      (contents, following.home(of: id).map { NameLookup(home: Int32(clamping: $0)) })
    }
  }
}

extension ShelfContents {
  /// The strand that stands for each of a story's names; -1 for what is no name.
  func homes(in story: Int32) -> [Int32] {
    guard names.entities.indices.contains(Int(story)) else { return [] }
    return names.entities[Int(story)].map { $0 < 0 ? -1 : names.home(of: $0) }
  }

  /// Which of a story's names somebody is.
  func entities(of name: NameLookup, in story: Int32) -> [Int32] {
    homes(in: story).enumerated().filter { $0.element == name.home }.map { Int32($0.offset) }
  }
}
