// What a regular expression says, once it is read.

/// A part of a regular expression.
indirect enum Syntax {
  case unit(UnitTest)
  case place(Place)
  case sequence([Syntax])
  case either([Syntax])
  case repeated(Syntax, least: Int, most: Int?, isLazy: Bool, position: Int)

  /// Somewhere between two characters.
  enum Place { case lineStart, lineEnd, wordEdge, withinWord }

  /// Whether it can match without a character.
  var canBeEmpty: Bool {
    switch self {
    case .unit: false
    case .place: true
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .either(let parts): parts.contains(where: \.canBeEmpty)
    case .repeated(let part, let least, _, _, _): least == 0 || part.canBeEmpty
    }
  }
}

/// A character of the searched text with the accents that follow it.
struct Unit {
  let scalar: Unicode.Scalar
  /// All of it, where separate accents follow the character.
  let composed: Character?

  var character: Character { composed ?? Character(scalar) }
  var isWord: Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// What one character of the text must be.
enum UnitTest: Hashable {
  case any
  case character(Character, isCaseSensitive: Bool)
  case set([SetItem], isNegated: Bool, isCaseSensitive: Bool)

  /// A member of a bracketed set.
  enum SetItem: Hashable {
    case range(ClosedRange<Unicode.Scalar>)
    case accented(Character)
    case kind(Kind, isNegated: Bool)
  }

  enum Kind: Hashable { case digit, word, blank }

  func accepts(_ unit: Unit) -> Bool {
    switch self {
    case .any:
      return true
    case .character(let typed, let isCaseSensitive):
      return unit.isTyped(typed, isCaseSensitive: isCaseSensitive)
    case .set(let items, let isNegated, let isCaseSensitive):
      return items.contains { $0.holds(unit, isCaseSensitive: isCaseSensitive) } != isNegated
    }
  }
}

extension Unit {
  /// By the rule of a literal search: case if it matters, accents if they were typed.
  fileprivate func isTyped(_ typed: Character, isCaseSensitive: Bool) -> Bool {
    if FoldTable.isAccented(typed) {
      return isCaseSensitive ? character == typed : character.lowercased() == typed.lowercased()
    }
    guard let first = typed.unicodeScalars.first else { return false }
    return FoldTable.key(of: scalar) == FoldTable.key(of: first)
      && (!isCaseSensitive || !typed.isCased || scalar.properties.isUppercase == typed.isUppercase)
  }

  /// The characters as which it may be found in a range of a set.
  fileprivate func forms(isCaseSensitive: Bool) -> [Unicode.Scalar] {
    let plain = String(decoding: FoldTable.bytes(FoldTable.key(of: scalar)), as: UTF8.self)
    guard let small = plain.unicodeScalars.first, plain.unicodeScalars.count == 1 else {
      return [scalar]
    }
    let capital = small.properties.uppercaseMapping.unicodeScalars.first ?? small
    if !isCaseSensitive { return [scalar, small, capital] }
    return [scalar, scalar.properties.isUppercase ? capital : small]
  }
}

extension UnitTest.SetItem {
  fileprivate func holds(_ unit: Unit, isCaseSensitive: Bool) -> Bool {
    switch self {
    case .range(let range):
      unit.forms(isCaseSensitive: isCaseSensitive).contains(where: range.contains)
    case .accented(let typed):
      unit.isTyped(typed, isCaseSensitive: isCaseSensitive)
    case .kind(let kind, let isNegated):
      kind.holds(unit) != isNegated
    }
  }
}

extension UnitTest.Kind {
  fileprivate func holds(_ unit: Unit) -> Bool {
    switch self {
    case .digit: unit.scalar.properties.generalCategory == .decimalNumber
    case .word: unit.isWord
    case .blank: unit.scalar.properties.isWhitespace
    }
  }
}
