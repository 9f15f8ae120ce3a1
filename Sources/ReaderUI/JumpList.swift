// Where the reader was, to go back to and forward from.

/// A story and a place in it, in UTF-8 bytes.
package struct Place: Hashable, Sendable {
  package var story: Int
  package var offset: Int

  package init(story: Int, offset: Int) {
    self.story = story
    self.offset = offset
  }
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
    if places.last != place { places.append(place) }
    if places.count > JumpList.limit { places.removeFirst() }
    position = places.count
  }

  mutating func back(from place: Place) -> Place? {
    while position > 0 {
      if position == places.count { places.append(place) }
      position -= 1
      if places[position] != place { return places[position] }
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
