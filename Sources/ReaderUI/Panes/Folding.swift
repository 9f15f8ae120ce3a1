// Copies of one text as one row: which stories are folded under which.
import StoryParsing
import StoryQuery

/// Groups of stories that are copies of one text, and which of them lie open.
package struct Copies: Sendable {
  /// Each with its longest story first.
  private var groups: [[Int]] = []
  private var groupOf: [Int: Int] = [:]
  /// Stories of groups that lie open, by any one of them.
  private var open: NumberSet = []

  /// - Parameter found: groups of two or more, in each the longest story first.
  mutating func take(_ found: [[Int]]) {
    groups = found
    groupOf = [:]
    for (index, group) in found.enumerated() {
      for story in group { groupOf[story] = index }
    }
  }

  var isEmpty: Bool { groups.isEmpty }

  /// All tellings of a story, itself among them; none where it is the only one.
  func group(of story: Int) -> [Int] { groupOf[story].map { groups[$0] } ?? [] }

  func isOpen(_ story: Int) -> Bool { group(of: story).contains { open.contains($0) } }

  /// Opens a story's group, or folds it again.
  mutating func turn(_ story: Int) {
    if isOpen(story) {
      for other in group(of: story) { open.remove(other) }
    } else {
      open.insert(story)
    }
  }
}

/// The rows of a list with copies under one of them.
struct FoldedRows: Sendable {
  private(set) var shown: [Int32] = []
  /// For the first row of copies: how many stories it stands for.
  private(set) var counts: [Int: Int] = [:]
  /// Rows that lie open under a first one.
  private(set) var inner: NumberSet = []
  /// For each story that has no row of its own, the one that stands for it.
  private(set) var leaders: [Int: Int] = [:]

  /// A row stands where the first of its copies stood, and for the longest.
  init(_ numbers: [Int32], _ copies: Copies) {
    guard !copies.isEmpty else {
      shown = numbers
      return
    }
    let listed = NumberSet(numbers)
    var done = NumberSet()
    shown.reserveCapacity(numbers.count)
    for number in numbers where !done.contains(Int(number)) {
      let group = copies.group(of: Int(number)).filter { listed.contains($0) }
      guard group.count > 1 else {
        shown.append(number)
        continue
      }
      for story in group { done.insert(story) }
      fold(group, isOpen: copies.isOpen(group[0]))
    }
  }

  private mutating func fold(_ group: [Int], isOpen: Bool) {
    shown.append(Int32(clamping: group[0]))
    counts[group[0]] = group.count
    for story in group.dropFirst() {
      if isOpen {
        shown.append(Int32(clamping: story))
        inner.insert(story)
      } else {
        leaders[story] = group[0]
      }
    }
  }
}
