// What the fields of a record are called, where lede does not say so: given, known or guessed.

/// A part of a story that a record of JSON lines or a row of a table may have.
package enum StoryField: String, CaseIterable, Hashable, Sendable {
  case id, text, headline, deck, byline, published, updated, source, link, language
}

/// Which field of a record is which part of a story.
package struct FieldNames: Hashable, Sendable {
  /// What the reader said, or what was guessed: by the name as it is written.
  private(set) var given: [String: StoryField] = [:]
  /// Parts that were given, so that a field with the usual name is another.
  private var settled: Set<StoryField> = []

  package init() {}

  /// Reads `text=body`; the part comes first, the field's own name second.
  ///
  /// A name such as `article.body` means the field `body` of the object `article`.
  package init(_ arguments: [String]) throws(UnknownField) {
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), argument[equals...].count > 1,
        let field = StoryField(rawValue: String(argument[..<equals]))
      else { throw UnknownField(argument: argument) }
      set(field, to: String(argument[argument.index(after: equals)...]))
    }
  }

  mutating func set(_ field: StoryField, to name: String) {
    given[name] = field
    settled.insert(field)
  }

  /// Whether a field was named by the reader.
  func isGiven(_ name: String) -> Bool { given[name] != nil }

  /// Objects that have a named field within them, so that only these are looked into.
  func isOuter(_ name: String) -> Bool {
    given.keys.contains { $0.hasPrefix(name + ".") }
  }

  /// Which part a field is; nil for one that is none.
  func field(named name: String) -> StoryField? {
    if given.isEmpty { return usualNames[name]?.field }
    if let field = given[name] { return field }
    guard let field = usualNames[name]?.field, !settled.contains(field) else { return nil }
    return field
  }

  /// Which part a field is, by any of the names that such a part has.
  func likelyField(named name: String) -> StoryField? {
    field(named: name) ?? field(named: name.lowercased())
      ?? foreignNames.first { $0.1.contains(fold(name)) }?.0
  }

  /// Whether a name is only another word for a part, and gives way to the part's own.
  func isSynonym(_ name: String) -> Bool {
    given[name] == nil && usualNames[name]?.isSynonym ?? false
  }

  /// Names for the parts that a record lacks, by what other people call them; the text may also
  /// be whatever is longest.
  ///
  /// - Parameter fields: The record's fields with the first of their text, in their order.
  func guess(from fields: [(name: String, text: String)]) -> [(field: StoryField, name: String)] {
    let known = fields.compactMap { field(named: $0.name) }
    var missing = Set(StoryField.allCases).subtracting(known).subtracting(settled)
    var guesses: [(StoryField, String)] = []
    for (field, words) in foreignNames where missing.contains(field) {
      let fitting = fields.filter { given[$0.name] == nil && fits($0.text, field) }
      // Usual names in other letters, such as “Title”, come first.
      let usual = usualNames.keys.filter { usualNames[$0]?.field == field }.sorted()
      let names = (usual + words).lazy.compactMap { word in
        fitting.first { fold($0.name) == word }?.name
      }
      guard let name = names.first else { continue }
      missing.remove(field)
      guesses.append((field, name))
    }
    if missing.contains(.text) && !known.contains(.headline) {
      let taken = guesses.map { $0.1 }
      let rest = fields.filter { !taken.contains($0.name) && field(named: $0.name) == nil }
      if let longest = rest.max(by: { $0.text.utf8.count < $1.text.utf8.count }),
        longest.text.utf8.count >= 40, longest.text.utf8.contains(space)
      {
        guesses.insert((.text, longest.name), at: 0)
      }
    }
    return guesses.map { (field: $0.0, name: $0.1) }
  }
}

/// `--field` with something else than a part, an equals sign and a name.
package struct UnknownField: Error {
  let argument: String

  package var sentence: String {
    let parts = StoryField.allCases.map(\.rawValue).joined(separator: ", ")
    return "no field “\(cleanLine(argument))”; write text=NAME, and for text one of \(parts)"
  }
}

/// The names that json.md knows; a synonym counts only where the name itself is missing.
private let usualNames: [String: (field: StoryField, isSynonym: Bool)] = {
  var names: [String: (StoryField, Bool)] = [
    "body": (.text, true), "content": (.text, true), "title": (.headline, true),
    "date": (.published, true), "url": (.link, true), "author": (.byline, true),
  ]
  // What lede parse prints as deck was found in the text.
  for field in StoryField.allCases where field != .deck { names[field.rawValue] = (field, false) }
  return names
}()

/// What the parts are called elsewhere, in small letters and without signs; the likeliest first.
private let foreignNames: [(StoryField, [String])] = [
  (
    .text,
    [
      "articlebody", "fulltext", "bodytext", "maintext", "contenttext", "articletext", "storytext",
      "cleantext", "rawtext", "plaintext", "paragraphs", "article", "story", "message",
      "transcript", "inhalt", "texte", "texto", "testo", "tekst", "description", "summary",
      "abstract", "snippet",
    ]
  ),
  (
    .headline,
    [
      "hed", "heading", "titletext", "articletitle", "storytitle", "subject", "titel", "titre",
      "titulo", "titolo", "kop", "überschrift",
    ]
  ),
  (
    .published,
    [
      "datepublished", "publishedat", "publicationdate", "pubdate", "publishdate", "publisheddate",
      "publishtime", "webpublicationdate", "firstpublished", "timestamp", "datetime", "time",
      "createdat", "created", "datum", "fecha",
    ]
  ),
  (.updated, ["datemodified", "updatedat", "lastmodified", "modified", "modifiedat"]),
  (
    .source,
    [
      "publisher", "publication", "newspaper", "outlet", "sourcename", "site", "sitename",
      "sourcedomain", "domain", "provider", "feed", "quelle",
    ]
  ),
  (.link, ["weburl", "articleurl", "permalink", "canonicalurl", "href", "uri", "sourceurl"]),
  (.byline, ["authors", "creator", "writer", "reporter", "autor", "auteur"]),
  (.id, ["guid", "uuid", "articleid", "storyid", "docid", "documentid"]),
  (.language, ["lang", "languagecode", "inlanguage", "locale"]),
]

/// Whether a value can be what a part needs.
private func fits(_ text: String, _ field: StoryField) -> Bool {
  switch field {
  case .published, .updated: recordDate(text) != nil
  case .link: text.contains("://")
  default: !text.isEmpty
  }
}

/// A name in small letters without signs between its words.
private func fold(_ name: String) -> String {
  name.lowercased().filter { $0.isLetter || $0.isNumber }
}
