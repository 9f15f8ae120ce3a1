// Mark-up to text: one paragraph a line, and what the mark-up said of it.
import FoundationEssentials
import StoryParsing

/// The paragraphs of some HTML.
///
/// - Parameter base: What addresses without a host are relative to.
func readHTMLText(_ markup: some StringProtocol, base: URL? = nil) -> Paragraphs {
  var markup = String(markup)
  return markup.withUTF8 { readHTMLText($0, base: base) }
}

func readHTMLText(_ markup: UnsafeBufferPointer<UInt8>, base: URL? = nil) -> Paragraphs {
  let tree = HTMLTree(markup)
  var writer = HTMLTextWriter(tree, base: base)
  writer.write(0)
  return writer.paragraphs
}

/// The text of some HTML in one line, as for a headline: nothing but words.
func readHTMLLine(_ markup: some StringProtocol) -> String {
  guard markup.utf8.contains(where: { $0 == lessThan || $0 == ampersand }) else {
    return cleanLine(String(markup)).trimmed
  }
  var markup = String(markup)
  let tree = markup.withUTF8 { HTMLTree($0) }
  return tree.line(of: 0)
}

extension HTMLTree {
  /// All words in a node, in one line.
  func line(of node: Int, without skipped: Set<Int> = []) -> String {
    var writer = HTMLTextWriter(self, base: nil)
    writer.isPlain = true
    writer.skipped = skipped
    writer.write(node)
    return String(
      decoding: writer.bytes.map { $0 == lineFeed ? space : $0 }, as: UTF8.self)
  }
}

/// Walks over a tree and writes down what is to be read.
struct HTMLTextWriter {
  private let tree: HTMLTree
  private let base: URL?
  /// Nodes that are left out with all that is in them.
  var skipped: Set<Int> = []
  /// Words alone: no pictures, no signs before items of lists.
  var isPlain = false

  private(set) var bytes: [UInt8] = []
  private var markup: [Markup] = []
  /// Where the paragraph under way begins, once it has a letter.
  private var paragraph: Int?
  private var needsSpace = false
  private var marks: [OpenMark] = []
  private var lists: [List] = []
  /// What stands before the next words of an item.
  private var sign: String?
  private var depth = Depth()
  /// Data tables have a row a line.
  private var tables: [Bool] = []
  private var rowHasCell = false

  /// A mark whose end is to come; it starts with the next letter.
  private struct OpenMark {
    let node: Int
    let kind: Markup.Kind
    var start: Int?
  }

  private struct List {
    let isNumbered: Bool
    var number: Int
  }

  /// How many elements of a kind the walk is within.
  private struct Depth {
    var item = 0, quote = 0, code = 0, heading = 0, caption = 0, row = 0
  }

  /// More marks than anyone reads; a bomb has no end.
  private static let mostMarks = 100_000
  private static let mostOpenMarks = 16

  init(_ tree: HTMLTree, base: URL?) {
    self.tree = tree
    self.base = base
  }

  var paragraphs: Paragraphs {
    Paragraphs(
      bytes: bytes,
      markup: markup.sorted { ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end) })
  }

  /// Writes a node and all that is in it.
  mutating func write(_ root: Int) {
    var node = root
    while true {
      if enter(node), tree.nodes[node].firstChild >= 0 {
        node = Int(tree.nodes[node].firstChild)
        continue
      }
      leave(node)
      while node != root, tree.nodes[node].next < 0 {
        node = Int(tree.nodes[node].parent)
        leave(node)
      }
      if node == root { break }
      node = Int(tree.nodes[node].next)
    }
    endParagraph()
  }

  // MARK: Elements

  /// Begins a node; false where what is in it is not for reading.
  private mutating func enter(_ node: Int) -> Bool {
    let tag = tree.nodes[node].tag
    if tag == .text {
      write(text: node)
      return false
    }
    if isUnread(tag) || skipped.contains(node) || isHidden(node) { return false }
    if tag.isBlock { endBlock() }
    switch tag {
    case .br: endBlock()
    case .img: writeImage(node)
    case .li: enterItem(node)
    case .ul, .menu, .dir: lists.append(List(isNumbered: false, number: 0))
    case .ol: lists.append(List(isNumbered: true, number: firstNumber(of: node)))
    case .blockquote: depth.quote += 1
    case .pre, .listing, .xmp, .plaintext: depth.code += 1
    case .h1, .h2, .h3, .h4, .h5, .h6: depth.heading += 1
    case .figcaption, .caption: depth.caption += 1
    case .table: tables.append(isDataTable(node))
    case .tr where tables.last == true:
      depth.row += 1
      rowHasCell = false
    case .td, .th: enterCell()
    case .q: write("“")
    case .rt: write(" (")
    default: break
    }
    if let kind = markKind(of: tag, node), marks.count < Self.mostOpenMarks {
      marks.append(OpenMark(node: node, kind: kind))
    }
    return true
  }

  private mutating func leave(_ node: Int) {
    let tag = tree.nodes[node].tag
    guard tag != .text, !isUnread(tag), !skipped.contains(node), !isHidden(node) else { return }
    if let last = marks.last, last.node == node {
      close(last)
      marks.removeLast()
    }
    if tag == .tr, tables.last == true { depth.row -= 1 }
    if tag.isBlock { endBlock() }
    switch tag {
    case .li:
      depth.item -= 1
      sign = nil
    case .ul, .menu, .dir, .ol: lists.removeLast()
    case .blockquote: depth.quote -= 1
    case .pre, .listing, .xmp, .plaintext: depth.code -= 1
    case .h1, .h2, .h3, .h4, .h5, .h6: depth.heading -= 1
    case .figcaption, .caption: depth.caption -= 1
    case .table: tables.removeLast()
    case .q: write("”")
    case .rt: write(")")
    default: break
    }
  }

  private func isUnread(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .head, .script, .style, .template, .noscript, .title, .select, .button, .datalist,
      .textarea, .iframe, .svg, .canvas, .noembed, .noframes, .rp, .input, .progress,
      .meter, .frameset:
      true
    case .video, .audio: isPlain
    default: false
    }
  }

  private func isHidden(_ node: Int) -> Bool {
    if tree.bytes(.hidden, of: node) != nil { return true }
    guard let style = tree.bytes(.style, of: node), style.count < 1_000 else { return false }
    let written = style.filter { $0 > space }
    return String(decoding: written, as: UTF8.self).lowercased().contains("display:none")
  }

  private func markKind(of tag: HTMLTag, _ node: Int) -> Markup.Kind? {
    switch tag {
    case .a:
      return isPlain ? nil : wholeLink(tree.value(.href, of: node), base: base).map { .link($0) }
    case .b, .strong, .i, .em, .cite, .u, .ins, .mark, .dfn, .var, .dt: return .emphasis
    case .th: return tables.last == true ? .emphasis : nil
    case .code, .kbd, .samp, .tt: return depth.code > 0 ? nil : .code
    default: return nil
    }
  }

  private mutating func enterItem(_ node: Int) {
    depth.item += 1
    guard !isPlain else { return }
    guard let list = lists.indices.last, lists[list].isNumbered else {
      sign = ["• ", "◦ ", "– "][min(max(lists.count, 1), 3) - 1]
      return
    }
    if let value = tree.value(.value, of: node).flatMap({ Int($0) }) {
      lists[list].number = clamped(value)
    }
    sign = "\(lists[list].number). "
    lists[list].number = clamped(lists[list].number + 1)
  }

  private func firstNumber(of node: Int) -> Int {
    clamped(tree.value(.start, of: node).flatMap { Int($0) } ?? 1)
  }

  private func clamped(_ number: Int) -> Int { min(max(number, -99_999), 99_999) }

  private mutating func enterCell() {
    guard depth.row > 0 else { return }
    if rowHasCell, paragraph != nil { write(" | ") }
    rowHasCell = true
  }

  private mutating func writeImage(_ node: Int) {
    guard !isPlain else { return }
    let isDot = ["0", "1"].contains { one in
      tree.value(.width, of: node) == one || tree.value(.height, of: node) == one
    }
    guard !isDot else { return }
    let alt = tree.value(.alt, of: node)
    // An empty text says that the picture says nothing.
    if alt == "" { return }
    let isFileName = [".jpg", ".jpeg", ".png", ".gif", ".webp"].contains {
      alt?.lowercased().hasSuffix($0) == true
    }
    let words =
      isFileName || isCaptioned(node)
      ? "" : cleanLine(alt ?? "").split(separator: " ").joined(separator: " ").prefix(500)
    let source = wholeLink(tree.value(.src, of: node), base: base)
    if let source, marks.count < Self.mostOpenMarks {
      marks.append(OpenMark(node: node, kind: .link(source)))
    }
    write(words.isEmpty ? "[image]" : "[image: \(words)]")
  }

  /// Whether the words below a picture say what is on it.
  private func isCaptioned(_ node: Int) -> Bool {
    var figure = node
    for _ in 0..<8 where figure > 0 && tree.nodes[figure].tag != .figure {
      figure = Int(tree.nodes[figure].parent)
    }
    guard figure > 0, tree.nodes[figure].tag == .figure else { return false }
    let end = min(tree.nodeAfter(figure) ?? tree.nodes.count, figure + 200)
    return (figure..<end).contains { tree.nodes[$0].tag == .figcaption }
  }

  /// Whether a table holds columns of short words, rather than a page's layout.
  private func isDataTable(_ table: Int) -> Bool {
    if isPlain || tree.value(.role, of: table) == "presentation" { return false }
    var (cells, rows, length) = (0, 0, 0)
    var node = Int(tree.nodes[table].firstChild)
    let end = tree.nodeAfter(table) ?? tree.nodes.count
    guard node >= 0 else { return false }
    // Nodes stand in the order of the document.
    while node < end {
      switch tree.nodes[node].tag {
      case .table, .ul, .ol, .h1, .h2, .h3, .h4, .pre, .blockquote, .form, .article, .section:
        return false
      case .tr: rows += 1
      case .td, .th: cells += 1
      case .text: length += Int(tree.nodes[node].end - tree.nodes[node].start)
      default: break
      }
      node += 1
    }
    return rows > 0 && cells > rows && length <= cells * 120
  }

  // MARK: Text

  private mutating func write(text node: Int) {
    let node = tree.nodes[node]
    tree.text.withUnsafeBufferPointer { all in
      let piece = UnsafeBufferPointer(rebasing: all[Int(node.start)..<Int(node.end)])
      let isClean = piece.allSatisfy { $0 < 0x7F && ($0 >= space || $0.isHTMLBlank) }
      if isClean { return write(piece) }
      var cleaned = clean(
        String(
          decoding: piece.lazy.map { $0.isHTMLBlank && $0 != lineFeed ? space : $0 }, as: UTF8.self)
      )
      cleaned.withUTF8 { write($0) }
    }
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    if depth.code > 0 && depth.row == 0 && !isPlain { return writeLines(text) }
    var next = 0
    while next < text.count {
      if text[next].isHTMLBlank {
        needsSpace = paragraph != nil
        next += 1
        continue
      }
      var end = next + 1
      // A single space between two words stays as it is, so that a whole line is one piece.
      while end < text.count, !text[end].isHTMLBlank || isSingleSpace(text, end) { end += 1 }
      beginWord()
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[next..<end]))
      next = end
    }
  }

  private func isSingleSpace(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    text[place] == space && place + 1 < text.count && !text[place + 1].isHTMLBlank
  }

  /// Code keeps its lines and its blanks.
  private mutating func writeLines(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case lineFeed: endParagraph()
      case carriageReturn: break
      default:
        if paragraph == nil && byte <= space && pendingIndent < 80 {
          pendingIndent += byte == 0x09 ? 4 : 1
          continue
        }
        beginWord()
        bytes.append(byte < space ? space : byte)
      }
    }
  }

  /// Blanks at the start of a line of code, which counts once it has a letter.
  private var pendingIndent = 0

  private mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// Whatever stands before a word: the paragraph's start, a sign, a space.
  private mutating func beginWord() {
    if paragraph == nil {
      if !bytes.isEmpty { bytes.append(lineFeed) }
      paragraph = bytes.count
      if pendingIndent > 0 {
        bytes.append(contentsOf: repeatElement(space, count: min(pendingIndent, 80)))
      }
      if let sign { bytes.append(contentsOf: sign.utf8) }
      sign = nil
      pendingIndent = 0
    } else if needsSpace {
      bytes.append(space)
    }
    needsSpace = false
    for index in marks.indices where marks[index].start == nil { marks[index].start = bytes.count }
  }

  /// A cell of a row is no paragraph of its own.
  private mutating func endBlock() {
    if depth.row > 0 || isPlain { needsSpace = paragraph != nil } else { endParagraph() }
  }

  private mutating func endParagraph() {
    pendingIndent = 0
    needsSpace = false
    guard let start = paragraph else { return }
    paragraph = nil
    for index in marks.indices {
      close(marks[index])
      marks[index].start = nil
    }
    while bytes.count > start, bytes[bytes.count - 1] == space { bytes.removeLast() }
    for kind in kinds { add(kind, from: start) }
  }

  /// What the paragraph under way is, beside text.
  private var kinds: [Markup.Kind] {
    var kinds: [Markup.Kind] = []
    if depth.heading > 0 { kinds.append(.subhead) }
    if depth.caption > 0 { kinds.append(.caption) }
    if depth.item > 0 && depth.heading == 0 { kinds.append(.listItem) }
    if depth.quote > 0 { kinds.append(.quote) }
    if depth.code > 0 { kinds.append(.code) }
    if rowHasCell && tables.last == true && depth.caption == 0 { kinds.append(.row) }
    return kinds
  }

  private mutating func close(_ mark: OpenMark) {
    if let start = mark.start { add(mark.kind, from: start) }
  }

  private mutating func add(_ kind: Markup.Kind, from start: Int) {
    guard start < bytes.count, markup.count < Self.mostMarks, !isPlain else { return }
    markup.append(Markup(kind, TextRange(start, bytes.count)))
  }
}

extension UInt8 {
  /// What HTML takes for a blank.
  var isHTMLBlank: Bool {
    self == space || self == lineFeed || self == 0x09 || self == 0x0C || self == carriageReturn
  }
}
