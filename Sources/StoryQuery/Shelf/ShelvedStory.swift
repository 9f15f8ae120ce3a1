// A story as it is kept in memory, with what is asked of it most often.
import FoundationEssentials
import StoryParsing

/// A story on the shelf, and its row in the list.
struct ShelvedStory: Sendable {
  let story: Story
  let traits: FoldTraits
  let headline: String
  private(set) var byline: String
  /// Headline, byline and source on a line each, folded: what narrowing looks at.
  private(set) var head: [UInt8]

  init(_ story: Story) {
    self.story = story
    traits = withBytes(of: story.text) { foldTraits(of: $0) }
    headline = Listing(story: story, number: 0).headline
    byline = story.byline ?? ""
    head = []
    head = folded(shownHead)
  }

  /// What narrowing looks at, as it is shown.
  var shownHead: String { "\(headline)\n\(byline)\n\(story.source)" }

  func listing(number: Int) -> Listing {
    Listing(
      id: story.id, number: number, headline: headline, source: story.source, byline: byline,
      published: story.published, length: story.text.utf8.count)
  }

  /// Takes the byline from what was found in the text, where the source gave none.
  mutating func note(_ analysis: Analysis) {
    guard story.byline == nil, !analysis.bylines.isEmpty else { return }
    byline = analysis.bylines.map { String(story.text[$0.name]) }.joined(separator: ", ")
    head = folded(shownHead)
  }
}
