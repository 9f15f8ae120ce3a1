// How far reading and the finding of names have come, told ten times a second at the most.
import ReaderUI
import Synchronization

/// Counts what the threads do and lets the reader know now and then.
final class ProgressReport: Sendable {
  private struct State {
    var progress = Event.Progress(stories: 0, total: nil, analysed: 0, isReading: false)
    var told: ContinuousClock.Instant?
    var troubles: [String] = []
  }

  private static let pause = Duration.milliseconds(100)

  private let state = Mutex(State())
  private let post: @Sendable (Event) -> Void

  init(post: @escaping @Sendable (Event) -> Void) { self.post = post }

  var isReading: Bool { state.withLock { $0.progress.isReading } }

  /// Changes the count, and tells it if the last time is long enough ago.
  ///
  /// - Parameter isPressing: whether it is told in any case: the first and last of its kind.
  func change(isPressing: Bool = false, _ change: (inout Event.Progress) -> Void) {
    let now = ContinuousClock.now
    let events = state.withLock { state -> [Event] in
      change(&state.progress)
      guard isPressing || state.told.map({ now - $0 >= Self.pause }) ?? true else { return [] }
      state.told = now
      defer { state.troubles = [] }
      let troubles = state.troubles.isEmpty ? [] : [Event.troubled(state.troubles)]
      return troubles + [.progress(state.progress)]
    }
    events.forEach(post)
  }

  /// One sentence on what could not be read, told with the next count.
  func trouble(_ sentence: String) {
    state.withLock { $0.troubles.append(sentence) }
  }
}
