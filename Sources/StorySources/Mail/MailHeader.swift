// The head of a mail or of one of its parts.

/// The fields `Name: value` before a blank line, each value in one line.
struct MailHeader {
  private(set) var fields: [(name: String, value: [UInt8])] = []
  /// Bytes of the head and of the blank line that ends it.
  private(set) var length = 0

  /// No head is longer, and none has more fields; what goes on is text.
  private static let longest = 1 << 18
  private static let mostFields = 1_000

  init(of bytes: UnsafeBufferPointer<UInt8>) {
    while length < min(bytes.count, Self.longest) {
      let end = firstOffset(of: lineFeed, in: UnsafeRawBufferPointer(bytes), from: length)
      var line = bytes[length..<(end ?? bytes.count)]
      if line.last == carriageReturn { line = line.dropLast() }
      guard !line.isEmpty else {
        length = end.map { $0 + 1 } ?? bytes.count
        return
      }
      guard take(line) else { return }
      length = end.map { $0 + 1 } ?? bytes.count
    }
  }

  /// Adds a line, which may go on the one before; false where the head has ended without a blank.
  private mutating func take(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if let first = line.first, first == space || first == 0x09, !fields.isEmpty {
      fields[fields.count - 1].value.append(space)
      fields[fields.count - 1].value += line.drop { $0 == space || $0 == 0x09 }
      return true
    }
    guard let colon = mailFieldNameEnd(line), fields.count < Self.mostFields else {
      // A mailbox may have its own line before or among the fields.
      return line.starts(with: "From ".utf8) || line.starts(with: ">From ".utf8)
    }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    let value = line[(colon + 1)...].drop { $0 == space || $0 == 0x09 }
    fields.append((name.trimmed, Array(value)))
    return true
  }

  /// The first field of a name, as it is written.
  func raw(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

  /// The first field of a name, its encoded words read.
  func text(_ name: String) -> String? {
    raw(name).map(readEncodedWords).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A field such as `text/plain; charset=utf-8`.
  func parameters(_ name: String) -> MailParameters? { raw(name).map { MailParameters($0[...]) } }
}

/// Where the name of a field ends that a line begins with: before a colon, without blanks in it.
func mailFieldNameEnd(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
  let name = line.prefix(80).prefix { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
  // Some programs put blanks before the colon.
  let rest = line[name.endIndex...].drop { $0 == space }
  return !name.isEmpty && rest.first == UInt8(ascii: ":") ? rest.startIndex : nil
}

/// A value with parameters: `attachment; filename="report.pdf"`.
struct MailParameters {
  /// What stands first, in small letters.
  let value: String
  private var parameters: [String: [UInt8]] = [:]

  init(_ field: ArraySlice<UInt8>) {
    let pieces = split(field)
    value = String(decoding: pieces.first ?? [], as: UTF8.self).lowercased().trimmed
    for piece in pieces.dropFirst().prefix(64) {
      guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = String(decoding: piece[..<equals], as: UTF8.self).lowercased().trimmed
      if parameters[name] == nil { parameters[name] = unquoted(piece[(equals + 1)...]) }
    }
  }

  /// A parameter in one piece, or in numbered ones, with its own charset or without (RFC 2231).
  subscript(name: String) -> String? {
    if let value = parameters[name] { return readEncodedWords(value) }
    if let value = parameters[name + "*"] { return readExtended(value, hasCharset: true) }
    var joined: [UInt8] = []
    var isExtended = false
    for number in 0..<64 {
      if let piece = parameters["\(name)*\(number)"] {
        joined += piece
      } else if let piece = parameters["\(name)*\(number)*"] {
        isExtended = true
        joined += piece
      } else {
        break
      }
    }
    return joined.isEmpty ? nil : readExtended(joined, hasCharset: isExtended)
  }
}

/// The pieces between semicolons that stand in no quotation marks.
private func split(_ field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  var pieces: [ArraySlice<UInt8>] = []
  var start = field.startIndex
  var isQuoted = false
  var isEscaped = false
  for place in field.indices {
    let byte = field[place]
    if byte == quote && !isEscaped { isQuoted.toggle() }
    isEscaped = isQuoted && byte == backslash && !isEscaped
    guard byte == UInt8(ascii: ";") && !isQuoted else { continue }
    pieces.append(field[start..<place])
    start = place + 1
  }
  return pieces + [field[start...]]
}

/// A value without blanks, and without quotation marks and the backslashes within them.
private func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
  let isBlank = { (byte: UInt8) in byte == space || byte == 0x09 }
  let trimmed = value.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
  guard trimmed.first == quote else { return Array(trimmed) }
  var text: [UInt8] = []
  var isEscaped = false
  for byte in trimmed.dropFirst() {
    if !isEscaped && byte == quote { break }
    isEscaped = byte == backslash && !isEscaped
    if !isEscaped { text.append(byte) }
  }
  return text
}
