// Fewer bytes: a set of letters that the terminal has already is not chosen again.

/// Leaves out what asks for ordinary letters where they are there already.
///
/// Before each change of look ncurses says that letters follow and no line drawing, three bytes each
/// time: a fourteenth of a page with its names marked, over a slow line.
package nonisolated struct LetterSets {
  /// Whether letters are letters; unknown until it has been said.
  private var areLetters = false

  /// Chooses letters: of most terminals, and of those that shift to the other set.
  private static let letters: [[UInt8]] = [[0x1B, 0x28, 0x42], [0x0F]]
  private static let drawing: [[UInt8]] = [[0x1B, 0x28, 0x30], [0x0E]]

  package init() {}

  /// The terminal may be in any state.
  package mutating func forget() { areLetters = false }

  /// The bytes that a terminal needs of some that ncurses wrote.
  package mutating func needed(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var needed: [UInt8] = []
    needed.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let rest = bytes[at...]
      guard bytes[at] == 0x1B || bytes[at] == 0x0E || bytes[at] == 0x0F else {
        needed.append(bytes[at])
        at += 1
        continue
      }
      if let choice = Self.letters.first(where: { rest.starts(with: $0) }) {
        if !areLetters { needed += choice }
        areLetters = true
        at += choice.count
      } else {
        if Self.drawing.contains(where: { rest.starts(with: $0) }) { areLetters = false }
        needed.append(bytes[at])
        at += 1
      }
    }
    return needed
  }
}
