// Narrowing: which stories are shown.
import StoryParsing

/// A filter made ready: names as numbers, words as patterns.
struct ReadyFilter {
  let filter: StoryFilter
  /// Nil where a name is asked for that no story has.
  let included: [Int32]?
  let excluded: [Int32]
}

extension ShelfContents {
  /// The stories that a filter lets through, in order of number.
  ///
  /// - Parameter keeping: stories that stay even if they were read since.
  func list(_ ready: ReadyFilter, keeping: NumberSet) -> [Int32] {
    guard let included = ready.included else { return [] }
    let scratch = MatchScratch()
    let words = filterWords(ready.filter.words).map { matches(of: $0, scratch) }
    return stories.indices.filter { story in
      isShown(story, ready.filter, keeping)
        && included.allSatisfy { uses($0, in: story) != nil }
        && !ready.excluded.contains { uses($0, in: story) != nil }
        && words.allSatisfy { isMatched(story, $0) }
    }.map { Int32($0) }
  }

  private func isShown(_ story: Int, _ filter: StoryFilter, _ keeping: NumberSet) -> Bool {
    (!filter.onlyUnread || !marks[story].contains(.read) || keeping.contains(story))
      && (!filter.onlyStarred || marks[story].contains(.starred) || keeping.contains(story))
  }
}

/// What was typed to narrow by: words, and phrases in double quotes kept whole.
func filterWords(_ typed: String) -> [TextPattern] {
  let parts = typed.split(separator: "\"", omittingEmptySubsequences: false)
  return parts.enumerated().flatMap { index, part in
    index.isMultiple(of: 2) ? part.split(separator: " ") : [part]
  }
  .map { TextPattern(literal: String($0)) }
  .filter { !$0.isEmpty }
}
