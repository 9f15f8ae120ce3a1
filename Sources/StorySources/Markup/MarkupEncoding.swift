// Which encoding a document of mark-up is in: mark, transport, declaration, looks.

/// The encoding of XML or HTML by its first bytes, and how many bytes of mark stand before it.
///
/// - Parameter isPage: A page that says nothing, in ASCII alone, is what the web takes it for.
/// - Parameter charset: What came with the document, as a server says it; it goes before what the
///   document says of itself, and the bytes themselves before either where they leave no doubt.
func markupEncoding(
  of bytes: UnsafeBufferPointer<UInt8>, charset: String?, isPage: Bool = false
) -> (encoding: Encoding, mark: Int) {
  let labels = [charset, declaredXMLEncoding(in: bytes), declaredHTMLEncoding(in: bytes)]
  let declared = labels.lazy.compactMap { $0.flatMap { Encoding(declared: $0) } }.first
  // What declares UTF-16 in single bytes is not in it, and bytes show whether they are UTF-8.
  let isWide = declared.map { $0.name.hasPrefix("utf-") } ?? true
  let found = findEncoding(of: bytes, declared: isWide ? nil : declared)
  // Nothing else comes out as UTF-8 for so long by chance, whatever a page copied elsewhere says.
  let shape = UTF8Shape(of: bytes)
  if isPage && found.mark == 0 && declared == nil && shape.good == 0 && shape.bad == 0 {
    return (.windows1252, 0)
  }
  let isUTF8 = found.mark == 0 && shape.bad == 0 && shape.good >= 8
  return isUTF8 && !found.encoding.name.hasPrefix("utf-") ? (.utf8, 0) : found
}

/// `<?xml version="1.0" encoding="…"?>`
func declaredXMLEncoding(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
  let beginning = bytes.prefix(1_024).drop { $0 <= space || $0 >= 0x80 }
  guard beginning.starts(with: "<?xml".utf8), let end = beginning.firstIndex(of: greaterThan)
  else { return nil }
  return value(of: "encoding", in: String(decoding: beginning[..<end], as: UTF8.self))
}

/// The value of a pseudo-attribute, with or without quotation marks.
private func value(of name: String, in text: String) -> String? {
  guard let found = text.firstRange(of: name) else { return nil }
  let rest = text[found.upperBound...].drop { $0.isWhitespace }
  guard rest.first == "=" else { return nil }
  let value = rest.dropFirst().drop { $0.isWhitespace }
  guard let quote = value.first else { return nil }
  if quote == "\"" || quote == "'" { return String(value.dropFirst().prefix { $0 != quote }) }
  return String(value.prefix { !$0.isWhitespace && $0 != "?" && $0 != ";" })
}

/// What `<meta charset>` or `<meta http-equiv="Content-Type">` says, found as the HTML standard
/// has it: by its own small scan, before anything is known of the document.
func declaredHTMLEncoding(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
  var scan = MetaScan(bytes: UnsafeBufferPointer(rebasing: bytes.prefix(16_384)))
  return scan.find()
}

/// The standard's prescan of a byte stream for an encoding.
private struct MetaScan {
  let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func find() -> String? {
    while next < bytes.count {
      guard bytes[next] == lessThan else {
        next += 1
        continue
      }
      if begins("<!--") {
        // “<!-->” is a whole comment.
        guard let end = offset(of: "-->", in: bytes, from: next + 2) else { return nil }
        next = end + 3
      } else if begins("<meta"), next + 5 < bytes.count, isAfterName(bytes[next + 5]) {
        next += 5
        if let label = readMeta() { return label }
      } else if next + 1 < bytes.count, bytes[next + 1].isLetter || isEndTag {
        passTag()
      } else if next + 1 < bytes.count, "!/?".utf8.contains(bytes[next + 1]) {
        next = offset(of: ">", in: bytes, from: next).map { $0 + 1 } ?? bytes.count
      } else {
        next += 1
      }
    }
    return nil
  }

  private var isEndTag: Bool {
    bytes[next + 1] == UInt8(ascii: "/") && next + 2 < bytes.count && bytes[next + 2].isLetter
  }

  private func begins(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard next + length <= bytes.count else { return false }
    return (0..<length).allSatisfy { lower(bytes[next + $0]) == text.utf8Start[$0] }
  }

  private func isAfterName(_ byte: UInt8) -> Bool { byte <= space || byte == UInt8(ascii: "/") }

  private mutating func passTag() {
    while next < bytes.count, bytes[next] > space, bytes[next] != greaterThan { next += 1 }
    while readAttribute() != nil {}
  }

  private mutating func readMeta() -> String? {
    var (charset, content) = (String?.none, String?.none)
    var isContentType = false
    while let (name, value) = readAttribute() {
      switch name {
      case "charset" where charset == nil: charset = value
      case "content" where content == nil: content = charsetIn(value)
      case "http-equiv": isContentType = isContentType || value.lowercased() == "content-type"
      default: break
      }
    }
    let label = charset ?? (isContentType ? content : nil)
    // A label that means nothing is passed over; another may follow.
    guard let label, !label.contains(where: { "\"'".contains($0) }),
      let encoding = Encoding(declared: label)
    else { return nil }
    return encoding.name.hasPrefix("utf-16") ? "utf-8" : label
  }

  /// `text/html; charset=utf-8`
  private func charsetIn(_ content: String) -> String? {
    // The scan gives values in lower case.
    var rest = Substring(content)
    while let found = rest.firstRange(of: "charset") {
      rest = rest[found.upperBound...]
      let after = rest.drop { $0.isWhitespace }
      guard after.first == "=" else { continue }
      let value = after.dropFirst().drop { $0.isWhitespace }
      guard let quote = value.first else { return nil }
      if quote == "\"" || quote == "'" {
        let inner = value.dropFirst()
        return inner.firstIndex(of: quote).map { String(inner[..<$0]) }
      }
      return String(value.prefix { !$0.isWhitespace && $0 != ";" })
    }
    return nil
  }

  /// The next attribute of a tag, in lower case; nil at the tag's end, which is passed over.
  private mutating func readAttribute() -> (name: String, value: String)? {
    while next < bytes.count, isAfterName(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] != greaterThan else {
      next = min(next + 1, bytes.count)
      return nil
    }
    let start = next
    while next < bytes.count, !isAfterName(bytes[next]), bytes[next] != greaterThan,
      bytes[next] != UInt8(ascii: "=") || next == start
    {
      next += 1
    }
    let name = String(decoding: bytes[start..<next].map(lower), as: UTF8.self)
    var value = next
    while value < bytes.count, bytes[value] <= space { value += 1 }
    guard value < bytes.count, bytes[value] == UInt8(ascii: "=") else { return (name, "") }
    next = value + 1
    while next < bytes.count, bytes[next] <= space { next += 1 }
    return readValue().map { (name, $0) }
  }

  private mutating func readValue() -> String? {
    guard next < bytes.count else { return nil }
    let quote = bytes[next]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { next += 1 }
    let start = next
    while next < bytes.count,
      isQuoted ? bytes[next] != quote : bytes[next] > space && bytes[next] != greaterThan
    {
      next += 1
    }
    guard next < bytes.count || !isQuoted else { return nil }
    defer { if isQuoted { next += 1 } }
    return String(decoding: bytes[start..<next].map(lower), as: UTF8.self)
  }

  private func lower(_ byte: UInt8) -> UInt8 { 0x41 <= byte && byte <= 0x5A ? byte | 0x20 : byte }
}
