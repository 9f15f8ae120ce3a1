// A paragraph and the part it plays in a story.

/// One line of the text, and what it is.
public struct Paragraph: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case headline, deck, byline, dateline, lede, body, subhead, caption, list, boilerplate
  }

  public let range: TextRange
  public let role: Role

  public init(_ role: Role, _ range: TextRange) {
    self.role = role
    self.range = range
  }
}
