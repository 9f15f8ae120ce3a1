// A source that the reader keeps: where its stories come from, and how it is treated.
import FoundationEssentials
import StoryParsing

/// One `[[source]]` of sources.toml.
package struct NamedSource: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case address(Address)
    /// A file or a folder; a folder is watched.
    case path(String)
    /// A program and its arguments, whose output is read; never a shell's line.
    case command([String])

    /// What the source is known by: its address without a password, its path, or its command.
    package var text: String {
      switch self {
      case .address(let address): address.text
      case .path(let path): path
      case .command(let words): words.joined(separator: " ")
      }
    }
  }

  package var place: Place
  /// As the reader called it; else what it calls itself.
  package var name: String?
  package var group: String?
  /// Seconds between two refreshes.
  package var interval = NamedSource.usualInterval
  package var rules = SourceRules()
  /// Whether the page of each story is fetched for its text.
  package var wantsFullText = false
  /// Whether a story that it rewrites is unread again.
  package var rereads = false
  package var limits = FetchLimits()
  package var retention = Retention()
  /// Where the name and password are found.
  package var credentials: CredentialsPlace?
  package var format: Format?
  /// Whether a path is read again as soon as something in it changes.
  package var isWatched = true
  /// Where in sources.toml it stands, from 1.
  package var line: Int?

  package static let usualInterval = 3_600.0

  package init(_ place: Place) { self.place = place }

  /// What `Story.ID.source` is for all its stories.
  package var id: String { place.text }

  /// What the reader sees of it before it has said its title.
  package var label: String { name ?? id }
}

/// How much of a source is kept; nil keeps all.
package struct Retention: Hashable, Sendable {
  /// Seconds after which a story is let go.
  package var age: Double?
  /// The most stories, and the most bytes of their texts.
  package var stories: Int?
  package var size: Int?

  package init() {}
  package var isEndless: Bool { self == Retention() }
}

/// Where "name:password" is found, so that no password need stand in sources.toml.
package enum CredentialsPlace: Hashable, Sendable {
  /// A variable of the environment, or a file whose first line it is.
  case variable(String)
  case file(String)
}
