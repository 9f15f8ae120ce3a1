// JSON Feed 1.0 and 1.1.
import FoundationEssentials
import StoryParsing

/// Whether bytes begin with an object that is a JSON Feed, by its version or by its fields.
func looksLikeJSONFeed(_ beginning: UnsafeBufferPointer<UInt8>) -> Bool {
  guard beginning.first(where: { $0 > space && $0 < 0x80 }) == UInt8(ascii: "{") else {
    return false
  }
  func has(_ text: StaticString) -> Bool { offset(of: text, in: beginning, from: 0) != nil }
  if has("jsonfeed.org/version") || has("jsonfeed.org\\/version") { return true }
  return has("\"items\"") && (has("\"home_page_url\"") || has("\"feed_url\""))
}

/// Reads a JSON Feed; where it breaks off, what came before.
func readJSONFeed(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  delivery.beginRecords(of: &input)
  try input.read(upTo: delivery.limit + 1)
  if input.count > delivery.limit {
    delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file))
  }
  input.withBytes { bytes in
    let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(delivery.limit))
    do throws(JSONFault) {
      try JSONFeedReader(bytes: bytes, delivery: delivery).read()
    } catch {
      report(error, in: bytes, to: delivery)
    }
  }
}

private func report(
  _ fault: JSONFault, in bytes: UnsafeBufferPointer<UInt8>, to delivery: Delivery
) {
  let before = bytes.prefix(fault.offset)
  let lineStart = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
  delivery.problem(
    SourceError(
      .brokenMarkup(fault.reason), file: delivery.document.file,
      line: before.count { $0 == lineFeed } + 1,
      column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1))
}

/// Reads the outermost object, then the stories one by one.
private struct JSONFeedReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let delivery: Delivery

  func read() throws(JSONFault) {
    var items: Range<Int>?
    var scanner = JSONScanner(bytes)
    var fault: JSONFault?
    do throws(JSONFault) {
      try scanner.readObject { name, value in
        let name = jsonText(name, in: bytes)
        if name == "items" && value.kind == .array {
          items = value.bytes
        } else {
          take(value, name)
        }
      }
    } catch {
      fault = error
    }
    // What comes before a fault is found by the name of its list.
    let start = items?.lowerBound ?? offset(of: "\"items\"", in: bytes, from: 0)
    if let start { try readStories(from: start) }
    if let fault { throw fault }
  }

  private func take(_ value: JSONValue, _ name: String) {
    guard value.kind == .string else { return }
    let text = jsonText(value, in: bytes)
    switch name {
    case "title": delivery.document.title = cleanLine(text).trimmed
    case "home_page_url": delivery.document.link = webAddress(text)
    case "feed_url": delivery.document.id = text
    case "language": delivery.document.language = text
    default: break
    }
  }

  private func readStories(from start: Int) throws(JSONFault) {
    guard let list = bytes[start...].firstIndex(of: UInt8(ascii: "[")) else { return }
    var scanner = JSONScanner(bytes, from: list)
    try scanner.readValues { value in
      if value.kind == .object && !delivery.isStopped { readStory(value) }
    }
  }

  private func readStory(_ object: JSONValue) {
    var draft = StoryDraft()
    var fields: [String: String] = [:]
    var writers: [String] = []
    eachField(of: object) { name, value in
      switch (name, value.kind) {
      case ("author", .object), ("authors", .array): writers = names(in: value)
      case ("attachments", .array): draft.enclosures = attachments(in: value)
      case (_, .string): fields[name] = jsonText(value, in: bytes)
      case ("id", .number): fields[name] = jsonSource(value, in: bytes)
      default: break
      }
    }
    fill(&draft, from: fields)
    draft.byline = writers.isEmpty ? nil : writers.joined(separator: ", ")
    draft.source = delivery.document.title
    delivery.story(draft, name: draft.id ?? draft.link ?? "\(delivery.document.stories + 1)")
    delivery.unread(draft.unreadDates)
  }

  private func fill(_ draft: inout StoryDraft, from fields: [String: String]) {
    draft.id = fields["id"]
    draft.headline = fields["title"].map(readHTMLLine).flatMap { $0.isEmpty ? nil : $0 }
    draft.link = fields["url"] ?? fields["external_url"]
    draft.language = fields["language"]
    let isMarkup = fields["content_html"] != nil
    let body = fields["content_html"] ?? fields["content_text"] ?? fields["summary"]
    if let body {
      let text = FeedText(
        form: isMarkup ? .markup : .plain, text: body, base: draft.link.flatMap(webAddress))
      draft.paragraphs = text.paragraphs
      if delivery.purpose == .parsing { draft.content = body }
      draft.headWithFirstSentence()
    }
    for (name, path) in [
      ("date_published", \StoryDraft.published), ("date_modified", \StoryDraft.updated),
    ] {
      guard let written = fields[name], !written.isEmpty else { continue }
      draft[keyPath: path] = newsDate(written)
      if draft[keyPath: path] == nil {
        let shown = String(written.prefix(40))
        draft.unreadDates.append(UnreadDate(field: name, value: shown, line: nil))
      }
    }
  }

  private func names(in value: JSONValue) -> [String] {
    var names: [String] = []
    eachObject(in: value) { object in
      eachField(of: object) { name, value in
        guard name == "name", value.kind == .string, names.count < 100 else { return }
        let writer = cleanLine(jsonText(value, in: bytes)).trimmed
        if !writer.isEmpty { names.append(writer) }
      }
    }
    return names
  }

  private func attachments(in list: JSONValue) -> [Enclosure] {
    var found: [Enclosure] = []
    eachObject(in: list) { object in
      var (address, type, length) = ("", String?.none, String?.none)
      eachField(of: object) { name, value in
        switch name {
        case "url": address = jsonText(value, in: bytes)
        case "mime_type": type = jsonText(value, in: bytes)
        case "size_in_bytes": length = jsonSource(value, in: bytes)
        default: break
        }
      }
      if let one = Enclosure(address, type, length, base: nil), found.count < 100 {
        found.append(one)
      }
    }
    return found
  }

  // MARK: Walking; what is walked over here has been checked already.

  private func eachObject(in value: JSONValue, _ body: (JSONValue) -> Void) {
    if value.kind == .object { return body(value) }
    var scanner = JSONScanner(bytes, from: value.bytes.lowerBound)
    try? scanner.readValues { if $0.kind == .object { body($0) } }
  }

  private func eachField(of object: JSONValue, _ body: (String, JSONValue) -> Void) {
    var scanner = JSONScanner(
      UnsafeBufferPointer(rebasing: bytes[..<object.bytes.upperBound]),
      from: object.bytes.lowerBound)
    try? scanner.readObject { name, value in body(jsonText(name, in: bytes), value) }
  }
}
