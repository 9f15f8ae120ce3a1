// What a first tagging sees of a token: spelling, neighbours, lists, rules.

/// Reads the features of tokens, each a hash of what it is and of the words it is about.
struct TagFeatures {
  let reading: NameReading
  let clusters: WordClusters
  private let shapes: [UInt64]
  private let wordClusters: [UInt16]
  /// How often rules give a word each kind in the story.
  private var votes: [WordKey: SIMD8<UInt16>] = [:]
  private var features = FeatureHash()

  var found: [UInt32] { features.found }

  private var words: Words { reading.words }

  /// - Parameter segments: what is read, with two tokens on either side.
  init(_ reading: NameReading, of segments: [TagSegment], _ clusters: WordClusters) {
    self.reading = reading
    self.clusters = clusters
    let words = reading.words
    var shapes = Array(repeating: 0 as UInt64, count: words.count)
    var wordClusters = Array(repeating: WordClusters.none, count: words.count)
    var end = 0
    for segment in segments {
      let near = words.run(around: segment.tokens)
      let first = max(end, near.lowerBound - 2)
      end = min(near.upperBound + 2, words.count)
      for index in first..<max(first, end) {
        let token = words.tokens[index]
        shapes[index] = spelledShape(token, in: words.bytes)
        if token.kind == .word { wordClusters[index] = clusters[token, in: words.bytes] }
      }
    }
    self.shapes = shapes
    self.wordClusters = wordClusters
    for index in words.tokens.indices where words.tokens[index].isCapitalised {
      let slot = TaggedStory.slot(of: reading.tags[index])
      votes[words.keys[index], default: .zero][slot] &+= 1
    }
  }

  /// The features of a token of a segment.
  mutating func read(_ index: Int, of segment: Range<Int>, in sentence: SentenceScope) {
    features.removeAll()
    let range = sentence.tokens
    let at = { (place: Int) in range.contains(place) ? place : -1 }
    let here = index
    let before = at(index - 1)
    let after = at(index + 1)
    let before2 = at(index - 2)
    let after2 = at(index + 2)
    addSpelling(here)
    addContext(here, before, after, before2, after2)
    addClusters(here, before, after, before2, after2)
    addRun(here, of: segment, in: range)
    addLists(here, before, after)
    addEvidence(here, before, after)
    addRules(here, before, after)
    add(90, UInt64(sentence.style.code), shapes[here])
    if sentence.style != .prose { addStyle(sentence.style, here, before, after) }
    if index == range.lowerBound { add(91, shapes[here]) }
    if index == range.lowerBound + 1 { add(92, shapes[here]) }
    if range.lowerBound == 0 { add(93, shapes[here]) }
  }

  private mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
    features.add(template, first, second)
  }

  private func key(_ index: Int) -> UInt64 { index < 0 ? 1 : words.keys[index].value }
  private func shape(_ index: Int) -> UInt64 { index < 0 ? 1 : shapes[index] }
}

// MARK: The groups of features

extension TagFeatures {
  private mutating func addSpelling(_ here: Int) {
    add(0, 0)
    add(1, key(here))
    add(2, shapes[here])
    let range = words.tokens[here].range
    guard words.tokens[here].kind == .word else { return }
    add(3, letters(range.start, min(range.start + 3, range.end)))
    add(4, letters(max(range.end - 2, range.start), range.end))
    add(5, letters(max(range.end - 3, range.start), range.end))
    add(6, letters(max(range.end - 4, range.start), range.end))
    add(7, UInt64(min(range.count, 12)), shapes[here])
  }

  private func letters(_ start: Int, _ end: Int) -> UInt64 {
    var value: UInt64 = 0
    for at in start..<end {
      let byte = words.bytes[at]
      value = value << 8 | UInt64(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
    }
    return value
  }

  private mutating func addContext(
    _ here: Int, _ before: Int, _ after: Int, _ before2: Int, _ after2: Int
  ) {
    add(10, key(before))
    add(11, key(after))
    add(12, key(before2))
    add(13, key(after2))
    add(14, shape(before), shapes[here])
    add(15, shapes[here], shape(after))
    add(16, shape(before), shapes[here] ^ shape(after) &* 31)
    add(17, key(before), key(here))
    add(18, key(here), key(after))
    add(19, key(before), shapes[here])
    add(20, shapes[here], key(after))
    add(21, key(before2), key(before))
    add(22, key(after), key(after2))
    add(23, key(before), key(after))
  }

  private mutating func addClusters(
    _ here: Int, _ before: Int, _ after: Int, _ before2: Int, _ after2: Int
  ) {
    let (fine, middle, coarse) = levels(here)
    let (fine1, middle1, coarse1) = levels(before)
    let (fine2, middle2, coarse2) = levels(after)
    add(30, fine)
    add(31, middle)
    add(32, coarse)
    add(33, fine1)
    add(34, fine2)
    add(35, middle1)
    add(36, middle2)
    add(37, coarse1, coarse)
    add(38, coarse, coarse2)
    add(39, coarse1, coarse2)
    add(40, middle1, middle)
    add(41, middle, middle2)
    add(42, levels(before2).1)
    add(43, levels(after2).1)
    add(44, middle, shapes[here])
  }

  private func levels(_ index: Int) -> (UInt64, UInt64, UInt64) {
    guard index >= 0 else { return (0xFFFE, 0xFFFE, 0xFFFE) }
    let cluster = wordClusters[index]
    guard cluster != WordClusters.none else {
      let kind = 0xFF00 + UInt64(words.mark(index))
      return (kind, kind, kind)
    }
    return (
      UInt64(cluster), UInt64(clusters.middle(cluster)), UInt64(clusters.coarse(cluster))
    )
  }

  /// Where capitals show little or nothing: what a word is when it is written small.
  private mutating func addStyle(
    _ style: SentenceScope.Style, _ here: Int, _ before: Int, _ after: Int
  ) {
    let code = UInt64(style.code)
    add(94, code, smallKind(here))
    add(95, code, smallKind(before) << 32 | smallKind(here))
    add(96, code, smallKind(here) << 32 | smallKind(after))
    add(97, code, key(here))
  }

  /// The middle cluster of a word written small, and whether the news writes it so.
  private func smallKind(_ index: Int) -> UInt64 {
    guard index >= 0 else { return 1 }
    let isCommon = !words.classes[index].isDisjoint(with: [.common, .function])
    let cluster = clusters[small: words.tokens[index], in: words.bytes]
    let kind = cluster == WordClusters.none ? cluster : clusters.middle(cluster)
    return UInt64(kind) << 1 | (isCommon ? 1 : 0)
  }

  /// The capitalised run around a token: its ends, and what stands beside it.
  private mutating func addRun(_ here: Int, of segment: Range<Int>, in range: Range<Int>) {
    var first = here
    while first > range.lowerBound, words.runs(first - 1) { first -= 1 }
    var end = here + 1
    while end < range.upperBound, words.runs(end) { end += 1 }
    let place = UInt64(min(here - first, 4)) << 8 | UInt64(min(end - here - 1, 4))
    add(50, place)
    add(51, key(end - 1))
    add(52, key(first))
    let after = end < range.upperBound ? end : -1
    let before = first > range.lowerBound ? first - 1 : -1
    add(53, key(after), UInt64(min(end - here - 1, 3)))
    add(54, key(before), UInt64(min(here - first, 3)))
    add(55, levels(end - 1).1, UInt64(min(end - here - 1, 3)))
    add(56, levels(first).1, UInt64(min(here - first, 3)))
    add(57, levels(after).1, UInt64(min(end - here - 1, 3)))
    add(58, levels(before).1, UInt64(min(here - first, 3)))
    // The next words of the whole stretch, past "of" and "and".
    add(59, key(segment.lowerBound), here == segment.lowerBound ? 1 : 0)
    add(60, key(segment.upperBound - 1), here == segment.upperBound - 1 ? 1 : 0)
    var classes: WordClass = []
    for index in first..<end { classes.formUnion(words.classes[index]) }
    let hints: WordClass = [
      .organisationEnd, .companyEnd, .organisationStart, .placeEnd, .event, .title,
    ]
    add(61, UInt64(classes.intersection(hints).rawValue))
    add(62, UInt64(words.classes[end - 1].rawValue), place)
    add(63, UInt64(words.classes[first].rawValue), place)
  }

  private mutating func addLists(_ here: Int, _ before: Int, _ after: Int) {
    addClasses(64, words.classes[here])
    addClasses(65, before < 0 ? [] : words.classes[before])
    addClasses(66, after < 0 ? [] : words.classes[after])
    add(67, UInt64(words.classes[here].rawValue), shapes[here])
    if before >= 0 {
      add(68, UInt64(words.classes[before].rawValue), UInt64(words.classes[here].rawValue))
    }
    if after >= 0 {
      add(69, UInt64(words.classes[here].rawValue), UInt64(words.classes[after].rawValue))
    }
  }

  private mutating func addClasses(_ template: UInt64, _ classes: WordClass) {
    var bits = classes.rawValue
    while bits != 0 {
      add(template, UInt64(bits.trailingZeroBitCount))
      bits &= bits - 1
    }
  }

  /// What the story shows of the word elsewhere.
  private mutating func addEvidence(_ here: Int, _ before: Int, _ after: Int) {
    let seen = reading.evidence[words.keys[here]]
    let counts = [
      seen.small, seen.capital, seen.afterTitle, seen.afterForename, seen.afterLocative,
      seen.afterThe, seen.besideSay, seen.beforeOrganisationWord,
    ]
    for (slot, count) in counts.enumerated() where count > 0 {
      add(70, UInt64(slot), UInt64(min(count, 2)))
    }
    add(71, UInt64(min(seen.small, 2)) << 8 | UInt64(min(seen.capital, 2)), shapes[here])
    if after >= 0, words.tokens[after].isCapitalised {
      let next = reading.evidence[words.keys[after]]
      if next.afterTitle > 0 { add(72, 1) }
      if next.afterForename > 0 { add(72, 2) }
      if next.besideSay > 0 { add(72, 3) }
      add(73, UInt64(min(next.small, 2)) << 8 | UInt64(min(next.capital, 2)))
    }
    if before >= 0, words.tokens[before].isCapitalised {
      let last = reading.evidence[words.keys[before]]
      add(74, UInt64(min(last.small, 2)) << 8 | UInt64(min(last.capital, 2)))
    }
    if let votes = votes[words.keys[here]] {
      for slot in 0..<6 where votes[slot] > 0 { add(75, UInt64(slot), UInt64(min(votes[slot], 3))) }
    }
  }

  private mutating func addRules(_ here: Int, _ before: Int, _ after: Int) {
    let tag = UInt64(reading.tags[here].rawValue)
    let found = UInt64(reading.evidenceCodes[here])
    let tagBefore = before < 0 ? 15 : UInt64(reading.tags[before].rawValue)
    let tagAfter = after < 0 ? 15 : UInt64(reading.tags[after].rawValue)
    add(80, tag)
    add(81, tag, found)
    add(82, tagBefore, tag)
    add(83, tag, tagAfter)
    add(84, tagBefore << 8 | tag, tagAfter)
    add(85, tag, shapes[here])
    add(86, tag, levels(here).2)
    add(87, tag, key(here))
    add(88, tag, key(after))
    add(89, tag, key(before))
  }
}

extension Words {
  /// Whether a token goes on with a run of capitalised words.
  fileprivate func runs(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.kind == .word && token.isCapitalised
      || token.kind == .mark && (mark(index) == UInt8(ascii: "-") && token.isJoined)
  }

  /// A stretch of tokens with what runs on at either end.
  fileprivate func run(around tokens: Range<Int>) -> Range<Int> {
    var (first, end) = (tokens.lowerBound, tokens.upperBound)
    while first > 0, runs(first - 1) { first -= 1 }
    while end < count, runs(end) { end += 1 }
    return first..<end
  }
}

extension SentenceScope.Style {
  var code: UInt8 {
    switch self {
    case .prose: 0
    case .titleCase: 1
    case .capitals: 2
    }
  }
}

/// How a token is written, runs of like characters as two: "Xxxx", "XX.", "00".
private func spelledShape(_ token: Token, in bytes: [UInt8]) -> UInt64 {
  var value: UInt64 = 7
  var last: UInt8 = 0
  var run = 0
  for at in token.range.start..<token.range.end {
    let byte = bytes[at]
    let sort: UInt8 =
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"): 2
      case UInt8(ascii: "0")...UInt8(ascii: "9"): 3
      case 0x80...: 2
      default: byte
      }
    run = sort == last ? run + 1 : 1
    last = sort
    if run <= 2 { value = value &* 131 &+ UInt64(sort) }
  }
  return value
}
