// "By …" lines: the names of the writers, and their post.

/// One writer named in a byline; the ranges lie in the text.
public struct Byline: Hashable, Sendable {
  public let name: TextRange
  /// "shipping correspondent", "in Paris"; where the line says so.
  public let post: TextRange?
}
