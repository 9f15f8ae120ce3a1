// A text as runs of words, each a number: how much two texts have in common.
import StoryParsing

/// Every run of four words of a text, by hash, sorted and each once.
///
/// Case, quotation marks and punctuation count for nothing: outlets change them first.
struct Shingles {
  let hashes: [UInt64]

  private static let length = 4

  init(_ text: String) {
    let words = wordHashes(of: text)
    guard words.count >= Self.length else {
      hashes = words.isEmpty ? [] : [words.reduce(0, Self.mix)]
      return
    }
    var all = (0...words.count - Self.length).map { start in
      words[start..<start + Self.length].reduce(0, Self.mix)
    }
    all.sort()
    var once: [UInt64] = []
    once.reserveCapacity(all.count)
    for hash in all where once.last != hash { once.append(hash) }
    hashes = once
  }

  /// The share of the shorter text's runs that the other has too, 0…1.
  func overlap(with other: Shingles) -> Double {
    let least = min(hashes.count, other.hashes.count)
    guard least > 0 else { return 0 }
    var (one, two, common) = (0, 0, 0)
    while one < hashes.count, two < other.hashes.count {
      let (first, second) = (hashes[one], other.hashes[two])
      if first == second { common += 1 }
      if first <= second { one += 1 }
      if second <= first { two += 1 }
    }
    return Double(common) / Double(least)
  }

  private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = (one ^ other).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &+ 0x2545_F491_4F6C_DD1D
  }
}

/// A number for each word of a text; each character of a script without spaces is a word.
///
/// Case, quotation marks and punctuation count for nothing.
func wordHashes(of text: String) -> [UInt64] { withBytes(of: text, hashes) }

private func hashes(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt64] {
  var words: [UInt64] = []
  words.reserveCapacity(bytes.count / 5)
  var word: UInt64 = 0
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    switch byte {
    case 0x30...0x39, 0x61...0x7A: word = grown(word, byte)
    case 0x41...0x5A: word = grown(word, byte | 0x20)
    case 0xE2:
      // Quotation marks, dashes and other marks.
      close(&word, &words)
      at += 2
    case 0xE3...0xE9 where at + 2 < bytes.count:
      close(&word, &words)
      words.append(grown(grown(grown(0, byte), bytes[at + 1]), bytes[at + 2]))
      at += 2
    case 0x80...: word = grown(word, byte)
    default: close(&word, &words)
    }
    at += 1
  }
  close(&word, &words)
  return words
}

private func grown(_ word: UInt64, _ byte: UInt8) -> UInt64 {
  ((word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
}

private func close(_ word: inout UInt64, _ words: inout [UInt64]) {
  if word != 0 { words.append(word) }
  word = 0
}
