// What is drawn for the text at one place.
//
// Terminals disagree about joined emoji, variation selectors, skin tones, flags and whatever is newer
// than their tables. So none of these is ever sent: then the width of what is sent is the same
// everywhere, and no row ever shifts.

/// The piece of text that shares one place on the screen: no cell, one, or a wide character's two.
package struct Glyph {
  /// Where it lies in the text, in UTF-8 bytes.
  package let start: Int
  package fileprivate(set) var end: Int
  /// How many cells it takes: 0, 1 or 2.
  package let columns: Int
  /// The scalar that the text has there, and the one that is drawn for it.
  let source: Unicode.Scalar
  fileprivate(set) var base: Unicode.Scalar
  /// Up to four marks on the base; 0 where there is none.
  fileprivate(set) var marks: SIMD4<UInt32> = .zero
  fileprivate var markCount = 0

  /// Stands for whatever cannot or must not be sent.
  package static let unknown: Character = "\u{fffd}"
}

/// Reads text glyph by glyph, in time linear in its length whatever is in it.
package struct Glyphs {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  /// Where the next glyph starts.
  package var offset: Int

  /// - Parameter range: clamped to the bytes; all of them if nil.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>? = nil) {
    self.bytes = bytes
    end = min(bytes.count, max(0, range?.upperBound ?? bytes.count))
    offset = max(0, range?.lowerBound ?? 0)
  }

  package mutating func next() -> Glyph? {
    guard offset < end else { return nil }
    let byte = bytes[offset]
    let isAlone = offset + 1 >= end || bytes[offset + 1] < 0x80
    if 0x20 <= byte, byte < 0x7f, isAlone {
      offset += 1
      let scalar = Unicode.Scalar(byte)
      return Glyph(start: offset - 1, end: offset, columns: 1, source: scalar, base: scalar)
    }
    return nextOutsideASCII()
  }

  @inline(never)
  private mutating func nextOutsideASCII() -> Glyph {
    let start = offset
    let scalar = decode(at: &offset)
    let (base, columns) = drawn(scalar)
    var glyph = Glyph(start: start, end: offset, columns: columns, source: scalar, base: base)
    if columns > 0 && base != replacement { attachMarks(to: &glyph) }
    return glyph
  }

  /// Takes what follows a base without a place of its own, however much that is.
  private mutating func attachMarks(to glyph: inout Glyph) {
    let base = glyph.base.value
    while offset < end, bytes[offset] >= 0x80 {
      var after = offset
      let mark = decode(at: &after).value
      if mark == 0x200d {
        if isPictograph(base) { after = afterPictograph(at: after) }
      } else if isSkinTone(mark) {
        guard isPictograph(base) else { return }
      } else if isTag(mark) {
        guard base == 0x1f3f4 else { return }
      } else {
        guard isMark(mark), !isJamo(mark) || isHangul(base) else { return }
        glyph.add(mark)
      }
      offset = after
      glyph.end = after
    }
  }

  /// What a joiner joins to an emoji: only the first of them is drawn.
  private func afterPictograph(at offset: Int) -> Int {
    var after = offset
    guard offset < end, isPictograph(decode(at: &after).value) else { return offset }
    return after
  }

  /// The scalar at a place; stray bytes, which only a range off character boundaries gives, are one
  /// unknown each.
  private func decode(at offset: inout Int) -> Unicode.Scalar {
    let first = UInt32(bytes[offset])
    offset += 1
    let more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    guard more >= 0, offset + more <= end else { return replacement }
    guard more > 0 else { return Unicode.Scalar(first) ?? replacement }
    var value = first & (0x3f >> UInt32(more))
    for at in offset..<offset + more {
      guard bytes[at] & 0xc0 == 0x80 else { return replacement }
      value = value << 6 | UInt32(bytes[at] & 0x3f)
    }
    offset += more
    return Unicode.Scalar(value) ?? replacement
  }
}

extension Glyph {
  /// Puts a mark on the base if there is room: a voiced kana becomes one scalar, since libvterm
  /// counts U+3099 as wide.
  fileprivate mutating func add(_ mark: UInt32) {
    if mark == 0x3099 || mark == 0x309a {
      if let voiced = voicedKana(base.value, by: mark) { base = voiced }
    } else if markCount < 4 && !isSilent(mark) {
      marks[markCount] = mark
      markCount += 1
    }
  }
}

private let replacement: Unicode.Scalar = "\u{fffd}"

/// What is sent for a scalar that starts a glyph, and how many cells that takes.
private func drawn(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, columns: Int) {
  switch scalar.value {
  case 0x20..<0x7f: return (scalar, 1)
  case 0x09, 0xa0, 0x2000...0x200a, 0x202f, 0x205f: return (" ", 1)
  // Layout hints of the source that have no look: soft hyphen, zero-width space, joiners, BOM.
  case 0xad, 0x34f, 0x200b...0x200d, 0x2060...0x2064, 0xfe00...0xfe0f, 0xfeff, 0xe0100...0xe01ef:
    return (scalar, 0)
  // Fillers, which terminals draw as nothing, one blank or two; a skin tone without skin.
  case 0x115f, 0x3164, 0xffa0, 0x1f3fb...0x1f3ff: return (replacement, 1)
  case 0x1f1e6...0x1f1ff: return (Unicode.Scalar(UInt8(65 + scalar.value - 0x1f1e6)), 1)
  default:
    // Controls, bidi and other format characters, marks on nothing, and what is not known.
    guard let width = columns(of: scalar), width > 0 else { return (replacement, 1) }
    return (scalar, width)
  }
}

/// Whether a scalar adds to the one before it and takes no place: marks, and the second half of a
/// Hangul syllable; not what stands on its own.
private func isMark(_ value: UInt32) -> Bool {
  switch value {
  case ..<0x300, 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff,
    0xfff9...0xfffb, 0x13430...0x13438, 0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe007f:
    return false
  default: return Unicode.Scalar(value).flatMap { columns(of: $0) } == 0
  }
}

/// Marks that only say how to draw: grapheme joiner, non-joiner, variation selectors.
private func isSilent(_ value: UInt32) -> Bool {
  switch value {
  case 0x34f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f, 0x200c, 0xfe00...0xfe0f, 0xe0100...0xe01ef:
    true
  default: false
  }
}

/// Vowels and final consonants, which take no cell of their own after a first consonant.
private func isJamo(_ value: UInt32) -> Bool {
  0x1160...0x11ff ~= value || 0xd7b0...0xd7fb ~= value
}

private func isHangul(_ value: UInt32) -> Bool {
  0x1100...0x115e ~= value || 0xa960...0xa97c ~= value || 0xac00...0xd7a3 ~= value
}

private func isSkinTone(_ value: UInt32) -> Bool { 0x1f3fb <= value && value <= 0x1f3ff }

/// The letters that make a flag of a region out of a black flag.
private func isTag(_ value: UInt32) -> Bool { 0xe0020 <= value && value <= 0xe007f }

private func isPictograph(_ value: UInt32) -> Bool {
  switch value {
  case 0xa9, 0xae, 0x203c...0x2bff, 0x3030, 0x303d, 0x3297, 0x3299, 0x1f000...0x1f1e5,
    0x1f200...0x1faff:
    true
  default: false
  }
}

/// か with a voicing mark as が, は with a half-voicing mark as ぱ.
private func voicedKana(_ base: UInt32, by mark: UInt32) -> Unicode.Scalar? {
  let hiragana = 0x30a1...0x30f6 ~= base ? base - 0x60 : base
  let isHa = 0x306f...0x307b ~= hiragana && hiragana % 3 == 0
  let isVoiced =
    switch hiragana {
    case 0x304b...0x3061: hiragana % 2 == 1
    case 0x3064...0x3068: hiragana % 2 == 0
    default: isHa
    }
  if mark == 0x309a { return isHa ? Unicode.Scalar(base + 2) : nil }
  if hiragana == 0x3046 { return Unicode.Scalar(base + 0x4e) }
  return isVoiced ? Unicode.Scalar(base + 1) : nil
}
