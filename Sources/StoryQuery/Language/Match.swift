// Does this story answer the query? The plain truth that the archive is tested against.
package import FoundationEssentials
package import StoryParsing

/// A story with all that a query may ask of it.
package struct Candidate: Sendable {
  package struct Name: Hashable, Sendable {
    package let kind: EntityKind
    /// `Entity.key`.
    package let key: String
    /// All spellings of it that are known.
    package let spellings: [String]

    package init(kind: EntityKind, key: String, spellings: [String]) {
      self.kind = kind
      self.key = key
      self.spellings = spellings
    }
  }

  package var headline = ""
  package var text = ""
  package var byline = ""
  /// The source's title and the name it is known by.
  package var sources: [String] = []
  package var names: [Name] = []
  package var tags: [String] = []
  package var language: String?
  package var day = Date(timeIntervalSince1970: 0)
  package var marks: Set<QueryMark> = []

  package init() {}
}

extension Query {
  package func matches(_ story: Candidate) -> Bool {
    switch self {
    case .all: true
    case .not(let query): !query.matches(story)
    case .and(let queries): queries.allSatisfy { $0.matches(story) }
    case .or(let queries): queries.contains { $0.matches(story) }
    case .words(let phrase, .anywhere):
      [story.headline, story.text, story.byline].contains { phrase.matches($0) }
    case .words(let phrase, .title): phrase.matches(story.headline)
    case .words(let phrase, .byline): phrase.matches(story.byline)
    case .named(let phrase, let kind):
      story.names.contains { $0.kind == kind && phrase.matches($0) }
    case .source(let phrase): story.sources.contains { phrase.matches($0) }
    case .mark(let mark): story.marks.contains(mark)
    case .tag(let phrase): story.tags.contains { phrase.matches($0) }
    case .language(let code): story.language.map { isLanguage($0, code) } ?? false
    case .date(let stretch): stretch.contains(story.day)
    }
  }
}

extension Phrase {
  /// Whether a name has a spelling with these words, or is a country of this code.
  package func matches(_ name: Candidate.Name) -> Bool {
    name.spellings.contains { matches($0) } || isCode(of: name.key)
  }

  /// "ru" for the key "country:RU".
  package func isCode(of key: String) -> Bool {
    key.hasPrefix("country:") && typed.count == 2
      && key.dropFirst("country:".count).lowercased() == typed.lowercased()
  }
}

/// Whether a language is another, or a variety of it: "en-GB" is "en".
package func isLanguage(_ language: String, _ code: String) -> Bool {
  let (language, code) = (language.lowercased(), code.lowercased())
  return language == code || language.hasPrefix(code + "-") || language.hasPrefix(code + "_")
}
