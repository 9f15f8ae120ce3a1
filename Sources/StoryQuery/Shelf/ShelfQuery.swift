// Which stories of the shelf answer a query.
import Dispatch
import StoryParsing
import Synchronization

/// What was found for phrases lately: while a word is typed, the others need no second look.
final class RecentPhrases: Sendable {
  struct Key: Hashable, Sendable {
    let phrase: Phrase
    let field: Query.TextField
  }

  struct Answer: Sendable {
    let key: Key
    let stories: NumberSet
    /// The stories before this one have been looked at.
    let reached: Int
  }

  private static let most = 24

  private let answers = Mutex<[Answer]>([])

  subscript(key: Key) -> Answer? {
    answers.withLock { answers in answers.first { $0.key == key } }
  }

  /// Of a word of which this one is the beginning: no other story can have what goes on from it.
  func wider(than key: Key) -> Answer? {
    guard key.phrase.isPrefix || key.phrase.parts.count == 1 else { return nil }
    return answers.withLock { answers in
      answers.filter { $0.key.field == key.field && key.phrase.narrows($0.key.phrase) }
        .max { $0.key.phrase.typed.utf8.count < $1.key.phrase.typed.utf8.count }
    }
  }

  func keep(_ answer: Answer) {
    answers.withLock { answers in
      answers.removeAll { $0.key == answer.key }
      answers.append(answer)
      if answers.count > Self.most { answers.removeFirst() }
    }
  }

  func forget() { answers.withLock { $0 = [] } }
}

extension Phrase {
  /// Its longest word, as bytes to look for; nil for no word.
  fileprivate var lead: TextPattern? {
    parts.map(\.folded).max { $0.count < $1.count }.map {
      TextPattern(literal: String(decoding: $0.prefix(longestWord / 2), as: UTF8.self))
    }
  }

  /// Whether a text can have this only where it has the other: "harb*" for "ha*".
  fileprivate func narrows(_ other: Phrase) -> Bool {
    guard other.isPrefix, !other.isExact, distance == nil, other.distance == nil,
      parts.count == other.parts.count, let last = parts.last, let otherLast = other.parts.last
    else { return false }
    return parts.dropLast().map(\.folded) == other.parts.dropLast().map(\.folded)
      && last.folded.starts(with: otherLast.folded)
  }
}

/// The answering of one query from the shelf as it stood.
struct ShelfQuery {
  let contents: ShelfContents
  let recent: RecentPhrases
  var isCancelled: @Sendable () -> Bool = { false }

  private var all: NumberSet { NumberSet(below: contents.stories.count) }

  func stories(_ query: Query) -> NumberSet {
    switch query {
    case .all: return all
    case .not(let query): return all.subtracting(stories(query))
    case .and(let queries):
      return queries.reduce(all) { found, query in
        found.isEmpty ? found : found.intersecting(stories(query))
      }
    case .or(let queries):
      return queries.reduce(into: NumberSet()) { $0.formUnion(stories($1)) }
    case .words(let phrase, let field): return stories(with: phrase, in: field)
    case .named(let phrase, let kind): return stories(naming: phrase, kind)
    case .source(let phrase): return stories(from: phrase)
    case .mark(let mark): return stories(marked: mark)
    case .tag(let phrase):
      return NumberSet(
        contents.tags.filter { $0.value.contains { phrase.matches($0) } }.map(\.key))
    case .language(let code):
      return each { story in story.story.language.map { isLanguage($0, code) } ?? false }
    case .date(let stretch):
      return each { story in
        (story.story.published ?? story.arrived).map { stretch.contains($0) } ?? false
      }
    }
  }

  /// The stories for which something holds that needs no look at their texts.
  private func each(_ holds: (ShelvedStory) -> Bool) -> NumberSet {
    contents.stories.indices.reduce(into: NumberSet()) {
      if holds(contents.stories[$1]) { $0.insert($1) }
    }
  }

  // MARK: Words

  private func stories(with phrase: Phrase, in field: Query.TextField) -> NumberSet {
    let key = RecentPhrases.Key(phrase: phrase, field: field)
    // A byline may be found at any time.
    let known = field == .byline ? nil : recent[key]
    let count = contents.stories.count
    if let known, known.reached >= count { return known.stories }
    let first = known?.reached ?? 0
    var candidates = NumberSet(first..<count)
    if field != .byline, let wider = recent.wider(than: key), wider.reached >= count {
      candidates.formIntersection(wider.stories)
    }
    var found = scan(candidates, for: phrase, in: field)
    if let known { found.formUnion(known.stories) }
    if field != .byline, !isCancelled() {
      recent.keep(RecentPhrases.Answer(key: key, stories: found, reached: count))
    }
    return found
  }

  private static let block = 512

  private func scan(
    _ candidates: NumberSet, for phrase: Phrase, in field: Query.TextField
  ) -> NumberSet {
    // Headlines and bylines lie together: those with the word are known at once.
    let heads = phrase.lead.map { contents.heads.owners(matching: $0, MatchScratch()) } ?? []
    let numbers = Array(field == .anywhere ? candidates : candidates.intersecting(heads))
    let found = Mutex(NumberSet())
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: numbers.count > Self.block ? 2 : 1) { _ in
      let sieve = PhraseSieve(phrase)
      var own = NumberSet()
      while !isCancelled() {
        let start = next.add(Self.block, ordering: .relaxed).oldValue
        guard start < numbers.count else { break }
        for number in numbers[start..<min(start + Self.block, numbers.count)]
        where has(number, sieve, field, isInHead: heads.contains(number)) {
          own.insert(number)
        }
      }
      found.withLock { $0.formUnion(own) }
    }
    return found.withLock { $0 }
  }

  private func has(
    _ number: Int, _ sieve: PhraseSieve, _ field: Query.TextField, isInHead: Bool
  ) -> Bool {
    var has = false
    contents.stories.lend(number) { story in
      has =
        switch field {
        case .title: sieve.matches(story.pointee.headline)
        case .byline: sieve.matches(story.pointee.byline)
        case .anywhere:
          sieve.matches(story)
            || isInHead
              && (sieve.matches(story.pointee.byline) || sieve.matches(story.pointee.headline))
        }
    }
    return has
  }

  // MARK: Names, sources and marks

  /// The stories with a name of which some story has such a spelling, as the archive finds them.
  private func stories(naming phrase: Phrase, _ kind: EntityKind) -> NumberSet {
    guard let lead = phrase.lead else { return [] }
    let names = contents.names
    let sieve = PhraseSieve(phrase)
    var forms: Set<Int32> = []
    for strand in contents.spellings.owners(matching: lead, MatchScratch())
    where names.strands[strand].spellings.contains(where: { sieve.matches($0.text) }) {
      forms.insert(names.strands[strand].form)
    }
    let isCode = kind == .country && phrase.typed.count == 2
    return names.strands.indices.reduce(into: NumberSet()) { found, number in
      let form = names.form(of: Int32(clamping: number))
      guard form.kind == kind,
        forms.contains(names.strands[number].form) || isCode && phrase.isCode(of: form.key)
      else { return }
      for use in names.strands[number].uses { found.insert(Int(use.story)) }
    }
  }

  private func stories(from phrase: Phrase) -> NumberSet {
    var known: [String: Bool] = [:]
    func matches(_ source: String) -> Bool {
      if let known = known[source] { return known }
      let answer = phrase.matches(source)
      known[source] = answer
      return answer
    }
    return each { matches($0.story.source) || matches($0.story.id.source) }
  }

  private func stories(marked mark: QueryMark) -> NumberSet {
    switch mark {
    case .read: contents.read
    case .unread: all.subtracting(contents.read)
    case .starred: contents.starred
    case .tagged: NumberSet(contents.tags.filter { !$0.value.isEmpty }.map(\.key))
    case .noted: contents.noted
    case .rewritten: contents.rewritten
    }
  }
}

extension NumberSet {
  fileprivate func subtracting(_ other: NumberSet) -> NumberSet {
    var result = self
    result.subtract(other)
    return result
  }

  fileprivate func intersecting(_ other: NumberSet) -> NumberSet {
    var result = self
    result.formIntersection(other)
    return result
  }
}
