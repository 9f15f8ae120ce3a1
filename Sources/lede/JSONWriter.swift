// Values to JSON, in the order they are given.
//
// Not Foundation's encoder: that one neither keeps the order of keys nor takes what is JSON
// already, such as `extra`, as it stands.

/// JSON in the making.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value is the first of its object or list.
  private var isFirst = true

  mutating func object(_ key: StaticString? = nil, _ body: (inout JSONWriter) -> Void) {
    enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  mutating func list<Element>(
    _ key: StaticString, _ elements: some Sequence<Element>,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    enclose(key, UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
      for element in elements { body(&writer, element) }
    }
  }

  /// A value of a list.
  mutating func item(_ text: String) { value(nil, text) }
  mutating func item(_ number: Int) { value(nil, number) }

  mutating func value(_ key: StaticString?, _ text: String?) {
    begin(key)
    guard let text else { return bytes.append(contentsOf: "null".utf8) }
    append(quoting: text)
  }

  mutating func value(_ key: StaticString?, _ number: Int?) {
    begin(key)
    bytes.append(contentsOf: (number.map(String.init) ?? "null").utf8)
  }

  mutating func value(_ key: StaticString, _ flag: Bool) {
    begin(key)
    bytes.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// A number with three places, which is all that a salience means.
  mutating func value(_ key: StaticString, _ number: Double) {
    begin(key)
    let thousandths = number.isFinite ? (number * 1_000).rounded() / 1_000 : 0
    bytes.append(contentsOf: "\(thousandths)".utf8)
  }

  /// What is JSON already.
  mutating func value(_ key: StaticString? = nil, json: some Sequence<UInt8>) {
    begin(key)
    bytes.append(contentsOf: json)
  }

  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func enclose(
    _ key: StaticString?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    begin(key)
    bytes.append(open)
    isFirst = true
    body(&self)
    bytes.append(close)
    isFirst = false
  }

  private mutating func begin(_ key: StaticString?) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    guard let key else { return }
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Controls, and the marks that turn the direction of text, are escaped, so that the output is
  /// safe on a terminal too.
  private mutating func append(quoting text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var kept = 0
      var offset = 0
      while offset < source.count {
        guard let (value, width) = escaped(source, offset) else {
          offset += 1
          continue
        }
        bytes.append(contentsOf: source[kept..<offset])
        append(escaping: value)
        offset += width
        kept = offset
      }
      bytes.append(contentsOf: source[kept...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping value: UInt32) {
    switch value {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, UInt8(value)])
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    default:
      let digits = String(value, radix: 16)
      bytes.append(
        contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }
  }
}

/// The character at an offset and its length, if it is one that is escaped.
@inline(__always)
private func escaped(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int)? {
  let byte = bytes[offset]
  if byte >= 0x80 { return byte == 0xC2 || byte >= 0xD8 ? escapedWide(bytes, offset) : nil }
  return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? (UInt32(byte), 1) : nil
}

/// C1 controls, line and paragraph separators, marks of direction.
private func escapedWide(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (UInt32, Int)? {
  let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
  let third = offset + 2 < bytes.count ? bytes[offset + 2] : 0
  switch (bytes[offset], second, third) {
  case (0xC2, 0x80...0x9F, _): return (UInt32(second), 2)
  case (0xD8, 0x9C, _): return (0x061C, 2)
  case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA6...0xA9):
    return (0x2000 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
  default: return nil
  }
}
