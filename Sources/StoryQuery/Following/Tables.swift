// What is known of a name as lines of a table, the same counts as on the screen.
import FoundationEssentials
import StoryParsing

extension ConcordanceLine {
  package static let columns = [
    "date", "source", "headline", "link", "start", "end", "from", "to", "left", "name", "right",
  ]

  /// One line of a table; offsets count UTF-8 bytes.
  package func fields(citing citation: Citation) -> [String] {
    citation.fields.dropLast() + [String(left), String(spelling), String(right)]
  }
}

extension NamedWith {
  package static let columns = [
    "kind", "name", "key", "paragraphs", "chance", "score", "stories", "chance", "score",
  ]

  package var fields: [String] {
    [kind.rawValue, name, key] + paragraphs.fields + stories.fields
  }
}

extension Together {
  fileprivate var fields: [String] { ["\(count)", rounded(expected), rounded(score)] }

  /// Two places behind the point.
  private func rounded(_ number: Double) -> String {
    let hundredths = Int((min(max(number, -1e12), 1e12) * 100).rounded())
    let digits = String(abs(hundredths % 100))
    let sign = hundredths < 0 ? "-" : ""
    return "\(sign)\(abs(hundredths) / 100).\(digits.count == 1 ? "0" : "")\(digits)"
  }
}

extension Timeline {
  package static let columns = ["from", "mentions", "stories"]

  /// A line for each column with mentions, and one without a date for stories that have none.
  package var rows: [[String]] {
    columns.map { [step.label($0.start), "\($0.mentions)", "\($0.stories)"] }
      + (undatedStories == 0 ? [] : [["", "\(undatedMentions)", "\(undatedStories)"]])
  }
}

extension NameCard {
  package static let columns = ["what", "text", "mentions", "stories", "from", "to"]

  /// A line for each fact: the name itself, first and last mention, spellings, roles, company,
  /// sources.
  package var rows: [[String]] {
    let own = row("name", name, mentions: mentions, stories: stories, from: first, to: last)
    let written = spellings.map {
      row("spelling", $0.text, mentions: $0.mentions, stories: $0.stories)
    }
    let posts = roles.map { role in
      ["role", role.text, "", "\(role.stories)", day(role.first), day(role.last)]
    }
    let others = company.filter { $0.paragraphs.count > 0 }.map { other in
      row("with", other.name, mentions: other.paragraphs.count, stories: other.stories.count)
    }
    let titles = sources.map { row("source", $0.title, stories: $0.stories) }
    return [own]
      + [("first", first), ("last", last)].compactMap { what, place in
        place.map { [what, $0.headline, "", "", day($0.published), ""] }
      } + written + posts + others + titles
  }

  private func row(
    _ what: String, _ text: String, mentions: Int? = nil, stories: Int, from: Place? = nil,
    to: Place? = nil
  ) -> [String] {
    [
      what, text, mentions.map(String.init) ?? "", "\(stories)", day(from?.published),
      day(to?.published),
    ]
  }

  private func day(_ date: Date?) -> String { date.map { Day($0).iso } ?? "" }
}
