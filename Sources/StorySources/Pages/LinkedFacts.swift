// JSON-LD: what a page tells search engines of its story.

/// The facts of the first story that a script of JSON-LD describes.
struct LinkedFacts {
  private(set) var headline: String?
  private(set) var writers: [String] = []
  private(set) var published: String?
  private(set) var updated: String?
  private(set) var body: String?

  /// Nil where it describes no story.
  init?(reading script: String) {
    var script = script
    let isFound = script.withUTF8 { bytes in
      let end = bytes.lastIndex { $0 > space && $0 != UInt8(ascii: ";") }.map { $0 + 1 } ?? 0
      return search(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }
    guard isFound else { return nil }
  }

  /// Looks at the value, at the values of a list, and at those of its `@graph`.
  private mutating func search(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.firstIndex(where: { $0 > space }) else { return false }
    var found: [JSONValue] = []
    if bytes[start] == UInt8(ascii: "[") {
      var scanner = JSONScanner(bytes, from: start)
      try? scanner.readValues { found.append($0) }
    } else {
      found = [JSONValue(kind: .object, bytes: start..<bytes.count)]
    }
    for value in found where value.kind == .object {
      if take(value, in: bytes) { return true }
    }
    return false
  }

  private mutating func take(_ object: JSONValue, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isStory = false
    var fields: [String: JSONValue] = [:]
    eachField(of: object, in: bytes) { name, value in
      if name == "@type" { isStory = isStory || isStoryType(value, in: bytes) }
      fields[name] = value
    }
    if isStory {
      fill(fields, in: bytes)
      return true
    }
    guard let graph = fields["@graph"], graph.kind == .array else { return false }
    var members: [JSONValue] = []
    var scanner = JSONScanner(bytes, from: graph.bytes.lowerBound)
    try? scanner.readValues { members.append($0) }
    for member in members where member.kind == .object {
      // A graph within a graph is none.
      var isStory = false
      var fields: [String: JSONValue] = [:]
      eachField(of: member, in: bytes) { name, value in
        if name == "@type" { isStory = isStory || isStoryType(value, in: bytes) }
        fields[name] = value
      }
      if isStory {
        fill(fields, in: bytes)
        return true
      }
    }
    return false
  }

  private func isStoryType(_ value: JSONValue, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let written = jsonSource(value, in: bytes)
    return written.contains("Article\"") || written.contains("BlogPosting")
      || written.contains("Report\"")
  }

  private mutating func fill(
    _ fields: [String: JSONValue], in bytes: UnsafeBufferPointer<UInt8>
  ) {
    func text(_ name: String) -> String? {
      guard let value = fields[name], value.kind == .string else { return nil }
      let text = jsonText(value, in: bytes).trimmed
      return text.isEmpty ? nil : text
    }
    headline = text("headline") ?? text("name")
    published = text("datePublished") ?? text("dateCreated")
    updated = text("dateModified")
    body = text("articleBody")
    if let author = fields["author"] ?? fields["creator"] { takeWriters(author, in: bytes) }
  }

  private mutating func takeWriters(
    _ value: JSONValue, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    var values = [value]
    if value.kind == .array {
      values = []
      var scanner = JSONScanner(bytes, from: value.bytes.lowerBound)
      try? scanner.readValues { values.append($0) }
    }
    for value in values.prefix(20) {
      switch value.kind {
      case .string: add(jsonText(value, in: bytes))
      case .object:
        eachField(of: value, in: bytes) { name, value in
          if name == "name", value.kind == .string { add(jsonText(value, in: bytes)) }
        }
      default: break
      }
    }
  }

  private mutating func add(_ writer: String) {
    let writer = cleanLine(writer).trimmed
    if !writer.isEmpty, !writer.contains("://"), !writers.contains(writer) {
      writers.append(writer)
    }
  }

  private func eachField(
    of object: JSONValue, in bytes: UnsafeBufferPointer<UInt8>, _ body: (String, JSONValue) -> Void
  ) {
    var scanner = JSONScanner(
      UnsafeBufferPointer(rebasing: bytes[..<object.bytes.upperBound]),
      from: object.bytes.lowerBound)
    try? scanner.readObject { name, value in body(jsonText(name, in: bytes), value) }
  }
}
