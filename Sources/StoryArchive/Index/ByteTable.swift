// Words of bytes numbered in the order in which they come.
import Glibc

/// Gives each different row of up to 255 bytes a number, the first 0.
struct ByteTable {
  private struct Entry {
    let start: Int32
    let count: UInt8
    let hash: UInt32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// One more than the number of an entry, where its hash points to; 0 for none.
  private var slots = [Int32](repeating: 0, count: 1 << 12)

  var count: Int { entries.count }

  /// The number of some bytes, and whether they have it only now.
  mutating func number(of word: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = hash(of: word)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].hash == hash, isSame(number, word) { return (number, false) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(entries.count + 1)
    entries.append(Entry(start: Int32(bytes.count), count: UInt8(word.count), hash: hash))
    bytes.append(contentsOf: word)
    if entries.count * 2 > slots.count { grow() }
    return (entries.count - 1, true)
  }

  private func isSame(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = entries[number]
    guard Int(entry.count) == word.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let other = word.baseAddress else { return true }
      return memcmp(base + Int(entry.start), other, word.count) == 0
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in entries.indices {
      var slot = Int(entries[number].hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  private func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(word)
    var (hash, at) = (UInt64(word.count), 0)
    while at + 8 <= bytes.count {
      mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self), into: &hash)
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    mix(rest, into: &hash)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  private func mix(_ bytes: UInt64, into hash: inout UInt64) {
    let (high, low) = (hash ^ bytes).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = high ^ low
  }

  // MARK: Out again

  /// Calls for all of them, with their numbers, in the order of their bytes.
  func forEachSorted(_ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Void) rethrows {
    try bytes.withUnsafeBufferPointer { bytes in
      for number in sorted(bytes) { try body(word(number, bytes), number) }
    }
  }

  private func word(
    _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let start = Int(entries[number].start)
    return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(entries[number].count)])
  }

  /// Most differ in the first eight bytes.
  private func sorted(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    let keys = entries.indices.map { number in
      let word = word(number, bytes)
      var key: UInt64 = 0
      for place in 0..<8 { key = key << 8 | (place < word.count ? UInt64(word[place]) : 0) }
      return (key: key, number: number)
    }
    return keys.sorted { one, other in
      one.key != other.key
        ? one.key < other.key
        : word(one.number, bytes).lexicographicallyPrecedes(word(other.number, bytes))
    }.map(\.number)
  }
}
