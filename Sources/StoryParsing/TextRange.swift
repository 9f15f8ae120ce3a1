// A stretch of text, and how to slice a string by it.

/// A stretch of a story's text, counted in UTF-8 bytes from its start; the end is not part of it.
public struct TextRange: Hashable, Sendable {
  public let start: Int
  public let end: Int

  /// A range over `start..<end`, in UTF-8 bytes.
  ///
  /// - Precondition: `0 <= start <= end`.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a range is made in order")
    self.start = start
    self.end = end
  }

  /// Length in UTF-8 bytes.
  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two share at least one byte.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
}

extension String {
  /// The text of a range; constant time, since offsets and storage are both UTF-8.
  public subscript(range: TextRange) -> Substring {
    let first = utf8.index(utf8.startIndex, offsetBy: range.start)
    return self[first..<utf8.index(first, offsetBy: range.count)]
  }
}
