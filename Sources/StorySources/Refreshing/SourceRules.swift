// What of a source is taken in, and what is marked as it comes.
package import StoryParsing
import StoryQuery

/// Words by which the stories of a source are left out, starred or tagged.
///
/// A rule's words are looked for as a search looks for them: a capital makes case matter.
package struct SourceRules: Hashable, Sendable {
  /// Only stories that have one of these; all if there are none.
  package var include: [String] = []
  package var exclude: [String] = []
  package var star: [String] = []
  /// For each tag, words that give it.
  package var tags: [String: [String]] = [:]

  package init() {}

  package var isEmpty: Bool { self == SourceRules() }

  /// Whether a story is taken in.
  package func admit(_ story: Story) -> Bool {
    (include.isEmpty || has(story, anyOf: include)) && !has(story, anyOf: exclude)
  }

  package func stars(_ story: Story) -> Bool { has(story, anyOf: star) }

  /// The tags of a story, in order of name.
  package func tags(of story: Story) -> [String] {
    tags.keys.sorted().filter { has(story, anyOf: tags[$0] ?? []) }
  }

  private func has(_ story: Story, anyOf words: [String]) -> Bool {
    words.contains { words in
      let pattern = TextPattern(literal: words)
      return [story.text, story.byline ?? "", story.source].contains { pattern.matches($0) }
    }
  }
}
