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
    // What a byline or dateline gives may run over a sentence's end.
    let ordered = candidates.filter { $0.tokens.clamped(to: tokens) == $0.tokens }
      .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    var weights = Array(repeating: 0.0, count: tokens.count + 1)
    // The same where a name must begin.
    var beginnings = Array(repeating: -Double.infinity, count: tokens.count + 1)
    var personBeginnings = beginnings
    // The same where none may.
    var gaps = Array(repeating: 0.0, count: tokens.count + 1)
    var choices: [Int?] = Array(repeating: nil, count: tokens.count)
    var next = ordered.count - 1
    for start in tokens.reversed() {
      let slot = start - tokens.lowerBound
      gaps[slot] = weights[slot + 1]
      while next >= 0, ordered[next].tokens.lowerBound == start {
        let candidate = ordered[next]
        let end = candidate.tokens.upperBound - tokens.lowerBound
        let weight =
          candidate.weight
          + max(
            gaps[end], beginnings[end] - candidate.priceOfNeighbour,
            personBeginnings[end] - candidate.priceOfPerson)
        if candidate.kind == .person {
          personBeginnings[slot] = max(personBeginnings[slot], weight)
        }
        if weight > beginnings[slot] {
          beginnings[slot] = weight
          choices[slot] = next
        }
        next -= 1
      }
      weights[slot] = max(gaps[slot], beginnings[slot])
      if beginnings[slot] <= gaps[slot] { choices[slot] = nil }
    }
    return chosen(of: ordered, by: choices, in: tokens)
  }

  private static func chosen(
    of candidates: [Candidate], by choices: [Int?], in tokens: Range<Int>
  ) -> [Candidate] {
    var found: [Candidate] = []
    var at = tokens.lowerBound
    while at < tokens.upperBound {
      if let choice = choices[at - tokens.lowerBound] {
        found.append(candidates[choice])
        at = candidates[choice].tokens.upperBound
      } else {
        at += 1
      }
    }
    return found
  }
}
