// JSON lines: one story a line (json.md), read one line at a time.
import FoundationEssentials
import StoryParsing

/// Whether bytes begin with a line that is an object, or the beginning of one.
func looksLikeJSONLines(_ beginning: some Collection<UInt8>) -> Bool {
  let blanks: [UInt8] = [lineFeed, carriageReturn, space, 0x09]
  let line = beginning.drop { blanks.contains($0) }
  guard line.first == UInt8(ascii: "{") else { return false }
  // An object that is written over several lines is no line.
  let first = line.dropFirst().first { $0 != space && $0 != 0x09 }
  return first == UInt8(ascii: "\"") || first == UInt8(ascii: "}")
}

/// Reads every line as a story; a broken one is a problem, and the next is read.
func readJSONLines(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  let (encoding, mark) = input.withBytes { findEncoding(of: $0) }
  input.take(mark)
  input.decode(from: encoding)
  delivery.document.encoding = encoding.name
  delivery.expectedInFile = nil
  var lines = LineCursor(of: input)
  while !delivery.isStopped, let line = try lines.next(in: &input, upTo: delivery.limit) {
    switch line {
    case .whole(let length):
      input.withBytes { bytes in
        read(UnsafeBufferPointer(rebasing: bytes[..<length]), number: lines.number, into: delivery)
      }
    case .tooLong:
      delivery.problem(SourceError(.tooLong(delivery.limit), file: input.file, line: lines.number))
    }
    // The first screenful comes before the count.
    if delivery.document.stories == 200 && delivery.expectedInFile == nil {
      delivery.expectedInFile = lines.countAll(in: input)
    }
  }
}

/// Reads one line.
private func read(_ bytes: UnsafeBufferPointer<UInt8>, number: Int, into delivery: Delivery) {
  guard let last = bytes.lastIndex(where: { $0 > space }) else { return }
  let bytes = UnsafeBufferPointer(rebasing: bytes[...last])
  do throws(JSONFault) {
    let record = try JSONRecord(bytes, keepsExtra: delivery.purpose == .parsing)
    guard let text = record.text ?? record.draft.headline else {
      throw JSONFault(offset: 0, reason: "the object has no “text”")
    }
    let name = record.draft.id ?? "\(number)"
    switch delivery.purpose {
    case .parsing:
      let body = record.text == nil ? "" : text
      delivery.story(name: name) { record.draft.story(id: $0, exactly: body) }
    case .reading:
      var draft = record.draft
      draft.paragraphs = Paragraphs(clean(record.text ?? ""), findsHeadline: draft.headline == nil)
      delivery.story(draft, name: name)
    }
    delivery.unread(
      record.unreadDates.map { date in
        let column = characters(in: bytes, before: date.offset) + 1
        return UnreadDate(field: date.field, value: date.value, line: number, column: column)
      })
  } catch {
    let column = characters(in: bytes, before: error.offset) + 1
    delivery.problem(
      SourceError(
        .brokenLine(error.reason), file: delivery.document.file, line: number, column: column))
  }
}

private func characters(in bytes: UnsafeBufferPointer<UInt8>, before offset: Int) -> Int {
  bytes.prefix(offset).count { $0 & 0xC0 != 0x80 }
}

/// The names that lede knows; each field is one of them or goes under `extra`.
private enum Field: String {
  case id, text, body, content, headline, title, published, date, updated, source, link, url
  case byline, author, language, extra
  // What `lede parse` finds in the text and prints beside it: found anew, never taken over.
  case deck, bylines, dateline, paragraphs, entities, mentions, quotations
}

/// The fields of one line that lede knows, and the rest of it.
private struct JSONRecord {
  var draft = StoryDraft()
  var text: String?
  var unreadDates: [(field: String, value: String, offset: Int)] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, keepsExtra: Bool) throws(JSONFault) {
    var scanner = JSONScanner(bytes)
    var others: [String] = []
    var synonyms: [Field: String] = [:]
    try scanner.readObject { name, value in
      let field = Field(rawValue: jsonText(name, in: bytes))
      let isTaken = field.map { take(value, as: $0, in: bytes, synonyms: &synonyms) } ?? false
      if !isTaken && keepsExtra { others.append(source(of: value, named: name, field, in: bytes)) }
    }
    text = text ?? synonyms[.body] ?? synonyms[.content]
    draft.headline = draft.headline ?? synonyms[.title]
    draft.link = draft.link ?? synonyms[.url]
    draft.byline = draft.byline ?? synonyms[.author]
    others.removeAll { $0.isEmpty }
    if !others.isEmpty { draft.extra = "{" + others.joined(separator: ",") + "}" }
  }

  /// Puts a value in its place; false if it has none and belongs under `extra`.
  private mutating func take(
    _ value: JSONValue, as field: Field, in bytes: UnsafeBufferPointer<UInt8>,
    synonyms: inout [Field: String]
  ) -> Bool {
    if value.kind == .null { return true }
    switch field {
    case .published, .date, .updated: return takeDate(value, as: field, in: bytes)
    case .deck, .bylines, .dateline, .paragraphs, .entities, .mentions, .quotations: return true
    case .id where value.kind == .number:
      draft.id = String(decoding: bytes[value.bytes], as: UTF8.self)
      return true
    case .extra: return false
    default: break
    }
    guard value.kind == .string else { return false }
    let string = jsonText(value, in: bytes)
    switch field {
    case .id: draft.id = string
    case .text: text = string
    case .headline: draft.headline = string
    case .source: draft.source = string
    case .link: draft.link = string
    case .byline: draft.byline = string
    case .language: draft.language = string
    default: synonyms[field] = string
    }
    return true
  }

  /// A date as text, or as seconds or milliseconds since 1970.
  private mutating func takeDate(
    _ value: JSONValue, as field: Field, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let text = value.kind == .string ? jsonText(value, in: bytes) : jsonSource(value, in: bytes)
    if text.isEmpty { return false }
    var date = value.kind == .string ? newsDate(text) : nil
    if value.kind == .number,
      let number = Double(text)
    {
      let seconds = abs(number) < 1e11 ? number : number / 1_000
      // Years 1 to 9999.
      if -62_135_596_800...253_402_300_799 ~= seconds {
        date = Date(timeIntervalSince1970: seconds)
      }
    }
    guard let date else {
      let shown = String(text.prefix(40))
      unreadDates.append((field.rawValue, shown, value.bytes.lowerBound))
      return false
    }
    switch field {
    case .updated: draft.updated = date
    case .date: draft.published = draft.published ?? date
    default: draft.published = date
    }
    return true
  }
}

/// A field as it was written; of what stood under `extra` already, what is in it.
private func source(
  of value: JSONValue, named name: JSONValue, _ field: Field?, in bytes: UnsafeBufferPointer<UInt8>
) -> String {
  let written = jsonSource(value, in: bytes)
  if field == .extra && value.kind == .object { return String(written.dropFirst().dropLast()) }
  return jsonSource(name, in: bytes) + ":" + written
}
