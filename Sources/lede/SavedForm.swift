// A story as it is saved or piped: text, Markdown or JSON lines.
import FoundationEssentials
package import StoryParsing

/// The form of a saved file, told by the ending of its name.
package enum SavedForm: Hashable, Sendable {
  case text, markdown, jsonLines, mbox, atom

  package init(path: String) {
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
    switch ending?.lowercased() {
    case "md", "markdown": self = .markdown
    case "jsonl", "ndjson", "json": self = .jsonLines
    case "mbox": self = .mbox
    case "atom", "xml": self = .atom
    default: self = .text
    }
  }

  /// What stands between two stories.
  var separator: String {
    switch self {
    case .text: "\n\n\n"
    case .markdown: "\n---\n\n"
    case .jsonLines, .mbox, .atom: ""
    }
  }

  /// What stands before all stories, and behind them.
  var frame: (head: String, tail: String) {
    switch self {
    case .atom: (atomHead, atomTail)
    case .text, .markdown, .jsonLines, .mbox: ("", "")
    }
  }

  /// All stories in one text.
  package func write(_ stories: [Story]) -> String {
    frame.head + stories.map(write).joined(separator: separator) + frame.tail
  }

  /// One story, without what stands around all.
  func write(_ story: Story) -> String {
    switch self {
    case .text: writeText(story)
    case .markdown: writeMarkdown(story)
    case .jsonLines: writeLine(story)
    case .mbox: mailMessage(of: story)
    case .atom: atomEntry(of: story)
    }
  }

  /// Headline, where it is from, then the paragraphs with blank lines between them.
  private func writeText(_ story: Story) -> String {
    let parts = [paragraphs(of: story).first, origin(of: story)].compactMap { $0 }
    return (parts + paragraphs(of: story).dropFirst()).joined(separator: "\n\n") + "\n"
  }

  private func writeMarkdown(_ story: Story) -> String {
    let written = paragraphs(of: story).map(escaped)
    let head = written.first.map { "# \($0)" }
    let link = story.link.map { "<\($0.absoluteString)>" }
    let parts = [head, origin(of: story).map { "*\(escaped($0))*" }].compactMap { $0 }
    return (parts + written.dropFirst() + [link].compactMap { $0 }).joined(separator: "\n\n")
      + "\n"
  }

  private func paragraphs(of story: Story) -> [String] {
    story.text.split(separator: "\n").map(String.init)
  }

  /// Source, byline and date in one line.
  private func origin(of story: Story) -> String? {
    let day = story.published?.formatted(Date.ISO8601FormatStyle().year().month().day())
    let parts = [story.source, story.byline ?? "", day ?? ""].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// What would be mark-up in Markdown as the plain text that it is.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]<>#|~".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    // A line that begins as a list item would be one.
    if let first = text.first, "-+".contains(first) { return "\\" + escaped }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, text.dropFirst(digits.count).first == "." {
      return digits + "\\" + escaped.dropFirst(digits.count)
    }
    return escaped
  }

  /// A line that lede reads again as the same story.
  private struct Line: Encodable {
    let id, source: String
    let byline, published, link: String?
    let text: String
  }

  private func writeLine(_ story: Story) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      id: story.id.name, source: story.source, byline: story.byline,
      published: story.published?.formatted(.iso8601), link: story.address,
      text: story.text)
    guard let bytes = try? encoder.encode(line) else { return "" }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
