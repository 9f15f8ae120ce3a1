// The text of a feed's element, in whichever of their many ways it is written.
import FoundationEssentials

/// What an element's text turned out to be.
struct FeedText {
  enum Form { case plain, markup }

  var form: Form
  /// As the source gave it.
  var text: String
  /// What addresses in it are relative to.
  var base: URL?

  /// In one line, without mark-up.
  var line: String {
    form == .markup ? readHTMLLine(text) : cleanLine(text).trimmed
  }

  /// One paragraph a line.
  var paragraphs: Paragraphs {
    form == .markup
      ? readHTMLText(text, base: base) : Paragraphs(clean(text), findsHeadline: false)
  }
}

/// Text as it is gathered between an element's tags.
struct FeedCapture {
  enum Form {
    case plain, markup
    /// Tags stand in it as elements, not as text.
    case inline
    case base64
    /// RSS never says which; the text shows.
    case unknown
  }

  let element: FeedElement
  let form: Form
  let base: URL?
  /// Elements within that are open.
  var level = 0
  private(set) var bytes: [UInt8] = []
  /// Whether elements stood in the text.
  private var hasTags = false
  private(set) var isCut = false

  init(_ element: FeedElement, form: Form, base: URL?) {
    self.element = element
    self.form = form
    self.base = base
  }

  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, isLiteral: Bool, upTo limit: Int
  ) {
    guard bytes.count + text.count <= limit else {
      isCut = true
      return
    }
    switch (form, isLiteral) {
    // The references of what becomes mark-up are replaced when that is read.
    case (.inline, false): bytes.append(contentsOf: text)
    case (.inline, true): appendEscaping(text)
    case (_, true): bytes.append(contentsOf: text)
    case (_, false): appendDecoding(text, by: .xml, to: &bytes)
    }
  }

  private mutating func appendEscaping(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case lessThan: bytes.append(contentsOf: "&lt;".utf8)
      case ampersand: bytes.append(contentsOf: "&amp;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  /// Writes an element's start tag again.
  mutating func appendTag(
    _ label: String, _ attributes: [XMLAttribute], in source: UnsafeBufferPointer<UInt8>
  ) {
    hasTags = true
    bytes.append(lessThan)
    bytes.append(contentsOf: name(of: label))
    for attribute in attributes {
      bytes.append(space)
      bytes.append(contentsOf: source[attribute.name])
      let value = source[attribute.value]
      let quote = value.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "'") : UInt8(ascii: "\"")
      bytes.append(contentsOf: [UInt8(ascii: "="), quote])
      bytes.append(contentsOf: value)
      bytes.append(quote)
    }
    bytes.append(greaterThan)
  }

  mutating func appendEndTag(_ label: String) {
    let name = name(of: label)
    // A second end of what has none would be read as one more.
    if name.elementsEqual("br".utf8) { return }
    bytes.append(contentsOf: [lessThan, UInt8(ascii: "/")])
    bytes.append(contentsOf: name)
    bytes.append(greaterThan)
  }

  private func name(of label: String) -> Substring.UTF8View {
    (label.hasPrefix("xhtml:") ? label.dropFirst(6) : Substring(label)).utf8
  }

  /// What was gathered, told apart where the feed did not say.
  var text: FeedText {
    switch form {
    case .inline, .markup: FeedText(form: .markup, text: string, base: base)
    case .plain: FeedText(form: hasTags ? .markup : .plain, text: string, base: base)
    case .base64: decoded
    case .unknown:
      FeedText(form: hasTags || looksLikeMarkup(bytes) ? .markup : .plain, text: string, base: base)
    }
  }

  private var string: String { String(decoding: bytes, as: UTF8.self) }

  private var decoded: FeedText {
    let letters = bytes.filter { $0 > space }
    guard let data = Data(base64Encoded: Data(letters)) else {
      return FeedText(form: .plain, text: string, base: base)
    }
    let text = Array(data)
    return FeedText(
      form: looksLikeMarkup(text) ? .markup : .plain, text: String(decoding: text, as: UTF8.self),
      base: base)
  }
}

/// Whether text has a tag of HTML or a reference in it.
func looksLikeMarkup(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { bytes in
    let raw = UnsafeRawBufferPointer(bytes)
    var next = 0
    while let start = firstOffset(of: lessThan, in: raw, from: next) {
      next = start + 1
      let isEnd = next < bytes.count && bytes[next] == UInt8(ascii: "/")
      let name = bytes[(isEnd ? next + 1 : next)...].prefix(
        12, while: { $0.isLetter || $0.isDigit })
      if name.count > 0, HTMLTag(UnsafeBufferPointer(rebasing: name)) != .other { return true }
      if bytes[next...].starts(with: "!--".utf8) || bytes[next...].starts(with: "![".utf8) {
        return true
      }
    }
    guard firstOffset(of: ampersand, in: raw) != nil else { return false }
    var decoded: [UInt8] = []
    appendDecoding(bytes, by: .xml, to: &decoded)
    return !decoded.elementsEqual(bytes)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func prefix(_ most: Int, while fits: (UInt8) -> Bool) -> Self {
    prefix(most).prefix(while: fits)
  }
}
