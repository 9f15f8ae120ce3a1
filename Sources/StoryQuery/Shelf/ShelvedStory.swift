// A story as it is kept in memory, with what is asked of it most often.
import FoundationEssentials
import StoryParsing

/// A story on the shelf, and its row in the list.
struct ShelvedStory: Sendable {
  let story: Story
  let traits: FoldTraits
  /// The text folded in lower case, if that changes more of it than ASCII capitals and quotes.
  let fold: [UInt8]?
  let headline: String
  private(set) var byline: String
  /// What its day is where its source gave none.
  let arrived: Date?

  init(_ story: Story, arrived: Date?) {
    self.story = story
    self.arrived = arrived
    traits = withBytes(of: story.text) { foldTraits(of: $0) }
    fold = traits.contains(.letters) ? fitted(folded(story.text)) : nil
    headline = Listing(story: story, number: 0).headline
    byline = story.byline ?? ""
  }

  func listing(number: Int) -> Listing {
    Listing(
      id: story.id, number: number, headline: headline, source: story.source, byline: byline,
      published: story.published, length: story.text.utf8.count)
  }

  /// Takes the byline from what was found in the text, where the source gave none.
  ///
  /// - Returns: whether it is a new one.
  mutating func note(_ analysis: Analysis) -> Bool {
    guard byline.isEmpty, !analysis.bylines.isEmpty else { return false }
    byline = analysis.bylines.map { String(story.text[$0.name]) }.joined(separator: ", ")
    return true
  }
}

/// The same bytes in no more memory than they need.
private func fitted(_ bytes: [UInt8]) -> [UInt8] {
  Array(unsafeUninitializedCapacity: bytes.count) { room, count in
    count = room.initialize(fromContentsOf: bytes)
  }
}
