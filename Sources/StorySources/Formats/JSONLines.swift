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
  delivery.beginRecords(of: &input)
  var lines = LineCursor(of: input)
  var guess = FieldGuess(delivery)
  while !delivery.isStopped, let line = try lines.next(in: &input, upTo: delivery.limit) {
    switch line {
    case .whole(let length):
      input.withBytes { bytes in
        let line = UnsafeBufferPointer(rebasing: bytes[..<length])
        read(line, number: lines.number, &guess, into: delivery)
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
private func read(
  _ bytes: UnsafeBufferPointer<UInt8>, number: Int, _ guess: inout FieldGuess,
  into delivery: Delivery
) {
  guard let last = bytes.lastIndex(where: { $0 > space }) else { return }
  let bytes = UnsafeBufferPointer(rebasing: bytes[...last])
  do throws(JSONFault) {
    let isParsing = delivery.purpose == .parsing
    var record = try JSONRecord(bytes, guess.names, keepsExtra: isParsing).record
    if guess.isWanted(for: record), guess.make(from: try jsonFields(in: bytes), line: number) {
      record = try JSONRecord(bytes, guess.names, keepsExtra: isParsing).record
    }
    guard record.isStory else {
      let reason = "the object has no “text”; --field text=NAME says which field is it"
      throw JSONFault(offset: 0, reason: reason)
    }
    delivery.story(record, name: "\(number)")
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

/// What `lede parse` finds in the text and prints beside it: found anew, never taken over.
private let foundAnew: Set<String> = [
  "deck", "bylines", "dateline", "paragraphs", "entities", "mentions", "quotations",
]

/// The fields of one line that lede knows, and the rest of it.
private struct JSONRecord {
  private(set) var record = StoryRecord()
  private let names: FieldNames
  private let keepsExtra: Bool
  private var others: [String] = []

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ names: FieldNames, keepsExtra: Bool
  ) throws(JSONFault) {
    (self.names, self.keepsExtra) = (names, keepsExtra)
    var scanner = JSONScanner(bytes)
    try scanner.readObject { name, value in take(value, named: name, in: bytes) }
    others.removeAll { $0.isEmpty }
    if !others.isEmpty { record.draft.extra = "{" + others.joined(separator: ",") + "}" }
  }

  private mutating func take(
    _ value: JSONValue, named name: JSONValue, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let text = jsonText(name, in: bytes)
    if names.isOuter(text) && value.kind == .object {
      takeFields(of: UnsafeBufferPointer(rebasing: bytes[value.bytes]), within: text)
    }
    let isTaken =
      names.field(named: text).map {
        record.take(
          value, as: $0, named: text, isSynonym: names.isSynonym(text), in: bytes)
      } ?? foundAnew.contains(text)
    if isTaken || !keepsExtra { return }
    others.append(source(of: value, named: name, isExtra: text == "extra", in: bytes))
  }

  /// Looks into an object for fields whose names were given as `outer.inner`.
  private mutating func takeFields(of object: UnsafeBufferPointer<UInt8>, within outer: String) {
    var scanner = JSONScanner(object)
    // The object was read once, so it is well made.
    try? scanner.readObject { name, value in
      let path = outer + "." + jsonText(name, in: object)
      if let field = names.field(named: path) {
        _ = record.take(value, as: field, named: path, isSynonym: false, in: object)
      }
    }
  }
}

extension StoryRecord {
  /// Puts a JSON value in its place; false if it has none and belongs under `extra`.
  fileprivate mutating func take(
    _ value: JSONValue, as field: StoryField, named name: String, isSynonym: Bool,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func take(_ text: String) -> Bool {
      self.take(
        text, as: field, named: name, isSynonym: isSynonym, at: value.bytes.lowerBound)
    }
    switch (value.kind, field) {
    case (.null, _): return true
    case (.string, _): return take(jsonText(value, in: bytes))
    case (.number, .published), (.number, .updated), (.number, .id):
      return take(jsonSource(value, in: bytes))
    case (.array, .text), (.array, .byline), (.object, .byline), (.object, .source):
      let parts = jsonStrings(value, in: bytes)
      let text = parts.joined(separator: field == .text ? "\n\n" : ", ")
      return !text.isEmpty && take(text)
    default: return false
    }
  }
}

/// The strings of a list; of objects in it, or of one object, the names.
private func jsonStrings(_ value: JSONValue, in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
  let inner = UnsafeBufferPointer(rebasing: bytes[value.bytes])
  var scanner = JSONScanner(inner)
  var strings: [String] = []
  if value.kind == .object {
    try? scanner.readObject { name, value in
      if value.kind == .string, jsonText(name, in: inner) == "name" {
        strings.append(jsonText(value, in: inner))
      }
    }
  } else {
    try? scanner.readValues { value in
      switch value.kind {
      case .string: strings.append(jsonText(value, in: inner))
      case .object: strings += jsonStrings(value, in: inner)
      default: break
      }
    }
  }
  return strings.filter { !$0.isEmpty }
}

/// Every field of an object with its text, for guessing which is what.
private func jsonFields(
  in bytes: UnsafeBufferPointer<UInt8>
) throws(JSONFault) -> [(name: String, text: String)] {
  var fields: [(name: String, text: String)] = []
  var scanner = JSONScanner(bytes)
  try scanner.readObject { name, value in
    let text =
      switch value.kind {
      case .string: jsonText(value, in: bytes)
      case .number: jsonSource(value, in: bytes)
      case .array, .object: jsonStrings(value, in: bytes).joined(separator: " ")
      case .bool, .null: ""
      }
    fields.append((name: jsonText(name, in: bytes), text: text))
  }
  return fields
}

/// A field as it was written; of what stood under `extra` already, what is in it.
private func source(
  of value: JSONValue, named name: JSONValue, isExtra: Bool,
  in bytes: UnsafeBufferPointer<UInt8>
) -> String {
  let written = jsonSource(value, in: bytes)
  if isExtra && value.kind == .object { return String(written.dropFirst().dropLast()) }
  return jsonSource(name, in: bytes) + ":" + written
}
