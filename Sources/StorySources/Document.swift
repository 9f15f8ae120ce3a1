// What a file says of itself, apart from its stories.
package import FoundationEssentials

/// A file that has been read: its form, and what was wrong in it.
///
/// Plain text and JSON lines leave the fields of a feed (`title` to `updated`) nil.
package struct Document: Hashable, Sendable {
  package let file: String
  /// Nil where the file was refused before its format was known.
  package var format: Format?
  /// In lower case, as the web names it: "utf-8", "windows-1252".
  package var encoding: String?
  package var title: String?
  package var link: URL?
  package var id: String?
  package var language: String?
  package var updated: Date?
  /// For how many seconds it counts as new, as a feed says of itself.
  package var timeToLive: Double?
  /// The feeds that a list of feeds, or a page, names.
  package var subscriptions: [Subscription] = []
  /// How many stories were in it.
  package var stories = 0
  /// At most a hundred broken lines; the last problem says how many more there are.
  package var problems: [SourceError] = []

  package init(file: String) {
    self.file = file
  }
}

/// A feed that something names.
package struct Subscription: Hashable, Sendable {
  package var title: String?
  /// The feed's address.
  package var link: URL
  /// The page it belongs to.
  package var site: URL?
  /// The folders it stands in, outermost first, with "/" between.
  package var group: String?
}
