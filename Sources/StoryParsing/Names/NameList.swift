// The embedded lists, read name by name.
internal import CLexicon

/// One name of a list.
struct ListedName {
  /// Its last word.
  var last = WordKey(value: 0)
  var key: WordKey
  /// The key of its first word.
  var first: WordKey
  var wordCount = 0
  var classes: WordClass
  var country: UInt16 = 0
  /// The first name of its line, by which the thing goes.
  var isFirst = true
  /// Short and all in capitals, so that only capitals match it.
  var isAcronym = false
  /// Which words have a capital, the first as the lowest bit.
  var capitals: UInt8 = 0
  var range: TextRange
  /// The key and number of its words but for the marks, where it has any: "Kim Dae Jung".
  var plain: (key: WordKey, wordCount: Int)?

  /// The same name with spaces for its hyphens.
  var withoutMarks: ListedName? {
    guard let plain, plain.wordCount < wordCount else { return nil }
    var name = self
    (name.key, name.wordCount, name.isFirst) = (plain.key, plain.wordCount, false)
    name.capitals &= 1
    return name
  }
}

/// An embedded list, and how its lines are to be read.
struct NameList {
  enum Content: Equatable {
    case countries, persons, organisations, places
    /// Words apart by spaces; those of `words.txt` under headings.
    case words(WordClass)
  }

  let content: Content
  let bytes: [UInt8]

  private init(_ content: Content, _ start: UnsafePointer<UInt8>?, _ count: Int) {
    self.content = content
    bytes = Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Countries come before persons, so that the first to claim a spelling is the safest.
  static func all(_ body: (NameList) -> Void) {
    body(NameList(.words([]), lexicon_words(), lexicon_words_count()))
    body(NameList(.words(.common), lexicon_common_words(), lexicon_common_words_count()))
    body(NameList(.words(.forename), lexicon_forenames(), lexicon_forenames_count()))
    body(NameList(.words(.surname), lexicon_surnames(), lexicon_surnames_count()))
    body(NameList(.countries, lexicon_countries(), lexicon_countries_count()))
    body(NameList(.persons, lexicon_people(), lexicon_people_count()))
    body(NameList(.organisations, lexicon_organisations(), lexicon_organisations_count()))
    body(NameList(.places, lexicon_places(), lexicon_places_count()))
  }

  /// Reads the names in order; a line that begins with "#" is a remark.
  func forEachName(_ body: (ListedName) -> Void) {
    var reader = ListReader(bytes: bytes, content: content)
    while let line = reader.nextLine() {
      if bytes[line.start] == UInt8(ascii: "#") { continue }
      if case .words(let classes) = content {
        reader.readWords(line, classes, body)
      } else {
        reader.readNames(line, body)
      }
    }
  }
}

/// Walks the lines of a list, and its tokens beside them.
private struct ListReader {
  private let bytes: [UInt8]
  private let content: NameList.Content
  private let tokens: [Token]
  private var at = 0
  private var token = 0
  private var heading: WordClass = []

  init(bytes: [UInt8], content: NameList.Content) {
    self.bytes = bytes
    self.content = content
    if case .words = content { tokens = [] } else { tokens = tokenize(bytes.span) }
  }

  mutating func nextLine() -> TextRange? {
    while at < bytes.count, bytes[at] == 0x0A { at += 1 }
    guard at < bytes.count else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    return TextRange(start, at)
  }

  /// Where the part of a line that begins at a byte ends.
  private func partEnd(from start: Int, in line: TextRange, at mark: UInt8) -> Int {
    var end = start
    while end < line.end, bytes[end] != mark { end += 1 }
    return end
  }

  mutating func readWords(_ line: TextRange, _ classes: WordClass, _ body: (ListedName) -> Void) {
    if bytes[line.start] == UInt8(ascii: "["), line.count > 2 {
      let name = bytes[(line.start + 1)..<(line.end - 1)]
      heading = WordClass.headings[String(decoding: name, as: UTF8.self)] ?? []
      return
    }
    var start = line.start
    while start < line.end {
      let end = partEnd(from: start, in: line, at: 0x20)
      if end > start { body(word(TextRange(start, end), classes.union(heading))) }
      start = end + 1
    }
  }

  private func word(_ range: TextRange, _ classes: WordClass) -> ListedName {
    let key = WordKey(range, in: bytes.span)
    var name = ListedName(key: key, first: key, classes: classes, range: range)
    name.wordCount = 1
    name.capitals = 1
    name.isAcronym =
      classes.contains(.thing)
      && bytes[range.start..<range.end].allSatisfy { $0 < UInt8(ascii: "a") }
    return name
  }

  mutating func readNames(_ line: TextRange, _ body: (ListedName) -> Void) {
    let first = TextRange(line.start, partEnd(from: line.start, in: line, at: 0x09))
    guard first.end < line.end else { return }
    let second = TextRange(first.end + 1, partEnd(from: first.end + 1, in: line, at: 0x09))
    if content == .countries {
      readNames(second, .country, country(first), body)
      guard second.end < line.end else { return }
      readNames(TextRange(second.end + 1, line.end), .demonym, country(first), body)
    } else if second.end < line.end {
      readNames(TextRange(second.end + 1, line.end), classes(kind: first), country(second), body)
    }
  }

  private mutating func readNames(
    _ field: TextRange, _ classes: WordClass, _ country: UInt16, _ body: (ListedName) -> Void
  ) {
    var start = field.start
    while start < field.end {
      let end = partEnd(from: start, in: field, at: UInt8(ascii: ";"))
      if var name = name(TextRange(start, end), classes) {
        name.country = country
        name.isFirst = start == field.start
        body(name)
        if content == .persons, let plain = name.withoutMarks { body(plain) }
      }
      start = end + 1
    }
  }

  private func classes(kind: TextRange) -> WordClass {
    switch content {
    case .persons: .person
    case .organisations: .organisation
    default: bytes[kind.start..<kind.end].elementsEqual("town".utf8) ? .town : .place
    }
  }

  private func country(_ field: TextRange) -> UInt16 {
    guard field.count == 2 else { return 0 }
    return UInt16(bytes[field.start]) << 8 | UInt16(bytes[field.start + 1])
  }

  private mutating func name(_ range: TextRange, _ classes: WordClass) -> ListedName? {
    while token < tokens.count, tokens[token].range.start < range.start { token += 1 }
    guard token < tokens.count, tokens[token].range.start < range.end else { return nil }
    let isInCapitals = tokens[token].isAllCapitals
    let first = WordKey(tokens[token].range, in: bytes.span)
    var name = ListedName(key: first, first: first, classes: classes, range: range)
    while token < tokens.count, tokens[token].range.start < range.end {
      let part = tokens[token]
      if part.isCapitalised, name.wordCount < 8 { name.capitals |= 1 << UInt8(name.wordCount) }
      if name.wordCount > 0 {
        name.key = name.key.followed(by: WordKey(part.range, in: bytes.span))
      }
      if part.kind != .mark {
        let key = WordKey(part.range, in: bytes.span)
        name.plain = (name.plain?.key.followed(by: key) ?? key, (name.plain?.wordCount ?? 0) + 1)
      }
      name.last = WordKey(part.range, in: bytes.span)
      name.wordCount += 1
      token += 1
    }
    name.isAcronym = name.wordCount == 1 && isInCapitals && range.count <= 9
    return name
  }
}
