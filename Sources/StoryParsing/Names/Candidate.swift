// What may be a name, and the choice of the best.

/// A stretch of tokens that may be a name, and how much speaks for it.
///
/// Rules, lists and, later, a model all propose candidates; `best` alone decides.
struct Candidate {
  let tokens: Range<Int>
  /// Nil for what is certainly something else: "World War II" keeps "War" from being a name.
  let kind: EntityKind?
  /// Above 0: better a name than none. Comparable over all kinds and lengths.
  let weight: Double
  let evidence: Mention.Evidence
  var isAdjectival = false
  /// A ship or other craft: no name of a kind, wherever the story has it.
  var isCraft = false
  /// The story's own form gives it: a byline, a dateline, a slip of the pen for a name in it.
  var isGiven = false
  /// The name before it in the letters of another language: "(周恩来)".
  var isOtherScript = false
}

extension Candidate {
  /// Two names side by side are seldom right: "UN Security Council" is one.
  private var priceOfNeighbour: Double { isAdjectival ? 1 : kind == .country ? 1.5 : 4.5 }

  /// A person may follow: "the ambassador to the UN Sergiy Kyslytsya".
  private var priceOfPerson: Double { kind == .person ? 4.5 : 1 }

  /// The candidates that together weigh most without overlapping, in order, those of no kind too.
  static func best(of candidates: [Candidate], in tokens: Range<Int>) -> [Candidate] {
    guard !candidates.isEmpty else { return [] }
    var slots = Array(repeating: Slot(), count: tokens.count + 1)
    // Those that begin in a slot, the last first; none is -1.
    var others: [Int] = []
    others.reserveCapacity(candidates.count)
    for (number, candidate) in candidates.enumerated() {
      // What a byline or dateline gives may run over a sentence's end.
      let isInside = candidate.tokens.clamped(to: tokens) == candidate.tokens
      let slot = candidate.tokens.lowerBound - tokens.lowerBound
      others.append(isInside ? slots[slot].last : -1)
      if isInside { slots[slot].last = number }
    }
    for index in (0..<tokens.count).reversed() {
      var slot = slots[index]
      slot.gap = slots[index + 1].weight
      var next = slot.last
      while next >= 0 {
        let candidate = candidates[next]
        let end = slots[candidate.tokens.upperBound - tokens.lowerBound]
        let weight =
          candidate.weight
          + max(
            end.gap, end.beginning - candidate.priceOfNeighbour,
            end.personBeginning - candidate.priceOfPerson)
        if candidate.kind == .person { slot.personBeginning = max(slot.personBeginning, weight) }
        if weight > slot.beginning {
          slot.beginning = weight
          slot.choice = next
        }
        next = others[next]
      }
      slot.weight = max(slot.gap, slot.beginning)
      if slot.beginning <= slot.gap { slot.choice = -1 }
      slots[index] = slot
    }
    var found: [Candidate] = []
    var at = tokens.lowerBound
    while at < tokens.upperBound {
      let choice = slots[at - tokens.lowerBound].choice
      if choice >= 0 { found.append(candidates[choice]) }
      at = choice >= 0 ? candidates[choice].tokens.upperBound : at + 1
    }
    return found
  }

  /// What is best from a token on.
  private struct Slot {
    var weight = 0.0
    /// The same where a name must begin.
    var beginning = -Double.infinity
    var personBeginning = -Double.infinity
    /// The same where none may.
    var gap = 0.0
    var choice = -1
    /// The last candidate that begins here.
    var last = -1
  }
}
