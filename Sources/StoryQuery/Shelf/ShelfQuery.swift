// The query language asked of the shelf, as a filter of the list.
import FoundationEssentials
import StoryParsing

extension ShelfContents {
  /// The stories that answer a query. Words without a field are looked for as they are typed, in
  /// headlines, bylines, sources and names: the text is for searching.
  func stories(answering query: Query) -> NumberSet {
    QueryRun(contents: self, all: NumberSet(below: stories.count)).stories(query)
  }
}

/// One query under way.
private struct QueryRun {
  let contents: ShelfContents
  let all: NumberSet
  let scratch = MatchScratch()

  func stories(_ query: Query) -> NumberSet {
    switch query {
    case .all: return all
    case .not(let query):
      var rest = all
      rest.subtract(stories(query))
      return rest
    case .and(let queries):
      return queries.reduce(into: all) { found, query in
        if !found.isEmpty { found.formIntersection(stories(query)) }
      }
    case .or(let queries):
      return queries.reduce(into: NumberSet()) { $0.formUnion(stories($1)) }
    case .words(let phrase, .anywhere): return anywhere(phrase)
    case .words(let phrase, .title): return heads(with: phrase) { $0.headline }
    case .words(let phrase, .byline): return heads(with: phrase) { $0.byline }
    case .source(let phrase): return of(source: phrase)
    case .named(let phrase, let kind): return naming(phrase, kind)
    case .mark(let mark): return marked(mark)
    case .tag: return NumberSet()
    case .language(let code):
      return matching { $0.story.language.map { isLanguage($0, code) } ?? false }
    case .date(let stretch):
      return matching { $0.story.published.map(stretch.contains) ?? false }
    }
  }

  private func anywhere(_ phrase: Phrase) -> NumberSet {
    contents.stories(matching: TextPattern(literal: phrase.typed), scratch)
  }

  private func matching(_ isWanted: (ShelvedStory) -> Bool) -> NumberSet {
    var found = NumberSet()
    for number in contents.stories.indices {
      contents.stories.lend(number) { if isWanted($0.pointee) { found.insert(number) } }
    }
    return found
  }

  /// Stories with the words in one part of their heads.
  private func heads(with phrase: Phrase, _ part: (ShelvedStory) -> String) -> NumberSet {
    let pattern = TextPattern(literal: phrase.typed)
    var found = NumberSet()
    for number in contents.heads.owners(matching: pattern, scratch) {
      contents.stories.lend(number) {
        if pattern.matches(part($0.pointee)) { found.insert(number) }
      }
    }
    return found
  }

  /// Stories of sources whose title or id has the words; there are few sources, so each is asked
  /// once.
  private func of(source phrase: Phrase) -> NumberSet {
    let pattern = TextPattern(literal: phrase.typed)
    var known: [String: Bool] = [:]
    let isWanted = { (source: String) in
      if let wanted = known[source] { return wanted }
      let wanted = pattern.matches(source)
      known[source] = wanted
      return wanted
    }
    return matching { isWanted($0.story.source) || isWanted($0.story.id.source) }
  }

  /// Stories that name somebody so: by whole words, or while none has them, by their beginnings.
  private func naming(_ phrase: Phrase, _ kind: EntityKind) -> NumberSet {
    let names = contents.names
    let pattern = TextPattern(literal: phrase.typed)
    var strands = contents.spellings.owners(matching: pattern, scratch)
    if phrase.typed.count == 2, kind == .country {
      for strand in names.strands.indices where isCode(phrase, of: strand) {
        strands.insert(strand)
      }
    }
    let named = strands.filter { strand in
      let head = names.heads[Int(names.home(of: Int32(clamping: strand)))]
      return head?.kind == kind && head?.isDismissed == false
    }
    let whole = named.filter { strand in
      isCode(phrase, of: strand)
        || names.strands[strand].spellings.contains { phrase.matches($0.text) }
    }
    var found = NumberSet()
    for home in Set((whole.isEmpty ? named : whole).map { names.home(of: Int32(clamping: $0)) }) {
      found.formUnion(contents.stories(naming: Int(home)))
    }
    return found
  }

  private func isCode(_ phrase: Phrase, of strand: Int) -> Bool {
    phrase.isCode(of: contents.names.form(of: Int32(clamping: strand)).key)
  }

  private func marked(_ mark: QueryMark) -> NumberSet {
    var found = all
    switch mark {
    case .read: found.formIntersection(contents.read)
    case .unread: found.subtract(contents.read)
    case .starred: found.formIntersection(contents.starred)
    case .tagged, .noted, .rewritten: found = NumberSet()
    }
    return found
  }
}
