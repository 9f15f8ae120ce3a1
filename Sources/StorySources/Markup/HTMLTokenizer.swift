// HTML in pieces: tags and the text between, as the HTML standard tells them apart.
//
// Ours, not gumbo: that one is no longer kept, takes quadratic time on nested elements and ten
// times a page in memory; a reader needs neither its scripting rules nor its source positions.

/// One piece of HTML.
enum HTMLToken: Equatable {
  case start(HTMLTag)
  case end(HTMLTag)
  /// Bytes of the document; references stand in them unless they are literal.
  case text(Range<Int>, isLiteral: Bool)
}

/// All text of some HTML, as the standard reads it and before any is left out.
package func htmlCharacters(in markup: String) -> String {
  // Every line end is one sign, as the standard's first step has it.
  var markup = String(
    decoding: Array(markup.utf8).replacing([carriageReturn, lineFeed], with: [lineFeed]).map {
      $0 == carriageReturn ? lineFeed : $0
    },
    as: UTF8.self)
  return markup.withUTF8 { bytes in
    var text: [UInt8] = []
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.nextToken() {
      guard case .text(let range, let isLiteral) = token else { continue }
      let piece = UnsafeBufferPointer(rebasing: bytes[range])
      if isLiteral {
        text.append(contentsOf: piece)
      } else {
        appendDecoding(piece, by: .htmlText, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Cuts a document into tokens; everything is some token, whatever is wrong with it.
struct HTMLTokenizer {
  /// Attributes of the last start tag; of the same name the first counts.
  private(set) var attributes: [(name: HTMLAttributeName, value: Range<Int>)] = []
  /// Whether the last start tag ended in “/>”.
  private(set) var isSelfClosing = false
  private let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0
  /// The element whose text goes on up to its end tag.
  private var rawText: HTMLTag?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }

  mutating func nextToken() -> HTMLToken? {
    if let tag = rawText, let text = readRawText(of: tag) { return text }
    while next < bytes.count {
      guard bytes[next] == lessThan else { return readText() }
      if let token = readMarkup() { return token }
    }
    return nil
  }

  private mutating func readText() -> HTMLToken {
    let start = next
    next = firstOffset(of: lessThan, in: raw, from: start) ?? bytes.count
    return .text(start..<next, isLiteral: false)
  }

  /// Nil for what is no text and no tag, such as a comment.
  private mutating func readMarkup() -> HTMLToken? {
    guard next + 1 < bytes.count else { return readLoneSign(1) }
    switch bytes[next + 1] {
    case UInt8(ascii: "!"): passDeclaration()
    case UInt8(ascii: "?"): pass(beyond: ">", from: next + 2)
    case UInt8(ascii: "/"): return readEndTag()
    case let byte where byte.isLetter: return readStartTag()
    default: return readLoneSign(1)
    }
    return literal.map { .text($0, isLiteral: true) }
  }

  private mutating func readLoneSign(_ length: Int) -> HTMLToken {
    next += length
    return .text((next - length)..<next, isLiteral: true)
  }

  // MARK: What is not shown

  /// What a passed declaration holds after all.
  private var literal: Range<Int>?

  private mutating func pass(beyond end: StaticString, from start: Int) {
    let found = start <= bytes.count ? offset(of: end, in: bytes, from: start) : nil
    next = found.map { $0 + end.utf8CodeUnitCount } ?? bytes.count
    literal = nil
  }

  private mutating func passDeclaration() {
    let rest = bytes[(next + 2)...]
    if rest.starts(with: "--".utf8) { return passComment() }
    guard rest.starts(with: "[CDATA[".utf8) else { return pass(beyond: ">", from: next + 2) }
    // HTML knows none, but feeds put it there and mean it.
    let start = next + 9
    let end = offset(of: "]]>", in: bytes, from: start) ?? bytes.count
    next = min(end + 3, bytes.count)
    literal = start..<end
  }

  private mutating func passComment() {
    let start = next + 4
    let rest = bytes[min(start, bytes.count)...]
    if rest.starts(with: ">".utf8) { return pass(beyond: ">", from: start) }
    if rest.starts(with: "->".utf8) { return pass(beyond: ">", from: start) }
    var from = start
    while from < bytes.count, let end = firstOffset(of: greaterThan, in: raw, from: from) {
      let isEnd =
        end - 2 >= start && bytes[end - 1] == hyphen && bytes[end - 2] == hyphen
        || end - 3 >= start && bytes[end - 1] == UInt8(ascii: "!") && bytes[end - 2] == hyphen
          && bytes[end - 3] == hyphen
      from = end + 1
      if isEnd {
        next = from
        literal = nil
        return
      }
    }
    next = bytes.count
    literal = nil
  }

  /// Text of a script, a title and the like, or nil at its end tag.
  private mutating func readRawText(of tag: HTMLTag) -> HTMLToken? {
    rawText = nil
    let start = next
    next = endOfRawText(of: tag, from: start)
    let holdsReferences = tag == .title || tag == .textarea
    return next > start ? .text(start..<next, isLiteral: !holdsReferences) : nil
  }

  private func endOfRawText(of tag: HTMLTag, from start: Int) -> Int {
    if tag == .plaintext { return bytes.count }
    var from = start
    while let found = firstOffset(of: lessThan, in: raw, from: from) {
      from = found + 1
      guard from < bytes.count, bytes[from] == UInt8(ascii: "/") else { continue }
      let end = endOfName(from: from + 1)
      let name = UnsafeBufferPointer(rebasing: bytes[(from + 1)..<end])
      if HTMLTag(name) == tag { return found }
    }
    return bytes.count
  }

  // MARK: Tags

  private mutating func readEndTag() -> HTMLToken? {
    guard next + 2 < bytes.count else { return readLoneSign(2) }
    guard bytes[next + 2].isLetter else {
      pass(beyond: ">", from: next + 2)
      return nil
    }
    let end = endOfName(from: next + 2)
    let tag = HTMLTag(UnsafeBufferPointer(rebasing: bytes[(next + 2)..<end]))
    return readAttributes(from: end, keeping: false) ? .end(tag) : nil
  }

  private mutating func readStartTag() -> HTMLToken? {
    let end = endOfName(from: next + 1)
    let tag = HTMLTag(UnsafeBufferPointer(rebasing: bytes[(next + 1)..<end]))
    guard readAttributes(from: end, keeping: true) else { return nil }
    if tag.isRawText { rawText = tag }
    return .start(tag)
  }

  private func endOfName(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] > space, bytes[end] != UInt8(ascii: "/"),
      bytes[end] != greaterThan
    {
      end += 1
    }
    return end
  }

  /// False where the document ends within the tag, which is none then.
  private mutating func readAttributes(from start: Int, keeping: Bool) -> Bool {
    attributes.removeAll(keepingCapacity: true)
    isSelfClosing = false
    literal = nil
    next = start
    while next < bytes.count {
      switch bytes[next] {
      case greaterThan:
        next += 1
        return true
      case UInt8(ascii: "/"):
        next += 1
        isSelfClosing = next < bytes.count && bytes[next] == greaterThan
      case ...space: next += 1
      default: readAttribute(keeping: keeping)
      }
    }
    return false
  }

  private mutating func readAttribute(keeping: Bool) {
    let start = next
    next += 1
    while next < bytes.count, bytes[next] > space, bytes[next] != UInt8(ascii: "="),
      bytes[next] != UInt8(ascii: "/"), bytes[next] != greaterThan
    {
      next += 1
    }
    let name = HTMLAttributeName(UnsafeBufferPointer(rebasing: bytes[start..<next]))
    let value = readValue()
    guard keeping, let name, !attributes.contains(where: { $0.name == name }) else { return }
    attributes.append((name, value))
  }

  /// `="value"`, `=value`, or nothing.
  private mutating func readValue() -> Range<Int> {
    var offset = next
    func passBlanks() { while offset < bytes.count, bytes[offset] <= space { offset += 1 } }
    passBlanks()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return next..<next }
    offset += 1
    passBlanks()
    guard offset < bytes.count else {
      next = offset
      return next..<next
    }
    let quote = bytes[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = firstOffset(of: quote, in: raw, from: offset + 1) ?? bytes.count
      next = min(end + 1, bytes.count)
      return min(offset + 1, end)..<end
    }
    next = offset
    while next < bytes.count, bytes[next] > space, bytes[next] != greaterThan { next += 1 }
    return offset..<next
  }
}

private let hyphen = UInt8(ascii: "-")
