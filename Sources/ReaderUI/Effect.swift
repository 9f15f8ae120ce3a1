// What the outside is asked to do.
package import FoundationEssentials
package import StoryParsing
package import StoryQuery

/// Work that `update` wants done; what comes of it arrives as an `Event`.
package enum Effect: Hashable, Sendable {
  /// Narrow and sort: answered by `.listed`. A newer request replaces one under way.
  case list(ListRequest)
  /// Rows that are about to be shown: answered by `.listings`.
  case listings([Int])
  /// Answered by `.storyLoaded`.
  case load(story: Int)
  /// Which stories name somebody (`Entity.key`): answered by `.located`.
  case locate(name: String)
  /// Which stories' headline, byline, source or names match: answered by `.matched`.
  case match(request: Int, TextPattern, in: [Int32])
  /// Search the whole text of these stories, in this order: answered by `.found`, streamed.
  case search(request: Int, TextPattern, in: [Int32])
  /// Stop a search that is under way.
  case stopSearch
  /// Answered by `.waited` after so many milliseconds, unless replaced by a later one.
  case wait(Wait, milliseconds: Int)

  case mark([Int], Mark, Bool)
  case copy(String)
  case save(text: String, path: String)
  case pipe(text: String, arguments: [String])
  case browse(URL)
  case edit(story: Int)
  case mouse(Bool)
  /// Send the whole screen anew.
  case redraw
  case suspend
  case quit

  /// What is remembered of a story.
  package enum Mark: Hashable, Sendable { case read, starred }

  package struct ListRequest: Hashable, Sendable {
    package var request: Int
    package var filter: StoryFilter
    package var sort: [SortKey]
    /// Whether the names of the shown stories are wanted too.
    package var wantsNames: Bool

    package init(request: Int, filter: StoryFilter, sort: [SortKey], wantsNames: Bool) {
      self.request = request
      self.filter = filter
      self.sort = sort
      self.wantsNames = wantsNames
    }
  }
}
