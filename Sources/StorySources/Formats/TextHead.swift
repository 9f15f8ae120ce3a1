// The `Key: value` head of a plain text.
import StoryParsing

/// The lines `Key: value` before a story's first blank line, or two known ones before its headline.
struct TextHead {
  private enum Key {
    case id, headline, deck, byline, source, published, updated, link, language, encoding
  }

  private(set) var fields: [(name: String, value: String, line: Int)] = []
  /// Bytes of the head and of the blank line that ends it, if one does.
  private(set) var length = 0

  /// Nil where the text begins with something else: a headline such as “Putin: no talks” is none.
  init?(of text: String) {
    var next = text.utf8.startIndex
    var number = 0
    while next < text.utf8.endIndex {
      let start = next
      let end = text.utf8[next...].firstIndex(of: lineFeed) ?? text.utf8.endIndex
      let line = Substring(text.utf8[next..<end])
      number += 1
      next = end == text.utf8.endIndex ? end : text.utf8.index(after: end)
      if line.utf8.allSatisfy({ $0 == space }) {
        // Blank lines may stand before a head.
        if fields.isEmpty { continue }
        break
      }
      guard fields.count < 64, add(line, number: number) else {
        guard fields.count > 1, knownFields.count == fields.count else { return nil }
        next = start
        break
      }
    }
    guard isCertain else { return nil }
    length = text.utf8.distance(from: text.utf8.startIndex, to: next)
  }

  /// Adds a line, which may go on the one before; false if it is no line of a head.
  private mutating func add(_ line: Substring, number: Int) -> Bool {
    if line.utf8.first == space, let last = fields.indices.last {
      fields[last].value += " " + line.trimmed
      return true
    }
    guard let (name, value) = field(in: line) else { return false }
    if fields.isEmpty && Self.keys[name.lowercased()] == nil { return false }
    fields.append((name, value, number))
    return true
  }

  /// One key alone might be a headline with a colon, unless no headline begins so.
  private var isCertain: Bool {
    let known = knownFields
    guard let only = known.first, known.count == 1 else { return known.count > 1 }
    switch Self.keys[only.name.lowercased()] {
    case .id, .headline, .encoding: return true
    case .published, .updated: return newsDate(only.value) != nil
    case .link: return only.value.contains("://")
    case .deck, .byline, .source, .language, nil: return false
    }
  }

  private var knownFields: [(name: String, value: String, line: Int)] {
    fields.filter { Self.keys[$0.name.lowercased()] != nil }
  }

  /// Puts what is known in its place and the rest under `extra`.
  func fill(_ draft: inout StoryDraft) {
    var others: [(String, String)] = []
    for (name, value, line) in fields {
      let key = Self.keys[name.lowercased()]
      if value.isEmpty || take(value, as: key, into: &draft) { continue }
      others.append((name, value))
      if key != nil { draft.unreadDates.append(UnreadDate(field: name, value: value, line: line)) }
    }
    if !others.isEmpty { draft.extra = jsonObject(others) }
  }

  /// False for a key that is not known and for a date that is none: those are kept as extra.
  private func take(_ value: String, as key: Key?, into draft: inout StoryDraft) -> Bool {
    switch key {
    case .id: draft.id = value
    case .headline: draft.headline = value
    case .deck: draft.deck = value
    case .byline: draft.byline = value
    case .source: draft.source = value
    case .link: draft.link = value
    case .language: draft.language = value
    case .encoding: break
    case .published:
      draft.published = newsDate(value)
      return draft.published != nil
    case .updated:
      draft.updated = newsDate(value)
      return draft.updated != nil
    case nil: return false
    }
    return true
  }

  private static let keys: [String: Key] = [
    "id": .id, "headline": .headline, "title": .headline, "subject": .headline, "deck": .deck,
    "byline": .byline, "author": .byline, "by": .byline, "source": .source,
    "published": .published, "date": .published, "updated": .updated, "link": .link, "url": .link,
    "language": .language, "encoding": .encoding, "charset": .encoding,
  ]
}

/// The name and value of a line `Key: value`: one to three words, a colon, a blank.
private func field(in line: Substring) -> (name: String, value: String)? {
  guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let name = line[..<colon]
  let value = line[line.utf8.index(after: colon)...]
  guard (1...30).contains(name.utf8.count), value.utf8.first ?? space == space else { return nil }
  let isName = name.utf8.allSatisfy {
    $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == space
  }
  guard isName, name.utf8.first?.isLetter == true, name.split(separator: " ").count <= 3 else {
    return nil
  }
  return (name.trimmed, value.trimmed)
}

/// A JSON object of strings.
func jsonObject(_ fields: [(String, String)]) -> String {
  "{" + fields.map { "\(jsonString($0.0)):\(jsonString($0.1))" }.joined(separator: ",") + "}"
}

func jsonString(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\n": quoted += "\\n"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
