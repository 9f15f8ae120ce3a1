// Where a story names somebody who is watched for, and how much it is about them.
package import FoundationEssentials
package import StoryParsing

/// A story that names somebody watched.
package struct WatchHit: Hashable, Sendable {
  /// How much the story has of the name.
  package enum Weight: String, Hashable, Sendable, Comparable {
    case about, named, once

    package static func < (one: Weight, other: Weight) -> Bool { one.rank < other.rank }

    private var rank: Int {
      switch self {
      case .about: 0
      case .named: 1
      case .once: 2
      }
    }
  }

  package let story: Int
  /// As it is watched for.
  package let name: String
  package let kind: EntityKind
  /// The first mention, in the text.
  package let mention: TextRange
  package let mentions: Int
  package let weight: Weight
  /// The sentence of the first mention, as a range and as one line.
  package let sentence: TextRange
  package let words: String
  package let headline: String
  package let published: Date?
}

/// Who of the watched names a story has, in order of the list.
package func watchHits(
  in story: Story, number: Int = 0, _ analysis: Analysis, for names: [WatchedName]
) -> [WatchHit] {
  names.compactMap { watched in
    let entities = Set(
      analysis.entities.indices.filter { watched.names(analysis.entities[$0]) })
    return watchHit(in: story, number: number, analysis, of: entities, as: watched.name)
  }
}

/// The hit of some of a story's entities taken together; nil where it mentions none of them.
package func watchHit(
  in story: Story, number: Int, _ analysis: Analysis, of entities: Set<Int>, as name: String
) -> WatchHit? {
  let own = analysis.mentions.filter { entities.contains($0.entity) }
  guard let first = own.first else { return nil }
  let sentence =
    analysis.sentences.first { $0.contains(first.range.start) } ?? first.range
  let salience = entities.map { analysis.entities[$0].salience }.max() ?? 0
  let isHeadline = analysis.paragraphs.contains {
    $0.role == .headline && $0.range.contains(first.range.start)
  }
  let weight: WatchHit.Weight =
    salience >= 0.6 || isHeadline && own.count > 1 ? .about : own.count > 1 ? .named : .once
  return WatchHit(
    story: number, name: name, kind: first.kind, mention: first.range, mentions: own.count,
    weight: weight, sentence: sentence,
    words: String(story.text[sentence].map { $0.isNewline ? " " : $0 }),
    headline: Listing(story: story, number: number).headline, published: story.published)
}
