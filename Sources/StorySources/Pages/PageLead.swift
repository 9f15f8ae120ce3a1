// Where the story's heading stands, what leads from it into the story, and what leads away from it.

extension PageStory {
  /// A part around the story's heading is not beside it: a page “with-sidebar” has one within.
  func holdsHeading(_ node: Int) -> Bool {
    guard let heading else { return false }
    return node <= heading && heading < tree.nodeAfter(node) ?? tree.nodes.count
  }

  /// What stands as text between the heading and the story is how it begins.
  func findLead(above parts: [Int]) -> [Int] {
    guard let heading, let first = parts.first, let start = tree.nodeAfter(heading), start < first
    else { return [] }
    let prose = parts.reduce(0) { $0 + mass.prose[$1] }
    var lead: [Int] = []
    var node = start
    while node < first, lead.count < 3 {
      let after = tree.nodeAfter(node) ?? tree.nodes.count
      if skipped.contains(node) || isForeign(node, in: first) {
        node = after
      } else if after <= first, mass.own[node] >= 40, mass.ownLinked[node] * 2 < mass.own[node],
        mass.prose[node] * 2 < prose, isSentence(node)
      {
        lead.append(node)
        node = after
      } else {
        node += 1
      }
    }
    return lead
  }

  /// Unlike who wrote the story, when and where, a lead ends as sentences do.
  private func isSentence(_ node: Int) -> Bool {
    let count = (tree.nodeAfter(node) ?? tree.nodes.count) - node
    guard count < 1_000, tree.nodes[node].tag != .figcaption else { return false }
    return mass.own[node] >= 150
      || tree.line(of: node).last.map { ".!?…。！？”\"»’".contains($0) } == true
  }

  /// “Read also: …” and “Advertisement”, in whatever element.
  func isPointer(_ node: Int) -> Bool {
    // A line is a handful of nodes; more are a trap.
    guard (tree.nodeAfter(node) ?? tree.nodes.count) - node < 100 else { return false }
    let line = tree.line(of: node).lowercased()
    if mass.letters[node] <= 16, advertLabels.contains(line) { return true }
    return mass.linked[node] > 0 && pointingWords.contains { line.hasPrefix($0) }
  }
}

/// The first heading that says what the page is called.
func findHeading(_ headline: String, in tree: HTMLTree) -> Int? {
  let wanted = headline.filter { $0.isLetter || $0.isNumber }
  guard !wanted.isEmpty else { return nil }
  var tried = 0
  for node in tree.nodes.indices where tree.nodes[node].tag.isHeading && tried < 50 {
    tried += 1
    let line = tree.line(of: node).filter { $0.isLetter || $0.isNumber }
    if line == wanted || line.count > 8 && (wanted.hasPrefix(line) || line.hasPrefix(wanted)) {
      return node
    }
  }
  return nil
}
