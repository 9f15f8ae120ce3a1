// What a source gave: a story's text and the marks it came with.
public import FoundationEssentials

/// One story as its source gave it. Nothing in it changes after it is read.
public struct Story: Identifiable, Hashable, Sendable {
  /// A source and the source's own name for the story.
  public struct ID: Hashable, Sendable {
    public let source: String
    public let name: String

    public init(source: String, name: String) {
      self.source = source
      self.name = name
    }
  }

  public let id: ID
  /// The headline on the first line, then one paragraph a line.
  ///
  /// Every offset of an analysis counts UTF-8 bytes from its start.
  public let text: String
  /// What the source marked in the text, in order of start.
  public let markup: [Markup]
  /// The names of its writers as the source gave them apart from the text, if it did.
  public let byline: String?
  public let published: Date?
  /// The source's title, as the list shows it.
  public let source: String
  /// The address of its page, as text: as a URL each takes ten times the memory.
  public let address: String?
  public let updated: Date?
  /// The language the source names, as it writes it ("en", "pt-BR").
  public let language: String?
  /// What else the source gave of the story, as the text of one JSON object; "" for nothing.
  public let extra: String
  /// Files that came with the story, such as pictures and recordings.
  public let enclosures: [Enclosure]
  /// The mark-up as the source gave it, where that was asked for.
  public let content: String?

  /// The page that it is the story of.
  public var link: URL? { address.flatMap { URL(string: $0) } }

  public init(
    id: ID, text: String, markup: [Markup] = [], byline: String? = nil, published: Date? = nil,
    source: String = "", link: URL? = nil, updated: Date? = nil, language: String? = nil,
    extra: String = "", enclosures: [Enclosure] = [], content: String? = nil
  ) {
    self.init(
      id: id, text: text, markup: markup, byline: byline, published: published, source: source,
      address: link?.absoluteString, updated: updated, language: language, extra: extra,
      enclosures: enclosures, content: content)
  }

  public init(
    id: ID, text: String, markup: [Markup], byline: String?, published: Date?, source: String,
    address: String?, updated: Date?, language: String?, extra: String,
    enclosures: [Enclosure], content: String?
  ) {
    self.id = id
    self.text = text
    self.markup = markup
    self.byline = byline
    self.published = published
    self.source = source
    self.address = address
    self.updated = updated
    self.language = language
    self.extra = extra
    self.enclosures = enclosures
    self.content = content
  }
}

/// A file that a story names; it is never fetched by itself.
public struct Enclosure: Hashable, Sendable {
  public let url: String
  /// As the source gives it, such as "audio/mpeg".
  public let type: String?
  /// In bytes, as the source says.
  public let length: Int?

  public init(url: String, type: String? = nil, length: Int? = nil) {
    self.url = url
    self.type = type
    self.length = length
  }
}

/// A stretch of text whose meaning the source itself gave.
public struct Markup: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case headline, deck, byline, subhead, caption, listItem, quote, code, emphasis
    /// A row of a table, its cells parted by " | ".
    case row
    /// A whole address.
    case link(String)
  }

  public let range: TextRange
  public let kind: Kind

  public init(_ kind: Kind, _ range: TextRange) {
    self.kind = kind
    self.range = range
  }
}
