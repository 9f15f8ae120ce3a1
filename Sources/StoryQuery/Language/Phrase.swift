// Words that stand together, and whether a text has them.
import StoryParsing

/// Words in a row, or near each other; what is typed with capitals or accents is held to them.
package struct Phrase: Hashable, Sendable {
  /// One word as typed.
  struct Part: Hashable, Sendable {
    let typed: String
    let folded: [UInt8]
    /// Held to case and accents; nil where neither was typed.
    let exact: TextPattern?
  }

  /// What was typed, without quotes and signs.
  package let typed: String
  let parts: [Part]
  /// Whether the last word may go on.
  package let isPrefix: Bool
  /// So many words may stand between the first and the last, in any order; nil for words in a row.
  package let distance: Int?

  package init(_ typed: String, isPrefix: Bool = false, distance: Int? = nil) {
    self.typed = typed
    self.isPrefix = isPrefix
    self.distance = distance
    parts = wordStrings(of: typed).map { word in
      let pattern = TextPattern(literal: word)
      return Part(
        typed: word, folded: foldedWord(word), exact: pattern.isLoose ? nil : pattern)
    }
  }

  /// Whether nothing was typed that is a word.
  package var isEmpty: Bool { parts.isEmpty }

  /// Whether finding the folded words is not enough.
  package var isExact: Bool { parts.contains { $0.exact != nil } }

  /// Whether an accent was typed.
  package var hasAccents: Bool { parts.contains { $0.exact?.hasAccents ?? false } }

  /// One of its words, as an index is asked for it.
  package struct Term: Hashable, Sendable {
    /// As it was typed; no quote is in it.
    package let typed: String
    /// Whether a capital was typed.
    package let isCased: Bool
    /// `accentKey` of each character that was typed with an accent.
    package let accents: [[UInt8]]
    package let folded: [UInt8]
    /// Folded; with its capitals if some were typed.
    package let letters: [UInt8]
  }

  package var terms: [Term] {
    parts.map { part in
      let isCased = part.typed.contains(where: \.isUppercase)
      return Term(
        typed: part.typed, isCased: isCased, accents: part.typed.compactMap(accentKey),
        folded: part.folded,
        letters: isCased
          ? folded(Array(part.typed.utf8.prefix(longestWord)), keepingCase: true) : part.folded)
    }
  }

  /// Whether a text has it: the slow and obvious way, by which the archive's is judged.
  package func matches(_ text: String) -> Bool {
    let words = wordStrings(of: text)
    guard !parts.isEmpty, !words.isEmpty else { return false }
    guard let distance else {
      return words.indices.contains { start in
        parts.indices.allSatisfy { part in
          start + part < words.count && accepts(words[start + part], part)
        }
      }
    }
    let places = parts.indices.map { part in words.indices.filter { accepts(words[$0], part) } }
    // The last of them stands somewhere; every other within reach before it.
    return words.indices.contains { last in
      places.allSatisfy { $0.contains { $0 <= last && last - $0 - 1 <= distance } }
    }
  }

  private func accepts(_ word: String, _ part: Int) -> Bool {
    let (folded, part, isLast) = (foldedWord(word), parts[part], part == parts.count - 1)
    let isFound = isPrefix && isLast ? folded.starts(with: part.folded) : folded == part.folded
    guard isFound, let exact = part.exact else { return isFound }
    return exact.firstRange(in: word)?.start == 0
  }
}

/// The words of a text as they stand in it.
private func wordStrings(of text: String) -> [String] {
  withBytes(of: text) { bytes in
    WordWalk(bytes).compactMap { word in
      let string = String(decoding: bytes[word.range], as: UTF8.self)
      return foldedWord(string).isEmpty ? nil : string
    }
  }
}

private func foldedWord(_ word: String) -> [UInt8] {
  folded(Array(word.utf8.prefix(longestWord)))
}
