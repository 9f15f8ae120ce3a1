// The marks that open and close quotations, and what stands beside them.

/// A mark that may open or close a quotation.
enum QuotationMark: Hashable {
  /// " and '' and ``, which say of themselves neither.
  case straight, backticks, twoSingles
  /// “ and ” and „.
  case curlyOpen, curlyClose, low
  case single, singleOpen, singleClose
  /// « and », and ‹ and ›, which French and Danish use the other way round.
  case guillemetLeft, guillemetRight
  /// 「 and 」 and their doubles.
  case cornerOpen, cornerClose
}

/// What stands beside a mark.
enum Neighbour: Hashable {
  /// Space, or nothing.
  case edge
  case word
  /// A bracket that opens, a dash, a mark that opens a quotation.
  case opening
  case otherMark
}

extension [UInt8] {
  /// The quotation mark at an offset and its length; nil where another character stands.
  @inline(__always)
  func quotationMark(at offset: Int, before end: Int) -> (QuotationMark, Int)? {
    switch self[offset] {
    case 0x22: return (.straight, 1)
    case 0x27, 0x60, 0xC2, 0xE2, 0xE3: return rareMark(at: offset, before: end)
    default: return nil
    }
  }

  private func rareMark(at offset: Int, before end: Int) -> (QuotationMark, Int)? {
    let second = offset + 1 < end ? self[offset + 1] : 0
    let third = offset + 2 < end ? self[offset + 2] : 0
    switch (self[offset], second, third) {
    case (0x27, 0x27, _): return (.twoSingles, 2)
    case (0x27, _, _): return (.single, 1)
    case (0x60, 0x60, _): return (.backticks, 2)
    case (0xC2, 0xAB, _): return (.guillemetLeft, 2)
    case (0xC2, 0xBB, _): return (.guillemetRight, 2)
    case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x9A): return (.singleOpen, 3)
    case (0xE2, 0x80, 0x99): return (.singleClose, 3)
    case (0xE2, 0x80, 0x9C): return (.curlyOpen, 3)
    case (0xE2, 0x80, 0x9D): return (.curlyClose, 3)
    case (0xE2, 0x80, 0x9E), (0xE2, 0x80, 0x9F): return (.low, 3)
    case (0xE2, 0x80, 0xB9): return (.guillemetLeft, 3)
    case (0xE2, 0x80, 0xBA): return (.guillemetRight, 3)
    case (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E): return (.cornerOpen, 3)
    case (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F): return (.cornerClose, 3)
    default: return nil
    }
  }

  func neighbour(before offset: Int, from start: Int) -> Neighbour {
    guard offset > start, let character = character(before: offset) else { return .edge }
    return neighbour(character)
  }

  func neighbour(at offset: Int, before end: Int) -> Neighbour {
    guard offset < end, let character = character(at: offset) else { return .edge }
    return neighbour(character)
  }

  private func neighbour(_ character: Unicode.Scalar) -> Neighbour {
    switch character.value {
    case 0x09...0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000: return .edge
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
    case 0x28, 0x5B, 0x7B, 0x2D, 0x2F, 0xAB, 0xBF, 0xA1: return .opening
    case 0x2010...0x2015, 0x2018, 0x201A, 0x201C, 0x201E, 0x2039: return .opening
    case 0..<0x80: return .otherMark
    default:
      let properties = character.properties
      return properties.isAlphabetic || properties.numericType != nil ? .word : .otherMark
    }
  }

  /// Whether the character at an offset joins the one before it, so that no range may end there.
  func extendsCharacter(at offset: Int, before end: Int) -> Bool {
    guard offset < end, self[offset] >= 0x80, let character = character(at: offset) else {
      return false
    }
    let properties = character.properties
    return properties.isGraphemeExtend || properties.isEmojiModifier || character.value == 0x200D
      || properties.generalCategory == .spacingMark
  }
}
