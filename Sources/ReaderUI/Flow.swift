// The text of a story as blocks that can be wrapped one at a time, from any place on.
import StoryParsing

/// A story cut into blocks: paragraphs, and pieces of a paragraph that is too long to wrap whole.
///
/// Wrapping costs what is on the screen: a 10 MB story without a line end is some thousand blocks.
package struct Flow: Sendable {
  struct Block: Sendable {
    let range: TextRange
    let role: Paragraph.Role
    /// Index of the paragraph it is of.
    let paragraph: Int
    let blanksBefore: Int
  }

  /// One row of the pane: a piece of a block, or a blank between paragraphs.
  struct Row: Hashable, Sendable {
    let block: Int
    /// Index within the block; negative for the blanks before it.
    let index: Int
    /// Empty for a blank.
    let range: TextRange
    var isBlank: Bool { index < 0 }
  }

  let text: String
  let blocks: [Block]
  let width: Int
  /// Rows before each block, and in all; nil where the story is too long to count them.
  let rowsBefore: [Int]?

  /// Bytes of a paragraph that are wrapped at once.
  private static let blockSize = 8192
  /// Bytes of a story whose rows are counted for the place shown.
  private static let countedSize = 400_000

  init(_ story: Story, paragraphs: [Paragraph], width: Int) {
    text = story.text
    self.width = max(1, width)
    var blocks: [Block] = []
    let tight = Flow.tightParagraphs(of: story)
    for (index, paragraph) in paragraphs.enumerated() where !paragraph.range.isEmpty {
      let above = blocks.isEmpty ? nil : paragraphs[index - 1]
      let kind = above.flatMap { tight[$0.range.start] }
      let isTight = kind != nil && kind == tight[paragraph.range.start]
      let blanks = above.map { isTight ? 0 : Flow.blanks(between: $0, paragraph) } ?? 0
      for (piece, range) in Flow.pieces(of: paragraph.range, in: text).enumerated() {
        blocks.append(
          Block(
            range: range, role: paragraph.role, paragraph: index,
            blanksBefore: piece == 0 ? blanks : 0))
      }
    }
    self.blocks = blocks
    rowsBefore =
      story.text.utf8.count <= Flow.countedSize
      ? Flow.countRows(of: blocks, in: text, width: self.width) : nil
  }

  /// Where rows of tables and lines of code start: those of one kind stand together.
  private static func tightParagraphs(of story: Story) -> [Int: Markup.Kind] {
    let marks = story.markup.filter { $0.kind == .row || $0.kind == .code }
    return Dictionary(marks.map { ($0.range.start, $0.kind) }, uniquingKeysWith: { $1 })
  }

  /// A list's items and the lines of a head stand together; all else has a blank row between.
  private static func blanks(between above: Paragraph, _ below: Paragraph) -> Int {
    switch (above.role, below.role) {
    case (.list, .list), (.headline, .deck), (.byline, .byline), (.boilerplate, .boilerplate): 0
    default: 1
    }
  }

  private static func pieces(of range: TextRange, in text: String) -> [TextRange] {
    guard range.count > blockSize else { return [range] }
    var pieces: [TextRange] = []
    var start = range.start
    while range.end - start > blockSize {
      let end = cut(near: start + blockSize, after: start, in: text)
      pieces.append(TextRange(start, end))
      start = end
    }
    pieces.append(TextRange(start, range.end))
    return pieces
  }

  /// The place after the last space before an offset, or the nearest boundary of a character.
  private static func cut(near offset: Int, after start: Int, in text: String) -> Int {
    let bytes = text.utf8
    var index = bytes.index(bytes.startIndex, offsetBy: offset)
    var place = offset
    var boundary: Int?
    while place > start + blockSize / 2 {
      if boundary == nil, bytes[index] & 0xC0 != 0x80 { boundary = place }
      index = bytes.index(before: index)
      place -= 1
      if bytes[index] == 0x20 { return place + 1 }
    }
    return boundary ?? offset
  }

  private static func countRows(of blocks: [Block], in text: String, width: Int) -> [Int] {
    var counts = [0]
    counts.reserveCapacity(blocks.count + 1)
    for block in blocks {
      let rows = ReaderUI.countRows(of: text, in: block.range, width: width)
      counts.append(counts[counts.count - 1] + block.blanksBefore + rows)
    }
    return counts
  }
}

// MARK: Rows

extension Flow {
  /// The block that holds an offset, or the last one before it.
  func block(at offset: Int) -> Int? {
    guard !blocks.isEmpty else { return nil }
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[middle].range.start <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// A block's blanks and rows, in order.
  func rows(of block: Int) -> [Row] {
    let all = blocks[block]
    let start = TextRange(all.range.start, all.range.start)
    let blanks = (0..<all.blanksBefore).map {
      Row(block: block, index: $0 - all.blanksBefore, range: start)
    }
    let wrapped = wrapRows(of: text, in: all.range, width: width).enumerated().map {
      Row(block: block, index: $0, range: $1.range)
    }
    return blanks + wrapped
  }

  /// The row that shows an offset.
  func row(at offset: Int) -> Row? {
    guard let block = block(at: offset) else { return nil }
    let rows = rows(of: block).filter { !$0.isBlank }
    return rows.last { $0.range.start <= offset } ?? rows.first
  }

  /// So many rows from a row on, it included.
  func rows(from row: Row, limit: Int) -> [Row] {
    var found: [Row] = []
    var block = row.block
    while block < blocks.count, found.count < limit {
      let rows = rows(of: block)
      found += block == row.block ? rows.filter { $0.index >= row.index } : rows
      block += 1
    }
    return Array(found.prefix(limit))
  }

  /// So many rows before a row, in order, the row itself left out; fewer at the story's start.
  func rows(before row: Row, limit: Int) -> [Row] {
    var found: [Row] = []
    var block = row.block
    while block >= 0, found.count < limit {
      let rows = rows(of: block)
      found = (block == row.block ? rows.filter { $0.index < row.index } : rows) + found
      block -= 1
    }
    return Array(found.suffix(limit))
  }

  /// The highest row that may stand on top, so that the last row of text is not passed.
  func lastTop(height: Int) -> Row? {
    guard let last = blocks.indices.last, let row = rows(of: last).last else { return nil }
    return rows(before: row, limit: height - 1).first ?? row
  }

  /// The row's number from 1, where rows are counted.
  func number(of row: Row) -> Int? {
    rowsBefore.map { $0[row.block] + blocks[row.block].blanksBefore + row.index + 1 }
  }

  /// How many rows there are, where they are counted.
  var rowCount: Int? { rowsBefore?.last }
}
