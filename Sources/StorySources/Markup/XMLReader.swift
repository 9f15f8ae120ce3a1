// XML, one tag or stretch of text after the other, whatever is wrong with it.
//
// Ours: libxml2's stream reader gives nothing of a small broken document and its other parsers hold
// all of it; XMLParser of Foundation stops at the first bad byte and at ten million. Neither keeps
// what a feed needs most, the text around a fault.

/// What comes next in an XML document.
enum XMLEvent: Equatable {
  case start(XMLName)
  case end(XMLName)
  /// Bytes of the input; references stand in them unless they are literal.
  case text(Range<Int>, isLiteral: Bool)
  case finished
}

/// An attribute of the last start tag, as stretches of the input's bytes.
struct XMLAttribute: Equatable {
  let name: Range<Int>
  let value: Range<Int>
}

/// The first thing wrong with a document, and where.
struct XMLFault: Equatable {
  let line: Int
  let column: Int
  let reason: String
}

/// Pulls events from an input that is decoded already. Reads no DTD, follows no entity, and goes on
/// after every fault: an end tag closes what is open within its element, one without a start is
/// passed over. What is nested deeper than `deepest` is not told apart any more.
///
/// Ranges of an event and of `attributes` hold until the next call.
struct XMLReader {
  private(set) var attributes: [XMLAttribute] = []
  private(set) var fault: XMLFault?
  private(set) var names: XMLNames

  /// Elements that are open, and how many more lie within them, too deep to be told apart.
  private var open: [XMLName] = []
  private var beyond = 0
  private var queued: [XMLEvent] = []
  private var state = State.content
  /// How much of the input's bytes is done with.
  private var position = 0
  private var isAtEnd = false
  /// Line ends, and characters after the last, in what the input has given away.
  private var lines = 0
  private var columns = 0

  static let deepest = 256
  /// Longer tags are taken for text.
  private static let longestTag = 1 << 20

  private enum State {
    case content, literal, comment, instruction, declaration
    case documentType(isInside: Bool, quote: UInt8)
  }

  private enum Step {
    case event(XMLEvent)
    case again, more
  }

  /// - Parameter spaces: The prefix by which each namespace is known, whatever a document says.
  init(spaces: [String: String] = [:]) {
    names = XMLNames(spaces: spaces)
  }

  /// How many elements are open.
  var depth: Int { open.count + beyond }

  /// The next event; `finished` for ever at the end, after everything open has been closed.
  mutating func next(in input: inout Input) throws(SourceError) -> XMLEvent {
    if let event = queued.popLast() { return event }
    while true {
      let done = input.withBytes { bytes in self.step(in: bytes) }
      switch done {
      case .event(let event): return event
      case .again: continue
      case .more where isAtEnd: return finish(input)
      case .more:
        input.withBytes { count(UnsafeBufferPointer(rebasing: $0[..<position])) }
        input.take(position)
        position = 0
        isAtEnd = try !input.readMore()
      }
    }
  }

  private mutating func finish(_ input: borrowing Input) -> XMLEvent {
    if let last = open.last {
      input.withBytes { report("the document ends before “\(told(last))” does", in: $0) }
    }
    queued = [.finished] + open.map { .end($0) }
    open = []
    return queued.popLast() ?? .finished
  }

  // MARK: Steps

  private mutating func step(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard position < bytes.count else { return .more }
    switch state {
    case .content: return bytes[position] == lessThan ? readMarkup(in: bytes) : readText(in: bytes)
    case .literal: return readLiteral(in: bytes)
    case .comment: return pass(over: "-->", in: bytes)
    case .instruction: return pass(over: "?>", in: bytes)
    case .declaration: return pass(over: ">", in: bytes)
    case .documentType(let isInside, let quote):
      return passDocumentType(in: bytes, isInside: isInside, quote: quote)
    }
  }

  private mutating func readText(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    let start = position
    var end = firstOffset(of: lessThan, in: UnsafeRawBufferPointer(bytes), from: start)
    if end == nil { end = isAtEnd ? bytes.count : endBeforeReference(in: bytes, from: start) }
    guard let end, end > start else { return .more }
    position = end
    return .event(.text(start..<end, isLiteral: false))
  }

  /// The end of the bytes, or where a reference begins that the end may have cut in two.
  private func endBeforeReference(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = bytes.count - 1
    while offset >= start, offset > bytes.count - 40 {
      if bytes[offset] == ampersand { return offset }
      if bytes[offset] == UInt8(ascii: ";") { break }
      offset -= 1
    }
    return bytes.count
  }

  private mutating func readLiteral(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    let start = position
    if let end = offset(of: "]]>", in: bytes, from: start) {
      position = end + 3
      state = .content
      return end > start ? .event(.text(start..<end, isLiteral: true)) : .again
    }
    if isAtEnd { report("the document ends within “<![CDATA[”", in: bytes) }
    let end = isAtEnd ? bytes.count : bytes.count - 2
    guard end > start else { return .more }
    position = end
    return .event(.text(start..<end, isLiteral: true))
  }

  private mutating func pass(over end: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    if let found = offset(of: end, in: bytes, from: position) {
      position = found + end.utf8CodeUnitCount
      state = .content
      return .again
    }
    let kept = isAtEnd ? 0 : end.utf8CodeUnitCount - 1
    position = max(position, bytes.count - kept)
    return .more
  }

  /// Passes over `<!DOCTYPE …[ … ]>` unread, so that no entity is ever declared.
  private mutating func passDocumentType(
    in bytes: UnsafeBufferPointer<UInt8>, isInside: Bool, quote: UInt8
  ) -> Step {
    var (isInside, quote) = (isInside, quote)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case quote:
        quote = 0
      case _ where quote != 0: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): isInside = true
      case UInt8(ascii: "]"): isInside = false
      case UInt8(ascii: ">") where !isInside:
        state = .content
        return .again
      default: break
      }
    }
    state = .documentType(isInside: isInside, quote: quote)
    return .more
  }

  // MARK: Tags

  private mutating func readMarkup(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard position + 1 < bytes.count else { return isAtEnd ? readLoneSign(in: bytes) : .more }
    switch bytes[position + 1] {
    case UInt8(ascii: "/"): return readEndTag(in: bytes)
    case UInt8(ascii: "!"): return readDeclaration(in: bytes)
    case UInt8(ascii: "?"):
      let isProlog = bytes[(position + 2)...].starts(with: "xml ".utf8)
      state = isProlog ? .declaration : .instruction
      position += 2
      return .again
    case let byte where isNameStart(byte): return readStartTag(in: bytes)
    default: return readLoneSign(in: bytes)
    }
  }

  /// A “<” that begins nothing is text.
  private mutating func readLoneSign(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    report("a “<” begins no tag; write “&lt;”", in: bytes)
    position += 1
    return .event(.text((position - 1)..<position, isLiteral: true))
  }

  private mutating func readDeclaration(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    let rest = bytes[position...]
    if rest.count < 9 && !isAtEnd { return .more }
    if rest.starts(with: "<!--".utf8) {
      state = .comment
      position += 4
    } else if rest.starts(with: "<![CDATA[".utf8) {
      state = .literal
      position += 9
    } else if rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!doctype".utf8) {
      state = .documentType(isInside: false, quote: 0)
      position += 9
    } else {
      state = .declaration
      position += 2
    }
    return .again
  }

  private mutating func readEndTag(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    let start = position + 2
    var end = start
    while end < bytes.count, bytes[end] != greaterThan, bytes[end] != lessThan { end += 1 }
    guard end < bytes.count else { return cutOff(in: bytes) }
    let name = start..<(bytes[start..<end].firstIndex { $0 <= space } ?? end)
    let closed = names.name(of: name, in: bytes)
    defer { position = bytes[end] == greaterThan ? end + 1 : end }
    return close(closed, in: bytes)
  }

  private mutating func close(_ name: XMLName, in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    if beyond > 0 {
      beyond -= 1
      return .event(.end(name))
    }
    guard let index = open.lastIndex(of: name) else {
      report("“</\(told(name))>” closes nothing that is open", in: bytes)
      return .again
    }
    if index < open.count - 1, let inner = open.last {
      report("“\(told(inner))” is not closed before “</\(told(name))>”", in: bytes)
    }
    queued = open[index...].map { .end($0) }
    open.removeSubrange(index...)
    names.leave(depth: open.count)
    return queued.popLast().map(Step.event) ?? .again
  }

  private mutating func readStartTag(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard let tag = scanTag(in: bytes) else { return cutOff(in: bytes) }
    if open.count < Self.deepest {
      names.enter(depth: open.count, attributes, in: bytes)
    }
    let name = names.name(of: tag.name, in: bytes)
    if tag.isBroken { report("the tag “\(told(name))” has no end", in: bytes) }
    position = tag.end
    if tag.isClosed {
      queued = [.end(name)]
      names.leave(depth: open.count)
    } else if open.count < Self.deepest {
      open.append(name)
    } else {
      beyond += 1
    }
    return .event(.start(name))
  }

  /// The bytes end within a tag: there may be more, or it is none.
  private mutating func cutOff(in bytes: UnsafeBufferPointer<UInt8>) -> Step {
    if !isAtEnd && bytes.count - position < Self.longestTag { return .more }
    return readLoneSign(in: bytes)
  }

  private struct Tag {
    let name: Range<Int>
    let end: Int
    let isClosed: Bool
    let isBroken: Bool
  }

  /// Reads a start tag and its attributes; nil where the bytes end within it.
  private mutating func scanTag(in bytes: UnsafeBufferPointer<UInt8>) -> Tag? {
    attributes.removeAll(keepingCapacity: true)
    var next = position + 1
    let name = scanName(in: bytes, from: &next)
    while next < bytes.count {
      switch bytes[next] {
      case greaterThan:
        return Tag(name: name, end: next + 1, isClosed: false, isBroken: false)
      case lessThan: return Tag(name: name, end: next, isClosed: false, isBroken: true)
      case UInt8(ascii: "/"):
        guard next + 1 < bytes.count else { return nil }
        next += 1
        if bytes[next] == greaterThan {
          return Tag(name: name, end: next + 1, isClosed: true, isBroken: false)
        }
      case ...space, UInt8(ascii: "="): next += 1
      default:
        let attribute = scanName(in: bytes, from: &next)
        guard let value = scanValue(in: bytes, from: &next) else { return nil }
        if attributes.count < 256 { attributes.append(XMLAttribute(name: attribute, value: value)) }
      }
    }
    return nil
  }

  private func scanName(in bytes: UnsafeBufferPointer<UInt8>, from next: inout Int) -> Range<Int> {
    let start = next
    while next < bytes.count {
      switch bytes[next] {
      case ...space, UInt8(ascii: "="), UInt8(ascii: "/"), lessThan, greaterThan:
        return start..<next
      default: next += 1
      }
    }
    return start..<next
  }

  /// `="value"`, `=value` or nothing; nil where the bytes end within it.
  private func scanValue(
    in bytes: UnsafeBufferPointer<UInt8>, from next: inout Int
  ) -> Range<Int>? {
    var offset = next
    func skipBlanks() { while offset < bytes.count, bytes[offset] <= space { offset += 1 } }
    skipBlanks()
    guard offset < bytes.count else { return nil }
    guard bytes[offset] == UInt8(ascii: "=") else { return next..<next }
    offset += 1
    skipBlanks()
    guard offset < bytes.count else { return nil }
    let quote = bytes[offset]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let raw = UnsafeRawBufferPointer(bytes)
      guard let end = firstOffset(of: quote, in: raw, from: offset + 1) else { return nil }
      next = end + 1
      return (offset + 1)..<end
    }
    next = offset
    while next < bytes.count, bytes[next] > space, bytes[next] != greaterThan { next += 1 }
    return next < bytes.count ? offset..<next : nil
  }

  // MARK: Places

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    let place = place(at: bytes.count, in: bytes)
    (lines, columns) = (place.line - 1, place.column - 1)
  }

  /// Line and column, both from 1, of an offset of the input's bytes.
  private func place(
    at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: Int) {
    let raw = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<offset])
    var lineStart: Int?
    var found = 0
    while let end = firstOffset(of: lineFeed, in: raw, from: lineStart ?? 0) {
      found += 1
      lineStart = end + 1
    }
    let characters = raw[(lineStart ?? 0)...].count { $0 & 0xC0 != 0x80 }
    return (lines + found + 1, (lineStart == nil ? columns : 0) + characters + 1)
  }

  private mutating func report(_ reason: String, in bytes: UnsafeBufferPointer<UInt8>) {
    guard fault == nil else { return }
    let place = place(at: position, in: bytes)
    fault = XMLFault(line: place.line, column: place.column, reason: reason)
  }

  /// A name as a message says it: it may hold anything, and any amount of it.
  private func told(_ name: XMLName) -> String {
    let label = names.label(of: name)
    return cleanLine(label.utf8.count > 60 ? "\(label.prefix(60))…" : label)
  }
}

let lessThan = UInt8(ascii: "<")
let greaterThan = UInt8(ascii: ">")

private func isNameStart(_ byte: UInt8) -> Bool {
  byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
}

/// Where a short text first occurs, sought by its last byte's rarity: `>` ends each of them.
func offset(
  of text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
) -> Int? {
  let raw = UnsafeRawBufferPointer(bytes)
  let length = text.utf8CodeUnitCount
  let last = text.utf8Start[length - 1]
  var next = start + length - 1
  while let found = firstOffset(of: last, in: raw, from: next) {
    let first = found - length + 1
    if (0..<length).allSatisfy({ bytes[first + $0] == text.utf8Start[$0] }) { return first }
    next = found + 1
  }
  return nil
}
