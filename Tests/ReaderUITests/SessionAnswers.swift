import ReaderUI
// The obvious answers to a session's effects: slow, short and plainly right.
import StoryParsing
import StoryQuery

/// Stories as they were given, asked one by one.
struct Answers {
  let stories: [Story]
  let analyses: [Analysis]

  init(_ stories: [Story]) {
    self.stories = stories
    analyses = stories.map(analyze)
  }

  /// The event that answers an effect; nil for what leaves the reader.
  func event(for effect: Effect) -> Event? {
    switch effect {
    case .list(let request):
      let shown = stories.indices.filter { shows($0, request.filter) }
      return .listed(
        Event.Listed(
          request: request.request, shown: shown.map(Int32.init),
          names: request.wantsNames ? names(of: shown) : nil))
    case .listings(let numbers): return .listings(numbers.map(listing))
    case .load(let number): return .storyLoaded(number: number, stories[number], analyses[number])
    case .locate(let name): return .located(name: name, mentions(of: name))
    case .match(let request, let pattern, let shown):
      let found = shown.map(Int.init).filter { !pattern.ranges(in: line($0)).isEmpty }
      return .matched(request: request, stories: found.sorted())
    case .search(let request, let pattern, let shown):
      return .found(request: request, hits: hits(of: pattern, in: shown), isComplete: true)
    default: return nil
    }
  }

  private func listing(_ number: Int) -> Listing {
    Listing(
      id: stories[number].id, number: number, headline: headline(number),
      source: stories[number].source)
  }

  private func headline(_ number: Int) -> String {
    String(stories[number].text.prefix { $0 != "\n" })
  }

  /// What `/` and `&` look at in the list.
  private func line(_ number: Int) -> String {
    let names = analyses[number].entities.map(\.name).joined(separator: "\n")
    return headline(number) + "\n" + stories[number].source + "\n" + names
  }

  private func shows(_ number: Int, _ filter: StoryFilter) -> Bool {
    let keys = analyses[number].entities.map(\.key)
    let line = line(number).lowercased()
    return filter.words.lowercased().split(separator: " ").allSatisfy { line.contains($0) }
      && filter.included.allSatisfy(keys.contains)
      && !filter.excluded.contains(where: keys.contains)
  }

  private func mentions(of key: String) -> [Event.NameInStory] {
    stories.indices.compactMap { number in
      let entity = analyses[number].entities.first { $0.key == key }
      return entity.map { Event.NameInStory(story: number, mentions: $0.mentionCount) }
    }
  }

  private func names(of shown: [Int]) -> [NameCount] {
    let entities = shown.flatMap { analyses[$0].entities }
    let keys = Dictionary(grouping: entities, by: \.key)
    return keys.map { key, all in
      NameCount(
        key: key, name: all[0].name, kind: all[0].kind, stories: all.count,
        mentions: all.map(\.mentionCount).reduce(0, +))
    }.sorted { ($1.stories, $0.name) < ($0.stories, $1.name) }
  }

  private func hits(of pattern: TextPattern, in shown: [Int32]) -> [Event.SearchHit] {
    shown.flatMap { number in
      let text = stories[Int(number)].text
      return pattern.ranges(in: text).map { range in
        let line = text[TextRange(0, range.start)].lastIndex(of: "\n")
        let start = line.map { text.utf8.distance(from: text.startIndex, to: $0) + 1 } ?? 0
        let end = text[TextRange(range.end, text.utf8.count)].prefix { $0 != "\n" }.utf8.count
        return Event.SearchHit(
          story: Int(number), range: range,
          context: String(text[TextRange(start, range.end + end)]),
          matchInContext: TextRange(range.start - start, range.end - start))
      }
    }
  }
}
