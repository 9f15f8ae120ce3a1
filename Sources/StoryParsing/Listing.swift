// What the story list shows of a story.
public import FoundationEssentials

/// A row of the story list: what is needed to show a story without its text.
public struct Listing: Hashable, Sendable, Identifiable {
  public let id: Story.ID
  /// The story's number in this run, in order of arrival from 0.
  public let number: Int
  /// The headline, or the first sentence where there is none.
  public let headline: String
  public let source: String
  public let byline: String
  public let published: Date?
  /// Length of the text in UTF-8 bytes.
  public let length: Int

  public init(
    id: Story.ID, number: Int, headline: String, source: String, byline: String = "",
    published: Date? = nil, length: Int = 0
  ) {
    self.id = id
    self.number = number
    self.headline = headline
    self.source = source
    self.byline = byline
    self.published = published
    self.length = length
  }
}
