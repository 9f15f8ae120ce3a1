// The text of a JSON value: its escapes read, or as it was written.

/// The text of a string's bytes: escapes read, half characters made U+FFFD.
func jsonText(_ value: JSONValue, in bytes: UnsafeBufferPointer<UInt8>) -> String {
  let slice = UnsafeBufferPointer(rebasing: bytes[value.bytes])
  guard value.hasEscapes else { return String(decoding: slice, as: UTF8.self) }
  var text: [UInt8] = []
  text.reserveCapacity(slice.count)
  var copied = 0
  while let place = nextBackslash(in: slice, from: copied), place + 1 < slice.count {
    text.append(contentsOf: UnsafeBufferPointer(rebasing: slice[copied..<place]))
    if slice[place + 1] == UInt8(ascii: "u") {
      let (scalar, length) = escapedScalar(in: slice, at: place)
      text.append(contentsOf: String(scalar).utf8)
      copied = place + length
    } else {
      text.append(escaped(slice[place + 1]))
      copied = place + 2
    }
  }
  text.append(contentsOf: UnsafeBufferPointer(rebasing: slice[copied...]))
  return String(decoding: text, as: UTF8.self)
}

private func nextBackslash(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var offset = start
  while offset < bytes.count {
    if bytes[offset] == backslash { return offset }
    offset += 1
  }
  return nil
}

/// The character that `\uXXXX`, or two of them, stands for, and the bytes they take.
private func escapedScalar(
  in bytes: UnsafeBufferPointer<UInt8>, at place: Int
) -> (Unicode.Scalar, Int) {
  guard let first = hexNumber(in: bytes, at: place + 2) else { return ("\u{FFFD}", 2) }
  if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
  let isPair =
    first < 0xDC00 && place + 7 < bytes.count
    && bytes[place + 6] == backslash && bytes[place + 7] == UInt8(ascii: "u")
  if isPair, let second = hexNumber(in: bytes, at: place + 8), 0xDC00...0xDFFF ~= second,
    let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  {
    return (scalar, 12)
  }
  return ("\u{FFFD}", 6)
}

private func hexNumber(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
  guard start + 4 <= bytes.count else { return nil }
  var number: UInt32 = 0
  for byte in bytes[start..<(start + 4)] {
    guard let digit = hexValue(byte) else { return nil }
    number = number << 4 | digit
  }
  return number
}

func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte) - 0x30
  case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x57
  default: nil
  }
}

private func escaped(_ letter: UInt8) -> UInt8 {
  switch letter {
  case UInt8(ascii: "n"): lineFeed
  case UInt8(ascii: "r"): carriageReturn
  case UInt8(ascii: "t"): 0x09
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  default: letter
  }
}

/// The value as it was written, without the blanks between its parts.
func jsonSource(_ value: JSONValue, in bytes: UnsafeBufferPointer<UInt8>) -> String {
  if value.kind == .string {
    return "\"" + String(decoding: UnsafeBufferPointer(rebasing: bytes[value.bytes]), as: UTF8.self)
      + "\""
  }
  var source: [UInt8] = []
  var isQuoted = false
  var isEscaped = false
  for byte in bytes[value.bytes] {
    if !isQuoted && isBlank(byte) { continue }
    source.append(byte)
    if byte == quote && !isEscaped { isQuoted.toggle() }
    isEscaped = byte == backslash && !isEscaped
  }
  return String(decoding: source, as: UTF8.self)
}

func isBlank(_ byte: UInt8) -> Bool {
  byte == space || byte == 0x09 || byte == lineFeed || byte == carriageReturn
}

let quote = UInt8(ascii: "\"")
let backslash = UInt8(ascii: "\\")
