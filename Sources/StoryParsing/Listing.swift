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

extension Listing {
  /// The row of a story that was just read.
  public init(story: Story, number: Int) {
    self.init(
      id: story.id, number: number, headline: listedHeadline(of: story), source: story.source,
      byline: story.byline ?? "", published: story.published, length: story.text.utf8.count)
  }
}

/// The headline, or what stands for it: a short first line, else the first sentence.
///
/// It is one line, and at most 300 bytes long.
private func listedHeadline(of story: Story) -> String {
  if let marked = story.markup.first(where: { $0.kind == .headline }), !marked.range.isEmpty {
    return cut(story.text[marked.range].utf8)
  }
  let text = story.text.utf8.drop { $0 == 0x0A || $0 == 0x20 }
  let line = text.prefix(longestHeadline + 1).prefix { $0 != 0x0A }
  if line.count <= 120 { return String(Substring(line)) }
  return cut(firstSentence(of: line))
}

private let longestHeadline = 300

/// The beginning of a line up to the first full stop that ends a sentence.
private func firstSentence(of line: Substring.UTF8View) -> Substring.UTF8View {
  var word = 0
  var previous = UInt8(0x20)
  for index in line.indices {
    let byte = line[index]
    // A stop after one or two letters ends an initial or a title: “J. B.”, “Mr.”, “U.S.”
    let isStop = previous == 0x2E && word > 2 || previous == 0x21 || previous == 0x3F
    if byte == 0x20 && isStop { return line[..<index] }
    if byte != 0x2E { word = byte == 0x20 || previous == 0x2E ? 0 : word + 1 }
    previous = byte
  }
  return line
}

/// At most the longest headline, cut between characters.
private func cut(_ text: Substring.UTF8View) -> String {
  guard text.count > longestHeadline else { return String(Substring(text)) }
  var end = text.index(text.startIndex, offsetBy: longestHeadline - 3)
  while text[end] & 0xC0 == 0x80 { end = text.index(before: end) }
  return String(Substring(text[..<end])) + "…"
}
