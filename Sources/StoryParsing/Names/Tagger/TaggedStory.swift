// What a first tagging showed of a story: how often it took each word for each kind of name.

/// A story's tokens with the tags that they were given, and what its words were taken for.
struct TaggedStory {
  /// How often words were taken for each kind, by `slot(of:)`.
  typealias Tally = SIMD8<UInt16>

  let words: Words
  /// The tag of each token, and its lead over the next best.
  private(set) var tags: [NameTag]
  private(set) var leads: [Float]
  /// What each capitalised word was taken for.
  private var tallies: [WordKey: Tally] = [:]
  /// What a whole name of one word or more was taken for.
  private var nameTallies: [WordKey: Tally] = [:]
  /// The length of the longest name of several words that begins with a word.
  private var longest: [WordKey: Int] = [:]
  private var surnames: Set<WordKey> = []
  private var forenames: Set<WordKey> = []
  /// What the first letters of bodies' names spell.
  private var acronyms: Set<WordKey> = []

  init(_ tagger: NameTagger, _ paths: TagPaths) {
    words = tagger.reading.words
    tags = Array(repeating: .outside, count: words.count)
    leads = Array(repeating: 0, count: words.count)
    var place = 0
    for segment in tagger.segments {
      for index in segment.tokens {
        tags[index] = paths.tags[place]
        leads[index] = paths.leads[place]
        place += 1
        guard words.tokens[index].isCapitalised else { continue }
        tallies[words.keys[index], default: .zero][Self.slot(of: tags[index])] &+= 1
      }
    }
    for (_, name) in tagger.names(of: paths) { add(name) }
  }

  /// 0 outside, then one for each kind of name.
  static func slot(of tag: NameTag) -> Int { Int(tag.rawValue + 1) / 2 }

  private mutating func add(_ name: TaggedName) {
    let tokens = name.tokens
    nameTallies[words.key(tokens), default: .zero][Self.slot(of: tags[tokens.lowerBound])] &+= 1
    guard tokens.count > 1 else { return }
    let first = words.keys[tokens.lowerBound]
    longest[first] = max(longest[first] ?? 0, tokens.count)
    if name.kind == .person {
      forenames.insert(first)
      if let surname = surname(of: tokens, in: words) { surnames.insert(words.key(surname)) }
    } else if name.kind == .organisation {
      var initials: [UInt8] = []
      for index in tokens where words.tokens[index].isCapitalised {
        initials.append(words.bytes[words.tokens[index].range.start] | 0x20)
      }
      acronyms.insert(WordKey(TextRange(0, initials.count), in: initials.span))
    }
  }

  /// What the word of a token was taken for elsewhere.
  func elsewhere(_ index: Int) -> Tally {
    guard words.tokens[index].isCapitalised, var tally = tallies[words.keys[index]] else {
      return .zero
    }
    let own = Self.slot(of: tags[index])
    if tally[own] > 0 { tally[own] -= 1 }
    return tally
  }

  /// What a token alone, as a whole name, was taken for elsewhere.
  func aloneElsewhere(_ index: Int) -> Tally {
    elsewhere(index..<index + 1)
  }

  /// What a stretch of tokens, as a whole name, was taken for elsewhere.
  func elsewhere(_ tokens: Range<Int>) -> Tally {
    guard var tally = nameTallies[words.key(tokens)] else { return .zero }
    let tag = tags[tokens.lowerBound]
    let isOwn =
      tag.begins && tokens.dropFirst().allSatisfy { tags[$0] == tag.inside }
      && (tokens.upperBound == tags.count || tags[tokens.upperBound] != tag.inside)
    if isOwn { tally[Self.slot(of: tag)] &-= 1 }
    return tally
  }

  func isSurname(_ index: Int) -> Bool { surnames.contains(words.keys[index]) }
  func isForename(_ index: Int) -> Bool { forenames.contains(words.keys[index]) }

  /// Whether a token is capitals that a body's name in the story begins its words with.
  func isAcronymOfName(_ index: Int) -> Bool {
    words.tokens[index].isAllCapitals && acronyms.contains(words.keys[index])
  }

  /// The longest name of several words found elsewhere that stands at a token of a segment.
  func longestElsewhere(from index: Int, in segment: Range<Int>) -> (Range<Int>, Tally)? {
    guard let longest = longest[words.keys[index]] else { return nil }
    var end = min(index + longest, segment.upperBound)
    while end > index + 1 {
      let tally = elsewhere(index..<end)
      if tally != .zero { return (index..<end, tally) }
      end -= 1
    }
    return nil
  }
}

extension TaggedStory.Tally {
  /// The slot named most often, and how often; nil of nothing.
  var most: (slot: Int, count: Int, isUnanimous: Bool)? {
    var best = 0
    for slot in 1..<6 where self[slot] > self[best] { best = slot }
    guard self[best] > 0 else { return nil }
    return (best, Int(self[best]), self[best] == wrappedSum())
  }
}
