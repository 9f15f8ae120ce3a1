// Stories as a feed that other readers can take.
import FoundationEssentials
import StoryArchive
import StoryParsing

let atomHead = """
  <?xml version="1.0" encoding="utf-8"?>
  <feed xmlns="http://www.w3.org/2005/Atom">
  <id>urn:lede:export</id>
  <title>Stories kept by lede</title>
  <updated>1970-01-01T00:00:00Z</updated>

  """
let atomTail = "</feed>\n"

/// One entry, its text as paragraphs.
func atomEntry(of story: Story) -> String {
  let paragraphs = story.text.split(separator: "\n").map(String.init)
  let date = (story.updated ?? story.published ?? Date(timeIntervalSince1970: 0))
    .formatted(.iso8601)
  let name = Fingerprint(of: story.id.source + "\u{0}" + story.id.name)
  var lines = [
    "<entry>", "<id>urn:lede:\(name)</id>", "<title>\(escaped(paragraphs.first ?? ""))</title>",
    "<updated>\(date)</updated>",
  ]
  if let published = story.published {
    lines.append("<published>\(published.formatted(.iso8601))</published>")
  }
  lines.append("<author><name>\(escaped(story.byline ?? story.source))</name></author>")
  if !story.source.isEmpty { lines.append("<category term=\"\(escaped(story.source))\"/>") }
  if let link = story.link { lines.append("<link href=\"\(escaped(link.absoluteString))\"/>") }
  let body = paragraphs.dropFirst().map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
  lines += ["<content type=\"html\">\(escaped(body))</content>", "</entry>"]
  return lines.joined(separator: "\n") + "\n"
}

private func escaped(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { escaped, scalar in
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
}
