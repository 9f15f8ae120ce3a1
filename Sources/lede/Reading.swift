// Reads the sources onto the shelf, on a thread of its own.
import Dispatch
import ReaderUI
import StoryQuery
import StorySources
import Synchronization

/// Takes stories in and says when the list has grown by so many that it is worth showing.
final class Reading: Sendable {
  /// What came of reading, for the exit code.
  struct Outcome: Sendable {
    var stories = 0
    var failures = 0
  }

  private static let pause = Duration.milliseconds(250)

  private let shelf: Shelf
  private let report: ProgressReport
  private let listGrew: @Sendable () -> Void
  private let isStopped = Atomic(false)
  private let result = Mutex(Outcome())

  init(
    _ shelf: Shelf, _ report: ProgressReport, listGrew: @escaping @Sendable () -> Void
  ) {
    (self.shelf, self.report, self.listGrew) = (shelf, report, listGrew)
  }

  var outcome: Outcome { result.withLock { $0 } }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Reads all sources; returns at once.
  func start(_ sources: [Source], as format: Format?) {
    report.change { $0.isReading = true }
    DispatchQueue(label: "lede.reading", qos: .userInitiated).async { [self] in
      read(sources, as: format)
      report.change(isPressing: true) { $0.isReading = false }
      listGrew()
    }
  }

  private func read(_ sources: [Source], as format: Format?) {
    var growth = Growth()
    readStories(from: sources, as: format) { arrival, count in
      switch arrival {
      case .story(let story):
        let number = shelf.add(story)
        result.withLock { $0.stories += 1 }
        report.change(isPressing: number == 0) { progress in
          progress.stories = number + 1
          progress.total = count.total
        }
        if growth.isWorthShowing(number + 1) { listGrew() }
      case .problem(let problem):
        if problem.isFailure { result.withLock { $0.failures += 1 } }
        report.trouble(problem.sentence)
      case .finished: break
      }
      return !isStopped.load(ordering: .relaxed)
    }
  }

  /// When to show more: at 1, 2, 4 … stories up to a screenful or two, later by the clock.
  private struct Growth {
    private var next = 1
    private var shown = ContinuousClock.now

    mutating func isWorthShowing(_ count: Int) -> Bool {
      guard count >= next else { return false }
      let now = ContinuousClock.now
      guard count <= 128 || now - shown >= Reading.pause else { return false }
      (next, shown) = (count < 128 ? count * 2 : count + 128, now)
      return true
    }
  }
}
