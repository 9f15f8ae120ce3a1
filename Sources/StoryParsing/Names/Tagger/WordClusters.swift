// Words that news uses alike, by the number of their cluster.
internal import CLexicon

/// Which words are used alike: three levels of clusters, the fine ones parts of the coarser.
///
/// Made from word vectors by a recipe of the workshop.
struct WordClusters: @unchecked Sendable {
  static let shared = WordClusters()
  /// No cluster: the word is not known.
  static let none: UInt16 = 0xFFFF

  private let start: UnsafeRawPointer
  private let clusterCount: Int

  private init() {
    start = UnsafeRawPointer(lexicon_clusters())
    clusterCount = Int(start.loadUnaligned(as: UInt32.self))
  }

  func middle(_ cluster: UInt16) -> UInt16 {
    start.loadUnaligned(fromByteOffset: 8 + 2 * Int(cluster), as: UInt16.self)
  }

  func coarse(_ cluster: UInt16) -> UInt16 {
    start.loadUnaligned(fromByteOffset: 8 + 2 * (clusterCount + Int(cluster)), as: UInt16.self)
  }

  /// The cluster of a word as it is written, else in small letters, else with one capital.
  subscript(token: Token, in bytes: [UInt8]) -> UInt16 {
    var asWritten = Hash()
    var small = Hash()
    var titled = Hash()
    for at in token.range.start..<token.range.end {
      let byte = bytes[at]
      let low = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      asWritten.add(byte)
      small.add(low)
      titled.add(at == token.range.start ? byte : low)
    }
    if let cluster = self[asWritten.value] { return cluster }
    if token.isAllCapitals, let cluster = self[titled.value] { return cluster }
    return self[small.value] ?? Self.none
  }

  /// The cluster of a word in small letters.
  subscript(small token: Token, in bytes: [UInt8]) -> UInt16 {
    var small = Hash()
    for at in token.range.start..<token.range.end {
      let byte = bytes[at]
      small.add(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
    }
    return self[small.value] ?? Self.none
  }

  private subscript(hash: UInt32) -> UInt16? {
    let index = 8 + 4 * clusterCount
    let bucket = index + 4 * Int(hash >> 16)
    let first = Int(start.loadUnaligned(fromByteOffset: bucket, as: UInt32.self))
    let end = Int(start.loadUnaligned(fromByteOffset: bucket + 4, as: UInt32.self))
    let entries = index + 4 * 65537
    let wanted = UInt16(truncatingIfNeeded: hash)
    for entry in first..<end {
      let at = entries + 4 * entry
      if start.loadUnaligned(fromByteOffset: at, as: UInt16.self) == wanted {
        return start.loadUnaligned(fromByteOffset: at + 2, as: UInt16.self)
      }
    }
    return nil
  }

  /// FNV-1a of 32 bits with its bits mixed at the end.
  private struct Hash {
    private var state: UInt32 = 0x811C_9DC5

    mutating func add(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

    var value: UInt32 {
      var mixed = state ^ state >> 15
      mixed = mixed &* 0x2C1B_3C6D
      return mixed ^ mixed >> 12
    }
  }
}
