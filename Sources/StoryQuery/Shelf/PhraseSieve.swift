// Whether a text on the shelf has a phrase: a scan for bytes first, a walk over words if need be.
import StoryParsing

/// Tells of many texts whether they have a phrase; it is of one thread.
final class PhraseSieve {
  private enum Verdict { case no, yes, unsure }

  private let scan: PhraseScan
  private let needles: [Needle]
  private let isPrefix: Bool
  /// Whether a hit with the right neighbours is an answer: one word, no case or accents typed.
  private let isPlain: Bool

  init(_ phrase: Phrase) {
    scan = PhraseScan(phrase)
    let words = phrase.parts.map(\.folded)
    // A word that was cut may go on in the text in any way.
    needles = words.filter { $0.count < longestWord / 2 }.map { Needle($0, ignoringCase: true) }
    isPrefix = phrase.isPrefix
    isPlain = words.count == 1 && needles.count == 1 && !phrase.isExact
  }

  func matches(_ text: String) -> Bool { scan.matches(text) }

  func matches(_ shelved: UnsafePointer<ShelvedStory>) -> Bool {
    withBytes(of: shelved.pointee.story.text) { text in
      let verdict =
        shelved.pointee.fold.map { $0.withUnsafeBufferPointer(sift) } ?? sift(text)
      return verdict == .unsure ? scan.matches(text) : verdict == .yes
    }
  }

  /// - Parameter text: in lower case and without accents, but for ASCII capitals.
  private func sift(_ text: UnsafeBufferPointer<UInt8>) -> Verdict {
    guard needles.allSatisfy({ $0.find(in: text, from: 0) != nil }) else { return .no }
    guard isPlain else { return .unsure }
    let needle = needles[0]
    var at = 0
    while let found = needle.find(in: text, from: at) {
      let end = found + needle.count
      let before = found == 0 ? UInt8(ascii: " ") : text[found - 1]
      let after = isPrefix || end >= text.count ? UInt8(ascii: " ") : text[end]
      // What stands beside other letters than ASCII's is left to the walk.
      guard before < 0x80, after < 0x80 else { return .unsure }
      if !isWordByte(before), !isWordByte(after) { return .yes }
      at = found + 1
    }
    return .no
  }
}
