// A linear-chain conditional random field over hashed features, learnt by AdaGrad.
import Foundation
import StoryParsing

/// Weights of features and of tags side by side.
///
/// Rows are 16 wide, so that a row is one cache line; the tags use the first 11.
final class RandomField {
  typealias Row = TagModel.Scores

  /// How a field learns.
  struct Course {
    /// Rows of weights, as a power of two.
    var bits: Int
    /// Times through the lessons.
    var rounds: Int
    /// Step size at the start; a tenth of it at the end.
    var rate: Float
    /// The share of features that a step does not look at, so that none is leant on alone.
    var drop: Float
  }

  let course: Course
  private let mask: UInt32
  private var rows: [Row]
  private var squares: [Row]
  /// From a tag, or from a segment's beginning, to each tag.
  private(set) var transitions: [Row]
  private var transitionSquares: [Row]

  private var kept: [UInt32] = []
  private var keptEnds: [Int] = []
  private var draw: UInt64 = 42

  private static let width = NameTag.count
  private static let start = NameTag.count
  /// The sum of squared steps that a weight starts with.
  private static let damping: Float = 1e-3
  private static let decay: Float = 1e-4

  /// A field that knows nothing but which tag may follow which, or another's transitions.
  init(_ course: Course, transitions: [Row]? = nil) {
    self.course = course
    mask = UInt32(1) << course.bits - 1
    rows = Array(repeating: .zero, count: 1 << course.bits)
    squares = Array(repeating: Row(repeating: Self.damping), count: 1 << course.bits)
    transitionSquares = Array(repeating: Row(repeating: Self.damping), count: Self.width + 1)
    self.transitions = transitions ?? Self.allowed
  }

  private static let allowed: [Row] = (0...width).map { before in
    var row = Row.zero
    for tag in 0..<width where !mayFollow(tag, before) { row[tag] = TagModel.never }
    return row
  }

  private static func mayFollow(_ tag: Int, _ before: Int) -> Bool {
    guard let tag = NameTag(rawValue: UInt8(tag)) else { return false }
    return tag.mayFollow(before == start ? .outside : NameTag(rawValue: UInt8(before)) ?? .outside)
  }

  /// The field's weights, rounded, as a model holds them.
  var bytes: [UInt8] {
    TagModel.bytes(bits: course.bits, transitions: transitions) { rows[Int($0)] }
  }

  /// What the features of a stretch of tokens say, on top of what was said before.
  func scores(of tokens: Range<Int>, in lessons: Lessons) -> [Row] {
    tokens.map { token in
      var sum = lessons.scores.isEmpty ? .zero : lessons.scores[token]
      for slot in lessons.tokens[token]..<lessons.tokens[token + 1] {
        sum += rows[Int(lessons.features[slot] & mask)]
      }
      return sum
    }
  }

  /// Goes through segments of lessons, in an order of chance that is the same every time.
  func learn(_ segments: [Int], of lessons: Lessons) {
    var order = segments
    var random = SeededGenerator(state: 7)
    for round in 0..<course.rounds {
      order.shuffle(using: &random)
      let part = Float(round) / Float(max(course.rounds - 1, 1))
      for segment in order {
        step(over: segment, of: lessons, rate: course.rate * (1 - 0.9 * part))
      }
    }
  }
}

// MARK: One step

extension RandomField {
  private func step(over segment: Int, of lessons: Lessons, rate: Float) {
    let tokens = lessons.segments[segment]..<lessons.segments[segment + 1]
    keep(tokens, lessons)
    let scores = tokens.indices.map { token in
      let place = token - tokens.lowerBound
      return lessons.scores.isEmpty ? keptScore(place) : keptScore(place) + lessons.scores[token]
    }
    let sums = PathSums(scores, transitions)
    var transitionGradient = Array(repeating: Row.zero, count: Self.width + 1)
    for place in scores.indices {
      let gold = Int(lessons.tags[tokens.lowerBound + place])
      let before = place == 0 ? Self.start : Int(lessons.tags[tokens.lowerBound + place - 1])
      var gradient = sums.likelihoods(at: place) * -1
      if place == 0 {
        transitionGradient[Self.start] += gradient
      } else {
        sums.subtractPairs(at: place, scores, transitions, from: &transitionGradient)
      }
      gradient[gold] += 1
      transitionGradient[before][gold] += 1
      move(place, by: gradient * lessons.weights[segment], rate: rate)
    }
    for from in 0...Self.width {
      let gradient = transitionGradient[from] * lessons.weights[segment]
      transitionSquares[from] += gradient * gradient
      let change = gradient / transitionSquares[from].squareRoot() * rate
      for tag in 0..<Self.width where transitions[from][tag] > TagModel.never / 2 {
        transitions[from][tag] += change[tag]
      }
    }
  }

  /// Draws the features that a step looks at.
  private func keep(_ tokens: Range<Int>, _ lessons: Lessons) {
    kept.removeAll(keepingCapacity: true)
    keptEnds.removeAll(keepingCapacity: true)
    let limit = UInt32(course.drop * 65536)
    for token in tokens {
      for slot in lessons.tokens[token]..<lessons.tokens[token + 1] {
        draw = draw &* 0x5851_F42D_4C95_7F2D &+ 0x1405_7B7E_F767_814F
        if UInt32(truncatingIfNeeded: draw >> 48) >= limit {
          kept.append(lessons.features[slot] & mask)
        }
      }
      keptEnds.append(kept.count)
    }
  }

  private func slots(_ place: Int) -> Range<Int> {
    (place == 0 ? 0 : keptEnds[place - 1])..<keptEnds[place]
  }

  private func keptScore(_ place: Int) -> Row {
    var sum = Row.zero
    for slot in slots(place) { sum += rows[Int(kept[slot])] }
    return sum / (1 - course.drop)
  }

  private func move(_ place: Int, by gradient: Row, rate: Float) {
    let square = gradient * gradient
    if square.sum() < 1e-10 { return }
    for slot in slots(place) {
      let row = Int(kept[slot])
      squares[row] += square
      rows[row] += (gradient - rows[row] * Self.decay) / squares[row].squareRoot() * rate
    }
  }
}

/// The sums over all paths through a segment's tags, in logarithms, forwards and backwards.
private struct PathSums {
  private static let width = NameTag.count
  private var forward: [RandomField.Row]
  private var backward: [RandomField.Row]
  private var total: Float = 0

  init(_ scores: [RandomField.Row], _ transitions: [RandomField.Row]) {
    let count = scores.count
    let nothing = RandomField.Row(repeating: 4 * TagModel.never)
    forward = Array(repeating: nothing, count: count)
    backward = Array(repeating: .zero, count: count)
    for place in 0..<count {
      for tag in 0..<Self.width {
        if place == 0 {
          forward[0][tag] = transitions[Self.width][tag] + scores[0][tag]
        } else {
          var row = nothing
          for before in 0..<Self.width {
            row[before] = forward[place - 1][before] + transitions[before][tag]
          }
          forward[place][tag] = Self.logSum(row) + scores[place][tag]
        }
      }
    }
    for place in (0..<max(count - 1, 0)).reversed() {
      for tag in 0..<Self.width {
        var row = transitions[tag] + scores[place + 1] + backward[place + 1]
        for other in Self.width..<16 { row[other] = 4 * TagModel.never }
        backward[place][tag] = Self.logSum(row)
      }
    }
    if let last = forward.last { total = Self.logSum(last) }
  }

  private static func logSum(_ row: RandomField.Row) -> Float {
    let most = row.max()
    var sum: Float = 0
    for tag in 0..<width { sum += exp(row[tag] - most) }
    return most + log(sum)
  }

  /// How likely each tag is in a place.
  func likelihoods(at place: Int) -> RandomField.Row {
    var row = RandomField.Row.zero
    for tag in 0..<Self.width { row[tag] = exp(forward[place][tag] + backward[place][tag] - total) }
    return row
  }

  /// Takes from a gradient how likely each tag is after each other.
  func subtractPairs(
    at place: Int, _ scores: [RandomField.Row], _ transitions: [RandomField.Row],
    from gradient: inout [RandomField.Row]
  ) {
    for from in 0..<Self.width where forward[place - 1][from] - total > -30 {
      for tag in 0..<Self.width where transitions[from][tag] > TagModel.never / 2 {
        gradient[from][tag] -= exp(
          forward[place - 1][from] + transitions[from][tag] + scores[place][tag]
            + backward[place][tag] - total)
      }
    }
  }
}
