// How another telling of a story differs from it, as rows of a list.
package import StoryParsing

/// A version or copy of a story, held against it.
package struct Comparison: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    /// What the story was before its source rewrote it, counted from 1.
    case version(Int)
    /// Another source's telling.
    case copy(story: Int, source: String)
  }

  /// One row: what is alike is counted, everything else stands in full.
  package struct Line: Hashable, Sendable {
    /// "=", "-" or "+".
    package let sign: String
    package let text: String
    package let place: Place?
  }

  package struct Place: Hashable, Sendable {
    package let story: Int
    package let range: TextRange
  }

  package let origin: Origin
  package let headline: String
  package let lines: [Line]
  package let added: Int
  package let cut: Int
  package let changed: Int

  /// "2 sentences added, 1 cut, 3 changed".
  package var sentence: String {
    let counts = [(added, "added"), (cut, "cut"), (changed, "changed")].filter { $0.0 > 0 }
    guard let first = counts.first else { return "the same, sentence by sentence" }
    let rest = counts.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
    return "\(first.0) \(first.0 == 1 ? "sentence" : "sentences") \(first.1)\(rest)"
  }
}

/// Holds a version or copy against the story that is open.
///
/// - Parameters:
///   - story: the open story's number and text.
///   - other: an earlier version, of which the story is what became; or a copy, of which lines that
///     it adds are its own.
package func compare(
  _ story: (number: Int, telling: Telling), with other: Telling, _ origin: Comparison.Origin
) -> Comparison {
  let isVersion = if case .version = origin { true } else { false }
  let (old, new) = isVersion ? (other, story.telling) : (story.telling, other)
  var builder = ComparisonBuilder(old: old, new: new)
  switch origin {
  case .version: builder.newStory = story.number
  case .copy(let copy, _): (builder.oldStory, builder.newStory) = (story.number, copy)
  }
  for change in differences(from: old, to: new) { builder.add(change) }
  builder.closeAlike()
  let headline = other.text.prefix { $0 != "\n" }
  return Comparison(
    origin: origin, headline: String(headline), lines: builder.lines, added: builder.added,
    cut: builder.cut, changed: builder.changed)
}

/// Writes the lines of a comparison.
private struct ComparisonBuilder {
  let old, new: Telling
  /// The stories that the sentences can be opened in; nil for a version that is no more.
  var oldStory: Int?
  var newStory: Int?
  private(set) var lines: [Comparison.Line] = []
  private(set) var added = 0
  private(set) var cut = 0
  private(set) var changed = 0
  private var alike = 0

  init(old: Telling, new: Telling) { (self.old, self.new) = (old, new) }

  mutating func add(_ change: SentenceChange) {
    if case .same = change {
      alike += 1
      return
    }
    closeAlike()
    switch change {
    case .same: break
    case .cut(let sentence):
      cut += 1
      write("-", old, sentence, oldStory)
    case .added(let sentence):
      added += 1
      write("+", new, sentence, newStory)
    case .changed(let before, let after):
      changed += 1
      write("-", old, before, oldStory)
      write("+", new, after, newStory)
    }
  }

  mutating func closeAlike() {
    if alike > 0 {
      let text = "\(alike) \(alike == 1 ? "sentence" : "sentences") alike"
      lines.append(Comparison.Line(sign: "=", text: text, place: nil))
    }
    alike = 0
  }

  private mutating func write(_ sign: String, _ telling: Telling, _ index: Int, _ story: Int?) {
    lines.append(
      Comparison.Line(
        sign: sign, text: String(telling[index]),
        place: story.map { Comparison.Place(story: $0, range: telling.sentences[index]) }))
  }
}
