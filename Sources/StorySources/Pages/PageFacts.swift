// What a page says of its story apart from the text: in its head, in JSON-LD, in marked places.
import FoundationEssentials

/// Title, writer, dates and the rest, from the most to the least certain place.
struct PageFacts {
  private(set) var headline: String?
  private(set) var writers: [String] = []
  private(set) var published: String?
  private(set) var updated: String?
  private(set) var site: String?
  private(set) var canonical: String?
  private(set) var language: String?
  private(set) var base: String?
  private(set) var feeds: [(address: String, title: String?)] = []
  /// The text that JSON-LD gives, for pages that show it by script alone.
  private(set) var body: String?

  /// What `<meta>` says, by name in lower case; of equal names the first.
  private var meta: [String: String] = [:]
  private var title: String?
  private var heading: String?
  private var markedWriters: [String] = []
  private var markedDate: String?
  /// Only so many parts are asked for their writer, or a page of them would take for ever.
  private var triedWriters = 0

  init(of tree: HTMLTree) {
    for node in tree.nodes.indices { visit(node, tree) }
    headline = headline ?? first("og:title", "dc.title", "dcterms.title", "twitter:title", "title")
    headline = (headline ?? pageTitle).map { readHTMLLine($0) }
    if headline?.isEmpty ?? true { headline = heading }
    if writers.isEmpty {
      let named = first(
        "author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author")
      writers = named.map { [$0] } ?? []
      writers.removeAll { $0.contains("://") }
    }
    if writers.isEmpty { writers = markedWriters }
    published =
      published
      ?? first(
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date",
        "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "sailthru.date",
        "parsely-pub-date", "publication_date") ?? markedDate
    updated = updated ?? first("article:modified_time", "og:updated_time", "last-modified")
    site = first("og:site_name", "application-name", "dc.publisher")
    canonical = canonical ?? first("og:url")
    language = language ?? first("og:locale", "content-language", "dc.language")
  }

  private func first(_ names: String...) -> String? {
    names.lazy.compactMap { meta[$0] }.first
  }

  private mutating func visit(_ node: Int, _ tree: HTMLTree) {
    switch tree.nodes[node].tag {
    case .html: language = language ?? tree.value(.lang, of: node)
    case .base: base = base ?? tree.value(.href, of: node)
    case .title: if title == nil { title = text(of: node, tree) }
    case .meta: visitMeta(node, tree)
    case .link: visitLink(node, tree)
    case .script: visitScript(node, tree)
    case .h1: if heading == nil { heading = tree.line(of: node) }
    case .time: markedDate = markedDate ?? tree.value(.datetime, of: node)
    case .text, .root, .body, .head, .style: break
    default: visitMarked(node, tree)
    }
  }

  private mutating func visitMeta(_ node: Int, _ tree: HTMLTree) {
    guard let content = tree.value(.content, of: node)?.trimmed, !content.isEmpty else { return }
    for name in [HTMLAttributeName.property, .name, .itemprop] {
      guard let key = tree.value(name, of: node)?.lowercased() else { continue }
      for key in key.split(separator: " ") where meta[String(key)] == nil {
        meta[String(key)] = content
      }
    }
  }

  private mutating func visitLink(_ node: Int, _ tree: HTMLTree) {
    guard let relation = tree.value(.rel, of: node)?.lowercased(),
      let address = tree.value(.href, of: node)
    else { return }
    if relation == "canonical" { canonical = canonical ?? address }
    let type = tree.value(.type, of: node)?.lowercased() ?? ""
    let isFeed = ["application/rss+xml", "application/atom+xml", "application/feed+json"]
    if relation.contains("alternate"), isFeed.contains(type), feeds.count < 100 {
      feeds.append((address, tree.value(.title, of: node)))
    }
  }

  private mutating func visitScript(_ node: Int, _ tree: HTMLTree) {
    guard tree.value(.type, of: node)?.lowercased().contains("ld+json") == true,
      let facts = text(of: node, tree).flatMap({ LinkedFacts(reading: $0) })
    else { return }
    headline = headline ?? facts.headline
    if writers.isEmpty { writers = facts.writers }
    published = published ?? facts.published
    updated = updated ?? facts.updated
    body = body ?? facts.body
  }

  private mutating func visitMarked(_ node: Int, _ tree: HTMLTree) {
    guard markedWriters.isEmpty, triedWriters < 20, tree.nodes[node].end > tree.nodes[node].start
    else { return }
    let isAuthor =
      tree.value(.rel, of: node) == "author" || tree.value(.itemprop, of: node) == "author"
      || ["byline", "author", "post-author", "entry-author", "article-author", "author-name"]
        .contains {
          tree.value(.class, of: node)?.lowercased().split(separator: " ").contains($0[...]) == true
        }
    guard isAuthor else { return }
    triedWriters += 1
    let line = tree.line(of: node)
    if !line.isEmpty, line.utf8.count <= 100 { markedWriters = [line] }
  }

  private func text(of node: Int, _ tree: HTMLTree) -> String? {
    let child = tree.nodes[node].firstChild
    guard child >= 0 else { return nil }
    let text = tree.nodes[Int(child)]
    return String(decoding: tree.text[Int(text.start)..<Int(text.end)], as: UTF8.self)
  }

  /// The page's title without the site's, which most put behind or before it.
  private var pageTitle: String? {
    guard let title = title.map({ cleanLine($0) }), !title.trimmed.isEmpty else { return heading }
    let words = title.split { $0.isWhitespace }.map(String.init)
    let marks: Set<String> = ["|", "-", "–", "—", "»", "/", ">", "\\", "·", "::", "•"]
    guard let last = words.lastIndex(where: marks.contains), last > 0 else {
      return words.joined(separator: " ")
    }
    let front = words[..<last]
    let back = words[(last + 1)...]
    if front.count > 3 || front.count > back.count { return front.joined(separator: " ") }
    return back.count > 3 ? back.joined(separator: " ") : words.joined(separator: " ")
  }
}
