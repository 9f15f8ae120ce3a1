// Text to quotations: marks, nesting, runs over paragraphs.

/// A quotation found, before it is known whose it is.
struct FoundQuotation: Hashable {
  /// From the opening mark through the closing one, or to the paragraph's end where none closes.
  let range: TextRange
  /// Index of its paragraph.
  let paragraph: Int
  let isClosed: Bool
  /// Without a closing mark, and the next paragraph opens with one: the speaker goes on.
  var continues = false

  /// The mark it opens with, if it goes on in the next paragraph.
  fileprivate func mark(_ bytes: [UInt8]) -> QuotationMark? {
    continues ? bytes.quotationMark(at: range.start, before: range.end)?.0 : nil
  }
}

/// The quotations of each paragraph, in order, the outermost where they nest.
///
/// Every mark is looked at once, or twice where single marks and apostrophes must be told apart;
/// tokens are not asked, since what a tokenizer makes of a mark depends on the words beside it.
func findQuotations(in text: String, of paragraphs: [Paragraph]) -> [FoundQuotation] {
  let bytes = Array(text.utf8)
  var found: [FoundQuotation] = []
  let dashed = findDashSpeech(in: bytes, of: paragraphs)
  var next = 0
  for (index, paragraph) in paragraphs.enumerated() where paragraph.role != .byline {
    if next < dashed.count, dashed[next].paragraph == index {
      let own = dashed[next...].prefix { $0.paragraph == index }
      found += own
      next += own.count
      continue
    }
    let following = index + 1 < paragraphs.count ? paragraphs[index + 1].range : nil
    var finder = QuotationFinder(
      bytes: bytes, range: bytes.trimmed(paragraph.range), paragraph: index,
      nextOpening: following.flatMap { opening(of: $0, bytes) }, goesOn: found.last?.mark(bytes))
    finder.find(into: &found)
  }
  return found
}

/// The quotations inside a quotation.
func findNested(in quotation: FoundQuotation, _ bytes: [UInt8]) -> [FoundQuotation] {
  let range = quotation.range
  guard let width = bytes.quotationMark(at: range.start, before: range.end)?.1,
    range.start + width < range.end
  else { return [] }
  let end = quotation.isClosed ? bytes.startOfLastMark(in: range) : range.end
  guard range.start + width < end else { return [] }
  var found: [FoundQuotation] = []
  var finder = QuotationFinder(
    bytes: bytes, range: TextRange(range.start + width, end), paragraph: quotation.paragraph,
    nextOpening: nil, goesOn: nil)
  finder.find(into: &found)
  return found
}

extension [UInt8] {
  /// Where the mark begins that closes a quotation.
  fileprivate func startOfLastMark(in range: TextRange) -> Int {
    (Swift.max(range.start, range.end - 3)..<range.end).first { start in
      quotationMark(at: start, before: range.end).map { start + $0.1 == range.end } ?? false
    } ?? range.end
  }
}

/// The mark that a paragraph opens with, if it does.
private func opening(of paragraph: TextRange, _ bytes: [UInt8]) -> QuotationMark? {
  let range = bytes.trimmed(paragraph)
  guard !range.isEmpty else { return nil }
  return bytes.quotationMark(at: range.start, before: range.end)?.0
}

/// Goes through one paragraph from mark to mark.
private struct QuotationFinder {
  let bytes: [UInt8]
  let range: TextRange
  let paragraph: Int
  /// What the next paragraph opens with: a quotation may run on there.
  let nextOpening: QuotationMark?
  /// The mark of a quotation that runs on from the paragraph before.
  let goesOn: QuotationMark?

  /// The quotation that is open: where, by which mark, and how many more of it inside.
  private var open: (start: Int, mark: QuotationMark, depth: Int)?
  /// Where an open single quotation may have ended, if that mark was no apostrophe.
  private var doubtfulEnd: Int?
  private var lastSingleEnd: Int??
  private var areCurlyMarksPaired: Bool?

  init(
    bytes: [UInt8], range: TextRange, paragraph: Int, nextOpening: QuotationMark?,
    goesOn: QuotationMark?
  ) {
    self.goesOn = goesOn
    self.bytes = bytes
    self.range = range
    self.paragraph = paragraph
    self.nextOpening = nextOpening
  }

  mutating func find(into found: inout [FoundQuotation]) {
    var offset = range.start
    while offset < range.end {
      guard let (mark, width) = bytes.quotationMark(at: offset, before: range.end) else {
        offset += 1
        continue
      }
      if !bytes.extendsCharacter(at: offset + width, before: range.end) {
        let place = Place(
          start: offset, end: offset + width,
          before: bytes.neighbour(before: offset, from: range.start),
          after: bytes.neighbour(at: offset + width, before: range.end))
        take(mark, place, into: &found)
      }
      offset += width
    }
    closeAtEnd(into: &found)
  }

  /// A mark's range and what stands beside it.
  private struct Place {
    let start: Int
    let end: Int
    let before: Neighbour
    let after: Neighbour

    var looksOpening: Bool { before != .word && before != .otherMark && after != .edge }
    var looksClosing: Bool { before != .edge && before != .opening && after != .word }
  }

  private mutating func take(
    _ mark: QuotationMark, _ place: Place, into found: inout [FoundQuotation]
  ) {
    if open == nil {
      if opens(mark, place) { open = (place.start, mark, 0) }
    } else if doubtfulEnd != nil, mark != .single, mark != .singleClose, opens(mark, place) {
      closeAtDoubtfulEnd(into: &found)
      open = (place.start, mark, 0)
    } else {
      takeInside(mark, place, into: &found)
    }
  }

  // MARK: Opening

  private mutating func opens(_ mark: QuotationMark, _ place: Place) -> Bool {
    switch mark {
    case .straight, .twoSingles:
      // Between two spaces it opens, as tokenised text has it; after a figure it is inches.
      return place.after != .edge ? place.before != .word : place.before == .edge && !isLast(place)
    case .backticks, .low, .cornerOpen: return !isLast(place)
    case .curlyOpen: return !isLast(place) && (place.looksOpening || !place.looksClosing)
    case .curlyClose: return place.looksOpening && place.after == .word
    case .guillemetLeft: return !isLast(place) && (place.before != .word || place.after != .edge)
    case .guillemetRight: return place.looksOpening && place.after == .word
    case .single, .singleOpen: return opensSingle(place, mark)
    case .singleClose, .cornerClose: return false
    }
  }

  private func isLast(_ place: Place) -> Bool { place.end >= range.end }

  /// Whether a single mark opens: it must look so, be no "’90s", and have one to close it.
  private mutating func opensSingle(_ place: Place, _ mark: QuotationMark) -> Bool {
    guard place.looksOpening, place.before != .word, !isElision(at: place.end) else { return false }
    if let last = findLastSingleEnd(), last > place.end { return true }
    // Speech over several paragraphs opens each of them and may close none.
    guard place.after == .word else { return false }
    if mark == .singleOpen, nextOpening == .singleOpen { return true }
    return place.start == range.start && (nextOpening == mark || goesOn == mark)
  }

  private func isElision(at offset: Int) -> Bool {
    if bytes.isDigit(at: offset) {
      let end = min(offset + 3, range.end)
      return end - offset == 3 && bytes.isDigit(at: offset + 1) && !bytes.isDigit(at: offset + 2)
    }
    return elisions.contains { elision in
      guard bytes.reads(elision, at: offset, before: range.end) else { return false }
      return bytes.neighbour(at: offset + elision.count, before: range.end) != .word
    }
  }

  /// The last single mark of the paragraph that can close a quotation; looked for once.
  private mutating func findLastSingleEnd() -> Int? {
    if let lastSingleEnd { return lastSingleEnd }
    var offset = range.end - 1
    while offset > range.start {
      if let (mark, width) = bytes.quotationMark(at: offset, before: range.end),
        mark == .single || mark == .singleClose,
        bytes.neighbour(before: offset, from: range.start) != .edge,
        bytes.neighbour(at: offset + width, before: range.end) != .word
      {
        lastSingleEnd = .some(offset)
        return offset
      }
      offset -= 1
    }
    lastSingleEnd = .some(nil)
    return nil
  }

  // MARK: Inside

  private mutating func takeInside(
    _ mark: QuotationMark, _ place: Place, into found: inout [FoundQuotation]
  ) {
    guard let current = open else { return }
    switch (current.mark, mark) {
    case (.straight, .straight), (.straight, .twoSingles), (.twoSingles, .twoSingles),
      (.twoSingles, .straight), (.backticks, .straight), (.backticks, .twoSingles),
      (.curlyClose, .curlyClose):
      if place.looksOpening && !place.looksClosing {
        reopen(mark, place, into: &found)
      } else {
        close(at: place.end, into: &found)
      }
    case (.curlyOpen, .curlyOpen): takeCurlyInside(place, into: &found)
    case (.low, .low): open?.depth += 1
    case (.curlyOpen, .curlyClose), (.low, .curlyOpen), (.low, .curlyClose),
      (.cornerOpen, .cornerClose), (.guillemetLeft, .guillemetRight),
      (.guillemetRight, .guillemetLeft):
      closeOne(at: place.end, into: &found)
    case (.cornerOpen, .cornerOpen), (.guillemetLeft, .guillemetLeft): open?.depth += 1
    case (.single, .single), (.singleOpen, .singleClose), (.singleOpen, .single):
      takeSingleInside(place, into: &found)
    default: break
    }
  }

  /// “ inside “…: nested where the paragraph's marks pair up; else the closing one is missing.
  private mutating func takeCurlyInside(_ place: Place, into found: inout [FoundQuotation]) {
    if place.looksClosing && !place.looksOpening {
      closeOne(at: place.end, into: &found)
    } else if findWhetherCurlyMarksPair() {
      open?.depth += 1
    } else {
      reopen(.curlyOpen, place, into: &found)
    }
  }

  private mutating func findWhetherCurlyMarksPair() -> Bool {
    if let areCurlyMarksPaired { return areCurlyMarksPaired }
    var balance = 0
    for offset in range.start..<max(range.start, range.end - 2) where bytes[offset] == 0xE2 {
      guard bytes[offset + 1] == 0x80 else { continue }
      if bytes[offset + 2] == 0x9C { balance += 1 }
      if bytes[offset + 2] == 0x9D { balance -= 1 }
    }
    areCurlyMarksPaired = balance <= 0
    return balance <= 0
  }

  /// ’ inside ‘…: an apostrophe, the end, or, as in "the workers’ rights", a doubtful one.
  private mutating func takeSingleInside(_ place: Place, into found: inout [FoundQuotation]) {
    guard place.looksClosing else { return }
    if place.after == .edge, place.end < range.end, mayDropLetter(before: place.start) {
      if doubtfulEnd == nil { doubtfulEnd = place.end }
    } else {
      close(at: place.end, into: &found)
    }
  }

  /// "boys’", "goin’".
  private func mayDropLetter(before offset: Int) -> Bool {
    let last = bytes.lowered(offset - 1)
    return last == UInt8(ascii: "s")
      || last == UInt8(ascii: "n") && offset - 2 >= range.start && bytes.lowered(offset - 2) == 0x69
  }

  // MARK: Closing

  private mutating func closeOne(at end: Int, into found: inout [FoundQuotation]) {
    if let depth = open?.depth, depth > 0 {
      open?.depth = depth - 1
    } else {
      close(at: end, into: &found)
    }
  }

  private mutating func close(at end: Int, into found: inout [FoundQuotation]) {
    if let open { add(TextRange(open.start, end), isClosed: true, to: &found) }
    open = nil
    doubtfulEnd = nil
  }

  /// Ends a quotation whose closing mark is missing before the next one's opening mark.
  private mutating func reopen(
    _ mark: QuotationMark, _ place: Place, into found: inout [FoundQuotation]
  ) {
    if let open {
      add(bytes.trimmed(TextRange(open.start, place.start)), isClosed: false, to: &found)
    }
    open = (place.start, mark, 0)
  }

  private mutating func closeAtDoubtfulEnd(into found: inout [FoundQuotation]) {
    if let doubtfulEnd { close(at: doubtfulEnd, into: &found) }
  }

  private mutating func closeAtEnd(into found: inout [FoundQuotation]) {
    closeAtDoubtfulEnd(into: &found)
    guard let open else { return }
    let count = found.count
    if let end = endBeforeCue(from: open.start) {
      return add(TextRange(open.start, end), isClosed: false, to: &found)
    }
    add(TextRange(open.start, range.end), isClosed: false, to: &found)
    if found.count > count { found[count].continues = isSameKind(open.mark, nextOpening) }
  }

  /// “I gave her a summer, Quill said.: where only the mark is missing, the comma ends the words.
  private func endBeforeCue(from start: Int) -> Int? {
    guard let comma = bytes[start..<range.end].lastIndex(of: 0x2C), range.end - comma < 80 else {
      return nil
    }
    let words = bytes.words(in: TextRange(comma + 1, range.end))
    guard (2...6).contains(words.count), let first = words.first, let last = words.last else {
      return nil
    }
    let ending = TextRange(last.start, bytes[range.end - 1] == 0x2E ? range.end - 1 : last.end)
    let isCue = [first, last, ending].contains { speechWord($0, in: bytes) == .cue }
    return isCue ? comma + 1 : nil
  }

  private func isSameKind(_ mark: QuotationMark, _ next: QuotationMark?) -> Bool {
    guard let next else { return false }
    // In French, » opens the paragraphs that go on.
    return next == mark || mark == .guillemetLeft && next == .guillemetRight
  }

  private func add(_ range: TextRange, isClosed: Bool, to found: inout [FoundQuotation]) {
    let hasWords = (range.start..<range.end).contains {
      bytes.letter(at: $0) != nil || bytes.isDigit(at: $0)
    }
    guard hasWords else { return }
    found.append(FoundQuotation(range: range, paragraph: paragraph, isClosed: isClosed))
  }
}

/// Words that begin with an apostrophe.
private let elisions = [
  "em", "tis", "twas", "til", "till", "cause", "n", "n'", "round", "bout", "cos", "s", "d", "ave",
  "ere", "er", "im", "e", "neath", "gainst", "tween",
].map { Array($0.utf8) }
