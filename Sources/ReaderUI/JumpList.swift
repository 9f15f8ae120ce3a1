// Where the reader was, to go back to and forward from.

/// A story and a place in it, in UTF-8 bytes.
package struct Place: Hashable, Sendable {
  package var story: Int
  package var offset: Int
  /// The mention of the current name that had been reached there.
  var mention: Int?
  /// The start of the match that had been reached there.
  var match: Int?

  package init(story: Int, offset: Int, mention: Int? = nil) {
    self.story = story
    self.offset = offset
    self.mention = mention
  }
}

/// Places left by jumps, like a browser's history: one entry a jump, one a walk along matches.
package struct JumpList: Hashable, Sendable {
  private var places: [Place] = []
  /// Entries before the present place.
  private var position = 0
  /// Entries that have been forgotten at the far end.
  private var forgotten = 0
  private static let limit = 200

  package init() {}

  /// Remembers a place that is being left; what lay forward is forgotten.
  mutating func leave(_ place: Place) {
    places.removeSubrange(position...)
    if places.last == place { places.removeLast() }
    places.append(place)
    if places.count > JumpList.limit {
      places.removeFirst()
      forgotten += 1
    }
    position = places.count
  }

  /// How many places lie behind: it grows with each jump and shrinks with each step back.
  var depth: Int { forgotten + position }

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
