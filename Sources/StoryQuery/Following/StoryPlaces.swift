// Where a story names whom: what is kept of its analysis.
import StoryParsing

/// Who a story names where, and which posts it gives them; some 400 bytes a story.
struct StoryPlaces: Sendable {
  /// One mention.
  struct Place: Sendable {
    let start, end: Int32
    /// Index into the story's names; -1 where none of them is it.
    let entity: Int32
    /// Counted within the story, so that names of one paragraph are found together.
    let paragraph: UInt16
    /// Whether it stands in a byline or dateline: who wrote is not who is written of.
    let isAside: Bool

    var range: TextRange { TextRange(Int(start), Int(max(start, end))) }
  }

  /// A post that the story gives somebody.
  struct Role: Sendable {
    let entity: Int32
    /// The shelf's number of the role's words.
    let role: Int32
  }

  /// In order.
  private(set) var places: [Place] = []
  private(set) var roles: [Role] = []
  /// Where sentences start.
  private var sentences: [Int32] = []

  init() {}

  /// - Parameters:
  ///   - entities: the place of each entity among the story's names.
  ///   - roles: the number of each role of each entity.
  init(_ analysis: Analysis, entities: [Int32], roles: [[Int32]]) {
    sentences = analysis.sentences.map { Int32(clamping: $0.start) }
    places = Self.places(of: analysis, entities)
    self.roles = roles.enumerated().flatMap { entity, roles in
      roles.map { Role(entity: entities[entity], role: $0) }
    }
  }

  var isEmpty: Bool { places.isEmpty }

  private static func places(of analysis: Analysis, _ entities: [Int32]) -> [Place] {
    let paragraphs = analysis.paragraphs
    var at = 0
    return analysis.mentions.map { mention in
      while at + 1 < paragraphs.count, paragraphs[at + 1].range.start <= mention.range.start {
        at += 1
      }
      let role = paragraphs.indices.contains(at) ? paragraphs[at].role : .body
      let isInDateline = analysis.dateline?.range.contains(mention.range) ?? false
      return Place(
        start: Int32(clamping: mention.range.start), end: Int32(clamping: mention.range.end),
        entity: entities[mention.entity], paragraph: UInt16(clamping: at),
        isAside: role == .byline || role == .dateline || isInDateline)
    }
  }

  /// Calls for each paragraph that names anybody, with its mentions.
  func forEachParagraph(_ body: (ArraySlice<Place>) -> Void) {
    var first = 0
    while first < places.count {
      let paragraph = places[first].paragraph
      let end = places[first...].firstIndex { $0.paragraph != paragraph } ?? places.count
      body(places[first..<end])
      first = end
    }
  }

  /// The sentence around a place, without the blanks at its end.
  func sentence(around place: TextRange, in text: UnsafeBufferPointer<UInt8>) -> TextRange {
    var (low, high) = (0, sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(sentences[middle]) <= place.start { low = middle + 1 } else { high = middle }
    }
    let start = low > 0 ? Int(sentences[low - 1]) : place.start
    var end = low < sentences.count ? Int(sentences[low]) : text.count
    end = min(max(end, place.end), text.count)
    // A sentence ends with its paragraph, whatever stands between it and the next.
    if let line = text[min(place.end, end)..<end].firstIndex(of: 10) { end = line }
    while end > place.end, text[end - 1] == 32 { end -= 1 }
    return TextRange(min(start, place.start), max(end, place.start))
  }
}
