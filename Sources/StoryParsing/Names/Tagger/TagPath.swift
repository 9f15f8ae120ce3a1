// The best tags of a segment, and how sure they are.

/// The tags that together score most, each with its lead over the next best.
struct TagPath {
  private(set) var tags: [NameTag] = []
  /// How much the whole would lose with another tag in this place.
  private(set) var leads: [Float] = []

  /// The best of all paths through the tags' scores, one row a token.
  init(_ scores: ArraySlice<TagModel.Scores>, _ transitions: [TagModel.Scores]) {
    let width = NameTag.count
    var forward: [TagModel.Scores] = []
    for (place, own) in scores.enumerated() {
      guard place > 0 else {
        forward.append(transitions[width] + own)
        continue
      }
      let last = forward[place - 1]
      var best = TagModel.Scores(repeating: 2 * TagModel.never)
      for before in 0..<width {
        let next = transitions[before] + last[before]
        best.replace(with: next, where: next .> best)
      }
      forward.append(best + own)
    }
    guard let end = forward.last else { return }
    var after = TagModel.Scores(repeating: TagModel.never)
    for tag in 0..<width { after[tag] = 0 }
    let total = (end + after).max()
    tags = Array(repeating: .outside, count: forward.count)
    leads = Array(repeating: 0, count: forward.count)
    var chosen: Int?
    for place in forward.indices.reversed() {
      let whole = forward[place] + after
      var best = 0
      if let chosen {
        // The tag through which the best path came to the chosen one.
        let own = scores[scores.startIndex + place + 1][chosen]
        var most = -Float.infinity
        for before in 0..<width {
          let value = forward[place][before] + transitions[before][chosen] + own
          if value > most { (most, best) = (value, before) }
        }
      } else {
        for tag in 1..<width where whole[tag] > whole[best] { best = tag }
      }
      chosen = best
      var second = -Float.infinity
      for tag in 0..<width where tag != best { second = max(second, whole[tag]) }
      tags[place] = NameTag(rawValue: UInt8(best)) ?? .outside
      leads[place] = total - second
      guard place > 0 else { break }
      let own = scores[scores.startIndex + place] + after
      var next = TagModel.Scores(repeating: TagModel.never)
      for before in 0..<width { next[before] = (transitions[before] + own).max() }
      after = next
    }
  }
}

extension TagPath {
  /// The names that the tags of a segment make.
  func names(of segment: TagSegment) -> [TaggedName] {
    var names: [TaggedName] = []
    var place = 0
    while place < tags.count {
      let first = place
      place += 1
      guard let kind = tags[first].kind else { continue }
      while place < tags.count, tags[place] == tags[first].inside { place += 1 }
      let start = segment.tokens.lowerBound
      names.append(
        TaggedName(
          tokens: start + first..<start + place, kind: kind.kind, isAdjectival: kind.isAdjectival,
          lead: leads[first..<place].min() ?? 0))
    }
    return names
  }
}
