// What lede remembers of earlier sittings, and what it will remember of this one.
import Dispatch
import FoundationEssentials
import Glibc
import ReaderUI
import StoryArchive
import StoryParsing
import StorySources
import Synchronization

/// Reads and writes the archive for the reader, on a thread of its own that no key waits for.
///
/// What changes is written together a quarter of a second later: it outlives whatever ends lede.
final class Recall: Sendable {
  /// What there was at the start.
  struct Start: Sendable {
    var values: [String: String] = [:]
    var typed: [TypedLine] = []
  }

  private struct Pending {
    var changes: [Int: MemoryChange] = [:]
    var sitting: Sitting?
    var typed: [TypedLine] = []
    var isDue = false
    /// Where stories were left, as far as this is known already.
    var places: [Int: Int] = [:]
  }

  private static let pause = DispatchTimeInterval.milliseconds(250)

  private let path: String?
  private let opened: String
  private let isFresh: Bool
  private let queue = DispatchQueue(label: "lede.archive", qos: .utility)
  private let archive = Mutex<Archive?>(nil)
  private let start = Mutex<Start?>(nil)
  private let started = DispatchSemaphore(value: 0)
  private let pending = Mutex(Pending())
  /// What was left last, so that only what changed is written.
  private let left = Mutex<[String: String]>([:])
  private let hasComplained = Atomic(false)
  /// The number of other programs' changes when it was looked at last.
  private let othersChanges = Mutex<Int?>(nil)
  private let complain: @Sendable (String) -> Void

  /// - Parameters:
  ///   - opened: what lede was called with.
  ///   - isFresh: whether nothing comes back of earlier sittings.
  ///   - complain: takes a sentence on what is not kept.
  init(
    _ path: String?, opened: String, isFresh: Bool, complain: @escaping @Sendable (String) -> Void
  ) {
    (self.path, self.opened, self.isFresh) = (path, opened, isFresh)
    self.complain = complain
    // Where nothing was ever kept, nothing is made before there is something to keep.
    guard let path, access(path, F_OK) == 0 else {
      start.withLock { $0 = Start() }
      started.signal()
      return
    }
    queue.async { [self] in begin() }
  }

  private func begin() {
    var start = Start()
    if let archive = openArchive(), !isFresh {
      start.values = (try? archive.sitting(opened)) ?? [:]
      start.typed = (try? archive.typedLines()) ?? []
    }
    left.withLock { $0 = start.values }
    self.start.withLock { $0 = start }
    started.signal()
  }

  /// What there was, if it is known within so long; a later answer goes to `late`.
  func start(within limit: DispatchTimeInterval, late: @escaping @Sendable (Start) -> Void)
    -> Start?
  {
    if started.wait(timeout: .now() + limit) == .success { return start.withLock { $0 } }
    queue.async { [self] in
      if let start = start.withLock({ $0 }) { late(start) }
    }
    return nil
  }

  /// The archive, opened when it is first needed; only on the queue.
  private func openArchive() -> Archive? {
    if let archive = archive.withLock({ $0 }) { return archive }
    guard let path else {
      complainOnce("What you mark is forgotten at the end: HOME names no folder")
      return nil
    }
    let opening = Archive.open(path, at: Date(), tell: complain)
    if !opening.notices.isEmpty { complainOnce(opening.notices.joined(separator: "; ")) }
    archive.withLock { $0 = opening.archive }
    return opening.archive
  }

  /// Hands the archive over once it is open, where there is one.
  func whenOpen(_ body: @escaping @Sendable (Archive) -> Void) {
    queue.async { [self] in
      if let archive = kept { body(archive) }
    }
  }

  /// The archive, if it is open.
  var kept: Archive? { archive.withLock { $0 } }

  private func complainOnce(_ sentence: String) {
    guard !hasComplained.exchange(true, ordering: .relaxed) else { return }
    complain(sentence)
  }
}

// MARK: What comes back

extension Recall {
  /// Looks up what is remembered of stories, a few hundred at a time.
  ///
  /// - Parameter known: what the story of a number is known by.
  func look(
    up numbers: Range<Int>, known: @escaping @Sendable (Int) -> KnownStory?,
    answer: @escaping @Sendable (Remembered) -> Void
  ) {
    guard !isFresh else { return }
    queue.async { [self] in
      guard let archive = archive.withLock({ $0 }) else { return }
      let wanted = Wanted(left.withLock { $0 })
      for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 500) {
        let part = first..<min(first + 500, numbers.upperBound)
        let stories = part.compactMap { number in known(number).map { (number, $0) } }
        let remembered = recall(stories, wanted, from: archive)
        if !remembered.isEmpty { answer(remembered) }
      }
    }
  }

  /// Calls every other second that another lede has written, once all of this one's is written.
  func watch(known: @escaping Known, others haveWritten: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + .seconds(2)) { [weak self] in
      guard let self else { return }
      if let archive = kept, archive.isKept, let changes = archive.othersChanges {
        let last = othersChanges.withLock { last in
          defer { last = changes }
          return last
        }
        // The first time too: the archive may be there only since then.
        if last != changes {
          write(known)
          haveWritten()
        }
      }
      watch(known: known, others: haveWritten)
    }
  }

  /// Whose places are waited for.
  private struct Wanted {
    var place: (story: KnownStory, offset: Int)?
    var marks: [(letter: Character, story: KnownStory, offset: Int)] = []

    init(_ values: [String: String]) {
      place = values["place"].flatMap(SittingForm.readPlace)
      for (name, value) in values where name.hasPrefix("mark.") {
        guard let letter = name.last, let place = SittingForm.readPlace(value) else { continue }
        marks.append((letter, place.story, place.offset))
      }
    }
  }

  private func recall(
    _ stories: [(number: Int, known: KnownStory)], _ wanted: Wanted, from archive: Archive
  ) -> Remembered {
    var remembered = Remembered()
    let memories = (try? archive.memories(of: stories.map(\.known))) ?? [:]
    for (number, known) in stories {
      if let memory = memories[known] {
        if memory.isRead {
          remembered.read.append(number)
        } else {
          remembered.unread.append(number)
        }
        if memory.isStarred {
          remembered.starred.append(number)
        } else {
          remembered.unstarred.append(number)
        }
        if memory.place > 0 { remembered.places[number] = memory.place }
        if !memory.note.isEmpty { remembered.notes[number] = memory.note }
        if !memory.tags.isEmpty { remembered.tags[number] = memory.tags }
      }
      for mark in wanted.marks where mark.story == known {
        remembered.marks[mark.letter] = Place(story: number, offset: mark.offset)
      }
      if let place = wanted.place, place.story == known {
        remembered.place = Place(story: number, offset: place.offset)
      }
    }
    pending.withLock { $0.places.merge(remembered.places) { here, _ in here } }
    return remembered
  }
}

// MARK: Sources

extension Recall {
  /// So many stories of each source are there again at the start; the archive has them all.
  private static let mostStories = 2_000
  /// As many as the tallest screens have rows.
  private static let firstStories = 100

  /// How a source stood, and its newest stories; nil where nothing of it is kept.
  ///
  /// Files and folders are read from where they lie.
  func kept(of source: NamedSource) -> (state: FeedState, title: String?, stories: [Story])? {
    if case .path = source.place { return nil }
    return queue.sync {
      guard let archive = archive.withLock({ $0 }) else { return nil }
      let stories = try? archive.stories(of: source.id, limit: Self.mostStories)
      let title = try? archive.title(of: source.id)
      return stories.map { (archive.state(of: source), title, $0) }
    }
  }

  /// The newest kept stories of all sources: those of the first screen, then all that are shown.
  func takeNewestKept(_ take: ([Story]) -> Void) {
    for count in [Self.firstStories, Self.mostStories] {
      let stories = queue.sync {
        let archive = archive.withLock { $0 }
        return (try? archive?.newestStories(limit: count)) ?? []
      }
      take(stories)
      if stories.count < count { return }
    }
  }

  /// Keeps stories that came from files, under the source that each names; answers with a word.
  func keep(_ stories: [Story], answer: @escaping @Sendable (Event) -> Void) {
    queue.async { [self] in
      guard let archive = openArchive(), archive.isKept, !archive.isReadOnly else {
        return answer(.failed("Nothing can be kept: the archive cannot be written"))
      }
      var added = 0
      do throws(ArchiveError) {
        for (source, stories) in Dictionary(grouping: stories, by: \.id.source) {
          let saved = try archive.save(Refresh(source: source, stories: stories), at: Date())
          added += saved.added.count + saved.rewritten.count
        }
        answer(.succeeded(word(added, of: stories.count)))
      } catch {
        answer(.failed(error.sentence))
      }
    }
  }

  private func word(_ added: Int, of count: Int) -> String {
    if added == 0 { return count == 1 ? "It is kept already" : "They are kept already" }
    let kept = "\(added) \(added == 1 ? "story" : "stories") kept"
    return added == count ? kept : kept + ", \(count - added) already"
  }

  /// What a story was before its source rewrote it, the oldest first.
  func earlierTexts(of story: Story.ID) -> [String] {
    queue.sync {
      guard let archive = archive.withLock({ $0 }), let number = try? archive.number(of: story)
      else { return [] }
      return (try? archive.earlierTexts(of: number)) ?? []
    }
  }

  /// Keeps what a refresh gave, soon, in one transaction.
  func keep(_ refresh: SourceRefresh) {
    if case .path = refresh.source.place { return }
    queue.async { [self] in
      guard let archive = openArchive(), !archive.isReadOnly else { return }
      do throws(ArchiveError) {
        _ = try archive.keep(refresh, at: Date())
      } catch {
        complainOnce("What comes now may be forgotten at the end: \(error.sentence)")
      }
    }
  }
}

extension Recall {
  /// Keeps the whole text of a story whose teaser is kept, soon.
  func keep(_ whole: Story, of source: NamedSource) {
    if case .path = source.place { return }
    queue.async { [self] in
      guard let archive = openArchive(), !archive.isReadOnly else { return }
      let refresh = Refresh(source: source.id, stories: [whole.kept(in: source.id)])
      do throws(ArchiveError) {
        _ = try archive.save(refresh, at: Date())
      } catch {
        complainOnce("What comes now may be forgotten at the end: \(error.sentence)")
      }
    }
  }
}

// MARK: What is kept

extension Recall {
  /// Remembers a mark of stories.
  func note(_ numbers: [Int], _ change: MemoryChange, known: @escaping Known) {
    later(known) { pending in
      for number in numbers { pending.changes[number, default: MemoryChange()].merge(change) }
    }
  }

  /// Remembers how things stand, and how far the open story was read.
  func keep(_ sitting: Sitting, known: @escaping Known) {
    later(known) { pending in
      pending.sitting = sitting
      guard let place = sitting.place,
        pending.places[place.story, default: 0] != place.offset
      else { return }
      pending.places[place.story] = place.offset
      pending.changes[place.story, default: MemoryChange()].place = place.offset
    }
  }

  func keep(_ line: TypedLine, known: @escaping Known) {
    later(known) { $0.typed.append(line) }
  }

  typealias Known = @Sendable (Int) -> KnownStory?

  /// Changes what is to be written, and has it written soon.
  private func later(_ known: @escaping Known, _ change: (inout Pending) -> Void) {
    let isFirst = pending.withLock { pending in
      change(&pending)
      defer { pending.isDue = true }
      return !pending.isDue
    }
    guard isFirst else { return }
    queue.asyncAfter(deadline: .now() + Self.pause) { [self] in write(known) }
  }

  /// Writes what is left to write; returns when that is done.
  func finish(known: @escaping Known) { queue.sync { write(known) } }

  private func write(_ known: Known) {
    let due = pending.withLock { pending in
      let due = pending
      (pending.changes, pending.sitting, pending.typed, pending.isDue) = ([:], nil, [], false)
      return due
    }
    guard due.isDue, let archive = openArchive(), !archive.isReadOnly else { return }
    var changes: [KnownStory: MemoryChange] = [:]
    for (number, change) in due.changes {
      if let story = known(number) { changes[story, default: MemoryChange()].merge(change) }
    }
    do throws(ArchiveError) {
      try archive.remember(changes, at: Date())
      if let sitting = due.sitting { try leave(SittingForm(sitting, known: known), in: archive) }
      for line in due.typed { try archive.remember(line) }
    } catch {
      complainOnce("What you mark may be forgotten at the end: \(error.sentence)")
    }
  }

  private func leave(_ form: SittingForm, in archive: Archive) throws(ArchiveError) {
    for (values, opened) in [(form.forAll, ""), (form.forOpened, opened)] {
      let changed = left.withLock { left in values.filter { left[$0.key, default: ""] != $0.value }
      }
      guard !changed.isEmpty else { continue }
      try archive.leave(changed, for: opened)
      left.withLock { $0.merge(changed) { $1 } }
    }
  }
}
