// A few bytes found in many: the scan under every literal search.

/// Bytes to look for, and the two of them that are rarest in print.
struct Needle: Sendable {
  private let bytes: [UInt8]
  /// 0x20 under a letter that may be a capital in the text, else 0.
  private let masks: [UInt8]
  private let rare: (first: Int, second: Int)

  var count: Int { bytes.count }

  /// The letter that is all it looks for, as one bit; nil for anything else.
  var letter: UInt32? {
    guard bytes.count == 1, Needle.isSmall(bytes[0]) else { return nil }
    return Needle.letters(in: bytes)
  }

  /// The small letters that occur in some bytes, a bit each.
  static func letters(in bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0) { isSmall($1) ? $0 | 1 << UInt32($1 - 0x61) : $0 }
  }

  /// - Parameter ignoringCase: whether ASCII capitals in the text match small letters here.
  init(_ bytes: [UInt8], ignoringCase: Bool) {
    self.bytes = bytes
    masks = bytes.map { ignoringCase && Needle.isSmall($0) ? 0x20 : 0 }
    let order = bytes.indices.sorted { Needle.rarity(bytes[$0]) > Needle.rarity(bytes[$1]) }
    rare = (order.first ?? 0, order.dropFirst().first ?? order.first ?? 0)
  }

  private static func isSmall(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte }

  /// How seldom a byte occurs in English print; what is not listed is rarest.
  private static func rarity(_ byte: UInt8) -> Int {
    let common = Array(" etaoinsrhldcumfpgwybv,.kxjqz".utf8)
    return common.firstIndex(of: byte) ?? common.count
  }

  /// Where the bytes next occur at or after an offset.
  func find(in text: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
    guard let base = text.baseAddress, !bytes.isEmpty, from >= 0 else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      masks.withUnsafeBufferPointer { masks in
        find(in: base, from, last: text.count - bytes.count, bytes, masks)
      }
    }
  }

  /// Compares 32 places at a time by the two rarest bytes, then the few left in full.
  ///
  /// Bytes are compared eight to a word: Swift 6.3 compares a vector of bytes (`.==`) one by one,
  /// which took 800 times as long.
  @inline(__always)
  private func find(
    in base: UnsafePointer<UInt8>, _ from: Int, last: Int,
    _ bytes: UnsafeBufferPointer<UInt8>, _ masks: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let (one, two) = rare
    let (oneByte, twoByte) = (Words(of: bytes[one]), Words(of: bytes[two]))
    let (oneMask, twoMask) = (Words(of: masks[one]), Words(of: masks[two]))
    let (ones, highs) = (Words(of: 0x01), Words(of: 0x80))
    let raw = UnsafeRawPointer(base)
    var at = from
    while at &+ 31 <= last {
      let first = raw.loadUnaligned(fromByteOffset: at &+ one, as: Words.self)
      let second = raw.loadUnaligned(fromByteOffset: at &+ two, as: Words.self)
      let odds = ((first | oneMask) ^ oneByte) | ((second | twoMask) ^ twoByte)
      // High where a byte is 0, and perhaps above such a byte: what is found is compared in full.
      let hits = (odds &- ones) & ~odds & highs
      if (hits[0] | hits[1]) | (hits[2] | hits[3]) != 0 {
        for word in 0..<4 {
          var left = hits[word]
          while left != 0 {
            let place = at &+ word &* 8 &+ left.trailingZeroBitCount >> 3
            if matches(base + place, bytes, masks) { return place }
            left &= left &- 1
          }
        }
      }
      at &+= 32
    }
    while at <= last {
      if matches(base + at, bytes, masks) { return at }
      at &+= 1
    }
    return nil
  }

  @inline(__always)
  private func matches(
    _ place: UnsafePointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ masks: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for offset in 0..<bytes.count where place[offset] | masks[offset] != bytes[offset] {
      return false
    }
    return true
  }
}

/// Thirty-two bytes of text.
private typealias Words = SIMD4<UInt64>

extension Words {
  /// One byte thirty-two times.
  fileprivate init(of byte: UInt8) {
    self.init(repeating: UInt64(byte) &* 0x0101_0101_0101_0101)
  }
}
