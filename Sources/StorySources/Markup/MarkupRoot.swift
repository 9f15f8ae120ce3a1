// What a document of mark-up is, by its first tag.

/// The first tag of bytes that begin with mark-up, as written but in lower case (`rdf:rdf`,
/// `!doctype html`); nil where they begin with something else.
func firstTag(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
  var next = 0
  var isHTML = false
  while true {
    while next < bytes.count, bytes[next] <= space || isMark(bytes, at: next) { next += 1 }
    guard next < bytes.count, bytes[next] == lessThan else { return nil }
    let rest = bytes[(next + 1)...]
    let passed: Int?
    if rest.starts(with: "!--".utf8) {
      passed = offset(of: "-->", in: bytes, from: next + 4).map { $0 + 3 }
    } else if rest.starts(with: "?".utf8) {
      passed = offset(of: ">", in: bytes, from: next + 1).map { $0 + 1 }
    } else if let name = rest.first, name == UInt8(ascii: "!") {
      let type = lowered(rest.prefix { $0 != greaterThan && $0 != UInt8(ascii: "[") }.prefix(14))
      isHTML = isHTML || type.hasPrefix("!doctype html")
      passed = endOfDeclaration(in: bytes, from: next)
    } else {
      let name = lowered(rest.prefix { $0 > space && $0 != greaterThan && $0 != UInt8(ascii: "/") })
      return isHTML && feedRoots[localName(name)] == nil ? "!doctype html" : name
    }
    guard let passed else { return isHTML ? "!doctype html" : nil }
    next = passed
  }
}

/// The three bytes of a byte order mark.
private func isMark(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
  [0xEF, 0xBB, 0xBF].contains(bytes[offset])
}

private func lowered(_ bytes: some Sequence<UInt8>) -> String {
  String(decoding: Array(bytes), as: UTF8.self).lowercased()
}

/// After `<!DOCTYPE … [ … ]>`.
private func endOfDeclaration(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var isInside = false
  for offset in start..<bytes.count {
    switch bytes[offset] {
    case UInt8(ascii: "["): isInside = true
    case UInt8(ascii: "]"): isInside = false
    case greaterThan where !isInside: return offset + 1
    default: break
    }
  }
  return nil
}

/// The format of bytes that are mark-up; nil for what is none.
func markupFormat(of bytes: UnsafeBufferPointer<UInt8>) -> Format? {
  guard firstOffset(of: lessThan, in: UnsafeRawBufferPointer(bytes)) != nil else { return nil }
  let tag = firstTag(in: bytes)
  if let format = tag.flatMap({ agencyRoots[localName($0)] }) { return format }
  return feedFormat(of: bytes, firstTag: tag) ?? tag.flatMap(pageFormat)
}

/// A page may begin with any element of HTML.
private func pageFormat(_ tag: String) -> Format? {
  // What the outermost element was called before OPML 1.0.
  if tag == "opml" || tag == "outlinedocument" { return .opml }
  if tag == "!doctype html" || tag == "html" { return .html }
  var name = tag
  let known = name.withUTF8 { HTMLTag($0) }
  return known == .other ? nil : .html
}

/// Whether bytes are a feed or hold one after some words that do not belong there, such as the
/// warnings of a server; nil, or which kind.
func feedFormat(of bytes: UnsafeBufferPointer<UInt8>, firstTag tag: String?) -> Format? {
  if let tag { return feedRoots[localName(tag)] }
  let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(4_096))
  guard let start = firstOffset(of: lessThan, in: UnsafeRawBufferPointer(beginning)) else {
    return nil
  }
  let rest = UnsafeBufferPointer(rebasing: beginning[start...])
  guard rest.starts(with: "<?xml".utf8) || rest.starts(with: "<rss".utf8) else { return nil }
  return firstTag(in: rest).flatMap { feedRoots[localName($0)] }
}

private func localName(_ tag: String) -> String {
  tag.split(separator: ":").last.map(String.init) ?? tag
}

private let agencyRoots: [String: Format] = [
  "nitf": .nitf, "newsitem": .newsML, "newsmessage": .newsML, "packageitem": .newsML,
]

private let feedRoots: [String: Format] = [
  "rss": .rss, "rdf": .rss, "channel": .rss, "item": .rss, "feed": .atom, "entry": .atom,
]
