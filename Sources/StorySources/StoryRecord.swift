// A record with named fields, of JSON lines or of a table → a story.
import FoundationEssentials
import StoryParsing

/// The parts of a story as the fields of one record gave them.
struct StoryRecord {
  var draft = StoryDraft()
  private(set) var text: String?
  private(set) var unreadDates: [(field: String, value: String, offset: Int)] = []

  var isStory: Bool { text != nil || draft.headline != nil }

  /// Puts a value in its place; false for a date that is none.
  mutating func take(
    _ value: String, as field: StoryField, named name: String, isSynonym: Bool, at offset: Int = 0
  ) -> Bool {
    // A synonym says nothing new where the part is there already.
    if isSynonym && has(field) { return true }
    switch field {
    case .id: draft.id = value
    case .text: text = value
    case .headline: draft.headline = value
    case .deck: draft.deck = value
    case .byline: draft.byline = value
    case .source: draft.source = value
    case .link: draft.link = value
    case .language: draft.language = value
    case .published, .updated: return takeDate(value, as: field, named: name, at: offset)
    }
    return true
  }

  private mutating func takeDate(
    _ value: String, as field: StoryField, named name: String, at offset: Int
  ) -> Bool {
    if value.isEmpty { return false }
    guard let date = recordDate(value) else {
      unreadDates.append((name, String(value.prefix(40)), offset))
      return false
    }
    if field == .updated { draft.updated = date } else { draft.published = date }
    return true
  }

  private func has(_ field: StoryField) -> Bool {
    switch field {
    case .id: draft.id != nil
    case .text: text != nil
    case .headline: draft.headline != nil
    case .deck: draft.deck != nil
    case .byline: draft.byline != nil
    case .source: draft.source != nil
    case .link: draft.link != nil
    case .language: draft.language != nil
    case .published: draft.published != nil
    case .updated: draft.updated != nil
    }
  }
}

/// A date in words, or in seconds or milliseconds since 1970.
func recordDate(_ text: String) -> Date? {
  if let date = newsDate(text) { return date }
  guard text.utf8.first.map({ $0.isDigit || $0 == UInt8(ascii: "-") }) == true,
    let number = Double(text)
  else { return nil }
  let seconds = abs(number) < 1e11 ? number : number / 1_000
  // Years 1 to 9999.
  guard -62_135_596_800...253_402_300_799 ~= seconds else { return nil }
  return Date(timeIntervalSince1970: seconds)
}

extension Delivery {
  /// Passes on the story of a record; for `lede parse` its text stands exactly as it was given.
  func story(_ record: StoryRecord, name: String) {
    var draft = record.draft
    let name = draft.id ?? name
    switch purpose {
    case .parsing: story(name: name) { draft.story(id: $0, exactly: record.text ?? "") }
    case .reading:
      let text = record.text ?? ""
      if isWrittenAsHTML(text) {
        draft.paragraphs = readHTMLText(text, base: draft.link.flatMap(webAddress))
        draft.headWithFirstSentence()
      } else {
        draft.paragraphs = Paragraphs(clean(text), findsHeadline: draft.headline == nil)
      }
      story(draft, name: name)
    }
  }
}

/// Whether a field's text is a piece of a page: a paragraph or a line end is marked in it, or an
/// element of HTML is closed, which nobody writes by chance.
private func isWrittenAsHTML(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    let raw = UnsafeRawBufferPointer(bytes)
    var next = 0
    while let start = firstOffset(of: lessThan, in: raw, from: next) {
      next = start + 1
      let isEnd = next < bytes.count && bytes[next] == UInt8(ascii: "/")
      let name = bytes[(isEnd ? next + 1 : next)...].prefix(12).prefix { $0.isLetter || $0.isDigit }
      guard !name.isEmpty, name.endIndex < bytes.count else { continue }
      let tag = HTMLTag(UnsafeBufferPointer(rebasing: name))
      if isEnd, tag != .other, bytes[name.endIndex] == greaterThan { return true }
      if tag == .p || tag == .br, bytes[name.endIndex] <= greaterThan { return true }
    }
    return false
  }
}

/// The guessing at what the fields of a file are called, done once and told once.
struct FieldGuess {
  private(set) var names: FieldNames
  private let delivery: Delivery
  private var isFirst = true
  private var isMade = false
  /// Records without a text at which it was tried in vain.
  private var attempts = 0

  init(_ delivery: Delivery) {
    self.delivery = delivery
    names = delivery.fieldNames
  }

  /// Whether a record is the first, or shows that the names are not the usual ones.
  mutating func isWanted(for record: StoryRecord) -> Bool {
    defer { isFirst = false }
    if isMade { return false }
    return isFirst || !record.isStory && attempts < 20
  }

  /// Guesses from a record's fields; whether anything came of it.
  mutating func make(from fields: [(name: String, text: String)], line: Int) -> Bool {
    attempts += 1
    let guesses = names.guess(from: fields)
    guard !guesses.isEmpty else { return false }
    isMade = true
    for guess in guesses { names.set(guess.field, to: guess.name) }
    let told = guesses.map { "“\(cleanLine($0.name))” as \($0.field.rawValue)" }
    delivery.problem(
      SourceError(
        .guessedFields(told.joined(separator: ", ")), file: delivery.document.file, line: line))
    return true
  }
}
