// How much there is to read in each part of a page.

/// Sums over a page's tree: letters, letters in links, and letters of prose, which are those in
/// blocks that hold more than a label and are not mostly links.
struct PageMass {
  private(set) var letters: [Int]
  private(set) var linked: [Int]
  private(set) var prose: [Int]
  /// The letters that stand in a block itself, not in blocks within it.
  private(set) var own: [Int]
  private(set) var ownLinked: [Int]

  /// - Parameter skipped: Nodes that count for nothing, with all that is in them.
  init(of tree: HTMLTree, without skipped: Set<Int> = []) {
    let count = tree.nodes.count
    letters = [Int](repeating: 0, count: count)
    (linked, prose, own, ownLinked) = (letters, letters, letters, letters)
    var block = [Int32](repeating: 0, count: count)
    var isLinked = [Bool](repeating: false, count: count)
    var isOut = [Bool](repeating: false, count: count)
    for number in 1..<max(count, 1) {
      let node = tree.nodes[number]
      let parent = Int(node.parent)
      isOut[number] = isOut[parent] || isNeverRead(node.tag) || skipped.contains(number)
      block[number] = node.tag.isBlock ? Int32(number) : block[parent]
      isLinked[number] = isLinked[parent] || node.tag == .a
      guard node.tag == .text, !isOut[number] else { continue }
      let size = weight(of: tree.text[Int(node.start)..<Int(node.end)])
      let home = Int(block[parent])
      letters[number] = size
      own[home] += size
      if isLinked[number] {
        linked[number] = size
        ownLinked[home] += size
      }
    }
    sum(up: tree)
  }

  private mutating func sum(up tree: HTMLTree) {
    for number in stride(from: tree.nodes.count - 1, to: 0, by: -1) {
      let node = tree.nodes[number]
      let parent = Int(node.parent)
      if node.tag.isBlock { prose[number] += proseOfItself(number, node.tag) }
      letters[parent] += letters[number]
      linked[parent] += linked[number]
      prose[parent] += prose[number]
    }
  }

  private func proseOfItself(_ node: Int, _ tag: HTMLTag) -> Int {
    guard own[node] >= 40, ownLinked[node] * 2 < own[node], !tag.isHeading else { return 0 }
    let prose = own[node] - ownLinked[node]
    return tag == .li || tag == .td || tag == .dd ? prose / 2 : prose
  }

  /// The share of a node's letters that stand in links, in hundredths.
  func linkShare(of node: Int) -> Int {
    letters[node] == 0 ? 0 : linked[node] * 100 / letters[node]
  }
}

/// Elements whose text is no text of the page.
private func isNeverRead(_ tag: HTMLTag) -> Bool {
  switch tag {
  case .head, .script, .style, .template, .noscript, .title, .select, .button, .datalist,
    .textarea, .iframe, .svg, .canvas, .noembed, .noframes, .frameset:
    true
  default: false
  }
}

/// Letters, those of Chinese and Japanese twice: a word of theirs is shorter.
private func weight(of text: ArraySlice<UInt8>) -> Int {
  var count = 0
  for byte in text where byte > space && byte & 0xC0 != 0x80 {
    count += 0xE3 <= byte && byte <= 0xED ? 2 : 1
  }
  return count
}
