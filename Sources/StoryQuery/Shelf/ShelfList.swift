// Narrowing: which stories are shown.
import StoryParsing

/// A filter made ready: names as numbers. What was typed is a query, answered by itself.
struct ReadyFilter {
  let filter: StoryFilter
  /// Nil where a name is asked for that no story has.
  let included: [Int]?
  let excluded: [Int]
}

extension ShelfContents {
  /// The stories that a filter lets through, whatever words it has.
  ///
  /// - Parameter keeping: stories that stay even if they were read since.
  func list(_ ready: ReadyFilter, keeping: [Int32]) -> NumberSet {
    guard let included = ready.included else { return [] }
    var shown = NumberSet(below: stories.count)
    for name in included { shown.formIntersection(stories(naming: name)) }
    for name in ready.excluded { shown.subtract(stories(naming: name)) }
    narrow(&shown, by: ready.filter, keeping)
    return shown
  }

  private func narrow(_ shown: inout NumberSet, by filter: StoryFilter, _ keeping: [Int32]) {
    guard filter.onlyUnread || filter.onlyStarred else { return }
    var kept = NumberSet(keeping)
    kept.formIntersection(shown)
    if filter.onlyUnread { shown.subtract(read) }
    if filter.onlyStarred { shown.formIntersection(starred) }
    shown.formUnion(kept)
  }
}

/// What was typed to narrow by: words, and phrases in double quotes kept whole.
package func filterWords(_ typed: String) -> [TextPattern] {
  let parts = typed.split(separator: "\"", omittingEmptySubsequences: false)
  return parts.enumerated().flatMap { index, part in
    index.isMultiple(of: 2) ? part.split(separator: " ") : [part]
  }
  .map { TextPattern(literal: String($0)) }
  .filter { !$0.isEmpty }
}
