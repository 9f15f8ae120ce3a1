// What one telling of a story has and another has not, sentence by sentence.
package import StoryParsing

/// A text in sentences, ready to be held against another.
package struct Telling: Sendable {
  package let text: String
  package let sentences: [TextRange]

  package init(_ text: String, _ sentences: [TextRange]) {
    self.text = text
    self.sentences = sentences
  }

  package init(_ story: Story, _ analysis: Analysis) {
    self.init(story.text, analysis.sentences)
  }

  package subscript(sentence: Int) -> Substring { text[sentences[sentence]] }
}

/// What became of one sentence, or of two that say much the same.
package enum SentenceChange: Hashable, Sendable {
  /// Indices of the sentence in the one telling and in the other.
  case same(Int, Int)
  case changed(Int, Int)
  case cut(Int)
  case added(Int)
}

/// How one telling became the other, in order; what was cut stands where it stood.
///
/// Sentences are held to be the same whatever their case, marks and spaces. Of very long stories
/// the beginnings are compared.
package func differences(from old: Telling, to new: Telling) -> [SentenceChange] {
  let most = 3000
  let before = old.sentences.prefix(most).indices.map { SentenceWords(old[$0]) }
  let after = new.sentences.prefix(most).indices.map { SentenceWords(new[$0]) }
  let steps = after.map(\.hash).difference(from: before.map(\.hash))
  var cut = Set<Int>()
  var added = Set<Int>()
  for step in steps {
    switch step {
    case .remove(let offset, _, _): cut.insert(offset)
    case .insert(let offset, _, _): added.insert(offset)
    }
  }
  var changes: [SentenceChange] = []
  var (one, other) = (0, 0)
  while one < before.count || other < after.count {
    let (firstCut, firstAdded) = (one, other)
    while cut.contains(one) { one += 1 }
    while added.contains(other) { other += 1 }
    changes += match(before, firstCut..<one, after, firstAdded..<other)
    if one < before.count, other < after.count { changes.append(.same(one, other)) }
    (one, other) = (one + 1, other + 1)
  }
  return changes
}

/// Pairs what was cut at a place with what was added there, where half of the words are the same.
private func match(
  _ old: [SentenceWords], _ cut: Range<Int>, _ new: [SentenceWords], _ added: Range<Int>
) -> [SentenceChange] {
  var changes: [SentenceChange] = []
  var next = added.lowerBound
  for one in cut {
    // Sentences beyond a page are not sought for: the work stays linear.
    let partner = (next..<max(next, min(added.upperBound, next + 12))).first {
      old[one].likeness(to: new[$0]) >= 0.5
    }
    guard let partner else {
      changes.append(.cut(one))
      continue
    }
    changes += (next..<partner).map { .added($0) } + [.changed(one, partner)]
    next = partner + 1
  }
  return changes + (next..<max(next, added.upperBound)).map { .added($0) }
}

/// The words of a sentence as numbers.
private struct SentenceWords {
  let words: Set<UInt64>
  let hash: UInt64

  init(_ sentence: Substring) {
    let inOrder = wordHashes(of: String(sentence))
    words = Set(inOrder)
    hash = inOrder.reduce(0) { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ ($0 >> 29) &+ $1 }
  }

  /// The share of words that both have, of those that either has.
  func likeness(to other: SentenceWords) -> Double {
    let common = words.intersection(other.words).count
    return Double(2 * common) / Double(max(1, words.count + other.words.count))
  }
}
