// Work on several threads, its results written in the order it was given.
import Dispatch
import Synchronization

/// Runs pieces of work, at most so many at once, and writes what comes of them in order.
final class OrderedWork: Sendable {
  private struct Result {
    let bytes: [UInt8]
    /// Kept for a document that is written after it.
    let isKept: Bool
  }

  private struct State {
    /// Number of the next piece to be given, and of the next to be written.
    var given = 0
    var written = 0
    var results: [Int: Result] = [:]
    var kept: [[UInt8]] = []
    var end: OutputEnd?
  }

  private let jobs: Int
  private let output: StandardOutput
  private let state = Mutex(State())
  private let places: DispatchSemaphore
  private let group = DispatchGroup()
  private let threads = DispatchQueue.global()

  init(jobs: Int, output: StandardOutput) {
    self.jobs = jobs
    self.output = output
    places = DispatchSemaphore(value: jobs)
  }

  /// Why nothing more can be written, once that is so.
  var end: OutputEnd? { state.withLock { $0.end } }

  /// Has a piece of work done; waits where too many are under way.
  func add(keeping: Bool, _ work: @escaping @Sendable () -> [UInt8]) {
    let number = state.withLock { state in
      defer { state.given += 1 }
      return state.given
    }
    guard jobs > 1 else { return take(Result(bytes: work(), isKept: keeping), number) }
    places.wait()
    threads.async(group: group) {
      self.take(Result(bytes: work(), isKept: keeping), number)
      self.places.signal()
    }
  }

  /// Waits for all work that was given.
  func wait() { group.wait() }

  /// The results that were kept, once all work is done.
  func takeKept() -> [[UInt8]] {
    wait()
    return state.withLock { state in
      defer { state.kept = [] }
      return state.kept
    }
  }

  private func take(_ result: Result, _ number: Int) {
    state.withLock { state in
      state.results[number] = result
      while let next = state.results.removeValue(forKey: state.written) {
        state.written += 1
        write(next, &state)
      }
    }
  }

  private func write(_ result: Result, _ state: inout State) {
    guard state.end == nil else { return }
    if result.isKept { return state.kept.append(result.bytes) }
    do { try output.write(result.bytes) } catch { state.end = error }
  }
}
