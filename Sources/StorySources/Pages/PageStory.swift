// Where on a page the story stands, and what within it does not belong to it.
//
// Ours: what browsers and scrapers use is JavaScript and Python. From the whole page the search goes
// down to the smallest part that still holds most of the prose, then leaves out of that what is
// named, linked or placed like something else.

/// The parts of a page that are its story.
struct PageStory {
  let tree: HTMLTree
  /// In the order of the page.
  private(set) var parts: [Int] = []
  /// What is left out of them.
  private(set) var skipped: Set<Int> = []
  private(set) var mass: PageMass
  private var names: [Int: PartNames] = [:]
  /// The heading over the story, where there is one that says its headline.
  let heading: Int?

  /// - Parameter headline: Is shown above the story, so not again within it.
  init(in tree: HTMLTree, headline: String?) {
    self.tree = tree
    mass = PageMass(of: tree)
    heading = headline.flatMap { findHeading($0, in: tree) }
    for node in tree.nodes.indices where tree.nodes[node].tag.isBlock || isNamed(node) {
      let found = PartNames(of: node, in: tree)
      if !found.words.isEmpty { names[node] = found }
    }
    leaveOutAsides()
    mass = PageMass(of: tree, without: skipped)
    if mass.prose[0] == 0 { recoverEverything() }
    parts = findParts(from: startingPart())
    parts = findLead(above: parts) + parts
    for part in parts { prune(part) }
    if let headline { leaveOut(headline) }
  }

  /// Inline elements may be named too: a span of counters, a link to share by.
  private func isNamed(_ node: Int) -> Bool {
    let node = tree.nodes[node]
    return node.tag != .text && node.end > node.start && node.tag != .a && node.tag != .img
  }

  private mutating func recoverEverything() {
    skipped = []
    mass = PageMass(of: tree)
  }

  // MARK: What is beside the story, by name

  private mutating func leaveOutAsides() {
    let all = mass.prose[0]
    var end = 0
    for node in tree.nodes.indices.dropFirst() {
      if node < end { continue }
      guard isAside(node, of: all) else { continue }
      skipped.insert(node)
      end = tree.nodeAfter(node) ?? tree.nodes.count
    }
  }

  private func isAside(_ node: Int, of all: Int) -> Bool {
    let tag = tree.nodes[node].tag
    switch tag {
    case .html, .body, .main, .root, .text, .head: return false
    // Whatever its size, as long as there is something else.
    case .nav, .footer, .aside, .menu, .dialog: return all - mass.prose[node] > 100
    case .form: return mass.prose[node] * 5 < all
    case .header: return mass.prose[node] * 10 < all && !holdsHeading(node)
    default: break
    }
    guard let names = names[node], !names.words.isEmpty, !holdsHeading(node) else { return false }
    let prose = mass.prose[node]
    // Without a heading nobody knows which of two large parts is the story.
    let isSmaller = heading != nil || prose * 2 < all
    if names.isSidebar || names.isNotice, isSmaller, all - prose > 100 { return true }
    if names.isComments { return prose * 10 < all * 9 }
    // A part that holds most of the story is not beside it, whatever it is called.
    if names.isAside { return !names.isStoryText && prose * 5 < all * 2 }
    // What leads into the story is called a teaser as well, but leads nowhere else.
    return names.isTeaser && mass.linked[node] > 0 && prose * 5 < all * 2
  }

  // MARK: The smallest part with most of the prose

  /// A part that says that it is the story, or the whole page.
  private func startingPart() -> Int {
    let all = mass.prose[0]
    var best: (node: Int, prose: Int)?
    let articles = tree.nodes.indices.count {
      tree.nodes[$0].tag == .article && mass.prose[$0] > 0
    }
    for node in tree.nodes.indices where mass.prose[node] * 10 > all * 3 {
      let isOnly = tree.nodes[node].tag == .article && articles == 1
      guard isOnly || mass.prose[node] * 2 > all && isNamedStory(node) else { continue }
      // Of parts within each other the inner one, as long as it has most of what the outer has.
      let prose = mass.prose[node]
      guard let known = best else {
        best = (node, prose)
        continue
      }
      let isInner = node > known.node
      let isEnough = isInner ? prose * 100 >= known.prose * 85 : prose * 85 > known.prose * 100
      if isEnough { best = (node, prose) }
    }
    return best?.node ?? 0
  }

  private func isNamedStory(_ node: Int) -> Bool {
    let tag = tree.nodes[node].tag
    if tag == .article || tag == .main { return true }
    guard let names = names[node] else { return false }
    return names.isStoryText || names.words.contains("main")
  }

  private func findParts(from start: Int) -> [Int] {
    var part = start
    while true {
      let children = self.children(of: part)
      guard let best = children.max(by: { mass.prose[$0] < mass.prose[$1] }),
        mass.prose[best] > 0
      else { return [part] }
      let rest = mass.prose[part] - mass.prose[best]
      let isContainer = mass.own[best] * 2 < mass.letters[best]
      if isContainer, rest * 100 <= mass.prose[part] * 12 {
        part = best
        continue
      }
      // Where no part has most of it, all of them together are the story.
      if mass.prose[best] * 10 < mass.prose[part] * 4 { return [part] }
      let flat = children.reduce(mass.own[part]) { sum, child in
        isParagraph(child) ? sum + mass.prose[child] : sum
      }
      if !isContainer || flat * 10 >= mass.prose[part] * 3 { return [part] }
      let kept = children.filter { $0 == best || belongs($0, beside: best) }
      if kept.count == children.count { return [part] }
      if kept.count > 1 { return kept }
      part = best
    }
  }

  private func children(of node: Int) -> [Int] {
    tree.children(of: node).filter { !skipped.contains($0) && tree.nodes[$0].tag != .head }
  }

  private func isParagraph(_ node: Int) -> Bool {
    switch tree.nodes[node].tag {
    case .p, .text, .blockquote, .pre, .ul, .ol, .h1, .h2, .h3, .h4, .figure, .dl, .table: true
    default: false
    }
  }

  /// Whether a part beside the best one goes on with the story.
  private func belongs(_ node: Int, beside best: Int) -> Bool {
    let prose = mass.prose[node]
    if isForeign(node, in: best) { return false }
    if isParagraph(node) { return mass.linkShare(of: node) < 40 }
    guard mass.linkShare(of: node) < 30, prose > 0 else { return false }
    let isAlike =
      tree.nodes[node].tag == tree.nodes[best].tag
      && names[node]?.words == names[best]?.words && names[best]?.words.isEmpty == false
    return isAlike || prose * 8 >= mass.prose[best]
  }

  // MARK: What within it is something else

  private mutating func prune(_ root: Int) {
    let end = tree.nodeAfter(root) ?? tree.nodes.count
    var next = root + 1
    while next < end {
      let node = next
      next += 1
      if skipped.contains(node) || isForeign(node, in: root) {
        skipped.insert(node)
        next = tree.nodeAfter(node) ?? tree.nodes.count
      }
    }
    leaveOutLoneHeadings(in: root, end)
  }

  func isForeign(_ node: Int, in root: Int) -> Bool {
    let tag = tree.nodes[node].tag
    let letters = mass.letters[node]
    guard tag != .text, letters > 0 else { return false }
    if let names = names[node], names.isCredit, letters < 120,
      mass.prose[node] * 4 < mass.prose[root]
    {
      return true
    }
    let share = mass.linkShare(of: node)
    if tag.isBlock, letters <= 16 || letters < 200 && share >= 30, isPointer(node) { return true }
    switch tag {
    case .form, .button, .nav: return true
    case .ul, .ol, .dl: return share > 60 && mass.prose[node] == 0 && mass.prose[root] > 100
    case .table: return share > 60 && letters < 2_000
    case .p: return share > 85 && letters < 200 && mass.prose[root] > 100
    case .div, .section, .article, .header, .center, .details:
      return share > (mass.prose[node] == 0 ? 50 : 70) || isChatter(node, in: root)
    default: return false
    }
  }

  /// Labels without a sentence, such as those of a player; a story's own short lines stand in
  /// paragraphs and lists.
  private func isChatter(_ node: Int, in root: Int) -> Bool {
    guard mass.prose[node] == 0, mass.prose[root] > 1_000 else { return false }
    let end = tree.nodeAfter(node) ?? tree.nodes.count
    var blocks = 0
    for inner in node..<end {
      switch tree.nodes[inner].tag {
      case .p, .pre, .table, .blockquote, .figcaption, .h1, .h2, .h3, .ol, .dl: return false
      case .img: return false
      default: if mass.own[inner] > 0 { blocks += 1 }
      }
    }
    return blocks >= 3 && mass.letters[node] < blocks * 30
  }

  /// A heading over nothing, or over what was left out, says nothing.
  private mutating func leaveOutLoneHeadings(in root: Int, _ end: Int) {
    var isFollowed = false
    var node = end - 1
    while node > root {
      defer { node -= 1 }
      let tag = tree.nodes[node].tag
      if tag == .text, !isLeftOut(node, within: root) {
        if let heading = heading(above: node, within: root) {
          if !isFollowed { skipped.insert(heading) }
          isFollowed = true
          node = heading
        } else if mass.letters[node] > 0 {
          isFollowed = true
        }
      } else if tag == .img {
        isFollowed = true
      } else if skipped.contains(node), mass.letters[node] > 0 || tag.isBlock {
        isFollowed = isFollowed && !tag.isBlock
      }
    }
  }

  private func heading(above node: Int, within root: Int) -> Int? {
    ancestors(of: node, within: root).first { tree.nodes[$0].tag.isHeading }
  }

  private func isLeftOut(_ node: Int, within root: Int) -> Bool {
    ancestors(of: node, within: root).contains { skipped.contains($0) }
  }

  private func ancestors(of node: Int, within root: Int) -> [Int] {
    var above: [Int] = []
    var node = node
    while node > root {
      above.append(node)
      node = Int(tree.nodes[node].parent)
    }
    return above
  }

  private mutating func leaveOut(_ headline: String) {
    let wanted = headline.filter { $0.isLetter || $0.isNumber }
    for part in parts {
      let end = tree.nodeAfter(part) ?? tree.nodes.count
      for node in part..<end where tree.nodes[node].tag.isHeading && mass.letters[node] < 400 {
        let line = tree.line(of: node).filter { $0.isLetter || $0.isNumber }
        if line == wanted || tree.nodes[node].tag == .h1 && wanted.hasPrefix(line) {
          skipped.insert(node)
        }
      }
    }
  }
}
