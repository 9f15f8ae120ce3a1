// "CITY, March 1 (Agency) —": where, when and by whom a story was filed.

/// The opening of a lede that says where, when and by which agency it was filed.
public struct Dateline: Hashable, Sendable {
  /// From the place, or what comes first, through the closing dash.
  public let range: TextRange
  public let place: TextRange?
  public let agency: TextRange?
  /// ISO 8601; `--03-01` where no year is given.
  public let date: String?

  public init(range: TextRange, place: TextRange?, agency: TextRange?, date: String?) {
    self.range = range
    self.place = place
    self.agency = agency
    self.date = date
  }
}

/// Agencies that a place may stand before without a date or a dash.
let knownAgencies: Set<String> = [
  "reuters", "ap", "afp", "upi", "cnn", "tass", "xinhua", "dpa", "ansa", "efe", "pti", "ani",
  "ians", "bloomberg", "bbc", "kyodo", "jiji", "yonhap", "interfax", "ria", "itar-tass", "havas",
  "wolff", "stefani", "ins", "cp", "pa", "aap", "bernama", "anadolu", "irna", "mena", "sapa",
  "belga", "anp", "ntb", "tt", "apa", "ats", "lusa", "pap", "ctk", "mti", "associated press",
  "the associated press", "united press", "agence france-presse", "cnn business", "ap news",
  "thomson reuters foundation", "prnewswire", "business wire",
]

/// Words in capitals before a dash that name no place.
private let notPlaces: Set<String> = [
  "update", "breaking", "exclusive", "watch", "live", "analysis", "opinion", "comment", "editorial",
  "factbox", "timeline", "explainer", "correction", "corrected", "advisory", "urgent", "bulletin",
  "review", "interview", "photos", "photo", "video", "podcast", "letter", "obituary", "feature",
  "nasa", "nato", "fifa", "uefa", "opec", "unicef", "unesco", "fbi", "cia", "eu", "un", "imf",
  "who",
  "read", "more", "note", "warning", "spoiler", "news", "sport", "business", "technology", "q", "a",
]

/// What may link the capitalised words of a place: "RIO DE JANEIRO", "STRATFORD-UPON-AVON".
private let placeParticles: Set<String> = [
  "de", "del", "do", "da", "dos", "das", "la", "las", "los", "le", "les", "el", "al", "of", "on",
  "upon", "the", "am", "an", "der", "sur", "sous", "en", "in", "near", "and", "aboard", "with",
  "at",
]

/// The dateline that a line begins with; nil where it begins as any sentence does.
func findDateline(in line: TextRange, of bytes: [UInt8]) -> Dateline? {
  var reader = DatelineReader(bytes: bytes, line: line)
  return reader.read()
}

/// Reads a dateline part by part, and gives up at the first that does not belong.
private struct DatelineReader {
  let bytes: [UInt8]
  let line: TextRange
  /// No dateline is longer; so a line of any length costs the same.
  let limit: Int
  var offset: Int
  var placeStart: Int?
  var placeEnd = 0
  var placeParts = 0
  var date: DatelineDate?
  var agency: TextRange?

  init(bytes: [UInt8], line: TextRange) {
    self.bytes = bytes
    self.line = line
    limit = min(line.end, line.start + 160)
    offset = line.start
  }

  mutating func read() -> Dateline? {
    while true {
      skipSpaces()
      if offset >= line.end { return finish(.lineEnd, at: line.end) }
      guard offset < limit else { return nil }
      if let close = closeOfAgency() {
        guard takeAgency(upTo: close) else { return nil }
      } else if let (end, after) = terminator(at: offset) {
        return finish(end, at: after)
      } else if agency != nil {
        return finish(.nothing, at: agencyEnd)
      } else {
        guard takePart() else { return nil }
      }
    }
  }

  private enum End { case dash, colon, lineEnd, nothing }
  private var agencyEnd: Int { agency.map { $0.end + 1 } ?? offset }

  private mutating func skipSpaces() {
    while offset < line.end, let width = bytes.spaceWidth(at: offset, before: line.end) {
      offset += width
    }
  }

  /// Where the agency's closing mark is, if "(" or "/" opens one here.
  private func closeOfAgency() -> Int? {
    let open = bytes[offset]
    guard open == UInt8(ascii: "(") || open == UInt8(ascii: "/"), agency == nil else { return nil }
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : open
    return (offset + 1..<min(limit, offset + 44)).first { bytes[$0] == close }
  }

  private mutating func takeAgency(upTo close: Int) -> Bool {
    let name = bytes.trimmed(TextRange(offset + 1, close))
    guard !name.isEmpty else { return false }
    let marks: [UInt8] = [0x20, 0x26, 0x2D, 0x2E, 0x2F, 0x27]
    for index in name.start..<name.end where bytes[index] < 0x80 {
      guard bytes.letter(at: index) != nil || marks.contains(bytes[index]) else { return false }
    }
    agency = name
    offset = close + 1
    return true
  }

  private func isKnown(_ name: TextRange) -> Bool { knownAgencies.contains(bytes.key(of: name)) }

  /// The dash or colon that closes a dateline, and the offset after it.
  private func terminator(at offset: Int) -> (End, Int)? {
    var start = offset
    // The old style: "LONDON, Monday.—".
    if bytes[start] == 0x2E, start + 1 < line.end { start += 1 }
    if let width = dashWidth(at: start) { return (.dash, start + width) }
    return bytes[start] == UInt8(ascii: ":") ? (.colon, start + 1) : nil
  }

  /// An em or en dash, "--", or a hyphen or underscore that stands alone.
  private func dashWidth(at offset: Int) -> Int? {
    if offset + 3 <= line.end, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 {
      return (0x92...0x95).contains(bytes[offset + 2]) ? 3 : nil
    }
    guard bytes[offset] == 0x2D || bytes[offset] == 0x5F else { return nil }
    var end = offset
    while end < line.end, bytes[end] == bytes[offset], end < offset + 3 { end += 1 }
    let alone = offset > line.start && bytes[offset - 1] <= 0x20 || offset == agencyEnd
    let closed = end == line.end || bytes[end] <= 0x20
    return end - offset > 1 || alone && closed ? end - offset : nil
  }

  /// Takes a place or date up to the next comma, bracket or closing mark.
  private mutating func takePart() -> Bool {
    let end = endOfPart()
    let words = bytes.words(in: TextRange(offset, end))
    guard !words.isEmpty, words.count <= 7 else { return false }
    let keys = words.map { bytes.key(of: $0) }
    guard take(words, keys) else { return false }
    offset = end
    if offset < line.end, bytes[offset] == UInt8(ascii: ",") { offset += 1 }
    return true
  }

  private func endOfPart() -> Int {
    var end = offset
    while end < limit {
      let byte = bytes[end]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "(") { break }
      let spaced = end > offset && bytes[end - 1] == 0x20
      if byte == UInt8(ascii: "/"), spaced { break }
      if dashWidth(at: end) != nil || byte == UInt8(ascii: ":") { break }
      if byte == 0x2E, end + 1 < limit, dashWidth(at: end + 1) != nil { break }
      end += 1
    }
    return end
  }

  private mutating func take(_ words: [TextRange], _ keys: [String]) -> Bool {
    if keys.count == 1, date != nil, date?.add(year: keys[0]) == true { return true }
    for first in keys.indices {
      guard let found = DatelineDate(keys[first...]) else { continue }
      guard merge(found) else { return false }
      return first == 0 || takePlace(Array(words[..<first]), Array(keys[..<first]))
    }
    return date == nil && takePlace(words, keys)
  }

  /// A weekday and the day after it may be parts of their own: "Monday, March 1".
  private mutating func merge(_ found: DatelineDate) -> Bool {
    guard let old = date else {
      date = found
      return true
    }
    guard old.month == nil, found.month != nil else { return false }
    date = found
    return true
  }

  private mutating func takePlace(_ words: [TextRange], _ keys: [String]) -> Bool {
    guard placeParts < 4, let first = words.first, let last = words.last else { return false }
    for (word, key) in zip(words, keys) {
      let isLinked = placeParticles.contains(key) && word != last
      guard bytes.isCapital(at: word.start) || isLinked, !hasDigit(word) else { return false }
    }
    guard placeParts > 0 || !keys.contains(where: notPlaces.contains) else { return false }
    if placeStart == nil { placeStart = first.start }
    placeEnd = last.end
    placeParts += 1
    return true
  }

  private func hasDigit(_ word: TextRange) -> Bool {
    (word.start..<word.end).contains { bytes.isDigit(at: $0) || bytes[$0] == UInt8(ascii: "\"") }
  }

  private func finish(_ end: End, at after: Int) -> Dateline? {
    guard holds(end, after) else { return nil }
    let place = placeStart.map { TextRange($0, placeEnd) }
    return Dateline(
      range: TextRange(bytes.trimmed(line).start, after), place: place, agency: agency,
      date: date?.iso)
  }

  /// Whether what was read is enough to be sure.
  private func holds(_ end: End, _ after: Int) -> Bool {
    guard end == .lineEnd || opensSentence(after) else { return false }
    let isCapitals = firstPlacePart.map { bytes.isAllCapitals($0) } ?? false
    if let agency {
      let isSmall = bytes.letter(at: agency.start) == .small && !isKnown(agency)
      switch end {
      case .dash where isSmall: return isCapitals
      case .colon where isSmall: return false
      case .dash, .colon:
        return isCapitals || date != nil || placeStart == nil && end == .dash || isKnown(agency)
      case .lineEnd, .nothing:
        return isKnown(agency) && (isCapitals || date != nil)
      }
    }
    switch end {
    case .dash: return isCapitals || date != nil && (placeStart != nil || date?.month != nil)
    case .colon: return isCapitals && (date != nil || line.end - after > 100)
    case .lineEnd: return date?.month != nil
    case .nothing: return false
    }
  }

  /// "LAKEHURST" of "LAKEHURST, New Jersey".
  private var firstPlacePart: TextRange? {
    guard let placeStart else { return nil }
    let comma = (placeStart..<placeEnd).first { bytes[$0] == UInt8(ascii: ",") }
    return TextRange(placeStart, comma ?? placeEnd)
  }

  /// After a dateline comes a capital, a figure or a mark, never a small letter.
  private func opensSentence(_ offset: Int) -> Bool {
    let rest = bytes.trimmed(TextRange(offset, line.end))
    return rest.isEmpty || bytes.letter(at: rest.start) != .small
  }
}
