// A token and its shape.

/// A word, number or mark of the text.
package struct Token: Hashable {
  package enum Kind: UInt8 {
    /// Letters, with inner apostrophes, and with the dots of "U.S." and "Gen.".
    case word
    /// Digits, with the marks inside "2,500" and "9.30".
    case number
    /// What is left of a word after its apostrophe: "'s", "'ll", "'ve".
    case suffix
    /// One character of punctuation.
    case mark
    case lineEnd
  }

  package let range: TextRange
  package let kind: Kind
  package let shape: Shape

  /// What can be seen of a token without knowing any word.
  package struct Shape: OptionSet, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Its first letter is a capital.
    package static let capital = Shape(rawValue: 1)
    /// It has a capital after its first letter: "UN", "McCain", "O'Brien".
    package static let innerCapital = Shape(rawValue: 2)
    package static let lowerCase = Shape(rawValue: 4)
    package static let digit = Shape(rawValue: 8)
    /// It has a dot of its own: "U.S.", "Gen.", "C.".
    package static let dot = Shape(rawValue: 16)
    /// Nothing stands between it and the token before.
    package static let joined = Shape(rawValue: 32)
    /// It has a letter of a script without capitals.
    package static let caseless = Shape(rawValue: 64)
    /// It has a character outside ASCII.
    package static let wide = Shape(rawValue: 128)
  }

  package var isCapitalised: Bool { shape.contains(.capital) }
  /// All its letters are capitals: "UN", "U.S.", "I".
  package var isAllCapitals: Bool {
    shape.contains(.capital) && !shape.contains(.lowerCase) && !shape.contains(.caseless)
  }
  package var isJoined: Bool { shape.contains(.joined) }
}
