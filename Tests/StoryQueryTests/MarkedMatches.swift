// Text with its expected matches in braces.
import StoryParsing
import StoryQuery
import Testing

/// Expects a search to match in the braces of a text and nowhere else.
func expectMatches(
  _ typed: String, _ marked: String, _ syntax: TextPattern.Syntax = .literal,
  _ location: SourceLocation = #_sourceLocation
) throws {
  let (text, ranges) = unmarked(marked)
  let found = try TextPattern(typed, syntax: syntax).ranges(in: text)
  #expect(
    found == ranges, "\(typed) in \(marked): \(marking(found, in: text))", sourceLocation: location)
}

/// The text without its braces, and what stood between them.
func unmarked(_ marked: String) -> (text: String, ranges: [TextRange]) {
  var (text, ranges, start) = ([UInt8](), [TextRange](), 0)
  for byte in marked.utf8 {
    switch byte {
    case UInt8(ascii: "{"): start = text.count
    case UInt8(ascii: "}"): ranges.append(TextRange(start, text.count))
    default: text.append(byte)
    }
  }
  return (String(decoding: text, as: UTF8.self), ranges)
}

/// The text with braces around ranges.
func marking(_ ranges: [TextRange], in text: String) -> String {
  var (marked, at) = ("", 0)
  for range in ranges {
    marked += text[TextRange(at, range.start)] + "{" + text[range] + "}"
    at = range.end
  }
  return marked + text[TextRange(at, text.utf8.count)]
}
