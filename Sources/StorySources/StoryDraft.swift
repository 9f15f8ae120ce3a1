// The parts of a story as a format gives them → the story.
import FoundationEssentials
import StoryParsing

/// A date that says nothing to lede, and where it stands.
struct UnreadDate {
  let field: String
  let value: String
  /// Nil where the story says nothing of lines.
  let line: Int?
  var column: Int?
}

/// What a format read of one story, before it becomes one text.
struct StoryDraft {
  var id: String?
  var headline: String?
  var deck: String?
  var byline: String?
  var source: String?
  var published: Date?
  var updated: Date?
  var unreadDates: [UnreadDate] = []
  var link: String?
  var language: String?
  /// The text of one JSON object, or "".
  var extra = ""
  var enclosures: [Enclosure] = []
  /// The mark-up as it was, for `lede parse`.
  var content: String?
  var paragraphs = Paragraphs()

  /// Gives a story without headline its first sentence for one.
  mutating func headWithFirstSentence() {
    if headline?.trimmed.isEmpty ?? true { paragraphs.makeFirstSentenceHeadline() }
  }

  /// The story: headline, deck and byline where they were given, then one paragraph a line.
  func story(id: Story.ID) -> Story {
    var text = StoryText(capacity: paragraphs.bytes.count + 256)
    let opening = openingLines()
    for (line, kind) in opening { text.append(line, as: kind) }
    let isRepeated = headline.map { paragraphs.first == cleanLine($0) } ?? false
    text.append(paragraphs, droppingFirst: isRepeated)
    return makeStory(id: id, text: text.text, markup: text.markup)
  }

  /// The story with a text that stands exactly as it was given, after a headline if that is not
  /// already its first line.
  func story(id: Story.ID, exactly body: String) -> Story {
    guard let headline = headline.map(oneLine), !headline.isEmpty else {
      return makeStory(id: id, text: body, markup: [])
    }
    let isFirstLine =
      body.utf8.starts(with: headline.utf8)
      && (body.utf8.dropFirst(headline.utf8.count).first.map {
        $0 == lineFeed || $0 == carriageReturn
      } ?? true)
    let text = isFirstLine ? body : headline + "\n" + body
    let marked = Markup(.headline, TextRange(0, headline.utf8.count))
    return makeStory(id: id, text: text, markup: [marked])
  }

  private func makeStory(id: Story.ID, text: String, markup: [Markup]) -> Story {
    Story(
      id: id, text: text, markup: markup, byline: byline.map(cleanLine), published: published,
      source: source.map(cleanLine) ?? "", address: link.flatMap(storyAddress), updated: updated,
      language: language, extra: extra, enclosures: enclosures, content: content)
  }

  /// Headline, deck and byline, but for those that the text has already.
  private func openingLines() -> [(String, Markup.Kind)] {
    var lines: [(String, Markup.Kind)] = []
    if let headline { lines.append((cleanLine(headline).trimmed, .headline)) }
    if let deck { lines.append((cleanLine(deck).trimmed, .deck)) }
    if let byline = byline.map({ cleanLine($0).trimmed }), !byline.isEmpty {
      let line = byline.lowercased().hasPrefix("by ") ? byline : "By \(byline)"
      if !paragraphs.beginning(4).contains(line) { lines.append((line, .byline)) }
    }
    return lines.filter { !$0.0.isEmpty }
  }
}

/// A text in the making: lines of one paragraph each, and what is marked in them.
private struct StoryText {
  private var bytes: [UInt8] = []
  private(set) var markup: [Markup] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ line: String, as kind: Markup.Kind) {
    if !bytes.isEmpty { bytes.append(lineFeed) }
    markup.append(Markup(kind, TextRange(bytes.count, bytes.count + line.utf8.count)))
    bytes.append(contentsOf: line.utf8)
  }

  mutating func append(_ paragraphs: Paragraphs, droppingFirst: Bool) {
    let dropped = droppingFirst ? paragraphs.firstEnd + 1 : 0
    guard dropped < paragraphs.bytes.count else { return }
    if !bytes.isEmpty { bytes.append(lineFeed) }
    let moved = bytes.count - dropped
    for mark in paragraphs.markup where mark.range.start >= dropped {
      if mark.kind == .headline && !markup.isEmpty { continue }
      markup.append(Markup(mark.kind, TextRange(mark.range.start + moved, mark.range.end + moved)))
    }
    bytes.append(contentsOf: paragraphs.bytes[dropped...])
  }
}

/// An address as it was given, if it is one.
func webAddress(_ text: String) -> URL? {
  let text = text.trimmed
  guard !text.isEmpty, text.utf8.count <= 8_192 else { return nil }
  return URL(string: text)
}

/// The address of a story's page, if it is one.
private func storyAddress(_ text: String) -> String? {
  let text = text.trimmed
  return isWhole(text) ? text : webAddress(text)?.absoluteString
}

/// Line ends made spaces, everything else as it was.
private func oneLine(_ text: String) -> String {
  String(
    decoding: text.utf8.map { $0 == lineFeed || $0 == carriageReturn ? space : $0 }, as: UTF8.self)
}

extension StringProtocol {
  /// Whether nothing but blanks is in it.
  var isBlank: Bool { !utf8.contains { $0 > space } }

  /// Without blanks and line ends at both ends.
  var trimmed: String {
    let bytes = Substring(self).utf8
    guard let first = bytes.firstIndex(where: { $0 > space }),
      let last = bytes.lastIndex(where: { $0 > space })
    else { return "" }
    return String(Substring(bytes[first...last]))
  }
}
