// Web addresses, taken apart as far as fetching needs it.

/// An address of http or https, without the name and password that it may have been given with.
package struct Address: Hashable, Sendable {
  package let isSecure: Bool
  /// In lower case; an IPv6 address stands in brackets.
  package let host: String
  package let port: Int
  /// Path and query, from its "/".
  package let path: String
  /// "name:password" that stood before the host; never written again.
  package let credentials: String?

  /// Nil for what is no address of the web, or could mean two things.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.trimmed.utf8)
    guard bytes.count <= 8_192, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      return nil
    }
    let scheme = bytes.prefix { $0 != UInt8(ascii: ":") }
    switch String(decoding: scheme, as: UTF8.self).lowercased() {
    case "http": isSecure = false
    case "https": isSecure = true
    default: return nil
    }
    let rest = bytes.dropFirst(scheme.count)
    guard rest.starts(with: "://".utf8) else { return nil }
    let authority = rest.dropFirst(3).prefix { !isOne(of: "/?#\\", $0) }
    guard let place = HostAndPort(authority, isSecure: isSecure) else { return nil }
    (host, port, credentials) = (place.host, place.port, place.credentials)
    let tail = rest.dropFirst(3 + authority.count).prefix { $0 != UInt8(ascii: "#") }
    guard tail.first != backslash else { return nil }
    let path = percentEncoded(tail)
    self.path = path.hasPrefix("/") ? path : "/" + path
  }

  /// The whole address, which may be shown: no password is in it.
  package var text: String {
    let isUsual = port == (isSecure ? 443 : 80)
    return "\(isSecure ? "https" : "http")://\(host)\(isUsual ? "" : ":\(port)")\(path)"
  }

  /// Whether what is secret between lede and this address may be said to another: the same host
  /// and port, or the same host made secure.
  func shares(credentialsWith other: Address) -> Bool {
    guard host == other.host else { return false }
    if isSecure == other.isSecure { return port == other.port }
    return other.isSecure && port == 80 && other.port == 443
  }

  package static func == (one: Address, other: Address) -> Bool { one.text == other.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// What stands between the slashes of an address.
private struct HostAndPort {
  var host: String
  var port: Int
  var credentials: String?

  init?(_ authority: ArraySlice<UInt8>, isSecure: Bool) {
    var place = authority
    if let at = place.lastIndex(of: UInt8(ascii: "@")) {
      let given = place[..<at]
      credentials = given.isEmpty ? nil : String(decoding: percentDecoded(given), as: UTF8.self)
      place = place[(at + 1)...]
    }
    let closing = place.lastIndex(of: UInt8(ascii: "]"))
    let colon = place.lastIndex(of: UInt8(ascii: ":")).flatMap { $0 > closing ?? -1 ? $0 : nil }
    let digits = colon.map { place[($0 + 1)...] } ?? []
    guard let port = digits.isEmpty ? (isSecure ? 443 : 80) : portNumber(digits) else { return nil }
    self.port = port
    let host = place[..<(colon ?? place.endIndex)]
    guard !host.isEmpty, isHost(host) else { return nil }
    self.host = String(decoding: host, as: UTF8.self).lowercased()
  }
}

private func portNumber(_ digits: ArraySlice<UInt8>) -> Int? {
  guard digits.count <= 5, digits.allSatisfy(\.isDigit) else { return nil }
  return Int(String(decoding: digits, as: UTF8.self)).flatMap { 1...65_535 ~= $0 ? $0 : nil }
}

/// Letters of any language, digits, dots and dashes; or an IPv6 address in brackets.
private func isHost(_ bytes: ArraySlice<UInt8>) -> Bool {
  if bytes.first == UInt8(ascii: "[") {
    return bytes.last == UInt8(ascii: "]") && bytes.count > 3
      && bytes.dropFirst().dropLast().allSatisfy { hexValue($0) != nil || isOne(of: ":.", $0) }
  }
  return bytes.allSatisfy { $0.isLetter || $0.isDigit || $0 >= 0x80 || isOne(of: ".-_", $0) }
}

/// What may not stand in a request, written as it may.
private func percentEncoded(_ bytes: ArraySlice<UInt8>) -> String {
  var encoded: [UInt8] = []
  encoded.reserveCapacity(bytes.count)
  for byte in bytes {
    if byte > space, byte < 0x7F, !isOne(of: "\"<>\\^`{|}", byte) {
      encoded.append(byte)
    } else {
      encoded += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

private func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  var decoded: [UInt8] = []
  var rest = bytes
  while let byte = rest.popFirst() {
    let pair = rest.prefix(2).compactMap(hexValue)
    if byte == UInt8(ascii: "%"), pair.count == 2 {
      decoded.append(UInt8(truncatingIfNeeded: pair[0] << 4 | pair[1]))
      rest = rest.dropFirst(2)
    } else {
      decoded.append(byte)
    }
  }
  return decoded
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

private func isOne(of signs: StaticString, _ byte: UInt8) -> Bool {
  signs.withUTF8Buffer { $0.contains(byte) }
}

// MARK: Redirects

/// Where a redirect leads.
enum Redirect: Hashable {
  case to(Address)
  /// To something that is not fetched over http.
  case out(scheme: String)
  case nowhere
}

extension Address {
  /// What a reference means on a page of this address.
  func redirect(to reference: String) -> Redirect {
    let reference = reference.trimmed
    guard !reference.isEmpty else { return .nowhere }
    if let scheme = scheme(of: reference), scheme != "http", scheme != "https" {
      return .out(scheme: scheme)
    }
    let whole = absolute(reference)
    return Address(whole).map(Redirect.to) ?? .nowhere
  }

  private func absolute(_ reference: String) -> String {
    if scheme(of: reference) != nil { return reference }
    if reference.hasPrefix("//") { return (isSecure ? "https:" : "http:") + reference }
    let place = "\(isSecure ? "https" : "http")://\(host):\(port)"
    if reference.hasPrefix("/") { return place + reference }
    let page = path.prefix { $0 != "?" }
    if reference.hasPrefix("?") { return place + page + reference }
    if reference.hasPrefix("#") { return place + path }
    let folder = page.lastIndex(of: "/").map { page[...$0] } ?? "/"
    return place + folder + reference
  }

  /// The letters before the first colon, where they can be a scheme.
  private func scheme(of reference: String) -> String? {
    let bytes = reference.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
      first.isLetter
    else { return nil }
    let scheme = bytes[..<colon]
    let isScheme = scheme.allSatisfy { $0.isLetter || $0.isDigit || isOne(of: "+-.", $0) }
    return isScheme && scheme.count <= 20
      ? String(decoding: scheme, as: UTF8.self).lowercased() : nil
  }
}
