// Whether lines were broken at a margin, and which breaks are such.

/// The measure a text was wrapped to; made only for a text that shows that it was.
///
/// A line broken at a margin has no room for the next line's first word. Where the lines of a
/// block that go on in small letters follow such lines, its breaks mean nothing.
struct Measure {
  private let page: Page
  private let widths: [LineWidth]
  private var width = 0
  /// For each line, the margin its block was wrapped to; 0 where it was not.
  private var margins: [Int] = []

  init?(of page: Page) {
    let breaks = page.lines.indices.dropFirst().filter { !page.lines[$0].isFirst }
    guard !breaks.isEmpty else { return nil }
    self.page = page
    widths = page.lines.map { LineWidth(of: $0, in: page) }
    guard let width = findWidth(of: breaks, widths: widths) else { return nil }
    self.width = width
    let blocks = blocks()
    let hasProof =
      blocks.contains { areFull(breaksInSmall(of: $0), to: width) }
      || isWithoutSmallLetters(breaks) && areFull(breaks, to: width)
    margins = [Int](repeating: 0, count: page.lines.count)
    for block in blocks {
      let margin = margin(of: block, isProved: hasProof)
      for number in block { margins[number] = margin }
    }
    guard margins.contains(where: { $0 > 0 }) else { return nil }
  }

  /// Lines between blank ones.
  private func blocks() -> [Range<Int>] {
    let starts = page.lines.indices.filter { $0 == 0 || page.lines[$0].isFirst }
    return zip(starts, starts.dropFirst() + [page.lines.count]).map { $0..<$1 }
  }

  /// A block speaks for itself where lines of it go on in small letters; else the text does.
  private func margin(of block: Range<Int>, isProved: Bool) -> Int {
    let inSmall = breaksInSmall(of: block)
    if inSmall.isEmpty { return isProved ? width : 0 }
    if areFull(inSmall, to: width) { return width }
    // Editing leaves a block narrower than the rest; verse is narrower still.
    let own = block.map { widths[$0].columns }.max() ?? 0
    return isProved && own * 3 >= width * 2 && areFull(inSmall, to: own) ? own : 0
  }

  /// Lines of a block that go on in small letters.
  private func breaksInSmall(of block: Range<Int>) -> [Int] {
    block.dropFirst().filter { isJudged($0) && widths[$0].start == .small }
  }

  private func isJudged(_ number: Int) -> Bool {
    page.lines[number].form != .bullet && page.lines[number].form != .table
      && page.lines[number - 1].form != .table
  }

  /// Whether three of four of these lines follow a full one.
  private func areFull(_ breaks: [Int], to margin: Int) -> Bool {
    !breaks.isEmpty && breaks.count { isFull($0 - 1, to: margin) } * 4 >= breaks.count * 3
  }

  /// Text in capitals, or in a script that has none, proves nothing by its small letters; so there
  /// must be more of it.
  private func isWithoutSmallLetters(_ breaks: [Int]) -> Bool {
    guard breaks.count >= 2 else { return false }
    let small = page.bytes.count { 0x61 <= $0 && $0 <= 0x7A }
    let others = page.bytes.count { 0x41 <= $0 && $0 <= 0x5A || $0 >= 0x80 }
    return small * 20 < others
  }

  /// Whether a line goes on the paragraph that began with another.
  func continues(_ number: Int, paragraphFrom start: Int) -> Bool {
    let (line, before, first) = (page.lines[number], page.lines[number - 1], page.lines[start])
    let margin = margins[number]
    guard !line.isFirst, margin > 0, line.form != .table, before.form != .table else {
      return false
    }
    guard (line.form == .quoted) == (before.form == .quoted) else { return false }
    let isFull = isFull(number - 1, to: margin)
    if line.form == .quoted { return page.quoteDepth(line) == page.quoteDepth(before) && isFull }
    // “… and of section / 7. This …” is no list.
    if line.form == .bullet && !(isFull && page.breaksOff(before, beforeNumber: line)) {
      return false
    }
    // A line set in from the one before begins a paragraph; below a list's sign it goes on.
    if line.indent >= before.indent + 2 && first.form != .bullet { return false }
    return isFull
      || line.indent < 2 && widths[number].start == .small
        && widths[number - 1].columns * 2 > margin
  }

  /// Whether a line had no room for the first word of the next.
  private func isFull(_ number: Int, to margin: Int) -> Bool {
    let room = margin - max(2, margin / 10)
    return widths[number].columns + 1 + widths[number + 1].firstWord > room
  }
}

/// The widest line in common use, if it is a measure that people wrap to.
private func findWidth(of pairs: [Int], widths: [LineWidth]) -> Int? {
  var counts = [Int](repeating: 0, count: Measure.widest + 2)
  for number in pairs { counts[min(widths[number - 1].columns, Measure.widest + 1)] += 1 }
  // A line that could not be broken, such as an address, sticks out beyond the margin.
  let tooWide = counts[Measure.widest + 1]
  guard tooWide * 10 <= pairs.count else { return nil }
  var beyond = pairs.count / 50 - tooWide
  for width in stride(from: Measure.widest, through: Measure.narrowest, by: -1) {
    beyond -= counts[width]
    if beyond < 0 { return width }
  }
  return nil
}

extension Measure {
  fileprivate static let widest = 132
  fileprivate static let narrowest = 30
}

/// What of a line's width matters to its neighbours.
private struct LineWidth {
  enum Start { case small, capital, other }

  var columns: Int
  var firstWord: Int
  var start: Start

  init(of line: Line, in page: Page) {
    let bytes = page.bytes
    columns = line.indent
    firstWord = 0
    var offset = line.start
    var isInWord = false
    let text = line.form == .quoted ? page.quotedStart(line) : line.start
    start = .other
    if text < line.end {
      let first = bytes[text]
      if first.isLetter { start = first >= 0x61 ? .small : .capital }
    }
    isInWord = text < line.end
    // Nobody wraps so far out, and a line may be a hundred megabytes long.
    let isEndless = line.end - line.start > Measure.widest * 4
    if isEndless { columns = Measure.widest + 1 }
    while offset < line.end {
      if isEndless ? !isInWord || firstWord > Measure.widest : columns > Measure.widest { return }
      let (scalar, length) = scalar(in: bytes, at: offset)
      let isWide = isWideLetter(scalar)
      columns += isWide ? 2 : 1
      if isInWord && offset >= text {
        if scalar == 0x20 { isInWord = false } else { firstWord += isWide ? 2 : 1 }
        if isWide { isInWord = false }
      }
      offset += length
    }
  }
}

/// A letter of Chinese, Japanese or Korean script, two columns wide.
func isWideLetter(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFD: true
  default: false
  }
}

/// What stands between two joined lines.
enum Seam { case space, none, hyphenDropped }

/// Decides what becomes of a hyphen at a line's end; knows the words of the text once it must.
struct HyphenJudge {
  private var words: Set<Int>?

  /// How the line that ends at an offset is joined to what begins at another.
  mutating func seam(before end: Int, after start: Int, in bytes: UnsafeBufferPointer<UInt8>)
    -> Seam
  {
    guard end >= 2, start < bytes.count else { return .space }
    let isHyphen = bytes[end - 1] == UInt8(ascii: "-")
    if isHyphen && isWordByte(bytes[end - 2]) && isWordByte(bytes[start]) {
      return isOneWord(before: end - 1, after: start, in: bytes) ? .hyphenDropped : .none
    }
    guard bytes[end - 1] >= 0x80, bytes[start] >= 0x80 else { return .space }
    var last = end - 1
    while last > 0, bytes[last] & 0xC0 == 0x80 { last -= 1 }
    let isUnspaced =
      isUnspacedLetter(scalar(in: bytes, at: last).scalar)
      && isUnspacedLetter(scalar(in: bytes, at: start).scalar)
    return isUnspaced ? .none : .space
  }

  /// Whether the two halves, without the hyphen, are a word that this text has elsewhere.
  private mutating func isOneWord(
    before end: Int, after start: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let known = words ?? allWords(in: bytes)
    words = known
    var first = end
    while first > 0, end - first < 64, isWordByte(bytes[first - 1]) { first -= 1 }
    var last = start
    while last < bytes.count, last - start < 64, isWordByte(bytes[last]) { last += 1 }
    return known.contains(wordHash(bytes[first..<end], bytes[start..<last]))
  }

  private func allWords(in bytes: UnsafeBufferPointer<UInt8>) -> Set<Int> {
    Set(bytes.split { !isWordByte($0) }.map { wordHash($0, $0.prefix(0)) })
  }
}

private func isWordByte(_ byte: UInt8) -> Bool { byte.isLetter || byte >= 0x80 }

/// Korean puts blanks between words; Chinese and Japanese do not.
private func isUnspacedLetter(_ scalar: UInt32) -> Bool {
  isWideLetter(scalar) && !(0xAC00...0xD7A3).contains(scalar)
}

private func wordHash(
  _ first: Slice<UnsafeBufferPointer<UInt8>>, _ second: Slice<UnsafeBufferPointer<UInt8>>
) -> Int {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in first {
    hash = (hash ^ UInt64(byte.isLetter ? byte | 0x20 : byte)) &* 0x100_0000_01B3
  }
  for byte in second {
    hash = (hash ^ UInt64(byte.isLetter ? byte | 0x20 : byte)) &* 0x100_0000_01B3
  }
  return Int(truncatingIfNeeded: hash)
}
