// Corrections applied to what was found.
import StoryParsing

/// Which strands the reader's corrections speak of.
struct AppliedCorrections: Sendable {
  /// Joined with none.
  private(set) var apart: Set<Int32> = []
  /// Joined with these.
  private(set) var same: [Int32: [Int32]] = [:]
  private(set) var kinds: [Int32: EntityKind] = [:]
  private(set) var dismissed: Set<Int32> = []
  private(set) var confirmed: Set<Int32> = []
  /// The first are none of the second; of nobody where that is nil.
  private var unlike: [(one: Set<Int32>, other: Set<Int32>?)] = []
  private(set) var named: Set<Int32> = []

  init() {}

  /// - Parameter find: the strands that a reference speaks of.
  init(_ corrections: [Correction], _ find: (NameReference) -> [Int32]) {
    for correction in corrections {
      switch correction {
      case .same(let one, let other): addSame(find(one), find(other))
      case .apart(let one, let other):
        let found = find(one)
        named.formUnion(found)
        confirmed.formUnion(found)
        if one.story != nil, other == nil {
          apart.formUnion(found)
        } else {
          unlike.append((Set(found), other.map { Set(find($0)) }))
        }
      case .kind(let name, let kind):
        for strand in find(name) { kinds[strand] = kind }
        confirmed.formUnion(find(name))
      case .dismiss(let name): dismissed.formUnion(find(name))
      case .confirm(let name): confirmed.formUnion(find(name))
      }
    }
    named.formUnion(same.keys)
    named.formUnion(kinds.keys)
    named.formUnion(dismissed)
    named.formUnion(confirmed)
  }

  /// Each with the first of all: enough to connect them.
  private mutating func addSame(_ one: [Int32], _ other: [Int32]) {
    guard let first = one.first, !other.isEmpty else { return }
    for strand in one.dropFirst() + other where strand != first {
      same[first, default: []].append(strand)
      same[strand, default: []].append(first)
    }
    confirmed.formUnion(one)
    confirmed.formUnion(other)
  }

  func isNamed(_ strand: Int32) -> Bool { named.contains(strand) }

  /// Strands that would be one, parted as the reader says.
  func parts(of strands: [Int32]) -> [[Int32]] {
    var (parts, rest) = ([[Int32]](), strands)
    for (one, other) in unlike where rest.contains(where: one.contains) {
      let isMixed = other.map { other in rest.contains(where: other.contains) } ?? true
      guard isMixed else { continue }
      let parted = rest.filter(one.contains)
      guard parted.count < rest.count else { continue }
      parts.append(parted)
      rest.removeAll(where: one.contains)
    }
    return parts + [rest]
  }
}

extension Following {
  /// Takes other corrections in the place of those before.
  package mutating func correct(_ corrections: [Correction]) {
    self.corrections = corrections
    wanted = WantedNames(corrections)
    for strand in names.strands.indices { wanted.note(Int32(strand), in: names) }
    for story in places.indices { wanted.note(story, places[story]) }
    applyCorrections()
    settle()
  }

  /// Applies the corrections to the strands that are there.
  mutating func applyCorrections() {
    setApart()
    let old = applied
    let (wanted, names) = (wanted, names)
    applied = AppliedCorrections(corrections) { wanted.strands(of: $0, in: names) }
    for strand in old.named.union(applied.named) {
      let isJoined = applied.same[strand] != nil
      self.names.strands.change(Int(strand)) { $0.isJoinedByReader = isJoined }
    }
    reopen(old.named.union(applied.named))
  }

  /// Gives a use that stands among others a strand of its own, where a correction speaks of it.
  private mutating func setApart() {
    for case .apart(let name, nil) in corrections where name.story != nil {
      for strand in wanted.strands(of: name, in: names) {
        for story in wanted.stories(of: name) { part(strand, in: Int32(clamping: story)) }
      }
    }
  }
}
