// Addresses as sources write them, made whole.
import FoundationEssentials

/// An address that a reader may follow; nil for scripts, data and places within the page.
func linkAddress(_ written: String?, base: URL?) -> URL? {
  guard let written = written?.trimmed, !written.isEmpty, written.utf8.count <= 8_192,
    !written.hasPrefix("#")
  else { return nil }
  let address = resolve(written, against: base)
  let scheme = address?.scheme?.lowercased()
  return scheme == "http" || scheme == "https" || scheme == "mailto" ? address : nil
}

/// A link made whole, as text.
func wholeLink(_ written: String?, base: URL?) -> String? {
  if let written, isWhole(written) { return written }
  return linkAddress(written, base: base)?.absoluteString
}

/// An address made whole, as text; as it was written where it is none.
func wholeAddress(_ written: String, base: URL?) -> String {
  if isWhole(written) { return written }
  return resolve(written, against: base)?.absoluteString ?? written
}

/// An address made whole by another; as it is where that has nothing to add.
func resolve(_ written: String, against base: URL?) -> URL? {
  let hasScheme = written.utf8.prefix(12).contains(UInt8(ascii: ":"))
  guard let base, !hasScheme || base.scheme == nil else { return URL(string: written) }
  return URL(string: written, relativeTo: base)?.absoluteURL
}

/// Whether an address of the web needs nothing done to it, which most are: to have Foundation read
/// and write each took a fifth of all the time that feeds take.
func isWhole(_ written: String) -> Bool {
  var written = written
  return written.withUTF8 { bytes in
    let host = bytes.starts(with: "https://".utf8) ? 8 : 7
    guard bytes.count <= 8_192, host == 8 || bytes.starts(with: "http://".utf8) else {
      return false
    }
    var end = host
    while end < bytes.count, isHostLetter(bytes[end]) { end += 1 }
    guard end > host, end == bytes.count || bytes[end] == UInt8(ascii: "/") else { return false }
    var before = UInt8(0)
    for byte in bytes[end...] {
      let isStep = byte == UInt8(ascii: ".") && before == UInt8(ascii: "/")
      guard isPathLetter(byte), !isStep else { return false }
      before = byte
    }
    return true
  }
}

private func isHostLetter(_ byte: UInt8) -> Bool {
  byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
}

/// What never has to be written otherwise in a path or a query.
private func isPathLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "?"),
    UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: ","),
    UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "@"):
    true
  default: false
  }
}
