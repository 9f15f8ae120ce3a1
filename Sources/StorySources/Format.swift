// The formats: recognise, and call the right reader.

/// A form that stories come in; `lede parse --from` knows it by its raw value.
package enum Format: String, CaseIterable, Hashable, Sendable {
  case text
  case jsonLines = "jsonl"
  case csv, tsv
  case rss, atom, html, opml
  case jsonFeed = "json-feed"
  case mbox, eml
  case nitf, ninjs
  case newsML = "newsml"

  /// The format of bytes, by how they begin; a file's name never decides.
  init(recognising beginning: UnsafeBufferPointer<UInt8>, naming names: FieldNames) {
    if let format = markupFormat(of: beginning) {
      self = format
    } else if looksLikeJSONFeed(beginning) {
      self = .jsonFeed
    } else if looksLikeNinJS(beginning) {
      self = .ninjs
    } else if looksLikeJSONLines(beginning) {
      self = .jsonLines
    } else if looksLikeMailbox(beginning) {
      self = .mbox
    } else if looksLikeMail(beginning) {
      self = .eml
    } else if looksLikeTable(beginning, with: [tab], naming: names) {
      self = .tsv
    } else if looksLikeTable(beginning, with: commas, naming: names) {
      self = .csv
    } else {
      self = .text
    }
  }

  /// Whether it is one to which stories are added.
  var isFeed: Bool { self == .rss || self == .atom || self == .jsonFeed }

  /// Reads every story of an input.
  func read(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
    switch self {
    case .text: try readPlainText(&input, into: delivery)
    case .jsonLines: try readJSONLines(&input, into: delivery)
    case .csv: try readTable(&input, with: commas, into: delivery)
    case .nitf: try readNITF(&input, into: delivery)
    case .newsML: try readNewsML(&input, into: delivery)
    case .ninjs: try readNinJS(&input, into: delivery)
    case .mbox: try readMailbox(&input, into: delivery)
    case .eml: try readMail(&input, into: delivery)
    case .tsv: try readTable(&input, with: [tab], into: delivery)
    case .jsonFeed: try readJSONFeed(&input, into: delivery)
    case .html: try readPage(&input, into: delivery)
    case .opml: try readOPML(&input, into: delivery)
    case .rss, .atom: try readFeed(&input, into: delivery)
    }
  }
}
