// Where the reader was, to go back to and forward from.

/// A story and a place in it, in UTF-8 bytes.
package struct Place: Hashable, Sendable {
  package var story: Int
  package var offset: Int
  /// The mention of the current name that had been reached there.
  var mention: Int?

  package init(story: Int, offset: Int, mention: Int? = nil) {
    self.story = story
    self.offset = offset
    self.mention = mention
  }
}

extension Place {
  func isSame(as other: Place) -> Bool { story == other.story && offset == other.offset }
}

/// Places left by jumps, like a browser's history: one entry a jump, none a match.
package struct JumpList: Hashable, Sendable {
  private var places: [Place] = []
  /// Entries before the present place.
  private var position = 0
  private static let limit = 200

  package init() {}

  /// Remembers a place that is being left; what lay forward is forgotten.
  mutating func leave(_ place: Place) {
    places.removeSubrange(position...)
    if let last = places.last, last.isSame(as: place) { places.removeLast() }
    places.append(place)
    if places.count > JumpList.limit { places.removeFirst() }
    position = places.count
  }

  mutating func back(from place: Place) -> Place? {
    while position > 0 {
      if position == places.count { places.append(place) }
      position -= 1
      if !places[position].isSame(as: place) { return places[position] }
    }
    return nil
  }

  mutating func forward() -> Place? {
    guard position + 1 < places.count else { return nil }
    position += 1
    return places[position]
  }

  /// The last place left, without going there.
  var previous: Place? { position > 0 ? places[position - 1] : nil }
}
