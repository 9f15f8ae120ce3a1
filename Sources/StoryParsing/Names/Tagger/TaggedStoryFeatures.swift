// What a second tagging sees: how a token was tagged, and what its words were taken for elsewhere.

/// Reads the features of a story's tokens after a first tagging.
struct TaggedStoryFeatures {
  private let story: TaggedStory
  private let reading: NameReading
  private var names: [(tag: NameTag, count: Int)?] = []
  private var segment = 0..<0
  private var features = FeatureHash()

  var found: [UInt32] { features.found }

  init(_ story: TaggedStory, _ reading: NameReading) {
    self.story = story
    self.reading = reading
  }

  /// Turns to a segment: finds the names of several words in it that stand elsewhere too.
  mutating func begin(_ segment: Range<Int>) {
    self.segment = segment
    names = Array(repeating: nil, count: segment.count)
    var index = segment.lowerBound
    while index < segment.upperBound {
      guard let (tokens, tally) = story.longestElsewhere(from: index, in: segment),
        let most = tally.most, let tag = NameTag(rawValue: UInt8(2 * most.slot - 1))
      else {
        index += 1
        continue
      }
      for place in tokens {
        names[place - segment.lowerBound] = (place == index ? tag : tag.inside, most.count)
      }
      index = tokens.upperBound
    }
  }

  /// The features of a token of the segment.
  mutating func read(_ index: Int, in sentence: SentenceScope) {
    features.removeAll()
    let range = sentence.tokens
    let own = UInt64(story.tags[index].rawValue) << 2 | lead(index)
    let tag = UInt64(story.tags[index].rawValue)
    add(0, own)
    let tally = story.elsewhere(index)
    for slot in 0..<6 where tally[slot] > 0 {
      add(1, tag, UInt64(slot) << 2 | UInt64(min(tally[slot], 3)))
    }
    let most = code(tally)
    add(2, own, most)
    let isSurname = story.isSurname(index)
    let isForename = story.isForename(index)
    if isSurname || isForename { add(3, own, isSurname ? isForename ? 3 : 2 : 1) }
    if let name = names[index - segment.lowerBound] {
      add(4, own, UInt64(name.tag.rawValue) << 2 | UInt64(min(name.count, 3)))
    }
    let alone = code(story.aloneElsewhere(index))
    if alone != 0 { add(5, own, alone) }
    add(6, tag << 8 | beside(index - 1, in: range), most)
    add(7, tag << 8 | beside(index + 1, in: range), most)
    add(8, tag << 2 | UInt64(sentence.style.code), most)
    add(9, own, UInt64(reading.tags[index].rawValue))
    if story.isAcronymOfName(index) { add(10, own) }
    add(11, own, index == range.lowerBound ? 1 : 0)
    let small = reading.evidence[reading.words.keys[index]].small
    add(12, tag << 2 | UInt64(min(small, 2)), most)
  }

  private mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
    features.add(template, first, second)
  }

  private func lead(_ index: Int) -> UInt64 {
    switch story.leads[index] {
    case ..<0.7: 0
    case ..<1.8: 1
    case ..<3.5: 2
    default: 3
    }
  }

  /// What a word was mostly taken for elsewhere, how often, and whether always.
  private func code(_ tally: TaggedStory.Tally) -> UInt64 {
    guard let most = tally.most else { return 0 }
    return UInt64(most.slot + 1) << 3 | UInt64(min(most.count, 3)) << 1
      | (most.isUnanimous ? 1 : 0)
  }

  /// The tag of a neighbour, and what it was mostly taken for elsewhere.
  private func beside(_ index: Int, in range: Range<Int>) -> UInt64 {
    guard range.contains(index) else { return 0xFF }
    let most = story.elsewhere(index).most
    return UInt64(story.tags[index].rawValue) << 3 | UInt64(most.map { $0.slot + 1 } ?? 0)
  }
}
