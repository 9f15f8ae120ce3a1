// Where a story's mentions count: not in its bylines, its agency's name or its boilerplate.

/// How long a story is, and which parts of it are about the story rather than its subject.
struct Extent {
  /// The first line, in bytes.
  let headline: Int
  let text: Int
  /// The agency that filed the story, as its dateline names it.
  let agency: TextRange?
  /// Bylines and boilerplate, in order.
  private let aside: [TextRange]

  init(of text: String, _ structure: Structure) {
    headline = text.utf8.prefix { $0 != 0x0A }.count
    self.text = text.utf8.count
    agency = structure.dateline?.agency
    let paragraphs = structure.paragraphs.filter { $0.role == .byline || $0.role == .boilerplate }
    aside = (paragraphs.map(\.range) + structure.bylines.map(\.name))
      .sorted { $0.start < $1.start }
  }

  /// Whether a name here is no part of what the story tells.
  func isAside(_ range: TextRange) -> Bool {
    if let agency, agency.start <= range.start, range.end <= agency.end { return true }
    var low = 0
    var high = aside.count
    while low < high {
      let middle = (low + high) / 2
      if aside[middle].start <= range.start { low = middle + 1 } else { high = middle }
    }
    // A byline may lie in a line of its own, which then comes just before it.
    return aside[..<low].suffix(2).contains { range.end <= $0.end }
  }
}
