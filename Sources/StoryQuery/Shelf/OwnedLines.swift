// Many short texts in a few long ones, so that all are searched at once.
import StoryParsing

/// Lines, each of a story or a name; a copy costs nothing, and adding copies one piece at most.
struct OwnedLines: Sendable {
  fileprivate struct Piece: Sendable {
    /// The lines as they are, and folded in lower case.
    var text: [UInt8] = []
    var fold: [UInt8] = []
    /// Where each line starts in either, and whose it is.
    var lines: [Line] = []
  }

  fileprivate struct Line: Sendable {
    let start, foldStart: Int32
    let owner: Int32
    /// Which letters are in it: most lines have the first letter of what is typed.
    let letters: UInt32
  }

  private static let pieceLength = 0x4000

  private var pieces: [Piece] = []

  mutating func append(_ line: String, of owner: Int) {
    guard !line.isEmpty else { return }
    if pieces.last.map({ $0.text.count >= Self.pieceLength }) ?? true {
      if let last = pieces.indices.last { pieces[last].fit() }
      pieces.append(Piece())
    }
    pieces[pieces.count - 1].append(line, of: Int32(clamping: owner))
  }

  /// Whose lines a pattern matches in.
  func owners(matching pattern: TextPattern, _ scratch: MatchScratch) -> NumberSet {
    var owners = NumberSet()
    for piece in pieces {
      piece.forEachLine(matching: pattern, scratch) { owners.insert(Int($0.owner)) }
    }
    return owners
  }
}

extension OwnedLines.Piece {
  /// Gives back the memory that was taken for more: nothing will be added.
  fileprivate mutating func fit() {
    (text, fold, lines) = (fitted(text), fitted(fold), fitted(lines))
  }

  fileprivate mutating func append(_ line: String, of owner: Int32) {
    // What belongs to one owner is one line, whatever it holds.
    let bytes = line.utf8.map { $0 == 10 ? 32 : $0 }
    let folds = folded(bytes)
    lines.append(
      OwnedLines.Line(
        start: Int32(text.count), foldStart: Int32(fold.count), owner: owner,
        letters: Needle.letters(in: folds)))
    text += bytes + [10]
    fold += folds + [10]
  }

  /// Looks through the fold; what is found there is held to case and accents in the line itself.
  fileprivate func forEachLine(
    matching pattern: TextPattern, _ scratch: MatchScratch, _ body: (OwnedLines.Line) -> Void
  ) {
    guard let needle = pattern.lowerNeedle else {
      return forEachLine(matchedBy: pattern, scratch, body)
    }
    if let letter = needle.letter {
      for (index, line) in lines.enumerated() where line.letters & letter != 0 {
        if pattern.isLoose || matches(pattern, in: index, scratch) { body(line) }
      }
      return
    }
    fold.withUnsafeBufferPointer { fold in
      var (line, at) = (0, 0)
      while let found = needle.find(in: fold, from: at) {
        while line + 1 < lines.count, lines[line + 1].foldStart <= found { line += 1 }
        if pattern.isLoose || matches(pattern, in: line, scratch) { body(lines[line]) }
        guard line + 1 < lines.count else { return }
        at = Int(lines[line + 1].foldStart)
      }
    }
  }

  private func matches(_ pattern: TextPattern, in line: Int, _ scratch: MatchScratch) -> Bool {
    let end = line + 1 < lines.count ? Int(lines[line + 1].start) : text.count
    return text.withUnsafeBufferPointer { text in
      let line = UnsafeBufferPointer(rebasing: text[Int(lines[line].start)..<end - 1])
      var isFound = false
      pattern.forEachMatch(in: line, foldTraits(of: line), scratch, { false }) { _ in
        isFound = true
        return false
      }
      return isFound
    }
  }

  /// An expression is looked for in the lines as they are.
  private func forEachLine(
    matchedBy pattern: TextPattern, _ scratch: MatchScratch, _ body: (OwnedLines.Line) -> Void
  ) {
    text.withUnsafeBufferPointer { text in
      var line = 0
      pattern.forEachMatch(in: text, [], scratch, { false }) { range in
        while line + 1 < lines.count, lines[line + 1].start <= range.start { line += 1 }
        body(lines[line])
        return true
      }
    }
  }
}
