// What one refresh of a source gave, and how it is made of what came.
import FoundationEssentials
package import StoryParsing

/// All that one refresh of a source gave: it is taken in whole, or not at all.
package struct SourceRefresh: Sendable {
  package enum Outcome: Sendable {
    /// What was read, which may have problems and no story at all.
    case read(Gathered)
    case unchanged
    /// Nothing came: what, and what now. The old stories stay.
    case failed(String)
    /// It was not asked.
    case resting(Rest)
    case cancelled
  }

  package let source: NamedSource
  /// How the source stands after it.
  package let state: FeedState
  package let outcome: Outcome

  /// `NAME: what, and what now`, where something is to be said.
  package var sentence: String? {
    switch outcome {
    case .failed(let message): "\(cleanLine(source.label)): \(message)"
    case .resting(.gone): "\(cleanLine(source.label)): \(FetchError.goneMessage)"
    case .read(let gathered):
      gathered.isBare
        ? gathered.problems.first.map { "\(cleanLine(source.label)): \($0.message)" } : nil
    case .unchanged, .resting, .cancelled: nil
    }
  }

  /// The same refresh, with other stories than came.
  package func giving(_ gathered: Gathered) -> SourceRefresh {
    SourceRefresh(source: source, state: state, outcome: .read(gathered))
  }
}

/// The stories of one source, after its rules.
package struct Gathered: Sendable {
  package var documents: [Document] = []
  package var stories: [Story] = []
  package var starred: Set<Story.ID> = []
  package var tags: [Story.ID: [String]] = [:]
  package var problems: [SourceError] = []
  /// Stories that the rules left out.
  package var leftOut = 0

  /// Whether nothing at all came that anyone could read.
  var isBare: Bool {
    stories.isEmpty && leftOut == 0 && documents.allSatisfy(\.subscriptions.isEmpty)
  }

  /// What the source calls itself; a folder of several files goes by none of their titles.
  package var title: String? {
    guard documents.count == 1, let title = documents[0].title, !title.isEmpty else { return nil }
    return title
  }

  /// Reads everything that sources hold, as the rules of a named source have it.
  package init(reading sources: [Source], for named: NamedSource) {
    var form = GivenForm(named.format)
    form.limits.story = named.limits.body
    readStories(from: sources, as: form) { arrival, _ in
      switch arrival {
      case .story(let story): take(story, named)
      case .problem(let problem): problems.append(problem)
      case .finished(let document): documents.append(document)
      }
      return true
    }
  }

  private mutating func take(_ story: Story, _ named: NamedSource) {
    guard named.rules.admit(story) else {
      leftOut += 1
      return
    }
    let story = named.name.map { story.from(source: $0) } ?? story
    stories.append(story)
    if named.rules.stars(story) { starred.insert(story.id) }
    let found = named.rules.tags(of: story)
    if !found.isEmpty { tags[story.id] = found }
  }
}

extension Story {
  /// The same story under the name that the reader gave its source.
  func from(source: String) -> Story {
    Story(
      id: id, text: text, markup: markup, byline: byline, published: published, source: source,
      address: address, updated: updated, language: language, extra: extra, enclosures: enclosures,
      content: content)
  }
}
