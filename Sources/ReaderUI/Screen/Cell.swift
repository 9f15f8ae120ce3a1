// One cell of the screen.

/// A character and its style. A wide character owns two cells, the second of them `covered`.
///
/// It holds scalars rather than a `Character`, which is counted by reference: thousands of cells are
/// filled, compared and let go of at every key.
package struct Cell: Hashable, Sendable {
  private var base: UInt32
  /// Marks on the base; 0 where there is none.
  private var mark1, mark2, mark3, mark4: UInt32
  package var style: Style

  /// - Parameter character: of a base and at most four marks; more are left out.
  package init(_ character: Character, _ style: Style = .plain) {
    (base, mark1, mark2, mark3, mark4) = (0, 0, 0, 0, 0)
    self.style = style
    self.character = character
  }

  init(_ glyph: Glyph, _ style: Style) {
    base = glyph.base.value
    (mark1, mark2) = (glyph.marks[0], glyph.marks[1])
    (mark3, mark4) = (glyph.marks[2], glyph.marks[3])
    self.style = style
  }

  package var character: Character {
    get {
      if base < 0x80 && mark1 == 0 { return Cell.ascii[Int(base)] }
      var scalars = String.UnicodeScalarView()
      for value in [base, mark1, mark2, mark3, mark4] where value != 0 {
        Unicode.Scalar(value).map { scalars.append($0) }
      }
      // Marks that do not belong to such a base would make it two characters: they are left out.
      return String(scalars).first ?? Glyph.unknown
    }
    set {
      var scalars = newValue.unicodeScalars.makeIterator()
      base = scalars.next()?.value ?? 0
      (mark1, mark2) = (scalars.next()?.value ?? 0, scalars.next()?.value ?? 0)
      (mark3, mark4) = (scalars.next()?.value ?? 0, scalars.next()?.value ?? 0)
    }
  }

  package static let blank = Cell(" ")
  /// Stands in the second cell of a wide character; never drawn itself.
  package static let cover: Character = "\u{0}"
  package var isCovered: Bool { base == 0 }
  var isASCII: Bool { base < 0x80 && mark1 == 0 }

  private static let ascii = (0..<128 as Range<UInt8>).map { Character(Unicode.Scalar($0)) }
}
