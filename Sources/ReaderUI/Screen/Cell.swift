// One cell of the screen.

/// A character and its style. A wide character owns two cells, the second of them `covered`.
package struct Cell: Hashable, Sendable {
  package var character: Character
  package var style: Style

  package init(_ character: Character, _ style: Style = .plain) {
    self.character = character
    self.style = style
  }

  package static let blank = Cell(" ")
  /// Stands in the second cell of a wide character; never drawn itself.
  package static let cover: Character = "\u{0}"
  package var isCovered: Bool { character == Cell.cover }
}
