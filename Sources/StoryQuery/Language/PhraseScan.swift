// Where a phrase stands in a text: the quick way, in one walk over the words.
import StoryParsing

/// Finds a phrase in texts, one after the other; it is of one thread.
package final class PhraseScan {
  private let phrase: Phrase
  private let parts: [Phrase.Part]
  private let folded: UnsafeMutablePointer<UInt8>
  /// ASCII bytes with which a word of the phrase may begin.
  private let firsts: [Bool]
  /// The starts of the last words, as many as the phrase has.
  private let starts: UnsafeMutablePointer<Int>
  /// Where each part of a phrase that may be scattered was seen last: as a word, and in the text.
  private var seen: [(word: Int, range: Range<Int>)?]

  package init(_ phrase: Phrase) {
    self.phrase = phrase
    parts = phrase.parts
    folded = .allocate(capacity: 2 * longestWord + 8)
    starts = .allocate(capacity: max(1, parts.count))
    seen = Array(repeating: nil, count: parts.count)
    var firsts = Array(repeating: false, count: 0x80)
    for first in parts.compactMap(\.folded.first) where first < 0x80 {
      firsts[Int(first)] = true
      firsts[Int(UInt8(ascii: "a")...UInt8(ascii: "z") ~= first ? first & 0xDF : first)] = true
    }
    self.firsts = firsts
  }

  /// Whether a word may be one of the phrase's, by its first byte; most are none.
  private func mayBePart(_ first: UInt8) -> Bool { first >= 0x80 || firsts[Int(first)] }

  deinit {
    folded.deallocate()
    starts.deallocate()
  }

  package func matches(_ text: String) -> Bool { withBytes(of: text) { matches($0) } }

  package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isFound = false
    forEachMatch(in: text) { _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// Calls for every occurrence in order until told to stop by `false`; none overlaps another.
  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (TextRange) -> Bool) {
    guard !parts.isEmpty else { return }
    if let distance = phrase.distance {
      scatter(in: text, distance, body)
    } else {
      row(in: text, body)
    }
  }

  /// Words in a row: for each word, how many words of the phrase end there.
  private func row(in text: UnsafeBufferPointer<UInt8>, _ body: (TextRange) -> Bool) {
    var lengths = Array(repeating: false, count: parts.count)
    var number = 0
    for word in WordWalk(text) {
      guard mayBePart(text[word.range.lowerBound]) else {
        starts[number % parts.count] = word.range.lowerBound
        number += 1
        for index in parts.indices { lengths[index] = false }
        continue
      }
      let count = fold(text, word.range)
      guard count > 0 else { continue }
      starts[number % parts.count] = word.range.lowerBound
      number += 1
      for index in parts.indices.reversed() {
        lengths[index] =
          (index == 0 || lengths[index - 1]) && accepts(text, word.range, count, index)
      }
      guard lengths[parts.count - 1] else { continue }
      let start = starts[number % parts.count]
      guard body(TextRange(start, word.range.upperBound)) else { return }
      for index in parts.indices { lengths[index] = false }
    }
  }

  /// Words near each other, in any order.
  private func scatter(
    in text: UnsafeBufferPointer<UInt8>, _ distance: Int, _ body: (TextRange) -> Bool
  ) {
    for index in seen.indices { seen[index] = nil }
    var number = 0
    for word in WordWalk(text) {
      guard mayBePart(text[word.range.lowerBound]) else {
        number += 1
        continue
      }
      let count = fold(text, word.range)
      guard count > 0 else { continue }
      number += 1
      var isPart = false
      for index in parts.indices where accepts(text, word.range, count, index) {
        seen[index] = (number, word.range)
        isPart = true
      }
      guard isPart, let start = startOfAll(before: number, distance) else { continue }
      guard body(TextRange(start, word.range.upperBound)) else { return }
      for index in seen.indices { seen[index] = nil }
    }
  }

  /// Where the first of the parts starts, if all of them are near enough.
  private func startOfAll(before last: Int, _ distance: Int) -> Int? {
    var start = Int.max
    for place in seen {
      guard let place, last - place.word - 1 <= distance else { return nil }
      start = min(start, place.range.lowerBound)
    }
    return start
  }

  private func fold(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    foldWord(UnsafeBufferPointer(rebasing: text[range]), into: folded)
  }

  private func accepts(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ count: Int, _ index: Int
  ) -> Bool {
    let part = parts[index]
    let wanted = part.folded.count
    let mayGoOn = phrase.isPrefix && index == parts.count - 1
    guard mayGoOn ? count >= wanted : count == wanted else { return false }
    for offset in 0..<wanted where folded[offset] != part.folded[offset] { return false }
    guard let exact = part.exact else { return true }
    return exact.firstRange(in: String(decoding: text[range], as: UTF8.self))?.start == 0
  }
}
