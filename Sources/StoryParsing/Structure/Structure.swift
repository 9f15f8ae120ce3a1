// Text to headline, deck, bylines, dateline, lede, body, subheads and boilerplate.

/// The outer shape of a story.
struct Structure {
  var paragraphs: [Paragraph] = []
  var dateline: Dateline?
  var bylines: [Byline] = []
}

/// Finds what part each line of a story plays: what the source marked first, then what the line
/// itself says.
func findStructure(in story: Story) -> Structure {
  let bytes = Array(story.text.utf8)
  var reader = StructureReader(bytes: bytes, lines: findLines(in: bytes))
  reader.take(story.markup)
  reader.readOpening()
  reader.readEnding()
  reader.readBody()
  return reader.structure
}

/// Gives each line its role: from the top to the lede, from the end to the body, then between.
private struct StructureReader {
  let bytes: [UInt8]
  let lines: [Line]
  var roles: [Paragraph.Role?]
  var dateline: Dateline?
  var bylines: [Byline] = []
  /// The lede's line, or the first after the opening where there is none.
  var lede = 0
  /// The first line of what closes the story.
  var ending: Int
  /// Whether empty lines part the paragraphs, so that lines without one between belong together.
  let isSpaced: Bool

  init(bytes: [UInt8], lines: [Line]) {
    self.bytes = bytes
    self.lines = lines
    roles = Array(repeating: nil, count: lines.count)
    ending = lines.count
    isSpaced = lines.indices.dropLast().contains {
      !isAdjacent(lines[$0], lines[$0 + 1], bytes)
    }
  }

  var structure: Structure {
    let paragraphs = zip(lines, roles).map { Paragraph($1 ?? .body, $0.range) }
    return Structure(paragraphs: paragraphs, dateline: dateline, bylines: bylines)
  }

  // MARK: What the source marked

  /// Roles that the source gave; each line takes the first, so that nesting costs nothing.
  mutating func take(_ markup: [Markup]) {
    var next = 0
    for mark in markup {
      guard let role = role(of: mark.kind) else { continue }
      while next < lines.count, lines[next].content.end <= mark.range.start { next += 1 }
      while next < lines.count, lines[next].content.start < mark.range.end {
        let isWhole =
          mark.range.start <= lines[next].content.start && lines[next].content.end <= mark.range.end
        if role == .headline || isWhole && !isCredit(next, role) { roles[next] = role }
        next += 1
      }
    }
  }

  /// "(c) 1912 …" in plain text looks like an item of a list.
  private func isCredit(_ index: Int, _ role: Paragraph.Role) -> Bool {
    role == .list && isBoilerplate(lines[index].content, bytes)
  }

  private func role(of kind: Markup.Kind) -> Paragraph.Role? {
    switch kind {
    case .headline: .headline
    case .deck: .deck
    case .byline: .byline
    case .subhead: .subhead
    case .caption: .caption
    case .listItem: .list
    case .quote, .code, .emphasis, .row, .link: nil
    }
  }

  // MARK: From the top to the lede

  mutating func readOpening() {
    while lede < lines.count {
      let role = roles[lede] ?? openingRole(of: lede)
      roles[lede] = role
      if role == .byline { takeBylines(of: lede) }
      if role == .lede { return takeDateline(of: lede) }
      // A list or a subhead opens no story, but one without a lede still has its body.
      lede += 1
    }
  }

  private func openingRole(of index: Int) -> Paragraph.Role {
    let line = lines[index].content
    if !findBylines(in: line, of: bytes).isEmpty || isSignedAtTop(index) { return .byline }
    if isBoilerplate(line, bytes) { return .boilerplate }
    if isCaption(line, bytes) { return .caption }
    if isDatelineAlone(line) { return .dateline }
    if !hasHeadline(before: index) { return isHeadline(index) ? .headline : .lede }
    return isDeck(index) ? .deck : .lede
  }

  private func hasHeadline(before index: Int) -> Bool {
    roles[..<index].contains(.headline)
  }

  private func isDatelineAlone(_ line: TextRange) -> Bool {
    guard line.count <= 120 else { return false }
    if let found = findDateline(in: line, of: bytes), found.range.end == line.end { return true }
    return line.count <= 80
      && publicationOpenings.contains {
        bytes.reads($0, at: line.start, before: line.end)
      }
  }

  private func isHeadline(_ index: Int) -> Bool {
    guard index + 1 < lines.count else { return false }
    let line = lines[index].content
    guard line.count <= 250, !isWrapped(index), !isListItem(line, bytes) else { return false }
    if let found = findDateline(in: line, of: bytes), found.agency != nil || found.date != nil {
      return false
    }
    return readsAsTitle(line, bytes) || line.count <= 120 && opensStory(index + 1)
  }

  /// Whether a line is one of several that were a paragraph before it was wrapped.
  private func isWrapped(_ index: Int) -> Bool {
    guard index + 1 < lines.count, isAdjacent(lines[index], lines[index + 1], bytes) else {
      return false
    }
    let next = lines[index + 1].content
    if bytes.letter(at: next.start) == .small { return true }
    return isSpaced && lines[index].content.count > 50 && !opensStory(index + 1)
  }

  /// Whether a byline or a dateline begins here.
  private func opensStory(_ index: Int) -> Bool {
    guard index < lines.count else { return false }
    let line = lines[index].content
    return !findBylines(in: line, of: bytes).isEmpty || findDateline(in: line, of: bytes) != nil
  }

  private func isDeck(_ index: Int) -> Bool {
    guard index + 1 < lines.count, roles[..<index].count(where: { $0 == .deck }) < 2 else {
      return false
    }
    let line = lines[index].content
    guard line.count <= 300, !isWrapped(index), !isListItem(line, bytes),
      findDateline(in: line, of: bytes) == nil
    else { return false }
    return readsAsTitle(line, bytes)
      || !findBylines(in: lines[index + 1].content, of: bytes).isEmpty
  }

  /// A name without "By" is a byline at the top only with an initial or a post.
  private func isSignedAtTop(_ index: Int) -> Bool {
    guard hasHeadline(before: index), index + 1 < lines.count else { return false }
    let line = lines[index].content
    return !findSignature(in: line, of: bytes).isEmpty
      && bytes.words(in: line).dropFirst().contains { $0.count == 2 && bytes[$0.end - 1] == 0x2E }
  }

  private mutating func takeBylines(of index: Int) {
    let line = lines[index].content
    let found = findBylines(in: line, of: bytes)
    if !found.isEmpty {
      bylines += found
    } else {
      bylines += findMarkedBylines(in: line, of: bytes)
    }
  }

  private mutating func takeDateline(of index: Int) {
    dateline = findDateline(in: lines[index].content, of: bytes)
    if dateline == nil, let alone = roles.firstIndex(of: .dateline) {
      dateline = findDateline(in: lines[alone].content, of: bytes)
    }
  }

  // MARK: From the end to the body

  mutating func readEnding() {
    var index = lines.count - 1
    while index > lede {
      guard roles[index] == nil, let role = endingRole(of: index) else { break }
      roles[index] = role
      index -= 1
    }
    ending = max(index, lede) + 1
    if bylines.isEmpty { takeReporters() }
  }

  private mutating func endingRole(of index: Int) -> Paragraph.Role? {
    let line = lines[index].content
    if isBoilerplateAtEnd(line, bytes) { return .boilerplate }
    let found = findBylines(in: line, of: bytes) + signature(at: index)
    guard !found.isEmpty else { return nil }
    if bylines.isEmpty { bylines = found }
    return .byline
  }

  /// A writer's name alone on the last line, after a whole sentence or boilerplate.
  private func signature(at index: Int) -> [Byline] {
    let before = lines[index - 1].content
    guard index > 1, index + 1 == lines.count || roles[index + 1] == .boilerplate else { return [] }
    let isAfterEnd = isBoilerplateAtEnd(before, bytes) || !readsAsTitle(before, bytes)
    let found = isAfterEnd ? findSignature(in: lines[index].content, of: bytes) : []
    let names = bylines.map { bytes.key(of: $0.name) }
    return names.isEmpty || found.contains { names.contains(bytes.key(of: $0.name)) } ? found : []
  }

  /// The reporters named in the boilerplate, where nobody else is credited.
  private mutating func takeReporters() {
    for index in ending..<max(ending, lines.count) where roles[index] == .boilerplate {
      bylines += findReporters(in: lines[index].content, of: bytes)
    }
  }

  // MARK: Between

  mutating func readBody() {
    guard lede + 1 < ending else { return }
    for index in lede + 1..<ending where roles[index] == nil {
      let line = lines[index].content
      guard line.count <= 500 else { continue }
      if isListItem(line, bytes) {
        roles[index] = .list
      } else if isCaption(line, bytes) {
        roles[index] = .caption
      } else if isBoilerplate(line, bytes) {
        roles[index] = .boilerplate
      } else if isSubhead(index) {
        roles[index] = .subhead
      }
    }
  }

  /// A short line without a full stop, over a longer paragraph that has one.
  private func isSubhead(_ index: Int) -> Bool {
    let line = lines[index].content
    guard line.count <= 90, index + 1 < ending, readsAsTitle(line, bytes), !isWrapped(index),
      bytes.letter(at: line.start) != .small, bytes.words(in: line).count <= 12
    else { return false }
    let next = lines[index + 1].content
    let before = lines[index - 1].content
    guard next.count > max(line.count, 60), roles[index - 1] != .subhead else { return false }
    return ![0x3A, 0x2C].contains(bytes[before.end - 1])
  }
}

/// What a line that says only when a story came out begins with.
private let publicationOpenings = ["published", "updated", "last updated", "posted on", "date:"]
  .map { Array($0.utf8) }

/// Whether one line follows another without an empty line between.
private func isAdjacent(_ line: Line, _ next: Line, _ bytes: [UInt8]) -> Bool {
  let gap = next.range.start - line.range.end
  return gap == 1 || gap == 2 && bytes[line.range.end] == 0x0D && bytes[line.range.end + 1] == 0x0A
}
