// Which stories are shown, and in what order.

package import StoryParsing

/// What the reader has narrowed the list to; empty shows every story.
package struct StoryFilter: Hashable, Sendable {
  /// A query as it was typed; its last word may go on.
  package var words = ""
  /// Ids of names (`FollowedName.id`) that a story must have, all of them.
  package var included: [String] = []
  /// Ids of names that a story must not have.
  package var excluded: [String] = []
  package var onlyUnread = false
  package var onlyStarred = false

  package init() {}
  package var isEmpty: Bool { self == StoryFilter() }
}

/// One key of the list's order.
package struct SortKey: Hashable, Sendable {
  package enum Field: String, Hashable, Sendable, CaseIterable {
    case arrival, date, headline, source, byline, length, unread, starred
    /// How well a story answers the filter's words.
    case relevance
  }

  package var field: Field
  package var isDescending: Bool

  package init(_ field: Field, descending: Bool = false) {
    self.field = field
    self.isDescending = descending
  }
}

/// Who is named in the shown stories, and in how many of them.
package struct NameCount: Hashable, Sendable {
  /// `FollowedName.id`.
  package let key: String
  package let name: String
  package let kind: EntityKind
  package let stories: Int
  package let mentions: Int
  /// Whether a story at least is sure of it.
  package let isSure: Bool
  /// Whether the reader has vouched for it.
  package let tier: FollowedName.Tier

  package init(
    key: String, name: String, kind: EntityKind, stories: Int, mentions: Int, isSure: Bool = true,
    tier: FollowedName.Tier = .found
  ) {
    self.key = key
    self.name = name
    self.kind = kind
    self.stories = stories
    self.mentions = mentions
    self.isSure = isSure
    self.tier = tier
  }
}
