// The same generated stories in the format of each program that is measured.
import FoundationEssentials
import StoryParsing

/// A number of stories, written out for lede and its peers.
struct BenchStories {
  /// The first word of the first headline, and so what shows that a list is on the screen.
  static let sight = "Lanternfish"
  static let words = 400
  /// The first story is long enough to be paged through.
  private static let wordsOfFirst = 8000

  let count: Int
  let lines, feed, text, headlines, table, history: String

  /// Writes all formats; the first story is the newest.
  init(_ count: Int, into folder: BenchFolder) throws {
    self.count = count
    lines = folder["stories-\(count).jsonl"]
    feed = folder["feed-\(count).xml"]
    text = folder["text-\(count).txt"]
    headlines = folder["headlines-\(count).txt"]
    table = folder["table-\(count)"]
    history = folder["history-\(count)"]
    try write()
  }

  private func write() throws {
    let files = try [lines, feed, text, headlines, table, history].map(BenchFile.init)
    let formats = [jsonLine, feedItem, plainText, headline, tableRow, commit]
    files[1].write(feedHead)
    let first = Self.first
    for (file, format) in zip(files, formats) { file.write(format(first)) }
    for story in StoryGenerator(count: count - 1, words: Self.words) {
      let draft = Draft(story)
      for (file, format) in zip(files, formats) { file.write(format(draft)) }
    }
    files[1].write("</channel></rss>\n")
    // The newest commit is the one that comes last.
    files[5].write(commit(first))
  }

  private static var first: Draft {
    var draft = Draft(
      id: "0", headline: sight, source: "Harbour Press Association",
      published: Date(timeIntervalSinceReferenceDate: 800_000_000))
    for story in StoryGenerator(count: 1, words: wordsOfFirst, seed: 2) {
      draft.headline += " " + Draft(story).headline
      draft.paragraphs = Draft(story).paragraphs
    }
    return draft
  }
}

/// One story, not yet in any format.
private struct Draft {
  let id: String
  var headline: String
  let source: String
  let published: Date
  var paragraphs: [String] = []

  var time: Int { Int(published.timeIntervalSince1970) }
}

extension Draft {
  init(_ story: Story) {
    let lines = story.text.split(separator: "\n").map(String.init)
    id = story.id.name
    headline = lines[0]
    source = story.source
    published = story.published ?? .distantPast
    paragraphs = Array(lines.dropFirst())
  }
}

private func jsonLine(_ story: Draft) -> String {
  let fields = [
    ("id", story.id), ("headline", story.headline), ("source", story.source),
    ("published", story.published.formatted(.iso8601)),
    ("text", story.paragraphs.joined(separator: "\n")),
  ]
  return "{" + fields.map { "\"\($0)\": \(quoted($1))" }.joined(separator: ", ") + "}\n"
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for character in text.unicodeScalars {
    switch character {
    case "\"", "\\": result += "\\\(character)"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(character)
    }
  }
  return result + "\""
}

private let feedHead = """
  <?xml version="1.0" encoding="UTF-8"?>
  <rss version="2.0"><channel><title>\(BenchStories.sight)</title>
  <link>http://localhost/</link><description>Generated stories</description>

  """

private func feedItem(_ story: Draft) -> String {
  let body = story.paragraphs.map { "<p>\(escaped($0))</p>" }.joined()
  return """
    <item><guid>\(story.id)</guid><title>\(escaped(story.headline))</title>
    <link>http://localhost/\(story.id)</link><pubDate>\(feedDate(story))</pubDate>
    <description>\(escaped(body))</description></item>

    """
}

private func escaped(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}

/// “01 Mar 2020 07:00:00 GMT”, as feeds write it.
private func feedDate(_ story: Draft) -> String {
  let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ")
  let parts = story.published.formatted(.iso8601).split { "-TZ".contains($0) }
  return "\(parts[2]) \(months[(Int(parts[1]) ?? 1) - 1]) \(parts[0]) \(parts[3]) GMT"
}

private func plainText(_ story: Draft) -> String {
  ([story.headline] + story.paragraphs).map { wrapped($0) + "\n\n" }.joined() + "\n"
}

/// At most 72 columns a line, as lede sets text.
private func wrapped(_ paragraph: String) -> String {
  var (result, column) = ("", 0)
  for word in paragraph.split(separator: " ") {
    let width = word.unicodeScalars.count
    let breaks = column > 0 && column + 1 + width > 72
    result += column == 0 ? "" : breaks ? "\n" : " "
    column = breaks || column == 0 ? width : column + 1 + width
    result += word
  }
  return result
}

private func headline(_ story: Draft) -> String { "\(story.headline)\t\(story.source)\n" }

/// A row of sfeed's: time, headline, link, text, its type, name, writer, enclosure, category.
private func tableRow(_ story: Draft) -> String {
  let link = "http://localhost/\(story.id)"
  return "\(story.time)\t\(story.headline)\t\(link)\t\ttext\t\(story.id)\t\(story.source)\t\t\n"
}

/// A commit for `git fast-import`; only the first story's has the text.
private func commit(_ story: Draft) -> String {
  let text = story.id == "0" ? plainText(story) : ""
  let message = story.headline + "\n\n" + text
  return """
    commit refs/heads/main
    committer \(story.source) <wire@localhost> \(story.time) +0000
    data \(message.utf8.count)
    \(message)

    """
}
