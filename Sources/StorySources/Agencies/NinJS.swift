// ninjs, in which agencies write stories as JSON: versions 1, 2 and 3.
import FoundationEssentials
import StoryParsing

/// Whether bytes begin with an object that has what every ninjs has and other JSON has not.
func looksLikeNinJS(_ beginning: UnsafeBufferPointer<UInt8>) -> Bool {
  guard beginning.first(where: { $0 > space && $0 < 0x80 }) == UInt8(ascii: "{") else {
    return false
  }
  func has(_ text: StaticString) -> Bool { offset(of: text, in: beginning, from: 0) != nil }
  guard has("\"uri\"") || has("\"standard\"") else { return false }
  return has("\"versioncreated\"") || has("\"firstcreated\"") || has("\"pubstatus\"")
    || has("\"body_text\"") || has("\"body_xhtml\"") || has("\"bodies\"")
    || has("\"headlines\"") && has("\"uri\"")
}

/// Reads one object over many lines, or one a line.
func readNinJS(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  delivery.beginRecords(of: &input)
  var lines = LineCursor(of: input)
  // An object over many lines breaks off at the end of its first.
  if let first = try lines.next(in: &input, upTo: delivery.limit), case .whole(let length) = first,
    input.withBytes({ isWhole(UnsafeBufferPointer(rebasing: $0[..<length])) })
  {
    var next: LineCursor.Line? = first
    while let line = next, !delivery.isStopped {
      if case .whole(let length) = line {
        input.withBytes {
          read(UnsafeBufferPointer(rebasing: $0[..<length]), lines.number, delivery)
        }
      } else {
        delivery.problem(
          SourceError(.tooLong(delivery.limit), file: input.file, line: lines.number))
      }
      next = try lines.next(in: &input, upTo: delivery.limit)
    }
    return
  }
  try input.read(upTo: delivery.limit + 1)
  if input.count > delivery.limit {
    throw SourceError(.tooLong(delivery.limit), file: input.file)
  }
  input.withBytes { read($0, 1, delivery) }
}

private func isWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var scanner = JSONScanner(bytes)
  return (try? scanner.readObject { _, _ in }) != nil
}

/// Reads one story; `line` is the one it begins on.
private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int, _ delivery: Delivery) {
  guard let last = bytes.lastIndex(where: { $0 > space }) else { return }
  let bytes = UnsafeBufferPointer(rebasing: bytes[...last])
  do throws(JSONFault) {
    var reader = NinJSReader(keepsContent: delivery.purpose == .parsing)
    try reader.read(bytes)
    guard reader.isStory else { throw JSONFault(offset: 0, reason: "the object has no text") }
    delivery.agencyStory(reader.story, number: line - 1)
  } catch {
    let before = bytes.prefix(error.offset)
    let start = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    delivery.problem(
      SourceError(
        .brokenLine(error.reason), file: delivery.document.file,
        line: line + before.count { $0 == lineFeed },
        column: before[start...].count { $0 & 0xC0 != 0x80 } + 1))
  }
}

/// Gathers what the fields of one object say.
private struct NinJSReader {
  private let keepsContent: Bool
  private var draft = StoryDraft()
  private var given = GivenNames()
  /// Texts by how good a form they are in; the best is read.
  private var bodies: [(rank: Int, text: String, isMarkup: Bool)] = []

  init(keepsContent: Bool) {
    self.keepsContent = keepsContent
  }

  var isStory: Bool { draft.headline != nil || !bodies.isEmpty }

  var story: StoryDraft {
    var draft = draft
    if let best = bodies.max(by: { $0.rank < $1.rank }) {
      draft.paragraphs =
        best.isMarkup
        ? readHTMLText(best.text) : Paragraphs(clean(best.text), findsHeadline: false)
      if best.isMarkup && keepsContent { draft.content = best.text }
    }
    draft.extra = given.json
    return draft
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    var scanner = JSONScanner(bytes)
    try scanner.readObject { name, value in
      let name = jsonText(name, in: bytes)
      switch value.kind {
      case .string: take(jsonText(value, in: bytes), as: name)
      case .array: takeList(UnsafeBufferPointer(rebasing: bytes[value.bytes]), as: name)
      case .number, .object, .bool, .null: break
      }
    }
  }

  private mutating func take(_ text: String, as name: String) {
    guard !text.isEmpty else { return }
    switch name {
    case "uri": draft.id = text
    case "headline": draft.headline = text
    case "byline", "by": draft.byline = text
    case "language": draft.language = text
    case "copyrightholder": draft.source = draft.source ?? text
    case "title", "slugline": draft.headline = draft.headline ?? text
    case "firstcreated": draft.take(date: text, as: name, into: \.published)
    case "versioncreated", "contentcreated": draft.take(date: text, as: name, into: \.updated)
    case "body_text": bodies.append((5, text, false))
    case "description_text": bodies.append((1, text, false))
    case _ where name.hasPrefix("body_"): bodies.append((6, text, true))
    case _ where name.hasPrefix("headline_"): draft.headline = draft.headline ?? readHTMLLine(text)
    default: break
    }
  }

  private mutating func takeList(_ list: UnsafeBufferPointer<UInt8>, as name: String) {
    var scanner = JSONScanner(list)
    // The list was read once, so it is well made.
    try? scanner.readValues { value in
      guard value.kind == .object else { return }
      let object = UnsafeBufferPointer(rebasing: list[value.bytes])
      var fields: [String: String] = [:]
      var scanner = JSONScanner(object)
      try? scanner.readObject { name, value in
        if value.kind == .string {
          fields[jsonText(name, in: object)] = jsonText(value, in: object)
        }
      }
      take(fields, from: name)
    }
  }

  private mutating func take(_ fields: [String: String], from list: String) {
    switch list {
    case "person", "people": given.add(fields["name"], as: .person)
    case "organisation", "organisations": given.add(fields["name"], as: .organisation)
    case "place", "places": given.add(fields["name"], as: .place)
    case "subject", "subjects", "genre", "genres", "event", "events":
      given.add(fields["name"], as: .subject)
    case "infosource", "infosources": draft.source = draft.source ?? fields["name"]
    case "headlines":
      if draft.headline == nil || fields["role"] == "main" { draft.headline = fields["value"] }
    case "bodies", "descriptions":
      guard let text = fields["value"], !text.isEmpty else { return }
      let isMarkup = fields["contenttype"]?.contains("ml") == true
      let rank = (list == "bodies" ? 5 : 1) + (isMarkup ? 1 : 0)
      bodies.append((rank, text, isMarkup))
    default: break
    }
  }
}
