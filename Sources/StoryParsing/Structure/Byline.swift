// "By …" lines and signatures: the names of the writers, and their post.

/// One writer named in a byline; the ranges lie in the text.
public struct Byline: Hashable, Sendable {
  public let name: TextRange
  /// "shipping correspondent", "in Paris"; where the line says so.
  public let post: TextRange?

  public init(name: TextRange, post: TextRange?) {
    self.name = name
    self.post = post
  }
}

/// The writers that a line beginning with "By" names; none where it is a sentence.
func findBylines(in line: TextRange, of bytes: [UInt8]) -> [Byline] {
  guard line.count <= 200, let start = afterBy(line, bytes) else { return [] }
  return findWriters(in: TextRange(start, line.end), of: bytes)
}

/// The writer whose name alone is the line, or stands there after a dash.
func findSignature(in line: TextRange, of bytes: [UInt8]) -> [Byline] {
  guard line.count <= 80 else { return [] }
  let start = afterDash(line, bytes)
  let name = TextRange(start, line.end)
  guard readsAsPerson(bytes.words(in: name), bytes) else { return [] }
  return [Byline(name: name, post: nil)]
}

/// The reporters of "Reporting by A and B; editing by C", who are the only credit some stories have.
func findReporters(in line: TextRange, of bytes: [UInt8]) -> [Byline] {
  for opening in reporterOpenings where bytes.reads(opening, at: line.start, before: line.end) {
    let start = line.start + opening.count
    let stop = (start..<line.end).first { bytes[$0] == 0x3B || bytes[$0] == 0x29 } ?? line.end
    return findWriters(in: bytes.trimmed(TextRange(start, stop)), of: bytes)
  }
  return []
}

private let reporterOpenings = ["reporting by ", "(reporting by ", "written by "].map {
  Array($0.utf8)
}

/// The names and posts of a list of writers: "A and B", "A, shipping correspondent", "A in Paris".
private func findWriters(in list: TextRange, of bytes: [UInt8]) -> [Byline] {
  var bylines: [Byline] = []
  for part in parts(of: list, bytes) {
    if let writer = readWriter(part, bytes) {
      bylines.append(writer)
    } else if let last = bylines.last, last.post == nil {
      bylines[bylines.count - 1] = Byline(name: last.name, post: part)
    } else if let last = bylines.last, let post = last.post {
      // "deputy editor, London": one post in two parts.
      bylines[bylines.count - 1] = Byline(name: last.name, post: TextRange(post.start, part.end))
    } else {
      return []
    }
  }
  return bylines
}

/// Where the name begins after "By"; nil where the line begins otherwise.
private func afterBy(_ line: TextRange, _ bytes: [UInt8]) -> Int? {
  guard bytes.reads([0x62, 0x79], at: line.start, before: line.end) else { return nil }
  var offset = line.start + 2
  if offset < line.end, bytes[offset] == UInt8(ascii: ":") { offset += 1 }
  guard offset < line.end, bytes.spaceWidth(at: offset, before: line.end) != nil else {
    return nil
  }
  return bytes.trimmed(TextRange(offset, line.end)).start
}

private func afterDash(_ line: TextRange, _ bytes: [UInt8]) -> Int {
  var offset = line.start
  while offset < line.end, bytes[offset] == 0x2D { offset += 1 }
  let dash: [UInt8] = [0xE2, 0x80]
  if bytes.reads(dash, at: offset, before: line.end), offset + 2 < line.end,
    (0x93...0x95).contains(bytes[offset + 2])
  {
    offset += 3
  }
  return bytes.trimmed(TextRange(offset, line.end)).start
}

/// The pieces between commas, semicolons, bars and "and".
private func parts(of list: TextRange, _ bytes: [UInt8]) -> [TextRange] {
  var parts: [TextRange] = []
  var start = list.start
  func close(_ end: Int) {
    let part = bytes.trimmed(TextRange(start, max(start, end)))
    if !part.isEmpty { parts.append(part) }
  }
  for word in bytes.words(in: list) {
    let key = bytes.key(of: word)
    if ["and", "&", "|", "with"].contains(key), parts.isEmpty || isName(after: word, list, bytes) {
      close(word.start)
      start = word.end
    } else if let mark = bytes[word.start..<word.end].last, [0x2C, 0x3B].contains(mark) {
      close(word.end - 1)
      start = word.end
    }
  }
  close(list.end)
  return parts
}

/// Whether "and" links names rather than the words of a post ("health and science editor").
private func isName(after word: TextRange, _ list: TextRange, _ bytes: [UInt8]) -> Bool {
  let next = bytes.trimmed(TextRange(word.end, list.end))
  return !next.isEmpty && bytes.isCapital(at: next.start)
}

/// A name with what follows it: "A in Paris", "A for The Times".
private func readWriter(_ part: TextRange, _ bytes: [UInt8]) -> Byline? {
  let words = bytes.words(in: part)
  if knownAgencies.contains(bytes.key(of: part)) || isStaff(words, bytes) {
    return Byline(name: part, post: nil)
  }
  let link = words.firstIndex { ["in", "for", "at", "of", "from"].contains(bytes.key(of: $0)) }
  let nameWords = Array(words[..<(link ?? words.count)])
  guard let last = nameWords.last, readsAsPerson(nameWords, bytes) else { return nil }
  let post = link.map { TextRange(words[$0].start, part.end) }
  return Byline(name: withoutStop(TextRange(part.start, last.end), bytes), post: post)
}

/// "Our Foreign Staff", "Reuters Staff".
private func isStaff(_ words: [TextRange], _ bytes: [UInt8]) -> Bool {
  guard (2...4).contains(words.count), let last = words.last else { return false }
  return ["staff", "reporters"].contains(bytes.key(of: last))
    && words.allSatisfy { bytes.isCapital(at: $0.start) }
}

/// The name without the full stop that ends the line, unless it is an initial's or "Jr."
private func withoutStop(_ name: TextRange, _ bytes: [UInt8]) -> TextRange {
  guard bytes[name.end - 1] == 0x2E, let last = bytes.words(in: name).last, last.count > 4 else {
    return name
  }
  return TextRange(name.start, name.end - 1)
}

/// Small words inside names of people.
private let particles: Set<String> = [
  "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "du", "dos", "das",
  "do",
  "al", "el", "bin", "ibn", "ben", "y", "ter", "ten", "af", "av", "zu", "zur", "st", "bint", "abu",
]

/// Capitalised words that tell a post, a body or a heading from a person.
private let notNames: Set<String> = [
  "news", "press", "images", "agency", "wire", "today", "more", "read", "writer", "correspondent",
  "editor", "reporter", "bureau", "times", "post", "staff", "reuters", "getty", "photo", "photos",
  "video", "the", "a", "an", "and", "of", "in", "on", "for", "to", "by", "with", "business",
  "sport",
  "sports", "world", "politics", "university", "professor", "contributor", "columnist", "analyst",
  "related", "stories", "story", "article", "articles", "top", "latest", "share", "follow", "us",
  "sign", "up", "subscribe", "comments", "copyright", "rights", "reserved", "desk", "service",
  "services", "chief", "media", "group", "inc", "ltd", "advertisement", "end", "ends", "continue",
  "reading", "click", "here", "newsletter", "new", "north", "south", "united", "saint",
  "washington",
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
  "february", "march", "april", "june", "july", "august", "september", "october", "november",
  "december", "house", "street", "court", "city", "county", "state", "national", "international",
  "broadcasting", "network", "television", "radio", "magazine", "journal", "guardian", "herald",
  "is", "was", "are", "it", "we", "he", "she", "they", "i", "you", "this", "that", "no", "not",
]

/// Whether words look like one person's name: two to five, capitalised, none of them a post's.
func readsAsPerson(_ words: [TextRange], _ bytes: [UInt8]) -> Bool {
  guard (2...5).contains(words.count), let last = words.last else { return false }
  for (index, word) in words.enumerated() {
    let key = bytes.key(of: word)
    if index > 0, word != last, particles.contains(key) { continue }
    guard bytes.isCapital(at: word.start), !notNames.contains(key), hasOnlyLetters(word, bytes)
    else { return false }
  }
  return !key(isShort: last, bytes) || words.count > 2 || !bytes.isAllCapitals(last)
}

/// "Jane AP": a last word of two capitals is an agency rather than a surname.
private func key(isShort word: TextRange, _ bytes: [UInt8]) -> Bool { word.count <= 2 }

private func hasOnlyLetters(_ word: TextRange, _ bytes: [UInt8]) -> Bool {
  var offset = word.start
  while offset < word.end {
    let byte = bytes[offset]
    let isInner = byte == 0x27 || byte == 0x2D || byte == 0x2E
    guard isInner || byte >= 0x80 || bytes.letter(at: offset) != nil else { return false }
    offset += bytes.characterWidth(at: offset)
  }
  return true
}

/// The writers of a line that the source marked as a byline, with "By" or without.
func findMarkedBylines(in line: TextRange, of bytes: [UInt8]) -> [Byline] {
  guard line.count <= 300 else { return [] }
  let start = afterBy(line, bytes) ?? line.start
  let found = findWriters(in: TextRange(start, line.end), of: bytes)
  return found.isEmpty ? [Byline(name: TextRange(start, line.end), post: nil)] : found
}
