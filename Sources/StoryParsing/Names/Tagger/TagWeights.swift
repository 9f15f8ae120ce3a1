// The weights of one tagging: what each feature says of each tag, in steps of 8 bits.

/// Rows of weights, found by hashes of features, and those of each tag after another.
struct TagWeights: @unchecked Sendable {
  private static let headCount = 8 + 4 * (NameTag.count + 1) * NameTag.count
  private static let rowCount = 12

  private let start: UnsafeRawPointer
  private let mask: UInt32
  private let step: Float
  let transitions: TagTransitions
  /// Keeps bytes that were read rather than linked in.
  private let owner: AnyObject?

  init(_ start: UnsafeRawPointer, owner: AnyObject?) {
    self.start = start
    self.owner = owner
    mask = UInt32(1) << start.loadUnaligned(as: UInt32.self) - 1
    step = start.loadUnaligned(fromByteOffset: 4, as: Float.self)
    transitions = TagTransitions(
      (0...NameTag.count).map { before in
        var row = TagModel.Scores(repeating: TagModel.never)
        for tag in 0..<NameTag.count {
          row[tag] = start.loadUnaligned(
            fromByteOffset: 8 + 4 * (before * NameTag.count + tag), as: Float.self)
        }
        return row
      })
  }

  var byteCount: Int { Self.headCount + Self.rowCount * Int(mask + 1) }

  /// What features together say of each tag.
  func scores(of features: [UInt32]) -> TagModel.Scores {
    let rows = start + Self.headCount
    var sum = SIMD16<Int16>.zero
    for feature in features {
      let row = rows.loadUnaligned(
        fromByteOffset: Self.rowCount * Int(feature & mask), as: SIMD16<Int8>.self)
      sum &+= SIMD16<Int16>(truncatingIfNeeded: row)
    }
    return TagModel.Scores(sum) * step
  }
}

extension TagModel {
  /// The bytes of one tagging's weights, rounded to steps.
  package static func bytes(
    bits: Int, transitions: [Scores], row: (UInt32) -> Scores
  ) -> [UInt8] {
    TagWeights.bytes(bits: bits, transitions: transitions, row: row)
  }
}

extension TagWeights {
  fileprivate static func bytes(
    bits: Int, transitions: [TagModel.Scores], row: (UInt32) -> TagModel.Scores
  ) -> [UInt8] {
    var most: Float = 0.001
    for index in 0..<UInt32(1) << bits {
      let weights = row(index)
      most = max(most, max(weights.max(), -weights.min()))
    }
    let step = min(most, 4) / 127
    var bytes: [UInt8] = []
    func add(_ value: some BitwiseCopyable) {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
    add(UInt32(bits))
    add(step)
    for before in transitions { for tag in 0..<NameTag.count { add(before[tag]) } }
    for index in 0..<UInt32(1) << bits {
      let weights = row(index)
      for tag in 0..<rowCount {
        let steps = tag < NameTag.count ? (weights[tag] / step).rounded() : 0
        bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, steps)))))
      }
    }
    return bytes
  }
}
