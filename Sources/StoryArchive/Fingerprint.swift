// What a text is known by, whatever file it lies in.

/// 128 bits of a text's content: equal texts have equal ones, now and for ever.
///
/// It guards against no forger; whoever makes two texts with one fingerprint gains a read mark.
package struct Fingerprint: Hashable, Sendable {
  package let high, low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Parameter text: read eight bytes at a time: every story that is opened is looked up by this.
  package init(of text: String) {
    var text = text
    self = text.withUTF8 { Fingerprint(of: UnsafeRawBufferPointer($0)) }
  }

  private init(of bytes: UnsafeRawBufferPointer) {
    var (one, other) = (Self.first ^ UInt64(bytes.count), Self.second)
    var at = 0
    while at + 8 <= bytes.count {
      let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      one = Self.mix(one ^ eight, Self.first)
      other = Self.mix(other &+ eight, Self.second) ^ one
      at += 8
    }
    var last: UInt64 = 0
    for byte in bytes[at...] { last = last << 8 | UInt64(byte) }
    one = Self.mix(one ^ last, Self.third)
    other = Self.mix(other &+ last, Self.fourth)
    high = Self.mix(one ^ Self.second, other ^ Self.third)
    low = Self.mix(other ^ Self.first, one ^ Self.fourth)
  }

  /// The two halves of a product, folded into one.
  private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  // Odd numbers with as many ones as zeros; part of the archive's format.
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let third: UInt64 = 0xD6E8_FEB8_6659_FD93
  private static let fourth: UInt64 = 0xA5A3_5625_E1B7_3C2D
}

extension Fingerprint: LosslessStringConvertible {
  /// 32 hexadecimal digits.
  package var description: String { Self.digits(high) + Self.digits(low) }

  package init?(_ text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
