// Finds the names of every story, in the background and in the order in which they are wanted.
import Dispatch
import Glibc
import StoryParsing
import StoryQuery
import Synchronization

/// Analyses one story after the other when nothing more urgent is to be done.
final class NameSearch: Sendable {
  private struct State {
    /// The shown stories, and how far they have been looked through.
    var shown: [Int32] = []
    var at = 0
    /// Every story before this one has been analysed.
    var reached = 0
    var isAsleep = false
    var isHeldBack = false
    var isStarted = false
  }

  private let shelf: Shelf
  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  private let noted: @Sendable () -> Void

  /// While files are read stories come by the thousand: the list is to be whole first, and only
  /// the names of those on the first screens are found meanwhile.
  private static let mostMeanwhile = 200

  /// - Parameter noted: is called after each story.
  init(_ shelf: Shelf, noted: @escaping @Sendable () -> Void) {
    (self.shelf, self.noted) = (shelf, noted)
  }

  /// Begins, if it has not yet.
  func start() {
    let isFirst = state.withLock { state in
      defer { state.isStarted = true }
      return !state.isStarted
    }
    guard isFirst else { return }
    DispatchQueue(label: "lede.names", qos: .background).async { [self] in
      // At full speed: the open story waits for the same reading.
      prepareAnalysis()
      // Of this thread alone: keys come first, even on one core; on a busy machine a third of what
      // other programs get is left, where 15 would leave a thirtieth.
      setpriority(Int32(PRIO_PROCESS.rawValue), 0, 5)
      while true { findNext() }
    }
  }

  /// Leaves most of the work for later, or takes it up.
  func holdBack(_ isHeldBack: Bool) {
    state.withLock { $0.isHeldBack = isHeldBack }
    if !isHeldBack { wake() }
  }

  /// Some stories have a new text.
  func lookAgain(at numbers: [Int]) {
    guard let first = numbers.min() else { return }
    state.withLock { $0.reached = min($0.reached, first) }
    wake()
  }

  /// Stories have come, or other ones are shown: those first.
  func wake(shown: [Int32]? = nil) {
    let isAsleep = state.withLock { state in
      if let shown { (state.shown, state.at) = (shown, 0) }
      defer { state.isAsleep = false }
      return state.isAsleep
    }
    if isAsleep { bell.signal() }
  }

  private func findNext() {
    guard let number = next(), let story = shelf.story(number) else { return bell.wait() }
    shelf.noteNames(number, analyze(story))
    noted()
  }

  private func next() -> Int? {
    state.withLock { state in
      let next = upcoming(&state)
      state.isAsleep = next == nil
      return next
    }
  }

  private func upcoming(_ state: inout State) -> Int? {
    if state.isHeldBack, shelf.analysed >= Self.mostMeanwhile { return nil }
    while state.at < state.shown.count {
      let number = Int(state.shown[state.at])
      if !shelf.isAnalysed(number) { return number }
      state.at += 1
    }
    let count = shelf.count
    while state.reached < count {
      if !shelf.isAnalysed(state.reached) { return state.reached }
      state.reached += 1
    }
    return nil
  }
}
