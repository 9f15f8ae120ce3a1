// What a feed says of itself or of one story, gathered until it is whole.
import FoundationEssentials
import StoryParsing

/// The fields of a feed or a story; of several that give the same, the one of highest rank counts,
/// and of equals the first.
struct FeedDraft {
  private var texts: [(field: FeedField, rank: Int, text: FeedText)] = []
  private var links: [(address: String, rank: Int, base: URL?)] = []
  private var writers: [(name: String, rank: Int)] = []
  private var enclosures: [Enclosure] = []
  private var media: [Enclosure] = []
  private var language: String?
  private var about: String?
  var isPermalink = true
  private(set) var linkBase: URL?

  private static let mostEnclosures = 100

  /// Takes the attributes of its own start tag.
  mutating func begin(_ attributes: XMLAttributes) {
    let named = attributes["xml:lang"].map { $0.replacing("_", with: "-") }
    language = language ?? named
    about = about ?? attributes["rdf:about"]
  }

  // MARK: Taking

  mutating func offer(_ text: FeedText, for field: FeedField, rank: Int) {
    if let index = texts.firstIndex(where: { $0.field == field }) {
      let isBetter = rank > texts[index].rank || texts[index].text.text.isBlank
      if isBetter, !text.text.isBlank { texts[index] = (field, rank, text) }
    } else {
      texts.append((field, rank, text))
    }
  }

  mutating func offer(link: String, rank: Int, base: URL?) {
    let link = link.trimmed
    if !link.isEmpty, links.count < 100 { links.append((link, rank, base)) }
  }

  mutating func offer(writer: String?, rank: Int) {
    guard let writer, !writer.isEmpty, writers.count < 100 else { return }
    writers.append((writer, rank))
  }

  /// Atom's link, with its relation in an attribute.
  mutating func takeLink(_ attributes: XMLAttributes, base: URL?) {
    guard let address = attributes["href"] else { return }
    let type = attributes["type"]?.lowercased() ?? ""
    switch attributes["rel"]?.lowercased().trimmed ?? "alternate" {
    case "alternate", "": offer(link: address, rank: type.contains("html") ? 7 : 6, base: base)
    case "enclosure":
      add(
        Enclosure(address, attributes["type"], attributes["length"], base: base), to: \.enclosures)
    default: break
    }
  }

  mutating func takeEnclosure(_ attributes: XMLAttributes, isMedia: Bool, base: URL?) {
    guard let address = attributes["url"] ?? attributes["href"] else { return }
    let length = attributes["length"] ?? attributes["fileSize"]
    add(
      Enclosure(address, attributes["type"], length, base: base),
      to: isMedia ? \.media : \.enclosures)
  }

  private mutating func add(
    _ enclosure: Enclosure?, to list: WritableKeyPath<FeedDraft, [Enclosure]>
  ) {
    guard let enclosure, self[keyPath: list].count < Self.mostEnclosures else { return }
    self[keyPath: list].append(enclosure)
  }

  // MARK: Giving

  private func text(_ field: FeedField) -> FeedText? {
    texts.first { $0.field == field && !$0.text.text.isBlank }?.text
  }

  private func line(_ field: FeedField) -> String? {
    text(field).map { cleanLine($0.text).trimmed }
  }

  /// The best link, made whole.
  private func link(fallback: URL?) -> String? {
    let best = links.max { $0.rank < $1.rank }?.rank
    if let link = links.first(where: { $0.rank == best }) {
      return wholeAddress(link.address, base: link.base ?? fallback)
    }
    let id = line(.id)
    return isPermalink && id?.contains("://") == true ? id : nil
  }

  /// Notes what relative addresses in a feed without a base are relative to: its own link.
  mutating func settleBase() { linkBase = link(fallback: nil).flatMap { URL(string: $0) } }

  func fill(_ document: inout Document) {
    document.title = text(.title)?.line ?? document.title
    document.link = link(fallback: nil).flatMap(webAddress) ?? document.link
    document.id = identity ?? document.id
    document.language = language ?? line(.language) ?? document.language
    // RSS counts it in minutes.
    let minutes = line(.timeToLive).flatMap { Double($0) }.map { min(max($0, 0), 100_000) }
    document.timeToLive = minutes.map { $0 * 60 } ?? document.timeToLive
    document.updated =
      line(.updated).flatMap(newsDate) ?? line(.published).flatMap(newsDate) ?? document.updated
  }

  /// Where a feed names a base, an id that is no whole address is relative to it.
  private var identity: String? {
    guard let id = text(.id) else { return nil }
    let written = id.text.trimmed
    guard let base = id.base, !written.contains(":") else { return written }
    return wholeAddress(written, base: base)
  }

  func deliver(to delivery: Delivery, of feed: FeedDraft) {
    var draft = StoryDraft()
    draft.id = identity ?? about
    draft.link = link(fallback: feed.linkBase) ?? about.flatMap { $0.contains("://") ? $0 : nil }
    draft.source = delivery.document.title
    draft.language = language ?? line(.language)
    draft.enclosures = enclosures.isEmpty ? media : enclosures
    draft.byline = byline
    takeDates(into: &draft)
    let body = text(.body) ?? text(.summary)
    draft.headline = text(.title)?.line
    if let body {
      draft.paragraphs = body.paragraphs
      if delivery.purpose == .parsing { draft.content = body.text }
      draft.headWithFirstSentence()
    }
    let name = draft.id ?? draft.link ?? draft.headline ?? "\(delivery.document.stories + 1)"
    delivery.story(draft, name: name)
    delivery.unread(draft.unreadDates)
  }

  private var byline: String? {
    let best = writers.map(\.rank).max()
    var names: [String] = []
    for writer in writers where writer.rank == best && !names.contains(writer.name) {
      names.append(writer.name)
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private func takeDates(into draft: inout StoryDraft) {
    for (field, name) in [(FeedField.published, "published"), (.updated, "updated")] {
      guard let written = line(field) else { continue }
      let date = newsDate(written)
      if date == nil {
        let shown = String(written.prefix(40))
        draft.unreadDates.append(UnreadDate(field: name, value: shown, line: nil))
      }
      if field == .published { draft.published = date } else { draft.updated = date }
    }
  }
}

extension Enclosure {
  init?(_ address: String, _ type: String?, _ length: String?, base: URL?) {
    let written = address.trimmed
    guard !written.isEmpty, written.utf8.count <= 8_192 else { return nil }
    self.init(
      url: wholeAddress(written, base: base), type: type,
      length: length.flatMap { Int($0.trimmed) })
  }
}
