// What a tagger learnt, as bytes.
internal import CLexicon
internal import Glibc

/// The weights of the first and the second tagging, and how sure a lead makes a name.
///
/// As bytes: two numbers of `Certainty` (Float), then for each tagging how many rows as a power of
/// two (UInt32), the worth of one step (Float), 12 x 11 transitions (Float, the twelfth row from a
/// segment's beginning) and rows of 12 steps (Int8); 16 bytes of nothing at the end.
package struct TagModel: Sendable {
  package typealias Scores = SIMD16<Float>

  /// The model that lede comes with.
  static let shared = TagModel(UnsafeRawPointer(lexicon_tagger()), owner: nil)

  let first: TagWeights
  let second: TagWeights
  let certainty: Certainty

  private init(_ start: UnsafeRawPointer, owner: AnyObject?) {
    certainty = Certainty(
      slope: start.loadUnaligned(as: Float.self),
      base: start.loadUnaligned(fromByteOffset: 4, as: Float.self))
    first = TagWeights(start + 8, owner: owner)
    second = TagWeights(start + 8 + first.byteCount, owner: owner)
  }

  /// How likely a name of a lead is right: a logistic curve.
  package struct Certainty: Sendable {
    package var slope: Float
    package var base: Float

    package init(slope: Float, base: Float) {
      self.slope = slope
      self.base = base
    }

    package func confidence(of lead: Float) -> Double {
      1 / (1 + exp(-Double(slope * lead + base)))
    }
  }

  /// The score of what may not be.
  package static let never: Float = -1e4
}

// MARK: Making one

extension TagModel {
  private final class Bytes {
    let start: UnsafeMutableRawPointer

    init(_ bytes: [UInt8]) {
      start = .allocate(byteCount: bytes.count, alignment: 16)
      bytes.withUnsafeBytes { start.copyMemory(from: $0.baseAddress!, byteCount: bytes.count) }
    }

    deinit { start.deallocate() }
  }

  /// A model from its bytes.
  package init(_ bytes: [UInt8]) {
    let kept = Bytes(bytes)
    self.init(UnsafeRawPointer(kept.start), owner: kept)
  }

  /// The bytes of a model of two taggings' bytes.
  package static func bytes(certainty: Certainty, first: [UInt8], second: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in [certainty.slope, certainty.base] {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
    // A row is read 16 bytes at a time, past the end of the last.
    return bytes + first + second + Array(repeating: 0, count: 16)
  }
}
