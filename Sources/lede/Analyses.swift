// The analyses of the stories read last.
import StoryParsing
import Synchronization

/// Keeps a few analyses, so that going back to a story costs nothing.
final class Analyses: Sendable {
  private static let most = 16

  /// The one used last stands last.
  private let kept = Mutex<[(number: Int, analysis: Analysis)]>([])

  /// The analysis of a story if it is kept.
  subscript(number: Int) -> Analysis? {
    kept.withLock { kept in
      guard let place = kept.firstIndex(where: { $0.number == number }) else { return nil }
      kept.append(kept.remove(at: place))
      return kept[kept.count - 1].analysis
    }
  }

  func forget(_ number: Int) {
    kept.withLock { $0.removeAll { $0.number == number } }
  }

  func keep(_ analysis: Analysis, of number: Int) {
    kept.withLock { kept in
      kept.removeAll { $0.number == number }
      kept.append((number, analysis))
      if kept.count > Self.most { kept.removeFirst() }
    }
  }
}
