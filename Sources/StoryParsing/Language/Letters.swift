// Which characters make words, which are capitals, and how accents fold away.

/// What a character does to a token.
enum CharacterClass: UInt8 {
  case capital, lowerCase, caseless, digit, apostrophe, space, lineEnd, mark
  /// Belongs to whatever it follows: accents written apart, joiners.
  case extender
}

extension CharacterClass {
  /// Written without a table: most of a text is small letters and spaces.
  @inline(__always)
  init(ascii byte: UInt8) {
    if byte &- UInt8(ascii: "a") < 26 {
      self = .lowerCase
    } else if byte == 0x20 {
      self = .space
    } else if byte &- UInt8(ascii: "A") < 26 {
      self = .capital
    } else if byte &- UInt8(ascii: "0") < 10 {
      self = .digit
    } else if byte > 0x20 {
      self = byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") ? .apostrophe : .mark
    } else {
      self = byte == 0x0A || byte == 0x0D ? .lineEnd : byte &- 9 < 4 ? .space : .mark
    }
  }

  @inline(__always)
  init(_ scalar: UInt32) {
    if scalar < 0x80 {
      self.init(ascii: UInt8(truncatingIfNeeded: scalar))
    } else {
      self = Self.wide(scalar)
    }
  }

  /// The class of a character outside ASCII.
  private static func wide(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0x85, 0x2028, 0x2029: .lineEnd
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0xFEFF: .space
    case 0x2018, 0x2019, 0x02BC, 0x02BB, 0xFF07, 0xB4: .apostrophe
    case 0xAA, 0xBA: .lowerCase
    case 0x80...0xBF: .mark
    case 0xC0...0x24F: latin(scalar)
    case 0x300...0x36F, 0x200C, 0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF: .extender
    case 0xAD: .extender
    case 0x391...0x3AB, 0x386, 0x388...0x38F: .capital
    case 0x3AC...0x3CE: .lowerCase
    case 0x400...0x42F: .capital
    case 0x430...0x45F: .lowerCase
    case 0x5D0...0x5EA, 0x620...0x64A, 0x4E00...0x9FFF, 0x3041...0x30FF, 0xAC00...0xD7A3:
      .caseless
    case 0x2010...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x3001...0x3003, 0x3008...0x3020:
      .mark
    default: rare(scalar)
    }
  }

  private static func latin(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0xD7, 0xF7: .mark
    case 0xC0...0xDE: .capital
    case 0xDF...0xFF: .lowerCase
    // In Latin Extended-A capitals are even but for two stretches where they are odd.
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? .capital : .lowerCase
    case 0x100...0x177: scalar & 1 == 0 ? .capital : .lowerCase
    case 0x178: .capital
    default: rare(scalar)
    }
  }

  private static func rare(_ scalar: UInt32) -> CharacterClass {
    guard let scalar = Unicode.Scalar(scalar) else { return .mark }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: .capital
    case .lowercaseLetter: .lowerCase
    case .otherLetter, .modifierLetter, .letterNumber: .caseless
    case .decimalNumber: .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: .extender
    case .spaceSeparator: .space
    default: .mark
    }
  }
}

/// The scalar that begins at a byte, and how many bytes it has.
@inline(__always)
func scalar(at index: Int, in bytes: Span<UInt8>) -> (value: UInt32, count: Int) {
  let first = bytes[index]
  if first < 0x80 { return (UInt32(first), 1) }
  func low(_ offset: Int) -> UInt32 {
    index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0
  }
  if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | low(1), 2) }
  if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | low(1) << 6 | low(2), 3) }
  return (UInt32(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4)
}

/// Small plain letters of Latin-1 and Latin Extended-A, from U+00C0; "." where none will do.
private let plainLatin: [UInt8] = Array(
  """
  aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty\
  aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
  lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
  """.utf8)

/// Small plain letters of U+1EA0 to U+1EF9, the Vietnamese ones.
private let plainVietnamese: [UInt8] = Array(
  """
  aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy
  """.utf8)

/// The plain small letter that a reader without accents types for this one; nil where there is none.
func plainLetter(_ scalar: UInt32) -> UInt8? {
  switch scalar {
  case 0x41...0x5A: UInt8(scalar) | 0x20
  case 0..<0x80: UInt8(scalar)
  case 0xC0...0x17F:
    plainLatin[Int(scalar) - 0xC0] == UInt8(ascii: ".") ? nil : plainLatin[Int(scalar) - 0xC0]
  case 0x1EA0...0x1EF9: plainVietnamese[Int(scalar) - 0x1EA0]
  case 0x18F, 0x259: UInt8(ascii: "e")
  case 0x218, 0x219: UInt8(ascii: "s")
  case 0x21A, 0x21B: UInt8(ascii: "t")
  case 0x1A0, 0x1A1: UInt8(ascii: "o")
  case 0x1AF, 0x1B0: UInt8(ascii: "u")
  case 0x2018, 0x2019, 0x02BC, 0x02BB: UInt8(ascii: "'")
  default: nil
  }
}
