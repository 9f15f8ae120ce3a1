// What the elements of RSS, Atom and their extensions mean for a story.

/// The namespaces that feeds use, by the prefix of `FeedElement`.
let feedSpaces: [String: String] = {
  var spaces = [
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media", "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml", "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1998/math/mathml": "math",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
  ]
  // Every RSS and Atom has the same elements for the same things.
  for plain in [
    "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://backend.userland.com/rss2", "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/net/rss1.1#",
    "http://www.w3.org/2005/atom", "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/modules/rss091#",
  ] {
    spaces[plain] = ""
  }
  return spaces
}()

/// What an element is.
enum FeedElement: Equatable {
  case other
  case feed, story
  /// Has its own title and link, which are not the feed's.
  case aside
  /// A person; may hold `name`.
  case person(rank: Int)
  case name, email
  case link, enclosure
  /// Media beside a story; a title or description in it is the poorest there is.
  case media
  /// Text that fills a field; where several do, the highest rank counts.
  case field(FeedField, rank: Int)

  /// By its label in lower case.
  init(label: String) {
    self = elements[label] ?? .other
  }
}

/// A field of a feed or of a story that text fills.
enum FeedField: Equatable {
  case title, link, id, summary, body, published, updated, language, timeToLive
}

private let elements: [String: FeedElement] = [
  "rss": .feed, "rdf:rdf": .feed, "channel": .feed, "feed": .feed,
  "item": .story, "entry": .story,
  "image": .aside, "textinput": .aside, "source": .aside, "media:group": .other,
  "media:credit": .other, "itunes:owner": .aside, "cloud": .aside,

  "author": .person(rank: 4), "dc:creator": .person(rank: 3), "dc:author": .person(rank: 3),
  "itunes:author": .person(rank: 2), "managingeditor": .person(rank: 1),
  "dcterms:creator": .person(rank: 2),
  "contributor": .aside, "dc:contributor": .aside, "name": .name, "email": .email,

  "title": .field(.title, rank: 5), "dc:title": .field(.title, rank: 4),
  "dcterms:title": .field(.title, rank: 3), "media:title": .field(.title, rank: 1),
  "itunes:title": .field(.title, rank: 2),

  "link": .link, "enclosure": .enclosure, "media:content": .media, "media:thumbnail": .media,
  "id": .field(.id, rank: 5), "guid": .field(.id, rank: 5), "dc:identifier": .field(.id, rank: 3),
  "feedburner:origlink": .other,

  "content:encoded": .field(.body, rank: 9), "content": .field(.body, rank: 8),
  "xhtml:body": .field(.body, rank: 7), "body": .field(.body, rank: 7),
  "xhtml:div": .field(.body, rank: 7), "fullitem": .field(.body, rank: 6),
  "summary": .field(.summary, rank: 5), "description": .field(.summary, rank: 5),
  "subtitle": .field(.summary, rank: 5), "tagline": .field(.summary, rank: 5),
  "dc:description": .field(.summary, rank: 4), "dcterms:abstract": .field(.summary, rank: 4),
  "abstract": .field(.summary, rank: 4), "itunes:summary": .field(.summary, rank: 3),
  "media:description": .field(.summary, rank: 2), "itunes:subtitle": .field(.summary, rank: 1),

  "published": .field(.published, rank: 6), "issued": .field(.published, rank: 6),
  "pubdate": .field(.published, rank: 6), "dcterms:issued": .field(.published, rank: 5),
  "dc:date": .field(.published, rank: 4), "date": .field(.published, rank: 4),
  "dcterms:created": .field(.published, rank: 3), "created": .field(.published, rank: 3),
  "prism:publicationdate": .field(.published, rank: 2),
  "dcterms:available": .field(.published, rank: 1),
  "updated": .field(.updated, rank: 6), "modified": .field(.updated, rank: 6),
  "dcterms:modified": .field(.updated, rank: 5), "lastbuilddate": .field(.updated, rank: 4),

  "language": .field(.language, rank: 5), "dc:language": .field(.language, rank: 4),
  "ttl": .field(.timeToLive, rank: 5),
]
