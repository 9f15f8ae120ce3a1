// A word's spelling as one number, the same whatever its capitals, accents and dots.

/// Stands for a word or for several together: equal for "São", "Sao" and "SAO", for "UN" and "U.N.".
///
/// Two spellings may share a key once in 2^64: nothing depends on it but a wrong look-up.
struct WordKey: Hashable {
  let value: UInt64

  init(value: UInt64) { self.value = value }

  init(_ range: TextRange, in bytes: Span<UInt8>) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = range.start
    while at < range.end {
      let (value, width) = scalar(at: at, in: bytes)
      at += width
      if value < 0x80 {
        guard value != 0x2E || range.count == 1 else { continue }
        let isCapital = value &- 0x41 < 26
        hash = (hash ^ UInt64(isCapital ? value | 0x20 : value)) &* 0x100_0000_01B3
      } else if let plain = plainLetter(value) {
        hash = (hash ^ UInt64(plain)) &* 0x100_0000_01B3
      } else if CharacterClass(value) != .extender {
        hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
      }
    }
    self.value = hash ^ hash >> 32
  }

  /// The key of a word written in this program.
  init(_ word: StaticString) { self.init(of: String(describing: word)) }

  /// The key of a whole text.
  init(of text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(TextRange(0, bytes.count), in: bytes.span)
  }

  /// A key is a hash already: mixed with a table's seed it need not be hashed again, which took a
  /// twelfth of all the time.
  func _rawHashValue(seed: Int) -> Int {
    let mixed = (value ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  /// The key of these words followed by one more.
  func followed(by next: WordKey) -> WordKey {
    let mixed = (value &* 0x9E37_79B9_7F4A_7C15) ^ next.value
    return WordKey(value: mixed ^ mixed >> 29)
  }

  /// The key of the same letters as an acronym: "WHO" is not "who".
  var asAcronym: WordKey { WordKey(value: value ^ 0xA5A5_5A5A_C3C3_3C3C) }
}
