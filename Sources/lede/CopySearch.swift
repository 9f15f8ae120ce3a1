// Finds which stories are copies of one text, in the background, as stories come.
import Dispatch
import Glibc
import ReaderUI
import StoryParsing
import StoryQuery
import Synchronization

/// Looks at each story once, and posts the groups whenever there are new copies.
final class CopySearch: Sendable {
  private let shelf: Shelf
  private let post: @Sendable (Event) -> Void
  private let queue = DispatchQueue(label: "lede.copies", qos: .background)
  private let isDue = Atomic(false)
  /// Only the queue touches it.
  private let finder = Mutex(CopyFinder())

  init(_ shelf: Shelf, post: @escaping @Sendable (Event) -> Void) {
    (self.shelf, self.post) = (shelf, post)
  }

  /// Stories have come.
  func wake() {
    guard !isDue.exchange(true, ordering: .relaxed) else { return }
    queue.async { [self] in
      // Of this thread alone, for as long as it works here: keys come first.
      setpriority(Int32(PRIO_PROCESS.rawValue), 0, 15)
      isDue.store(false, ordering: .relaxed)
      findNew()
    }
  }

  private func findNew() {
    let groups = finder.withLock { finder -> [[Int]]? in
      var hasNew = false
      while finder.count < shelf.count, let story = shelf.story(finder.count) {
        if finder.add(story) { hasNew = true }
      }
      return hasNew ? finder.groups : nil
    }
    guard let groups else { return }
    let length = { [shelf] number in shelf.story(number)?.text.utf8.count ?? 0 }
    post(
      .copiesFound(groups.map { $0.sorted { (length($1), $0) < (length($0), $1) } }))
  }
}
