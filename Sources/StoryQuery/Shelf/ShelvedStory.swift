// A story as it is kept in memory, with what is asked of it most often.
import FoundationEssentials
import StoryParsing

/// A story on the shelf, and its row in the list.
struct ShelvedStory: Sendable {
  let story: Story
  let traits: FoldTraits
  /// The text folded in lower case, if that changes more of it than ASCII capitals and quotes.
  let fold: [UInt8]?
  private(set) var byline: String
  /// What its day is where its source gave none.
  let arrived: Date?
  /// Where the headline stands in the text, and the headline itself where it does not.
  private let headlineRange: TextRange
  private let ownHeadline: String?

  init(_ story: Story, arrived: Date?) {
    self.story = story
    self.arrived = arrived
    traits = withBytes(of: story.text) { foldTraits(of: $0) }
    fold = traits.contains(.letters) ? fitted(folded(story.text)) : nil
    byline = story.byline ?? ""
    let headline = Listing(story: story, number: 0).headline
    let given = story.markup.first { $0.kind == .headline && !$0.range.isEmpty }
    let start = given?.range.start ?? story.text.utf8.prefix { $0 == 0x0A || $0 == 0x20 }.count
    let isThere = story.text.utf8.dropFirst(start).starts(with: headline.utf8)
    headlineRange = isThere ? TextRange(start, start + headline.utf8.count) : TextRange(0, 0)
    ownHeadline = isThere ? nil : headline
  }

  var headline: String { ownHeadline ?? String(story.text[headlineRange]) }

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

/// The same list in no more memory than it needs.
func fitted<Element>(_ list: [Element]) -> [Element] {
  Array(unsafeUninitializedCapacity: list.count) { room, count in
    count = room.initialize(fromContentsOf: list)
  }
}
