// The names of kept stories, found anew in the background when the analyser is a newer one.
import Dispatch
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import Synchronization

/// Goes through the archive, the newest stories first, while nobody waits for it.
final class Renewal: Sendable {
  /// So few stories at a time that whoever else writes waits for nobody.
  private static let batch = 32

  private let archive: Archive
  private let isStopped = Atomic(false)
  /// Is told how many are left.
  private let tell: @Sendable (Int) -> Void

  init(_ archive: Archive, tell: @escaping @Sendable (Int) -> Void) {
    (self.archive, self.tell) = (archive, tell)
  }

  func start() {
    guard archive.isKept, !archive.isReadOnly else { return }
    DispatchQueue(label: "lede.renewal", qos: .background).async { [self] in
      // A thread that goes slow stays so, whatever it works on next.
      guard var left = try? archive.staleCount(), left > 0 else { return }
      // At full speed: the open story waits for the same reading.
      prepareAnalysis()
      // Of this thread alone: keys come first, even on one core.
      setpriority(Int32(PRIO_PROCESS.rawValue), 0, 19)
      while !isStopped.load(ordering: .relaxed), left > 0 {
        tell(left)
        guard let stories = try? archive.staleStories(limit: Self.batch), !stories.isEmpty,
          (try? archive.renew(stories.map { ($0.number, NamedStory($0.story, analyze($0.story))) }))
            != nil
        else { break }
        left -= stories.count
      }
      tell(0)
    }
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }
}
