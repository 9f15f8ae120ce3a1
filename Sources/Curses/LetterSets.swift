// Fewer bytes: a set of letters that the terminal has already is not chosen again.

/// Leaves out what asks for ordinary letters where they are there already.
///
/// Before each change of look ncurses says that letters follow and no line drawing, three bytes each
/// time: a fourteenth of a page with its names marked, over a slow line.
package nonisolated struct LetterSets {
  /// A way to choose: the set itself, as most terminals have it, or a shift to the one of two.
  private struct Choice {
    let letters, drawing: [UInt8]
    /// Whether letters are chosen; unknown until it has been said.
    var isMade = false
  }

  private var choices = [
    Choice(letters: [0x1B, 0x28, 0x42], drawing: [0x1B, 0x28, 0x30]),
    Choice(letters: [0x0F], drawing: [0x0E]),
  ]

  package init() {}

  /// The terminal may be in any state.
  package mutating func forget() {
    for index in choices.indices { choices[index].isMade = false }
  }

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
      if let index = choices.firstIndex(where: { rest.starts(with: $0.letters) }) {
        if !choices[index].isMade { needed += choices[index].letters }
        choices[index].isMade = true
        at += choices[index].letters.count
        continue
      }
      if let index = choices.firstIndex(where: { rest.starts(with: $0.drawing) }) {
        choices[index].isMade = false
      }
      needed.append(bytes[at])
      at += 1
    }
    return needed
  }
}
