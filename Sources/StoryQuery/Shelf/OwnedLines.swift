// Many short texts in a few long ones, so that all are searched at once.
import StoryParsing

/// Lines, each of a story or a name; a copy costs nothing, and adding copies one piece at most.
struct OwnedLines: Sendable {
  fileprivate struct Piece: Sendable {
    var text: [UInt8] = []
    /// Where each line starts, and whose it is.
    var starts: [Int] = []
    var owners: [Int32] = []
    var traits = FoldTraits()
  }

  private static let pieceLength = 0x4000

  private var pieces: [Piece] = []

  mutating func append(_ line: String, of owner: Int) {
    guard !line.isEmpty else { return }
    if pieces.last.map({ $0.text.count >= Self.pieceLength }) ?? true { pieces.append(Piece()) }
    withBytes(of: line) { bytes in
      pieces[pieces.count - 1].append(bytes, of: Int32(clamping: owner))
    }
  }

  /// Whose lines a pattern matches in.
  ///
  /// - Parameter count: owners are numbered below this.
  func owners(
    matching pattern: TextPattern, _ scratch: MatchScratch, upTo count: Int
  ) -> NumberSet {
    var owners = NumberSet(upTo: count)
    for piece in pieces {
      piece.text.withUnsafeBufferPointer { text in
        var line = 0
        pattern.forEachMatch(in: text, piece.traits, scratch, { false }) { range in
          while line + 1 < piece.starts.count, piece.starts[line + 1] <= range.start { line += 1 }
          owners.insert(Int(piece.owners[line]))
          return true
        }
      }
    }
    return owners
  }
}

extension OwnedLines.Piece {
  fileprivate mutating func append(_ line: UnsafeBufferPointer<UInt8>, of owner: Int32) {
    starts.append(text.count)
    owners.append(owner)
    // What belongs to one owner is one line, whatever it holds.
    text.append(contentsOf: line.lazy.map { $0 == 10 ? 32 : $0 })
    text.append(10)
    traits.formUnion(foldTraits(of: line))
  }
}
