// Features as numbers: a hash of what each is and of the words it is about.

/// The features of one token.
struct FeatureHash {
  private(set) var found: [UInt32] = []

  mutating func removeAll() { found.removeAll(keepingCapacity: true) }

  mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64) {
    var hash = (first ^ template &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    hash = (hash ^ second &* 0xC2B2_AE3D_27D4_EB4F) &* 0xD6E8_FEB8_6659_FD93
    found.append(UInt32(truncatingIfNeeded: hash >> 32))
  }
}
