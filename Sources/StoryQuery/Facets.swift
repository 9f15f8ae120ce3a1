// Who and what a set of stories is about, in numbers.
package import FoundationEssentials
package import StoryParsing

/// How many of some stories name whom, come from where, and are of which month.
package struct Facets: Hashable, Sendable {
  package enum Group: Hashable, Sendable {
    case name(EntityKind)
    case source, month

    /// As it is typed before the value.
    package var field: QueryField {
      switch self {
      case .name(.person): .person
      case .name(.country): .country
      case .name(.organisation): .org
      case .name(.place): .place
      case .source: .source
      case .month: .date
      }
    }

    package var heading: String {
      switch self {
      case .name(let kind): kind.heading
      case .source: "Sources"
      case .month: "Months"
      }
    }

    package static let all: [Group] = EntityKind.allCases.map(Group.name) + [.source, .month]
  }

  /// One value, and how many stories have it.
  package struct Row: Hashable, Sendable {
    package let group: Group
    package let value: String
    package let stories: Int

    package init(_ group: Group, _ value: String, stories: Int) {
      (self.group, self.value, self.stories) = (group, value, stories)
    }

    /// What narrows to just these stories.
    package var query: String {
      let plain = value.filter { $0 != "\"" }
      return "\(group.field.rawValue):" + (group == .month ? plain : "\"\(plain)\"")
    }

    /// The same, of a name.
    package var nameQuery: Query? {
      guard case .name(let kind) = group else { return nil }
      let phrase = Phrase(value)
      return phrase.isEmpty ? nil : .named(phrase, kind)
    }
  }

  /// Of each group those of most stories first; months the newest first.
  package var rows: [Row] = []
  /// Stories that were counted, and stories there are.
  package var counted = 0
  package var stories = 0

  package init() {}

  /// The rows of one group out of counts.
  package static func rows(
    _ group: Group, _ counts: [String: Int], most: Int = 50
  ) -> [Row] {
    let rows = counts.filter { !$0.key.isEmpty }.map { Row(group, $0.key, stories: $0.value) }
    let sorted =
      group == .month
      ? rows.sorted { $0.value > $1.value }
      : rows.sorted { ($1.stories, $0.value) < ($0.stories, $1.value) }
    return group == .month ? sorted : Array(sorted.prefix(most))
  }

  /// "2023-03", or nothing for no date.
  package static func month(of date: Date?) -> String {
    date.map { String($0.formatted(.iso8601.year().month().day()).prefix(7)) } ?? ""
  }
}

extension Shelf {
  /// What some stories of the shelf are about.
  package func facets(of numbers: [Int32]) -> Facets {
    var (sources, months) = ([String: Int](), [String: Int]())
    for number in numbers {
      guard let story = story(Int(number)) else { continue }
      sources[story.source, default: 0] += 1
      months[Facets.month(of: story.published), default: 0] += 1
    }
    let (names, shown) = (names(of: numbers), NumberSet(numbers))
    var facets = Facets()
    (facets.counted, facets.stories) = (numbers.count, numbers.count)
    for kind in EntityKind.allCases {
      facets.rows += names.lazy.filter { $0.kind == kind }.prefix(50).map { name in
        recounted(Facets.Row(.name(kind), name.name, stories: name.stories), among: shown)
      }
    }
    facets.rows += Facets.rows(.source, sources) + Facets.rows(.month, months)
    return facets
  }

  /// With the number of stories that narrowing to it finds.
  private func recounted(_ row: Facets.Row, among shown: NumberSet) -> Facets.Row {
    guard let query = row.nameQuery else { return row }
    var found = stories(query)
    found.formIntersection(shown)
    return Facets.Row(row.group, row.value, stories: found.count)
  }
}
