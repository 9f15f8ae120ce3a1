// Narrowing: which stories are shown.
import StoryParsing

/// A filter made ready: names as numbers, words as patterns.
struct ReadyFilter {
  let filter: StoryFilter
  /// What its words ask for; nil where they are no query, and are looked for as they stand.
  let query: Query?
  /// Nil where a name is asked for that no story has.
  let included: [Int]?
  let excluded: [Int]
}

extension ShelfContents {
  /// The stories that a filter lets through.
  ///
  /// - Parameter keeping: stories that stay even if they were read since.
  func list(_ ready: ReadyFilter, keeping: [Int32]) -> NumberSet {
    guard let included = ready.included else { return [] }
    var shown = NumberSet(below: stories.count)
    if let query = ready.query {
      if query != .all { shown.formIntersection(stories(answering: query)) }
    } else {
      let scratch = MatchScratch()
      for pattern in filterWords(ready.filter.words) where !shown.isEmpty {
        shown.formIntersection(stories(matching: pattern, scratch))
      }
    }
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
