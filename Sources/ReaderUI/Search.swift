// The last search, which `n`, `N`, `]` and `[` repeat.
import StoryQuery

/// What was last searched for.
package struct Search: Sendable {
  var sought: Sought?
  var isBackward = false
  /// Whether `]` and `[` follow the search rather than the current name: the later choice wins.
  var isFollowed = false
  /// Number of the last request for matches or hits.
  package var request = 0
  /// Number of the last request for facets.
  var counting = 0
  /// Number of the last request for completions.
  var completing = 0
  /// A step by `n` in the list that waits for the matches there.
  var waitingStep: Int?
  /// The hits last chosen from, for `S` to show again.
  var lastHits: RowsView?
  /// Hits of each day, by the day's number, as far as they have come.
  var days: [Int: Int] = [:]
  /// A walk by `]` or `[` that waits for its first hit.
  var isWalking = false
  /// Whether the marks of the matches are shown; Esc takes them away.
  var isShown = false
}
