// How many names are found exactly: kind, beginning and end.
import Foundation
import StoryParsing

/// Exact names found, by sort: the kinds, and "adjectival" for demonyms.
struct SpanScore: CustomStringConvertible {
  /// A name of one story.
  struct Span: Hashable {
    let range: TextRange
    let sort: String

    init(_ range: TextRange, _ kind: EntityKind, isAdjectival: Bool) {
      self.range = range
      sort = isAdjectival ? "adjectival" : kind.rawValue
    }

    init(_ name: GoldStory.Name) {
      self.init(name.range, name.kind, isAdjectival: name.isAdjectival)
    }
  }

  private var right: [String: Int] = [:]
  private var found: [String: Int] = [:]
  private var wanted: [String: Int] = [:]

  static let core = ["person", "organisation", "country"]

  /// Adds what was found in one story; demonyms count only where they are annotated.
  mutating func add(_ spans: some Sequence<Span>, in story: GoldStory) {
    let truth = Set(story.names.map(Span.init))
    for name in truth { wanted[name.sort, default: 0] += 1 }
    for name in Set(spans) where story.hasDemonyms || name.sort != "adjectival" {
      found[name.sort, default: 0] += 1
      if truth.contains(name) { right[name.sort, default: 0] += 1 }
    }
  }

  /// Precision, recall and their harmonic mean over some sorts together, 0…100.
  func percent(of sorts: [String]) -> (precision: Double, recall: Double, f1: Double) {
    let sum = { (counts: [String: Int]) in Double(sorts.reduce(0) { $0 + (counts[$1] ?? 0) }) }
    let (right, found, wanted) = (sum(right), sum(found), sum(wanted))
    return (
      100 * right / max(found, 1), 100 * right / max(wanted, 1),
      200 * right / max(found + wanted, 1)
    )
  }

  var core3: Double { percent(of: Self.core).f1 }

  var description: String {
    let core = percent(of: Self.core)
    let each = (Self.core + ["place", "adjectival"]).map { sort in
      String(format: "%5.1f", percent(of: [sort]).f1)
    }
    return String(format: "%5.1f %5.1f %5.1f  ", core.f1, core.precision, core.recall)
      + each.joined(separator: " ")
  }

  /// The columns of a description.
  static let heading = "core3     P     R   pers.  org.  ctry place  dem."
}
