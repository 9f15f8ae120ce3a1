// Reads the sources onto the shelf, on a thread of its own.
import Dispatch
import FoundationEssentials
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

  /// Between two refreshings of the list, while it fits a screen or two and after that.
  private static let shortPause = DispatchTimeInterval.milliseconds(4)
  private static let pause = DispatchTimeInterval.milliseconds(250)
  private static let shortList = 128

  private let shelf: Shelf
  private let report: ProgressReport
  private let listGrew: @Sendable () -> Void
  private let ended: @Sendable () -> Void
  private let isStopped = Atomic(false)
  private let timers = DispatchQueue(label: "lede.growth", qos: .userInitiated)
  /// Whether the list is about to be refreshed.
  private let isDue = Atomic(false)
  private let result = Mutex(Outcome())

  init(
    _ shelf: Shelf, _ report: ProgressReport, listGrew: @escaping @Sendable () -> Void,
    ended: @escaping @Sendable () -> Void = {}
  ) {
    (self.shelf, self.report, self.listGrew, self.ended) = (shelf, report, listGrew, ended)
  }

  var outcome: Outcome { result.withLock { $0 } }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Reads all sources; returns at once.
  func start(_ sources: [Source], as form: GivenForm) {
    report.change { $0.isReading = true }
    DispatchQueue(label: "lede.reading", qos: .userInitiated).async { [self] in
      read(sources, as: form)
      report.change(isPressing: true) { $0.isReading = false }
      listGrew()
      ended()
    }
  }

  private func read(_ sources: [Source], as form: GivenForm) {
    readStories(from: sources, as: form) { arrival, count in
      switch arrival {
      case .story(let story):
        let number = shelf.add(story, arrived: Date())
        result.withLock { $0.stories += 1 }
        report.change(isPressing: number == 0) { progress in
          progress.stories = number + 1
          progress.total = count.total
        }
        if number == 0 { listGrew() } else { showSoon(number + 1) }
      case .problem(let problem):
        if problem.isFailure { result.withLock { $0.failures += 1 } }
        report.trouble(problem.sentence)
      case .finished: break
      }
      return !isStopped.load(ordering: .relaxed)
    }
  }

  /// Shows what has come after a pause: so many stories at once, and none is left out for long.
  private func showSoon(_ count: Int) {
    guard !isDue.exchange(true, ordering: .relaxed) else { return }
    let pause = count <= Self.shortList ? Self.shortPause : Self.pause
    timers.asyncAfter(deadline: .now() + pause) { [self] in
      isDue.store(false, ordering: .relaxed)
      listGrew()
    }
  }
}
