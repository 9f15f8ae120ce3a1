// HTML as a tree, built without recursion and no deeper than a reader can follow.
/// The elements and texts of a document; each is named by its place in `nodes`.
struct HTMLTree {
  struct Node {
    var tag: HTMLTag
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var next: Int32 = -1
    /// Of a text its bytes in `text`; of an element its attributes in `attributes`.
    var start: Int32
    var end: Int32
  }

  private(set) var nodes: [Node] = []
  /// All text, and all values of attributes, with references replaced.
  private(set) var text: [UInt8] = []
  private(set) var attributes: [(name: HTMLAttributeName, start: Int32, end: Int32)] = []

  static let deepest = 256
  /// Further elements are passed over; their text is kept.
  private static let mostNodes = 250_000

  /// The elements that are open, from the root on.
  private var open: [Int32] = [0]
  /// How many of each are open, so that an end tag that closes nothing costs nothing.
  private var openCounts = [Int](repeating: 0, count: 256)
  /// Open elements that lie too deep and were passed over.
  private var beyond = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    nodes.append(Node(tag: .root, parent: -1, start: 0, end: 0))
    text.reserveCapacity(min(bytes.count, Int(Int32.max)))
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.nextToken() {
      switch token {
      case .text(let range, let isLiteral): add(bytes, range, isLiteral: isLiteral)
      case .start(let tag): start(tag, tokenizer, in: bytes)
      case .end(let tag): end(tag)
      }
    }
  }

  // MARK: Asking

  func value(_ name: HTMLAttributeName, of node: Int) -> String? {
    bytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  func bytes(_ name: HTMLAttributeName, of node: Int) -> ArraySlice<UInt8>? {
    let node = nodes[node]
    guard node.tag != .text else { return nil }
    return attributes[Int(node.start)..<Int(node.end)].first { $0.name == name }
      .map { text[Int($0.start)..<Int($0.end)] }
  }

  func children(of node: Int) -> some Sequence<Int> {
    sequence(state: nodes[node].firstChild) { [nodes] next -> Int? in
      guard next >= 0 else { return nil }
      defer { next = nodes[Int(next)].next }
      return Int(next)
    }
  }

  /// The node after this and all that is in it, in the order of the document; nil at the end.
  func nodeAfter(_ node: Int) -> Int? {
    var node = node
    while nodes[node].next < 0 {
      guard nodes[node].parent >= 0 else { return nil }
      node = Int(nodes[node].parent)
    }
    return Int(nodes[node].next)
  }

  // MARK: Building

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isLiteral: Bool
  ) {
    let start = Int32(text.count)
    append(bytes, range, by: isLiteral ? nil : .htmlText)
    let parent = Int(open[open.count - 1])
    let last = Int(nodes[parent].lastChild)
    if last >= 0, nodes[last].tag == .text, nodes[last].end == start {
      nodes[last].end = Int32(text.count)
    } else if nodes.count < Self.mostNodes + Self.deepest {
      _ = append(Node(tag: .text, parent: 0, start: start, end: Int32(text.count)))
    }
  }

  /// Offsets are counted in 32 bits; who hands in more has been refused long before.
  private mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, by rules: ReferenceRules?
  ) {
    guard text.count + range.count * 2 < Int(Int32.max) else { return }
    let piece = UnsafeBufferPointer(rebasing: bytes[range])
    if let rules {
      appendDecoding(piece, by: rules, to: &text)
    } else {
      text.append(contentsOf: piece)
    }
  }

  private mutating func append(_ node: Node) -> Int32 {
    let parent = open[open.count - 1]
    let number = Int32(nodes.count)
    var node = node
    node.parent = parent
    nodes.append(node)
    let last = nodes[Int(parent)].lastChild
    if last >= 0 {
      nodes[Int(last)].next = number
    } else {
      nodes[Int(parent)].firstChild = number
    }
    nodes[Int(parent)].lastChild = number
    return number
  }

  private mutating func start(
    _ tag: HTMLTag, _ tokenizer: HTMLTokenizer, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    closeImplied(before: tag)
    guard tag != .other || !tokenizer.attributes.isEmpty, nodes.count < Self.mostNodes else {
      return
    }
    // Nothing is made of elements that lie too deep, but their text is kept.
    let isDeep = open.count >= Self.deepest
    if isDeep && !tag.isVoid {
      beyond += 1
      return
    }
    let first = Int32(attributes.count)
    for attribute in tokenizer.attributes {
      let start = Int32(text.count)
      append(bytes, attribute.value, by: .htmlAttribute)
      attributes.append((attribute.name, start, Int32(text.count)))
    }
    let node = append(Node(tag: tag, parent: 0, start: first, end: Int32(attributes.count)))
    let isEmpty = tag == .other && tokenizer.isSelfClosing
    if tag.isVoid || isEmpty { return }
    open.append(node)
    openCounts[Int(tag.rawValue)] += 1
  }

  private mutating func end(_ tag: HTMLTag) {
    if beyond > 0 {
      beyond -= 1
      return
    }
    if tag == .br { _ = append(Node(tag: .br, parent: 0, start: 0, end: 0)) }
    if tag.isHeading { return close { $0.isHeading } }
    guard openCounts[Int(tag.rawValue)] > 0 else { return }
    if tag.isFormatting { return closeFormatting(tag) }
    let wall: (HTMLTag) -> Bool =
      switch tag {
      case .table, .html, .body: { _ in false }
      case .li: { $0 == .ul || $0 == .ol || $0 == .td || $0 == .table }
      case .td, .th, .tr, .tbody, .thead, .tfoot, .caption: { $0 == .table }
      default: { $0 == .td || $0 == .th || $0 == .table && tag != .tr }
      }
    close(wall: wall) { $0 == tag }
  }

  /// Closes the innermost open element that fits, and all in it; nothing where a wall comes first.
  private mutating func close(
    wall: (HTMLTag) -> Bool = { _ in false }, _ fits: (HTMLTag) -> Bool
  ) {
    for index in stride(from: open.count - 1, to: 0, by: -1) {
      let tag = nodes[Int(open[index])].tag
      if fits(tag) { return closeAll(from: index) }
      if wall(tag) { return }
    }
  }

  private mutating func closeAll(from index: Int) {
    for node in open[index...] { openCounts[Int(nodes[Int(node)].tag.rawValue)] -= 1 }
    open.removeSubrange(index...)
  }

  /// `<b>one<p>two</b>three`: the bold ends, the paragraph goes on.
  private mutating func closeFormatting(_ tag: HTMLTag) {
    var isPlain = true
    for index in stride(from: open.count - 1, to: 0, by: -1) {
      let other = nodes[Int(open[index])].tag
      if other == tag {
        if isPlain { return closeAll(from: index) }
        openCounts[Int(tag.rawValue)] -= 1
        open.remove(at: index)
        return
      }
      if other == .td || other == .th || other == .table { return }
      if !other.isFormatting && other != .other { isPlain = false }
    }
  }

  /// Closes what an author may leave open because the next start tag says so.
  private mutating func closeImplied(before tag: HTMLTag) {
    switch tag {
    case .li: closeOpen([.li], wall: [.ul, .ol, .menu, .dir])
    case .dt, .dd: closeOpen([.dt, .dd], wall: [.dl])
    case .tr:
      closeOpen([.tr, .td, .th, .caption, .colgroup], wall: [.table, .tbody, .thead, .tfoot])
    case .td, .th: closeOpen([.td, .th, .caption], wall: [.table, .tr])
    case .tbody, .thead, .tfoot: closeOpen([.tbody, .thead, .tfoot, .caption], wall: [.table])
    case .option, .optgroup: closeOpen([.option], wall: [.select])
    case .a: if openCounts[Int(HTMLTag.a.rawValue)] > 0 { closeFormatting(.a) }
    case .body: closeOpen([.head], wall: [])
    default: break
    }
    if tag.closesParagraph && openCounts[Int(HTMLTag.p.rawValue)] > 0 {
      let walls: [HTMLTag] = [.td, .th, .table, .button, .caption, .object]
      close(wall: { walls.contains($0) }, { $0 == .p })
    }
  }

  private mutating func closeOpen(_ tags: [HTMLTag], wall: [HTMLTag]) {
    guard tags.contains(where: { openCounts[Int($0.rawValue)] > 0 }) else { return }
    // The outermost that fits, within the wall: a new row ends both the cell and the row.
    var outermost: Int?
    for index in stride(from: open.count - 1, to: 0, by: -1) {
      let tag = nodes[Int(open[index])].tag
      if wall.contains(tag) { break }
      if tags.contains(tag) { outermost = index }
    }
    if let outermost { closeAll(from: outermost) }
  }
}
