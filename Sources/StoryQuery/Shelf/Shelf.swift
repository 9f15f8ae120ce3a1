// The stories held in memory, and what can be asked of them.
package import FoundationEssentials
package import StoryParsing
import Synchronization

/// Every story of this run; any thread may add, ask and mark at any time.
///
/// A question is answered from the shelf as it stood when asked, so nobody waits for a scan.
package final class Shelf: Sendable {
  struct State {
    /// Their names are those that were joined when last anybody asked.
    var contents = ShelfContents()
    var ids: Set<Story.ID> = []
    var analysed = 0
    /// What stories were before their sources rewrote them, the oldest first.
    var earlier: [Int: [String]] = [:]
  }

  /// Texts of one story beyond these are forgotten, the oldest first.
  private static let mostVersions = 8

  /// What the reader did with a story.
  package enum Mark: Hashable, Sendable { case read, starred }

  /// Held for a moment only: the screen may wait for it.
  let state = Mutex(State())
  /// Held while names are joined, which takes its time; taken before `state`.
  let joining = Mutex(Joining())
  private let searched = Mutex<Searched?>(nil)
  private let ordered = Mutex<Ordered?>(nil)
  let usual = Mutex<UsualCounts?>(nil)
  private let recent = RecentPhrases()

  package init() {}

  // MARK: Stories

  package var count: Int { state.withLock { $0.contents.stories.count } }

  /// How many stories' names have been noted.
  package var analysed: Int { state.withLock { $0.analysed } }

  /// Gives the story's number, in order of arrival from 0.
  ///
  /// - Parameter arrived: its day, where its source gives none.
  @discardableResult
  package func add(_ story: Story, arrived: Date? = nil) -> Int {
    let shelved = ShelvedStory(story, arrived: arrived)
    return state.withLock { state in
      state.contents.stories.append(shelved)
      state.contents.places.append(StoryPlaces())
      state.ids.insert(story.id)
      let number = state.contents.stories.count - 1
      for line in [shelved.headline, shelved.byline, story.source] {
        state.contents.heads.append(line, of: number)
      }
      return number
    }
  }

  /// Puts a new text in a story's place, whose names are to be found anew.
  package func replace(_ number: Int, with story: Story) {
    forgetNames(of: number) { state in
      guard state.contents.stories.indices.contains(number) else { return }
      let shelved = ShelvedStory(story, arrived: state.contents.stories[number].arrived)
      let before = state.contents.stories[number].story.text
      if before != story.text {
        let texts = state.earlier[number, default: []] + [before]
        state.earlier[number] = Array(texts.suffix(Self.mostVersions))
      }
      state.contents.stories.change(number) { $0 = shelved }
      state.contents.places.change(number) { $0 = StoryPlaces() }
      state.contents.heads.append(shelved.headline, of: number)
      state.contents.rewritten.insert(number)
    }
    recent.forget()
    // What had no match in the old text may have one now.
    searched.withLock { $0 = nil }
    usual.withLock { $0 = nil }
    ordered.withLock { $0 = nil }
  }

  /// What a story was before this run saw it rewritten, the oldest first.
  package func earlierTexts(of number: Int) -> [String] {
    state.withLock { $0.earlier[number] ?? [] }
  }

  package func story(_ number: Int) -> Story? { shelved(number)?.story }

  package func has(_ id: Story.ID) -> Bool { state.withLock { $0.ids.contains(id) } }

  package func listing(_ number: Int) -> Listing? { shelved(number)?.listing(number: number) }

  func shelved(_ number: Int) -> ShelvedStory? {
    state.withLock { state in
      state.contents.stories.indices.contains(number) ? state.contents.stories[number] : nil
    }
  }

  /// Whether a story's names have been noted.
  package func isAnalysed(_ number: Int) -> Bool {
    state.withLock { $0.contents.analysed.contains(number) }
  }

  // MARK: Marks

  package func mark(_ numbers: [Int], _ mark: Mark, _ isOn: Bool) {
    state.withLock { state in
      for number in numbers where state.contents.stories.indices.contains(number) {
        switch (mark, isOn) {
        case (.read, true): state.contents.read.insert(number)
        case (.read, false): state.contents.read.remove(number)
        case (.starred, true): state.contents.starred.insert(number)
        case (.starred, false): state.contents.starred.remove(number)
        }
      }
    }
  }

  /// Gives a story its tags and says whether a note is written on it.
  package func note(_ number: Int, tags: [String], isNoted: Bool) {
    state.withLock { state in
      guard state.contents.stories.indices.contains(number) else { return }
      state.contents.tags[number] = tags.isEmpty ? nil : tags
      if isNoted {
        state.contents.noted.insert(number)
      } else {
        state.contents.noted.remove(number)
      }
    }
  }

  package func tags(of number: Int) -> [String] {
    state.withLock { $0.contents.tags[number] ?? [] }
  }
  package func isNoted(_ number: Int) -> Bool {
    state.withLock { $0.contents.noted.contains(number) }
  }

  package func isMarked(_ number: Int, _ mark: Mark) -> Bool {
    state.withLock { state in
      switch mark {
      case .read: state.contents.read.contains(number)
      case .starred: state.contents.starred.contains(number)
      }
    }
  }

  // MARK: Narrowing and searching

  /// The stories that a filter lets through, sorted; the newest first where no order is given.
  ///
  /// - Parameters:
  ///   - keeping: stories that stay even if they no longer are unread or starred.
  ///   - now: what "yesterday" is measured from.
  package func list(
    _ filter: StoryFilter, _ sort: [SortKey] = [], keeping: [Int32] = [],
    today now: Date = Date(timeIntervalSince1970: 0)
  ) -> [Int32] {
    let (contents, ready) = ready(filter)
    let query = (try? Query(filter.words, today: now, isOpen: true)) ?? .all
    var shown = contents.list(ready, keeping: keeping)
    if query != .all {
      shown.formIntersection(ShelfQuery(contents: contents, recent: recent).stories(query))
    }
    if sort.contains(where: { $0.field == .relevance }) {
      let numbers = (0..<contents.stories.count).filter(shown.contains).map { Int32($0) }
      return contents.sort(numbers, by: sort, for: query)
    }
    return order(of: contents, by: sort).filter { shown.contains(Int($0)) }
  }

  /// The stories that answer a query, in order of number.
  package func stories(
    _ query: Query, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> NumberSet {
    ShelfQuery(contents: contents, recent: recent, isCancelled: isCancelled).stories(query)
  }

  /// All stories in order; the last order is kept, so that a letter typed sorts nothing.
  private func order(of contents: ShelfContents, by keys: [SortKey]) -> [Int32] {
    let count = contents.stories.count
    if let last = ordered.withLock({ $0 }), last.keys == keys, last.order.count == count {
      return last.order
    }
    let order = contents.sort((0..<Int32(clamping: count)).map { $0 }, by: keys)
    if keys.allSatisfy(\.field.isLasting) {
      ordered.withLock { $0 = Ordered(keys: keys, order: order) }
    }
    return order
  }

  /// Which of some stories are said to match: by their heads and names, or as a query says.
  package func match(_ sought: Sought, in numbers: [Int32]) -> NumberSet {
    switch sought {
    case .pattern(let pattern): return match(pattern, in: numbers)
    case .query(let query, _):
      var found = NumberSet(numbers)
      found.formIntersection(stories(query))
      return found
    }
  }

  /// Which of some stories have a headline, byline, source or name that matches.
  package func match(_ pattern: TextPattern, in numbers: [Int32]) -> NumberSet {
    pattern.isEmpty ? [] : contents.match(pattern, in: numbers)
  }

  /// Searches whole texts in the order given; hits come in that order, the first at once.
  ///
  /// What is typed on after a literal search is looked for only where that search found something.
  /// - Parameter limit: after so many hits the search is cut.
  /// - Parameter deliver: is called on the searching threads, one call at a time.
  package func search(
    _ pattern: TextPattern, in numbers: [Int32], limit: Int = 5_000,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    deliver: @escaping @Sendable ([TextHit]) -> Void
  ) -> SearchEnd {
    guard !pattern.isEmpty else { return .complete }
    let earlier = searched.withLock { $0 }.flatMap { pattern.extends($0.typed) ? $0 : nil }
    let (end, without) = SearchRun(
      contents, pattern, in: numbers, without: earlier?.without ?? NumberSet(), limit: limit,
      isCancelled: isCancelled, deliver: deliver
    ).run()
    if pattern.syntax == .literal {
      searched.withLock { $0 = Searched(typed: pattern.typed, without: without) }
    }
    return end
  }
}

extension Shelf {
  package func search(
    _ sought: Sought, in numbers: [Int32], limit: Int = 5_000,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    deliver: @escaping @Sendable ([TextHit]) -> Void
  ) -> SearchEnd {
    switch sought {
    case .pattern(let pattern):
      search(pattern, in: numbers, limit: limit, isCancelled: isCancelled, deliver: deliver)
    case .query(let query, _):
      search(query, in: numbers, limit: limit, isCancelled: isCancelled, deliver: deliver)
    }
  }

  /// The names with a spelling that begins so, those of most stories first.
  package func names(beginning: String, kind: EntityKind?, limit: Int) -> [String] {
    let start = folded(beginning)
    let found = contents.names.all.filter { name in
      (kind == nil || name.kind == kind)
        && name.spellings.contains { folded($0.text).starts(with: start) }
    }
    return found.sorted { $0.stories > $1.stories }.prefix(limit).map(\.name)
  }

  /// The titles of sources that begin so.
  package func sources(beginning: String) -> [String] {
    let contents = contents
    let start = folded(beginning)
    let all = Set(contents.stories.indices.lazy.map { contents.stories[$0].story.source })
    return all.filter { folded($0).starts(with: start) }.sorted()
  }

  /// Searches stories by a query: their places that it names, or else their beginnings.
  package func search(
    _ query: Query, in numbers: [Int32], limit: Int = 5_000,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    deliver: @escaping @Sendable ([TextHit]) -> Void
  ) -> SearchEnd {
    let answers = stories(query, isCancelled: isCancelled)
    let marks = query.marks
    var (hits, left, size) = ([TextHit](), limit, 16)
    for number in numbers where answers.contains(Int(number)) {
      if isCancelled() { return .cancelled }
      guard let story = story(Int(number)) else { continue }
      hits += TextHit.hits(of: marks, in: story, Int(number), limit: left)
      guard hits.count >= min(size, left) else { continue }
      deliver(Array(hits.prefix(left)))
      left -= hits.count
      if left <= 0 { return .cut }
      (hits, size) = ([], min(2 * size, 512))
    }
    if isCancelled() { return .cancelled }
    if !hits.isEmpty { deliver(hits) }
    return .complete
  }
}

extension TextPattern {
  /// Whether it can match only where an earlier literal search matched.
  fileprivate func extends(_ earlier: String) -> Bool {
    syntax == .literal && typed.unicodeScalars.starts(with: earlier.unicodeScalars)
  }
}
