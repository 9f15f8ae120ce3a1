// One place where a search matched, with a line around it.
package import FoundationEssentials
package import StoryParsing

/// A match in a story's text, and the words around it.
package struct TextHit: Hashable, Sendable {
  package let story: Int
  package let range: TextRange
  /// About 160 characters of the paragraph, cut at words.
  package let context: String
  /// Where the match lies in the context; to its end where the match is longer than that.
  package let matchInContext: TextRange
  /// When the story was published.
  package let published: Date?

  private static let before = 60
  private static let length = 160
  private static let ellipsis = Array("…".utf8)

  init(
    story: Int, range: TextRange, in text: UnsafeBufferPointer<UInt8>, published: Date?
  ) {
    self.story = story
    self.published = published
    self.range = range
    let start = Self.start(before: range.start, in: text)
    let end = Self.end(after: range, from: start, in: text)
    let isCut = start > 0 && text[start - 1] != 10
    let isCutAfter = end < text.count && text[end] != 10
    context = Self.context(text[start..<end], isCut, isCutAfter)
    let shift = (isCut ? Self.ellipsis.count : 0) - start
    matchInContext = TextRange(range.start + shift, min(range.end, end) + shift)
  }

  /// The first places in a kept story's text that a query names, or else its beginning.
  ///
  /// - Parameter number: the story's, below 0.
  package static func hits(
    of query: Query, in story: Story, _ number: Int, limit: Int
  ) -> [TextHit] {
    hits(of: query.marks, in: story, number, limit: limit)
  }

  /// Where marks stand in a text; its beginning where none does.
  static func hits(
    of marks: QueryMarks, in story: Story, _ number: Int, limit: Int
  ) -> [TextHit] {
    withBytes(of: story.text) { bytes in
      let ranges = marks.ranges(in: bytes, limit: limit)
      let shown = ranges.isEmpty ? [TextRange(0, 0)] : Array(ranges.prefix(limit))
      return shown.map {
        TextHit(story: number, range: $0, in: bytes, published: story.published)
      }
    }
  }

  /// Made in one piece: a common word has thousands of these.
  private static func context(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, _ isCutBefore: Bool, _ isCutAfter: Bool
  ) -> String {
    String(unsafeUninitializedCapacity: text.count + 2 * ellipsis.count) { room in
      var at = 0
      if isCutBefore { at = room.update(fromContentsOf: ellipsis) }
      at = room[at...].update(fromContentsOf: text)
      if isCutAfter { at = room[at...].update(fromContentsOf: ellipsis) }
      return at
    }
  }

  /// Up to so many characters back in the line, then on to a word's start.
  private static func start(before match: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (at, left) = (match, before)
    while at > 0, text[at - 1] != 10, left > 0 {
      at -= 1
      if isCharacterStart(text[at]) { left -= 1 }
    }
    guard at > 0, text[at - 1] != 10, text[at - 1] != 32 else { return at }
    while at > 0, !isCharacterStart(text[at]) { at -= 1 }
    return text[at..<match].firstIndex(of: 32).map { $0 + 1 } ?? at
  }

  /// What is left of the length, then back to a word's end.
  private static func end(
    after match: TextRange, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var (at, left) = (start, length)
    while at < text.count, text[at] != 10 {
      if isCharacterStart(text[at]) {
        guard left > 0 else { break }
        left -= 1
      }
      at += 1
    }
    guard at < text.count, text[at] != 10, text[at] != 32, at > match.end else { return at }
    return text[match.end..<at].lastIndex(of: 32) ?? at
  }

  private static func isCharacterStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
