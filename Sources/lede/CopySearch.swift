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
  private let bell = DispatchSemaphore(value: 0)
  private let isStarted = Atomic(false)

  init(_ shelf: Shelf, post: @escaping @Sendable (Event) -> Void) {
    (self.shelf, self.post) = (shelf, post)
  }

  /// Stories have come.
  func wake() {
    bell.signal()
    guard !isStarted.exchange(true, ordering: .relaxed) else { return }
    DispatchQueue(label: "lede.copies", qos: .background).async { [self] in
      // Of this thread alone, which is therefore kept: keys come first.
      setpriority(Int32(PRIO_PROCESS.rawValue), 0, 15)
      var finder = CopyFinder()
      while true {
        bell.wait()
        findNew(&finder)
      }
    }
  }

  private func findNew(_ finder: inout CopyFinder) {
    var hasNew = false
    while finder.count < shelf.count, let story = shelf.story(finder.count) {
      if finder.add(story) { hasNew = true }
    }
    guard hasNew else { return }
    let length = { [shelf] number in shelf.story(number)?.text.utf8.count ?? 0 }
    post(
      .copiesFound(finder.groups.map { $0.sorted { (length($1), $0) < (length($0), $1) } }))
  }
}
