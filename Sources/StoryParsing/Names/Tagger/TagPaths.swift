// The best tags of every segment, and how sure they are.

/// The tags that together score most in each segment, each with its lead over the next best.
struct TagPaths {
  /// One a token of all segments, in order.
  private(set) var tags: [NameTag]
  /// How much the whole segment would lose with another tag in this place.
  private(set) var leads: [Float]

  /// The best of all paths through the tags' scores, one row a token of all segments.
  init(
    _ scores: [TagModel.Scores], of segments: [TagSegment], _ transitions: TagTransitions
  ) {
    tags = Array(repeating: .outside, count: scores.count)
    leads = Array(repeating: 0, count: scores.count)
    var forward = Array(repeating: TagModel.Scores.zero, count: scores.count)
    var start = 0
    for segment in segments {
      let places = start..<start + segment.tokens.count
      start = places.upperBound
      fill(&forward, scores, places, transitions)
      follow(forward, scores, places, transitions)
    }
  }

  /// How much the best path to each tag of each place scores.
  private func fill(
    _ forward: inout [TagModel.Scores], _ scores: [TagModel.Scores], _ places: Range<Int>,
    _ transitions: TagTransitions
  ) {
    guard var last = places.first.map({ transitions.atStart + scores[$0] }) else { return }
    forward[places.lowerBound] = last
    for place in places.dropFirst() {
      var best = TagModel.Scores(repeating: 2 * TagModel.never)
      for before in 0..<NameTag.count {
        best.raise(to: transitions.from[before] + last[before])
      }
      last = best + scores[place]
      forward[place] = last
    }
  }

  /// Goes back along the best path, and weighs what else each place could be.
  private mutating func follow(
    _ forward: [TagModel.Scores], _ scores: [TagModel.Scores], _ places: Range<Int>,
    _ transitions: TagTransitions
  ) {
    guard let end = places.last else { return }
    // What the best path scores after a place, by its tag.
    var after = TagModel.Scores.zero.padded(with: TagModel.never)
    let total = (forward[end] + after).highest
    var chosen: Int?
    for place in places.reversed() {
      var whole = (forward[place] + after).padded(with: -.infinity)
      let best: Int
      if let chosen {
        // The tag through which the best path came to the chosen one.
        best =
          (forward[place] + transitions.to[chosen] + scores[place + 1][chosen])
          .padded(with: -.infinity).firstHighest
      } else {
        best = whole.firstHighest
      }
      chosen = best
      whole[best] = -.infinity
      tags[place] = NameTag(rawValue: UInt8(best)) ?? .outside
      leads[place] = total - whole.highest
      let own = scores[place] + after
      after = TagModel.Scores(repeating: -.infinity)
      for tag in 0..<NameTag.count { after.raise(to: transitions.to[tag] + own[tag]) }
      after = after.padded(with: TagModel.never)
    }
  }
}

extension TagPaths {
  /// The names that the tags of a segment make whose first token has this place among all.
  func names(of segment: TagSegment, from start: Int) -> [TaggedName] {
    var names: [TaggedName] = []
    let end = start + segment.tokens.count
    var place = start
    while place < end {
      let first = place
      place += 1
      guard let kind = tags[first].kind else { continue }
      while place < end, tags[place] == tags[first].inside { place += 1 }
      let token = segment.tokens.lowerBound - start
      names.append(
        TaggedName(
          tokens: token + first..<token + place, kind: kind.kind, isAdjectival: kind.isAdjectival,
          lead: leads[first..<place].min() ?? 0))
    }
    return names
  }
}

/// What it scores that one tag follows another.
struct TagTransitions {
  /// From each tag, to all.
  let from: [TagModel.Scores]
  /// To each tag, from all.
  let to: [TagModel.Scores]
  /// From a segment's beginning.
  let atStart: TagModel.Scores

  /// - Parameter rows: from each tag, and from a segment's beginning last.
  init(_ rows: [TagModel.Scores]) {
    from = Array(rows[..<NameTag.count])
    atStart = rows[NameTag.count]
    to = (0..<NameTag.count).map { tag in
      var column = TagModel.Scores(repeating: TagModel.never)
      for before in 0..<NameTag.count { column[before] = rows[before][tag] }
      return column
    }
  }
}

extension TagModel.Scores {
  fileprivate mutating func raise(to other: Self) { replace(with: other, where: other .> self) }

  private static let isTag: SIMDMask<SIMD16<Int32>> = {
    var mask = SIMDMask<SIMD16<Int32>>(repeating: false)
    for tag in 0..<NameTag.count { mask[tag] = true }
    return mask
  }()

  /// The same with another value where there is no tag.
  fileprivate func padded(with value: Float) -> Self {
    Self(repeating: value).replacing(with: self, where: Self.isTag)
  }

  fileprivate var highest: Float {
    var eight = lowHalf
    eight.replace(with: highHalf, where: highHalf .> eight)
    var four = eight.lowHalf
    four.replace(with: eight.highHalf, where: eight.highHalf .> four)
    return Swift.max(Swift.max(four[0], four[1]), Swift.max(four[2], four[3]))
  }

  fileprivate var firstHighest: Int {
    let highest = highest
    var index = 0
    while index < scalarCount - 1, self[index] < highest { index += 1 }
    return index
  }
}
