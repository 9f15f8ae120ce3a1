// Whom "he", "she" and "it" mean beside words that somebody said.

extension Attribution {
  /// The finding with "he" or "she" replaced by whom it means, if that can be said.
  func resolved(_ finding: Finding, of index: Int) -> Finding {
    guard case .pronoun(let place) = finding.speaker else { return finding }
    let last = lastSpeaker(before: place, of: index)
    let meant = meaning(ofPronounAt: place, afterSpeaker: last)
    return Finding(
      speaker: meant?.speaker ?? .unnamed, cue: finding.cue,
      isGuess: finding.isGuess || meant?.isGuess ?? false)
  }

  /// Who spoke last before a pronoun, in the same paragraph.
  private func lastSpeaker(before place: Int, of index: Int) -> Speaker? {
    let reporter = lastReporter(before: place)
    guard index > 0, quotations[index - 1].paragraph == quotations[index].paragraph,
      let previous = places[index - 1], previous < place
    else { return reporter?.speaker }
    if let reporter, reporter.place > previous { return reporter.speaker }
    return findings[index - 1]?.speaker
  }

  /// Who was last reported to have said something, in the paragraph of a pronoun.
  private func lastReporter(before place: Int) -> (place: Int, speaker: Speaker)? {
    let start = startOfSentence(at: place)
    var (low, high) = (0, reporters.count)
    while low < high {
      let middle = (low + high) / 2
      if reporters[middle].place < start { low = middle + 1 } else { high = middle }
    }
    guard low > 0, case let reporter = reporters[low - 1], place - reporter.place < 120,
      !finder.pieces[reporter.place..<place].contains(where: { $0.kind == .paragraphEnd })
    else { return nil }
    return reporter
  }

  /// Whom the sentence is about, else whoever spoke last in the paragraph, else the person that
  /// the sentences before are about, which is a guess.
  func meaning(
    ofPronounAt place: Int, afterSpeaker last: Speaker?
  ) -> (speaker: Speaker, isGuess: Bool)? {
    // "the lawyer" is less certain than "he".
    let isNoun = finder.word(place) == nil
    if isNoun, isBodyNoun(finder.pieces[place].range, in: bytes) {
      return (finder.bodyBefore(place), true)
    }
    let start = startOfSentence(at: place)
    if !isParenthesis(place), case .entity(let entity) = subject(from: start, to: place, for: place)
    {
      return (.entity(entity), isNoun)
    }
    if let last, fits(last, pronoun: place) { return (last, isNoun) }
    return subject(before: start, for: place).map { ($0, true) }
  }

  /// Whom "he" means in the words of somebody else, who is not meant: the person whom the paragraph
  /// has named last; "the captain" whom the story has.
  func other(than speaker: Speaker?, before pronoun: Int) -> Speaker? {
    var index = pronoun - 1
    while index >= 0, pronoun - index < 400 {
      if finder.word(pronoun) != nil, finder.pieces[index].kind == .paragraphEnd { return nil }
      if case .mention(let mention) = finder.pieces[index].kind, agrees(index, with: pronoun) {
        let entity = Speaker.entity(finder.mentions[mention].entity)
        if entity != speaker { return entity }
      }
      index -= 1
    }
    return nil
  }

  /// Whether "he" or "she" may mean a speaker, or "it" a body or country.
  private func fits(_ speaker: Speaker, pronoun: Int) -> Bool {
    guard case .entity(let entity) = speaker else { return !finder.isNeuter(pronoun) }
    return finder.isNeuter(pronoun) != (finder.entities[entity].kind == .person)
  }

  /// "President Roe, he said, was “…”": the sentence is about somebody else.
  func isParenthesis(_ place: Int) -> Bool {
    guard place > 1, finder.pieces[place - 1].kind == .comma else { return false }
    if case .quotation = finder.pieces[place - 2].kind { return false }
    return true
  }

  func startOfSentence(at place: Int) -> Int {
    var start = place
    while start > 0, place - start < Self.reach, !endsSentence(start - 1) { start -= 1 }
    return start
  }

  /// The subject of the nearest sentence before that has one.
  func subject(before end: Int, for pronoun: Int) -> Speaker? {
    var end = end
    var sentences = 0
    while end > 0, pronoun - end < 400, sentences < (finder.isNeuter(pronoun) ? 2 : 12) {
      let start = startOfSentence(at: end - 1)
      if let found = subject(from: start, to: end, for: pronoun) { return found }
      // "In a note he asked for help. “…,” it ran.": whose note it is.
      if finder.isNeuter(pronoun), let writer = writer(from: start, to: end) {
        return subject(before: start, for: writer)
      }
      sentences += end - start > 1 ? 1 : 0
      end = start
    }
    return nil
  }

  func writer(from start: Int, to end: Int) -> Int? {
    (start..<end).first { finder.word($0) == .he || finder.word($0) == .she }
  }

  /// The first name of a sentence that a pronoun may mean, before one that is owned ("Quill’s") or
  /// governed ("with Quill"); somebody unnamed where there is only "a porter".
  func subject(from start: Int, to end: Int, for pronoun: Int) -> Speaker? {
    var other: Speaker?
    for index in start..<max(start, end) {
      if case .mention(let mention) = finder.pieces[index].kind, agrees(index, with: pronoun) {
        let entity = Speaker.entity(finder.mentions[mention].entity)
        if finder.isSubject(index, mention) { return entity }
        if finder.mentions[mention].kind == .person { other = other ?? entity }
      } else if finder.word(index) == .indefinite, isPerson(after: index) {
        other = other ?? .unnamed
      }
    }
    return other
  }

  /// "a", "an" or "one" before a noun for a person.
  func isPerson(after article: Int) -> Bool {
    for index in article + 1..<min(article + 5, finder.pieces.count) {
      guard case .word(nil) = finder.pieces[index].kind else {
        if finder.word(index) == .spokesperson { return true }
        if case .mention(let mention) = finder.pieces[index].kind,
          finder.mentions[mention].isAdjectival
        {
          continue
        }
        return false
      }
      if isPersonNoun(finder.pieces[index].range, in: bytes) { return true }
    }
    return false
  }

  /// Whether a pronoun may mean a name: its kind and the title before it do not say otherwise.
  func agrees(_ index: Int, with pronoun: Int) -> Bool {
    guard case .mention(let mention) = finder.pieces[index].kind else { return false }
    if finder.isNeuter(pronoun) { return finder.mentions[mention].kind != .person }
    guard finder.mentions[mention].kind == .person else { return false }
    return switch finder.word(index - 1) {
    case .male: finder.word(pronoun) != .she
    case .female: finder.word(pronoun) != .he
    default: true
    }
  }
}
