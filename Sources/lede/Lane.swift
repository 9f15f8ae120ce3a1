// Work of one sort, in the background, of which only the newest counts.
import Dispatch
import Synchronization

/// A queue on which a newer request replaces the one under way and those that wait.
final class Lane: Sendable {
  private let queue: DispatchQueue
  private let newest = Atomic(0)

  init(_ name: String) {
    queue = DispatchQueue(label: "lede.\(name)", qos: .userInitiated)
  }

  /// Does work unless something newer comes first; the work asks now and then if it still counts.
  ///
  /// - Parameter seconds: how long it waits for something newer.
  func run(
    after seconds: Double = 0,
    _ work: @escaping @Sendable (_ isReplaced: @escaping @Sendable () -> Bool) -> Void
  ) {
    let mine = newest.add(1, ordering: .relaxed).newValue
    let turn = { @Sendable in
      let isReplaced = { @Sendable in self.newest.load(ordering: .relaxed) != mine }
      if !isReplaced() { work(isReplaced) }
    }
    if seconds > 0 {
      queue.asyncAfter(deadline: .now() + seconds, execute: turn)
    } else {
      queue.async(execute: turn)
    }
  }

  /// Lets what is under way come to nothing.
  func stop() { newest.add(1, ordering: .relaxed) }
}
