// The names that are watched: their file, the stories that have them, and what is new.
import Dispatch
import FoundationEssentials
import ReaderUI
import StoryParsing
import StoryQuery
import Synchronization

/// Keeps the list of watched names in a small file, and counts their stories as names are found.
final class WatchDesk: Sendable {
  private struct State {
    var list = WatchList()
    /// How many stories there were when a name was looked at in this run, by name.
    var seen: [String: Int] = [:]
    var isRead = false
    /// Whether the reader has been told of any name.
    var isTold = false
  }

  private static let pause = DispatchTimeInterval.milliseconds(300)

  private let path: String?
  private let shelf: Shelf
  /// When a kept story came.
  private let arrival: @Sendable (Story.ID) -> Date?
  private let post: @Sendable (Event) -> Void
  private let queue = DispatchQueue(label: "lede.watch", qos: .utility)
  private let state = Mutex(State())
  private let isDue = Atomic(false)

  init(
    _ path: String?, _ shelf: Shelf, arrival: @escaping @Sendable (Story.ID) -> Date?,
    post: @escaping @Sendable (Event) -> Void
  ) {
    (self.path, self.shelf, self.arrival, self.post) = (path, shelf, arrival, post)
  }

  /// Names have been found in more stories, or the list has changed: counts soon.
  func refresh() {
    guard !isDue.exchange(true, ordering: .relaxed) else { return }
    queue.asyncAfter(deadline: .now() + Self.pause) { [self] in
      isDue.store(false, ordering: .relaxed)
      count()
    }
  }

  /// Reads the file once; a fault in it is a sentence with its line.
  private func read() {
    let isFirst = state.withLock { state in
      defer { state.isRead = true }
      return !state.isRead
    }
    guard isFirst, let path else { return }
    do throws(FileTrouble) {
      let list = WatchList(try readSmallFile(path))
      state.withLock { $0.list = list }
      post(.troubled(list.faults.map { "\(path):\($0.line): \($0.sentence)" }))
    } catch {
      if !error.isAbsence { post(.troubled(["\(path): \(error.sentence)"])) }
    }
  }

  private func count() {
    read()
    let (list, seen, isTold) = state.withLock { state in
      defer { state.isTold = !state.list.names.isEmpty }
      return (state.list, state.seen, state.isTold)
    }
    guard isTold || !list.names.isEmpty else { return }
    let watched = list.names.map { name in
      let keys = shelf.keys(of: name.name, name.kind)
      let stories = stories(of: keys)
      let fresh = NumberSet(
        stories.filter { isFresh($0, since: name.looked, seen[name.name]) }.map { Int32($0) })
      return Watched(name: name, keys: keys, stories: stories, fresh: fresh)
    }
    post(.watched(watched))
  }

  private func stories(of keys: [String]) -> NumberSet {
    NumberSet(keys.flatMap { shelf.locate(name: $0).map { Int32($0.story) } })
  }

  /// Whether a story came after a name was last looked at; of a story that is not kept its date
  /// tells.
  private func isFresh(_ number: Int, since looked: Date?, _ seen: Int?) -> Bool {
    if let seen { return number >= seen }
    guard let looked else { return true }
    guard let story = shelf.story(number) else { return false }
    return (arrival(story.id) ?? story.published).map { $0 > looked } ?? false
  }

  // MARK: Changes

  /// Watches a name from now on, or no longer.
  func watch(_ name: String, _ kind: EntityKind, _ isOn: Bool) {
    queue.async { [self] in
      read()
      state.withLock { state in
        state.list.names.removeAll { $0.isSame(as: name, kind) }
        guard isOn else { return }
        let letter = state.list.letter(for: name)
        state.list.names.append(
          WatchedName(name: name, kind: kind, letter: letter, looked: Date()))
        state.seen[name] = shelf.count
      }
      save()
      count()
    }
  }

  /// The stories of a name have been looked at.
  func look(_ name: String) {
    queue.async { [self] in
      state.withLock { state in
        guard let index = state.list.names.firstIndex(where: { $0.name == name }) else { return }
        state.list.names[index].looked = Date()
        state.seen[name] = shelf.count
      }
      save()
      count()
    }
  }

  private func save() {
    guard let path else {
      return post(.failed("The watched names are forgotten at the end: HOME names no folder"))
    }
    do throws(FileError) {
      try replaceFile(path, holding: state.withLock { $0.list.table })
    } catch {
      post(.failed("\(path) was not written: \(error.sentence)"))
    }
  }

  // MARK: Hits

  /// Where the stories of a name have it, day by day, the newest first, and on each day those first
  /// that are about it.
  func findHits(_ request: Int, _ name: String, isReplaced: () -> Bool) {
    let named = state.withLock { $0.list.names.first { $0.name == name } }
    let keys = named.map { shelf.keys(of: $0.name, $0.kind) } ?? []
    let dated = stories(of: keys).map { number in
      (number: number, published: shelf.story(number)?.published)
    }.sorted { one, other in
      let (first, second) = (one.published ?? .distantPast, other.published ?? .distantPast)
      return (second, one.number) < (first, other.number)
    }
    var day: [WatchHit] = []
    for (number, published) in dated {
      if isReplaced() { return }
      if let last = day.last, !isSameDay(last.published, published) {
        deliver(&day, request, isComplete: false)
      }
      if let hit = hit(number, keys, name) { day.append(hit) }
    }
    deliver(&day, request, isComplete: true)
  }

  private func hit(_ number: Int, _ keys: [String], _ name: String) -> WatchHit? {
    guard let story = shelf.story(number) else { return nil }
    let analysis = shelf.followed(analyze(story), of: number)
    let entities = analysis.entities.indices.filter {
      keys.contains(analysis.entities[$0].key)
    }
    return watchHit(in: story, number: number, analysis, of: Set(entities), as: name)
  }

  private func deliver(_ day: inout [WatchHit], _ request: Int, isComplete: Bool) {
    let hits = day.sorted { ($0.weight, $0.story) < ($1.weight, $1.story) }
    if isComplete || !hits.isEmpty {
      post(.watchHits(request: request, hits, isComplete: isComplete))
    }
    day = []
  }
}

/// Whether two stories are of one day, or neither has a date.
private func isSameDay(_ one: Date?, _ other: Date?) -> Bool {
  let seconds = 86_400.0
  return one.map { ($0.timeIntervalSince1970 / seconds).rounded(.down) }
    == other.map { ($0.timeIntervalSince1970 / seconds).rounded(.down) }
}
