// The words in which mail heads write what is not ASCII: =?utf-8?Q?caf=C3=A9?= (RFC 2047).

/// The text of a field; words that follow one another are read as one, so that a character may be
/// cut between them.
func readEncodedWords(_ field: [UInt8]) -> String {
  guard field.contains(UInt8(ascii: "=")) else { return decodedField(field) }
  var text = ""
  var plain: [UInt8] = []
  var word: EncodedWord?
  var place = 0
  while place < field.count {
    guard let (next, end) = encodedWord(in: field, at: place) else {
      plain.append(field[place])
      place += 1
      continue
    }
    // Blanks between two words belong to neither.
    if let before = word, plain.allSatisfy({ $0 == space || $0 == 0x09 }) {
      if before.charset == next.charset {
        word = EncodedWord(charset: next.charset, bytes: before.bytes + next.bytes)
      } else {
        text += before.text
        word = next
      }
    } else {
      text += (word?.text ?? "") + decodedField(plain)
      word = next
    }
    plain = []
    place = end
  }
  return (text + (word?.text ?? "") + decodedField(plain)).trimmed
}

/// One word, decoded to the bytes of its charset.
private struct EncodedWord {
  let charset: String
  let bytes: [UInt8]

  var text: String { decodedText(bytes, charset: charset) }
}

/// The encoded word at a place, and where it ends.
private func encodedWord(in field: [UInt8], at start: Int) -> (EncodedWord, Int)? {
  let mark = UInt8(ascii: "?")
  guard start + 6 < field.count, field[start] == UInt8(ascii: "="), field[start + 1] == mark else {
    return nil
  }
  // No word is longer than its line; a sign too many is text.
  let rest = field[(start + 2)..<min(start + 1_024, field.count)]
  guard let charsetEnd = rest.prefix(64).firstIndex(of: mark), charsetEnd + 2 < rest.endIndex,
    field[charsetEnd + 2] == mark,
    let end = rest[(charsetEnd + 3)...].firstIndex(of: mark), end + 1 < field.count,
    field[end + 1] == UInt8(ascii: "=")
  else { return nil }
  let content = field[(charsetEnd + 3)..<end]
  let bytes: [UInt8]
  switch field[charsetEnd + 1] | 0x20 {
  case UInt8(ascii: "q"):
    let spaced = content.map { $0 == UInt8(ascii: "_") ? space : $0 }
    bytes = spaced.withUnsafeBufferPointer(readQuotedPrintable)
  case UInt8(ascii: "b"): bytes = readBase64(content)
  default: return nil
  }
  // A language may stand after the charset: utf-8*en.
  let charset = field[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }
  let name = String(decoding: charset, as: UTF8.self).lowercased()
  return (EncodedWord(charset: name, bytes: bytes), end + 2)
}

/// Bytes that were put into a field as they are.
func decodedField(_ bytes: [UInt8]) -> String { decodedText(bytes, charset: nil) }

/// Bytes as text, by the charset they are said to be in or else by their looks.
func decodedText(_ bytes: [UInt8], charset: String?) -> String {
  bytes.withUnsafeBufferPointer { decodedText($0, charset: charset) }
}

func decodedText(_ bytes: UnsafeBufferPointer<UInt8>, charset: String?) -> String {
  let declared = charset.flatMap { Encoding(declared: $0) }
  let (encoding, mark) = findEncoding(of: bytes, declared: declared)
  let text = UnsafeBufferPointer(rebasing: bytes[mark...])
  if encoding == .utf8 { return String(decoding: text, as: UTF8.self) }
  var decoded: [UInt8] = []
  var decoder = Decoder(encoding)
  decoder.decode(text, isLast: true, into: &decoded)
  return String(decoding: decoded, as: UTF8.self)
}

/// A parameter with percent signs, which may begin with its charset: utf-8'en'caf%C3%A9.
func readExtended(_ value: [UInt8], hasCharset: Bool) -> String {
  guard hasCharset else { return readEncodedWords(value) }
  let parts = value.split(
    separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
  let charset = parts.count == 3 ? String(decoding: parts[0], as: UTF8.self) : nil
  return decodedText(readPercents(parts.last ?? []), charset: charset)
}

private func readPercents(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  bytes.withUnsafeBufferPointer { bytes in
    var read: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let escaped = bytes[place] == UInt8(ascii: "%") ? escapedByte(in: bytes, after: place) : nil
      read.append(escaped ?? bytes[place])
      place += escaped == nil ? 1 : 3
    }
    return read
  }
}
