// The parsed question.
package import FoundationEssentials
package import StoryParsing

/// What stories are asked for.
package indirect enum Query: Hashable, Sendable {
  /// Every story: what nothing typed, or nothing yet, asks for.
  case all
  case not(Query)
  case and([Query])
  case or([Query])
  case words(Phrase, in: TextField)
  /// A name of this kind with a spelling that has the words.
  case named(Phrase, EntityKind)
  case source(Phrase)
  case mark(QueryMark)
  case tag(Phrase)
  /// "en" for "en-GB" too.
  case language(String)
  /// Published, or else arrived, in this stretch of time.
  case date(DateStretch)

  /// Where words are looked for.
  package enum TextField: Hashable, Sendable {
    /// Headline, text and byline, each by itself.
    case anywhere
    case title, byline
  }
}

/// What `is:` asks for.
package enum QueryMark: String, Hashable, Sendable, CaseIterable {
  case unread, read, starred, tagged, noted, rewritten
}

/// From one moment up to, and without, another; nil is without end.
package struct DateStretch: Hashable, Sendable {
  package let start, end: Date?

  package init(from start: Date?, to end: Date?) {
    self.start = start
    self.end = end
  }

  package func contains(_ date: Date) -> Bool {
    (start.map { $0 <= date } ?? true) && (end.map { date < $0 } ?? true)
  }
}

/// The fields of the query language, as they are typed.
package enum QueryField: String, Hashable, Sendable, CaseIterable {
  case title, from, person, org, country, place, date, `is`, tag, source, lang

  /// What follows it, in a few words.
  package var help: String {
    switch self {
    case .title: "words of the headline"
    case .from: "who wrote it"
    case .person: "a person who is named"
    case .org: "an organisation that is named"
    case .country: "a country that is named, or its code: RU"
    case .place: "a place that is named"
    case .date: "yesterday, 2023, 2023-03, 2023-03-05, <2w, >1y, monday, march"
    case .is: QueryMark.allCases.map(\.rawValue).joined(separator: ", ")
    case .tag: "a tag"
    case .source: "a source's name"
    case .lang: "a language's code: en"
    }
  }
}

/// Why a query could not be read.
package struct QueryError: Error, Hashable, Sendable {
  /// One clause: "no field “titel”".
  package let reason: String
  /// Where in what was typed, in characters.
  package let position: Int

  package var sentence: String { "character \(position + 1): \(reason)" }
}
