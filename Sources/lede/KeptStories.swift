// The archive's stories that are not on the shelf: found, listed and opened beside those that are.
import Dispatch
import FoundationEssentials
import ReaderUI
import StoryArchive
import StoryParsing
import StoryQuery
import Synchronization

/// A kept story that is not on the shelf has its number in the archive with a minus before it.
extension NewsDesk {
  /// So many of them are shown at once: the newest.
  private static let mostBeyond = 500
  private static let mostHitsBeyond = 200

  func story(_ number: Int) -> Story? {
    guard number < 0 else { return shelf.story(number) }
    return try? recall.kept?.story(Int64(-number))
  }

  /// The kept stories, the newest first, that a filter lets through and the shelf has not.
  ///
  /// Only of what was typed: of all stories those on the shelf are the newest.
  func beyond(_ filter: StoryFilter) -> [Int64] {
    archivedQuery(of: filter).map { beyond($0, most: Self.mostBeyond) } ?? []
  }

  /// - Parameter isWanted: asked now and then; `false` ends it.
  private func beyond(
    _ query: Query, most: Int, while isWanted: () -> Bool = { true }
  ) -> [Int64] {
    guard let archive = recall.kept,
      let found = try? archive.find(query, limit: shelf.count + most, while: isWanted)
    else { return [] }
    var beyond: [Int64] = []
    for start in stride(from: 0, to: found.numbers.count, by: 500) {
      let part = Array(found.numbers[start..<min(start + 500, found.numbers.count)])
      guard let ids = try? archive.ids(of: part), ids.count == part.count else { break }
      beyond += zip(part, ids).filter { !shelf.has($0.1) }.map(\.0)
      if beyond.count >= most { break }
    }
    return Array(beyond.prefix(most))
  }

  /// The hits of a search over all stories that lie in those beyond the shelf.
  func hitsBeyond(_ sought: Sought, _ isReplaced: @Sendable () -> Bool) -> [TextHit] {
    guard hasKept, case .query(let query, _) = sought, query != .all, let archive = recall.kept
    else { return [] }
    var hits: [TextHit] = []
    let numbers = beyond(query, most: Self.mostHitsBeyond, while: { !isReplaced() })
    for number in numbers where !isReplaced() {
      guard let story = try? archive.story(number) else { continue }
      hits += TextHit.hits(of: query, in: story, -Int(number), limit: 5)
    }
    return hits
  }

  private var hasKept: Bool { isWithKept.load(ordering: .relaxed) }

  func listings(_ numbers: [Int]) {
    let here = numbers.filter { $0 >= 0 }
    if !here.isEmpty { post(.listings(here.compactMap(shelf.listing))) }
    let kept = numbers.filter { $0 < 0 }.map { Int64(-$0) }
    guard !kept.isEmpty else { return }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      guard let rows = try? recall.kept?.listings(kept) else { return }
      var remembered = Remembered()
      remembered.read = rows.filter(\.isRead).map { -Int($0.number) }
      remembered.starred = rows.filter(\.isStarred).map { -Int($0.number) }
      post(.listings(rows.map(\.listing)))
      if !remembered.isEmpty { post(.remembered(remembered)) }
    }
  }

  func loadKept(_ number: Int) {
    loads.run { [self] isReplaced in
      guard let story = story(number), !isReplaced() else { return }
      let analysis = analyses[number] ?? analyze(story)
      analyses.keep(analysis, of: number)
      let known = KnownStory.kept(Int64(-number))
      let memories = try? recall.kept?.memories(of: [known])
      if let place = memories?[known]?.place, place > 0 {
        var remembered = Remembered()
        remembered.places = [number: place]
        post(.remembered(remembered))
      }
      post(.storyLoaded(number: number, story, analysis))
    }
  }

  /// Completes what is typed after a field, by what is on the shelf and what is kept.
  func complete(_ request: Int, _ field: QueryField, _ beginning: String) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let kind: EntityKind? =
        switch field {
        case .person: .person
        case .org: .organisation
        case .country: .country
        case .place: .place
        case .title, .from, .date, .is, .tag, .source, .lang: nil
        }
      var words: [String] = []
      if let kind {
        words = shelf.names(beginning: beginning, kind: kind, limit: 50)
        let kept = try? recall.kept?.names(beginning: beginning, kind: kind, limit: 50)
        words += (kept ?? []).filter { !words.contains($0) }
      } else if field == .source {
        words = shelf.sources(beginning: beginning)
      }
      post(.completed(request: request, words))
    }
  }
}

// MARK: Facets

extension NewsDesk {
  /// What the reader's own stories are about is counted in the archive, which has them all.
  func countFacets(_ request: Int, _ filter: StoryFilter, _ numbers: [Int32]) {
    facets.run { [self] isReplaced in
      if let archive = recall.kept, let query = archivedQuery(of: filter) {
        try? archive.countFacets(query) { facets in
          guard !isReplaced() else { return false }
          post(.counted(request: request, facets))
          return true
        }
      } else {
        post(.counted(request: request, shelf.facets(of: numbers)))
      }
    }
  }

  /// The query that finds in the archive what a filter shows; nil where only the shelf can tell.
  private func archivedQuery(of filter: StoryFilter) -> Query? {
    guard hasKept, !filter.words.isEmpty, filter.included.isEmpty, filter.excluded.isEmpty,
      let query = try? Query(filter.words, today: Date(), isOpen: true), query != .all
    else { return nil }
    let marks: [Query] =
      (filter.onlyUnread ? [.mark(.unread)] : [])
      + (filter.onlyStarred ? [.mark(.starred)] : [])
    return marks.isEmpty ? query : .and([query] + marks)
  }
}

// MARK: Keeping, and saved searches

extension NewsDesk {
  func keepStories(_ numbers: [Int]) {
    let stories = numbers.filter { $0 >= 0 }.compactMap(shelf.story)
    guard !stories.isEmpty else { return post(.succeeded("It is kept already")) }
    recall.keep(stories, answer: post)
  }

  func save(_ search: SavedSearch) {
    guard var searches = SavedSearches(environment: environment) else {
      return post(.failed("There is no folder for searches.txt; set HOME or XDG_CONFIG_HOME"))
    }
    do throws(SavedSearches.Trouble) {
      // What is being typed goes on to a word's end; what is saved says so.
      let query = openQuery(search.query)
      let replaced = try searches.save(SavedSearch(name: search.name, query: query))
      let hint = replaced.map { $0 == query ? "as it was" : "which was \($0)" }
      let rest = hint.map { ", " + $0 } ?? "; :searches shows it"
      post(.succeeded("Saved as “\(search.name)”" + rest))
    } catch {
      post(.failed(error.sentence))
    }
  }

  func listSearches() {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      post(.searches(searchRows { false }))
    }
  }

  /// Counts what is in the folders of the list, once for the changes of a moment.
  func countFolders() {
    folders.run(after: 0.1) { [self] isReplaced in
      let rows = searchRows(isReplaced)
      if !isReplaced() { post(.folders(rows)) }
    }
  }

  private func searchRows(_ isReplaced: () -> Bool) -> [SavedSearchRow] {
    let searches = SavedSearches(environment: environment)?.all ?? []
    return searches.map { SavedSearchRow($0, isReplaced() ? nil : counts(of: $0)) }
  }

  private func counts(of search: SavedSearch) -> SavedSearchRow.Counts {
    guard let query = try? Query(search.query, today: Date()) else {
      return SavedSearchRow.Counts(unread: 0, stories: 0)
    }
    if hasKept, let archive = recall.kept, let counts = try? archive.counts(of: query) {
      return SavedSearchRow.Counts(unread: counts.unread, stories: counts.stories)
    }
    let unread = shelf.stories(.and([query, .mark(.unread)]))
    return SavedSearchRow.Counts(unread: unread.count, stories: shelf.stories(query).count)
  }
}

/// A query that was typed openly, closed: its last word, which may go on, has a star.
private func openQuery(_ typed: String) -> String {
  guard let last = typed.last, last.isLetter || last.isNumber,
    typed.filter({ $0 == "\"" }).count.isMultiple(of: 2),
    let now = Optional(Date()),
    (try? Query(typed, today: now, isOpen: true)) != (try? Query(typed, today: now))
  else { return typed }
  return typed + "*"
}

extension ArchiveListing {
  /// The same as a row of the reader's list.
  fileprivate var listing: Listing {
    Listing(
      id: Story.ID(source: "", name: "\(number)"), number: -Int(number), headline: headline,
      source: source, byline: byline, published: day)
  }
}
