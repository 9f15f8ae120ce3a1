// Lines as they were written → one paragraph a line.
import StoryParsing

/// Paragraphs, one a line without blank lines between, and what could be told of them.
struct Paragraphs {
  private(set) var bytes: [UInt8] = []
  private(set) var markup: [Markup] = []

  /// No paragraphs.
  init() {}

  /// Paragraphs as a format marked them; `markup` in order of start.
  init(bytes: [UInt8], markup: [Markup]) {
    self.bytes = bytes
    self.markup = markup
  }

  /// Adds paragraphs of which the first goes on where this text ends.
  mutating func appendToLine(_ more: Paragraphs) {
    let moved = bytes.count
    markup += more.markup.map {
      Markup($0.kind, TextRange($0.range.start + moved, $0.range.end + moved))
    }
    bytes += more.bytes
  }

  /// Adds further paragraphs of the same story.
  mutating func append(_ more: Paragraphs) {
    guard !more.bytes.isEmpty else { return }
    if !bytes.isEmpty { bytes.append(lineFeed) }
    appendToLine(more)
  }

  /// The paragraphs of clean text: hard-wrapped lines joined; lists, tables, verse and quoted mail
  /// left in lines.
  ///
  /// - Parameter findsHeadline: Mark the first line as headline if it looks like one.
  init(_ text: String, findsHeadline: Bool) {
    var text = text
    text.withUTF8 { source in
      bytes.reserveCapacity(source.count)
      var start = 0
      while start < source.count {
        let end = pageEnd(in: source, from: start)
        let page = Page(UnsafeBufferPointer(rebasing: source[start..<end]))
        append(page)
        if findsHeadline && start == 0 { markHeadline(isSetApart: page.isFirstLineSetApart) }
        start = end
      }
    }
  }

  private mutating func append(_ page: Page) {
    var hyphens = HyphenJudge()
    for group in page.paragraphs() {
      if !bytes.isEmpty { bytes.append(lineFeed) }
      let start = bytes.count
      page.write(group, into: &bytes, hyphens: &hyphens)
      mark(page.lines[group.lowerBound].form, TextRange(start, bytes.count))
    }
  }

  /// Where the first paragraph ends.
  var firstEnd: Int { bytes.firstIndex(of: lineFeed) ?? bytes.count }
  var first: String { String(decoding: bytes[..<firstEnd], as: UTF8.self) }

  /// The first few paragraphs, but for very long ones.
  func beginning(_ count: Int) -> [String] {
    bytes.prefix(4_096).split(separator: lineFeed, maxSplits: count).prefix(count)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func mark(_ form: Line.Form, _ range: TextRange) {
    // Nobody writes so long a list.
    guard markup.count < 100_000 else { return }
    switch form {
    case .bullet: markup.append(Markup(.listItem, range))
    case .quoted: markup.append(Markup(.quote, range))
    case .prose, .table: break
    }
  }

  /// A headline stands first, is short, and more text follows.
  private mutating func markHeadline(isSetApart: Bool) {
    let end = firstEnd
    guard 0 < end, end < bytes.count, markup.first?.range.start != 0 else { return }
    let endsLikeSentence = bytes[end - 1] == UInt8(ascii: ".")
    if isSetApart ? end <= 400 : end <= 160 && !endsLikeSentence {
      markup.insert(Markup(.headline, TextRange(0, end)), at: 0)
    }
  }
}

/// Where a page ends that begins at an offset: after about a mebibyte, at a blank line if there is
/// one, so that a text of nothing but lines takes no more memory than another.
private func pageEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  let size = 1 << 20
  guard bytes.count - start > size else { return bytes.count }
  let whole = UnsafeRawBufferPointer(bytes)
  guard let first = firstOffset(of: lineFeed, in: whole, from: start + size) else {
    return bytes.count
  }
  var end = first
  while end - start < 2 * size, end + 1 < bytes.count {
    if bytes[end + 1] == lineFeed { return end + 1 }
    guard let next = firstOffset(of: lineFeed, in: whole, from: end + 1) else { return bytes.count }
    end = next
  }
  return first + 1
}

/// One line of a page.
struct Line {
  enum Form { case prose, bullet, quoted, table }

  /// Without blanks at either end.
  var start, end: Int
  /// Blanks before it.
  var indent: Int
  var form: Form
  /// Whether a blank line, or nothing, stands before it.
  var isFirst: Bool
}

/// Clean text as lines, and which of them belong together.
struct Page {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var lines: [Line] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let whole = UnsafeRawBufferPointer(bytes)
    var start = 0
    var isFirst = true
    while start < bytes.count {
      let end = firstOffset(of: lineFeed, in: whole, from: start) ?? bytes.count
      let (first, last) = trimmed(start, end)
      if first < last {
        let form = form(of: first, last)
        lines.append(
          Line(start: first, end: last, indent: first - start, form: form, isFirst: isFirst))
      }
      isFirst = first == last
      start = end + 1
    }
  }

  /// Whether a blank line follows the first line.
  var isFirstLineSetApart: Bool {
    lines.count > 1 && (lines[1].isFirst || lines.dropFirst().prefix(3).contains { $0.isFirst })
  }

  /// Lines that make one paragraph each.
  func paragraphs() -> [Range<Int>] {
    var groups: [Range<Int>] = []
    groups.reserveCapacity(lines.count)
    let measure = Measure(of: self)
    var start = 0
    while start < lines.count {
      var end = start + 1
      while end < lines.count, let measure, measure.continues(end, paragraphFrom: start) {
        end += 1
      }
      groups.append(start..<end)
      start = end
    }
    return groups
  }

  /// Writes the lines of a paragraph as one.
  func write(_ group: Range<Int>, into text: inout [UInt8], hyphens: inout HyphenJudge) {
    let first = lines[group.lowerBound]
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first.start..<first.end]))
    for number in group.dropFirst() {
      let line = lines[number]
      let start = line.form == .quoted ? quotedStart(line) : line.start
      switch hyphens.seam(before: lines[number - 1].end, after: start, in: bytes) {
      case .space: text.append(space)
      case .none: break
      case .hyphenDropped: text.removeLast()
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<line.end]))
    }
  }

  /// Whether a line ends within a sentence and the next begins with a number.
  func breaksOff(_ line: Line, beforeNumber next: Line) -> Bool {
    let last = bytes[line.end - 1]
    return bytes[next.start].isDigit && (last.isLetter || last == UInt8(ascii: ","))
  }

  /// Where the text of a quoted line begins, after its `>`.
  func quotedStart(_ line: Line) -> Int {
    var start = line.start
    while start < line.end, bytes[start] == UInt8(ascii: ">") || bytes[start] == space {
      start += 1
    }
    return start
  }

  /// How deeply a line is quoted.
  func quoteDepth(_ line: Line) -> Int {
    bytes[line.start..<quotedStart(line)].reduce(0) { $0 + ($1 == UInt8(ascii: ">") ? 1 : 0) }
  }

  private func trimmed(_ start: Int, _ end: Int) -> (Int, Int) {
    var (start, end) = (start, end)
    while start < end, bytes[start] == space { start += 1 }
    while end > start, bytes[end - 1] == space { end -= 1 }
    return (start, end)
  }

  private func form(of start: Int, _ end: Int) -> Line.Form {
    let first = bytes[start]
    if first == UInt8(ascii: ">") { return .quoted }
    if isBullet(start, end) { return .bullet }
    return hasColumns(start, end) ? .table : .prose
  }

  /// `- `, `* `, `• `, `12. `, `3) `, `(a) `
  private func isBullet(_ start: Int, _ end: Int) -> Bool {
    var next = start
    switch bytes[start] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): next += 1
    case 0xE2:
      let (sign, length) = scalar(in: bytes, at: start)
      guard [0x2022, 0x2023, 0x2043, 0x2219, 0x25AA, 0x25CF, 0x25E6].contains(sign) else {
        return false
      }
      next += length
    case UInt8(ascii: "("):
      next += 1
      while next < end, next - start < 4, bytes[next].isDigit || bytes[next].isLetter { next += 1 }
      guard next < end, next > start + 1, bytes[next] == UInt8(ascii: ")") else { return false }
      next += 1
    case 0x30...0x39:
      while next < end, next - start < 3, bytes[next].isDigit { next += 1 }
      guard next < end, [UInt8(ascii: "."), UInt8(ascii: ")")].contains(bytes[next]) else {
        return false
      }
      next += 1
    default: return false
    }
    return next < end && bytes[next] == space
  }

  /// Three blanks in a row within a line set columns apart, as do rules drawn with `|`.
  private func hasColumns(_ start: Int, _ end: Int) -> Bool {
    if bytes[start] == UInt8(ascii: "|") && bytes[end - 1] == UInt8(ascii: "|") { return true }
    // No table is so wide that it must be sought in a whole paragraph.
    guard 4 < end - start, end - start <= 400 else { return false }
    // Of three neighbours one lies at a third step, and a line neither begins nor ends blank.
    for offset in stride(from: start + 2, to: end - 2, by: 3) where bytes[offset] == space {
      var blanks = 1
      var before = offset - 1
      while bytes[before] == space { (before, blanks) = (before - 1, blanks + 1) }
      var after = offset + 1
      while bytes[after] == space { (after, blanks) = (after + 1, blanks + 1) }
      if blanks >= 3 { return true }
    }
    return false
  }
}
