// The rows of a table with commas, semicolons or tabs between its cells, one at a time.

/// One cell of a row.
struct Cell {
  /// Without the quotation marks around it.
  let bytes: Range<Int>
  /// Whether quotation marks within it are written twice.
  var isDoubled = false

  func text(in row: UnsafeBufferPointer<UInt8>) -> String {
    let written = String(decoding: UnsafeBufferPointer(rebasing: row[bytes]), as: UTF8.self)
    guard isDoubled else { return written }
    var isSecond = false
    let single = written.utf8.filter { byte in
      isSecond = byte == quote && !isSecond
      return byte != quote || isSecond
    }
    return String(decoding: single, as: UTF8.self)
  }
}

/// Where reading row by row has come to; a row may run over many lines within quotation marks.
struct RowCursor {
  enum Row {
    /// A row at the front of the input.
    case whole([Cell])
    /// A row longer than is allowed; its first line has been passed over.
    case tooLong
  }

  /// The line on which the row returned last begins, from 1.
  private(set) var line = 0
  private let separator: UInt8
  private let lineEnd: UInt8
  private var nextLine = 1
  /// Bytes of the row returned last; they go when the next is asked for.
  private var taken = 0
  /// Bytes taken before, so that a stretch of the file can be remembered.
  private var base = 0
  /// A stretch without quotation marks, so that marks without a partner cost one search.
  private var unquoted = 0..<0

  init(of input: borrowing Input, separator: UInt8) {
    self.separator = separator
    let isMac = input.withBytes { !$0.contains(lineFeed) && $0.contains(carriageReturn) }
    lineEnd = isMac ? carriageReturn : lineFeed
  }

  /// The next row, waiting for it if need be; nil at the end.
  mutating func next(in input: inout Input, upTo limit: Int) throws(SourceError) -> Row? {
    take(taken, of: &input)
    line = nextLine
    var isWhole = false
    while true {
      if input.count > limit { isWhole = true }
      if let row = input.withBytes({ scan($0, isWhole: isWhole) }) {
        if row.length > limit { return try passOver(in: &input) }
        taken = row.length
        nextLine += row.lines
        return .whole(row.cells)
      }
      if isWhole { return input.count == 0 ? nil : try passOver(in: &input) }
      // Twice as much at a time, so that a long row is not gone through too often.
      let before = input.count
      try input.read(upTo: max(before * 2, 1))
      isWhole = input.count == before
    }
  }

  private mutating func take(_ count: Int, of input: inout Input) {
    input.take(count)
    base += count
    taken = 0
  }

  private mutating func passOver(in input: inout Input) throws(SourceError) -> Row {
    nextLine += 1
    while true {
      if let end = input.offset(of: lineEnd, from: 0) {
        taken = end + 1
        return .tooLong
      }
      take(input.count, of: &input)
      if try !input.readMore() && input.count == 0 { return .tooLong }
    }
  }

  /// The row that bytes begin with; nil where it goes on beyond them.
  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool
  ) -> (cells: [Cell], length: Int, lines: Int)? {
    if bytes.isEmpty { return nil }
    var cells: [Cell] = []
    var lines = 1
    var place = 0
    while true {
      let cell: Cell
      if place < bytes.count, bytes[place] == quote {
        guard let quoted = quotedCell(in: bytes, from: place, isWhole: isWhole) else { return nil }
        cell = quoted
      } else {
        guard let bare = bareCell(in: bytes, from: place, isWhole: isWhole) else { return nil }
        cell = bare
      }
      let isQuoted = cell.bytes.lowerBound > place
      if isQuoted { lines += bytes[cell.bytes].count { $0 == lineEnd } }
      cells.append(cell)
      place = cell.bytes.upperBound + (isQuoted ? 1 : 0)
      if place < bytes.count, bytes[place] == carriageReturn, lineEnd == lineFeed { place += 1 }
      guard place < bytes.count else { return (cells, place, lines) }
      place += 1
      if bytes[place - 1] == lineEnd { return (cells, place, lines) }
    }
  }

  /// A cell up to the next separator or line end.
  private func bareCell(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool
  ) -> Cell? {
    var end = start
    while end < bytes.count, bytes[end] != separator, bytes[end] != lineEnd { end += 1 }
    guard end < bytes.count || isWhole else { return nil }
    let isPair = lineEnd == lineFeed && end > start && bytes[end - 1] == carriageReturn
    return Cell(
      bytes: start..<(isPair && (end == bytes.count || bytes[end] == lineEnd) ? end - 1 : end))
  }

  /// A cell in quotation marks; where they have no partner, or something else follows them, they
  /// are part of a bare one.
  private mutating func quotedCell(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool
  ) -> Cell? {
    var next = start + 1
    var isDoubled = false
    while let end = nextQuote(in: bytes, from: next) {
      if end + 1 == bytes.count && !isWhole { return nil }
      let follower = end + 1 < bytes.count ? bytes[end + 1] : lineEnd
      if follower == quote {
        isDoubled = true
        next = end + 2
        continue
      }
      guard follower == separator || follower == lineEnd || follower == carriageReturn else {
        return bareCell(in: bytes, from: start, isWhole: isWhole)
      }
      return Cell(bytes: (start + 1)..<end, isDoubled: isDoubled)
    }
    return isWhole ? bareCell(in: bytes, from: start, isWhole: true) : nil
  }

  private mutating func nextQuote(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let isKnown = unquoted.contains(base + start)
    let first = isKnown ? unquoted.upperBound - base : start
    if let found = firstOffset(of: quote, in: UnsafeRawBufferPointer(bytes), from: first) {
      return found
    }
    unquoted = (isKnown ? unquoted.lowerBound : base + start)..<(base + max(bytes.count, start))
    return nil
  }
}
