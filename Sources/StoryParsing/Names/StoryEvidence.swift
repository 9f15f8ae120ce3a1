// What a story itself shows of its words: where they stand, and how they are written.

/// What was seen of one capitalised word, in the whole story.
struct WordEvidence {
  /// Times written small.
  var small = 0
  /// Times written with a capital where a sentence does not ask for one.
  var capital = 0
  var afterTitle = 0
  var afterForename = 0
  var afterLocative = 0
  var afterThe = 0
  var besideSay = 0
  var beforeOrganisationWord = 0

  /// Whether the story writes it with a capital of its own accord.
  var isName: Bool { capital > 0 && capital > small }
}

/// The evidence of every capitalised word of a story.
struct StoryEvidence {
  private var words: [WordKey: WordEvidence] = [:]
  private static let none = WordEvidence()

  subscript(key: WordKey) -> WordEvidence { words[key] ?? Self.none }

  /// Sentences in title case or in capitals show nothing of how a word is written.
  init(_ words: Words, _ sentences: [SentenceScope]) {
    for index in words.tokens.indices where words.tokens[index].isCapitalised {
      self.words[words.keys[index], default: Self.none].small += 0
    }
    for sentence in sentences where sentence.style == .prose {
      for index in sentence.tokens { note(index, of: words, in: sentence.tokens) }
    }
  }

  private mutating func note(_ index: Int, of words: Words, in sentence: Range<Int>) {
    let token = words.tokens[index]
    guard token.kind == .word, let slot = self.words.index(forKey: words.keys[index]) else {
      return
    }
    guard token.isCapitalised else {
      self.words.values[slot].small += 1
      return
    }
    let before = index > sentence.lowerBound ? index - 1 : nil
    let after = index + 1 < sentence.upperBound ? index + 1 : nil
    var evidence = self.words.values[slot]
    if let before {
      if words.mark(before) == 0 { evidence.capital += 1 }
      let classes = words.classes[before]
      if classes.contains(.title) { evidence.afterTitle += 1 }
      if classes.contains(.forename), words.tokens[before].isCapitalised {
        evidence.afterForename += 1
      }
      if classes.contains(.locative) { evidence.afterLocative += 1 }
      if words.keys[before] == Self.the { evidence.afterThe += 1 }
    }
    if let after {
      if words.classes[after].contains(.say) { evidence.besideSay += 1 }
      if words.tokens[after].isCapitalised,
        !words.classes[after].isDisjoint(with: [.organisationEnd, .companyEnd])
      {
        evidence.beforeOrganisationWord += 1
      }
    }
    self.words.values[slot] = evidence
  }

  private static let the = WordKey("the")
}
