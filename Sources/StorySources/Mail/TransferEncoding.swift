// How mail carries bytes over lines of ASCII: quoted-printable and base64.

/// The bytes that quoted-printable stands for; what is wrong in it stays as it is.
func readQuotedPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  let sign = UInt8(ascii: "=")
  var read: [UInt8] = []
  read.reserveCapacity(bytes.count)
  var place = 0
  while place < bytes.count {
    if bytes[place] != sign {
      read.append(bytes[place])
      place += 1
    } else if let byte = escapedByte(in: bytes, after: place) {
      read.append(byte)
      place += 3
    } else if let next = softBreakEnd(in: bytes, after: place + 1) {
      // A line that ends with = goes on with the next; blanks that a server added do not count.
      place = next
    } else {
      read.append(sign)
      place += 1
    }
  }
  return read
}

private func softBreakEnd(in bytes: UnsafeBufferPointer<UInt8>, after start: Int) -> Int? {
  var place = start
  while place < bytes.count, place - start < 80, bytes[place] == space || bytes[place] == 0x09 {
    place += 1
  }
  if place < bytes.count, bytes[place] == carriageReturn { place += 1 }
  if place == bytes.count { return place }
  return bytes[place] == lineFeed ? place + 1 : nil
}

/// The byte that two hexadecimal digits after a sign stand for.
func escapedByte(in bytes: UnsafeBufferPointer<UInt8>, after sign: Int) -> UInt8? {
  guard sign + 2 < bytes.count, let high = hexValue(bytes[sign + 1]),
    let low = hexValue(bytes[sign + 2])
  else { return nil }
  return UInt8(high << 4 | low)
}

/// The bytes that base64 stands for; signs that are none of its own are passed over.
func readBase64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  var read: [UInt8] = []
  var bits: UInt32 = 0
  var count = 0
  for byte in bytes {
    guard let value = base64Value(byte) else { continue }
    bits = bits << 6 | value
    count += 6
    if count >= 8 {
      count -= 8
      read.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return read
}

private func base64Value(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x41...0x5A: UInt32(byte) - 0x41
  case 0x61...0x7A: UInt32(byte) - 0x61 + 26
  case 0x30...0x39: UInt32(byte) - 0x30 + 52
  case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
  case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
  default: nil
  }
}
