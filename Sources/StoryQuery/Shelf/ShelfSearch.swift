// Searching whole texts, on two cores, delivered in order.
import Dispatch
import StoryParsing
import Synchronization

/// How a search ended.
package enum SearchEnd: Hashable, Sendable {
  case complete
  /// There are more matches than were asked for.
  case cut
  case cancelled
}

/// What a literal search found out, by which a longer one is narrowed.
struct Searched: Sendable {
  let typed: String
  /// Stories in which what was typed does not occur.
  var without = NumberSet()
}

/// One search under way: who takes the next block, and whose hits are delivered next.
final class SearchRun: Sendable {
  private struct State {
    var taken = 0
    var delivered = 0
    /// Hits of blocks done before an earlier one was.
    var waiting: [Int: [TextHit]] = [:]
    var left: Int
    var without: NumberSet
    var isCancelled = false
  }

  private static let workers = 2

  private let contents: ShelfContents
  private let pattern: TextPattern
  private let numbers: [Int32]
  private let blocks: [Range<Int>]
  private let known: NumberSet
  private let isCancelled: @Sendable () -> Bool
  private let deliver: @Sendable ([TextHit]) -> Void
  private let state: Mutex<State>

  init(
    _ contents: ShelfContents, _ pattern: TextPattern, in numbers: [Int32], without: NumberSet,
    limit: Int, isCancelled: @escaping @Sendable () -> Bool,
    deliver: @escaping @Sendable ([TextHit]) -> Void
  ) {
    (self.contents, self.pattern, self.numbers) = (contents, pattern, numbers)
    known = without
    (self.isCancelled, self.deliver) = (isCancelled, deliver)
    blocks = Self.blocks(of: numbers.count)
    state = Mutex(State(left: limit, without: without))
  }

  /// The first blocks are small, so that the first hits come at once.
  private static func blocks(of count: Int) -> [Range<Int>] {
    var (blocks, at, size) = ([Range<Int>](), 0, 16)
    while at < count {
      blocks.append(at..<min(at + size, count))
      (at, size) = (at + size, min(size * 2, 512))
    }
    return blocks
  }

  /// Searches until done, cut or cancelled; gives the stories without a match too.
  func run() -> (SearchEnd, without: NumberSet) {
    DispatchQueue.concurrentPerform(iterations: min(Self.workers, blocks.count)) { _ in
      let scratch = MatchScratch()
      while let (block, left) = take() {
        let (hits, without) = search(blocks[block], most: left, scratch)
        finish(block, hits, without)
      }
    }
    return state.withLock { state in
      let end: SearchEnd = state.left <= 0 ? .cut : state.isCancelled ? .cancelled : .complete
      return (end, state.without)
    }
  }

  /// The next block, and how many hits are still wanted.
  private func take() -> (block: Int, left: Int)? {
    let isCancelled = isCancelled()
    return state.withLock { state in
      if isCancelled { state.isCancelled = true }
      guard !state.isCancelled, state.left > 0, state.taken < blocks.count else { return nil }
      defer { state.taken += 1 }
      return (state.taken, state.left)
    }
  }

  private func search(
    _ block: Range<Int>, most: Int, _ scratch: MatchScratch
  ) -> (hits: [TextHit], without: [Int]) {
    var (hits, without) = ([TextHit](), [Int]())
    for number in numbers[block].lazy.map(Int.init) {
      guard contents.stories.indices.contains(number), !known.contains(number) else { continue }
      if isCancelled() { break }
      let before = hits.count
      addHits(in: number, to: &hits, most: most, scratch)
      if hits.count == before { without.append(number) }
      if hits.count > most { break }
    }
    return (hits, without)
  }

  private func addHits(
    in number: Int, to hits: inout [TextHit], most: Int, _ scratch: MatchScratch
  ) {
    contents.stories.lend(number) { shelved in
      let kept = shelved.pointee.fold
      guard kept.map(pattern.mayMatch) ?? true else { return }
      withBytes(of: shelved.pointee.story.text) { text in
        pattern.forEachMatch(in: text, shelved.pointee.traits, kept: kept, scratch, isCancelled) {
          hits.append(
            TextHit(
              story: number, range: $0, in: text, published: shelved.pointee.story.published))
          return hits.count <= most
        }
      }
    }
  }

  /// Delivers what can be delivered in order; the lock keeps batches one after the other.
  private func finish(_ block: Int, _ hits: [TextHit], _ without: [Int]) {
    // What was not searched to its end says nothing about what it is without.
    let isCancelled = isCancelled()
    state.withLock { state in
      if isCancelled {
        state.isCancelled = true
        return
      }
      for number in without { state.without.insert(number) }
      state.waiting[block] = hits
      while let ready = state.waiting.removeValue(forKey: state.delivered) {
        state.delivered += 1
        let batch = ready.count <= state.left ? ready : Array(ready.prefix(max(0, state.left)))
        state.left -= ready.count
        if !batch.isEmpty { deliver(batch) }
      }
    }
  }
}
