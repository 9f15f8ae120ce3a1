// NITF, in which agencies write single stories.
import FoundationEssentials
import StoryParsing

/// The namespaces of agencies' formats; their names are told apart without them.
let agencySpaces: [String: String] = [
  "http://iptc.org/std/nar/2006-10-01/": "", "http://www.iptc.org/std/nar/2006-10-01/": "",
  "http://iptc.org/std/NITF/2006-10-18/": "", "http://www.w3.org/1999/xhtml": "",
  "http://iptc.org/std/NewsML-G2/2006-10-01/": "",
]

/// Reads a document of one story, or of several one after the other.
func readNITF(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  let root = try readAgencyXML(&input, into: delivery)
  for (number, nitf) in root.descendants("nitf").enumerated() {
    var draft = StoryDraft()
    draft.take(nitf: nitf, keepsContent: delivery.purpose == .parsing)
    delivery.agencyStory(draft, number: number)
  }
}

/// A whole document as a tree; what is wrong with it is told, and what can be read is read.
func readAgencyXML(
  _ input: inout Input, into delivery: Delivery
) throws(SourceError) -> XMLElement {
  try beginMarkup(&input, into: delivery)
  try input.read(upTo: delivery.limit + 1)
  if input.count > delivery.limit {
    delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file))
    let kept = input.withBytes { Array($0.prefix(delivery.limit)) }
    var beginning = Input(memory: kept, name: input.file)
    return try XMLElement.read(&beginning, spaces: agencySpaces).root
  }
  let (root, fault) = try XMLElement.read(&input, spaces: agencySpaces)
  if let fault {
    delivery.problem(
      SourceError(
        .brokenMarkup(fault.reason), file: input.file, line: fault.line, column: fault.column))
  }
  return root
}

extension Delivery {
  /// Passes on a story of an agency, its dates told where they say nothing.
  func agencyStory(_ draft: StoryDraft, number: Int) {
    var draft = draft
    draft.headWithFirstSentence()
    if document.stories == 0 { document.language = draft.language }
    story(draft, name: draft.id ?? "\(number + 1)")
    unread(draft.unreadDates)
  }
}

extension StoryDraft {
  /// Takes a date; one that is none is told.
  mutating func take(date: String?, as field: String, into place: WritableKeyPath<Self, Date?>) {
    guard self[keyPath: place] == nil, let date, !date.trimmed.isEmpty else { return }
    if let read = newsDate(date.trimmed) {
      self[keyPath: place] = read
    } else {
      unreadDates.append(UnreadDate(field: field, value: String(date.prefix(40)), line: nil))
    }
  }

  /// What an NITF document says, but for what is known already.
  mutating func take(nitf: XMLElement, keepsContent: Bool) {
    let data = nitf.first("head", "docdata")
    let head = nitf.first("body", "body.head")
    id = id ?? data?.first("doc-id")?.attributes["id-string"]
    headline =
      headline ?? head?.first("hedline", "hl1")?.line
      ?? head?.first("hedline")?.line ?? nitf.first("head", "title")?.line
    deck = deck ?? head?.first("hedline", "hl2")?.line ?? head?.first("abstract")?.line
    byline = byline ?? head?.first("byline")?.person
    source =
      source ?? head?.first("distributor")?.line
      ?? nitf.first("head", "pubdata")?.attributes["name"]
    language = language ?? nitf.attributes["xml:lang"]
    let issued = data?.first("date.issue") ?? data?.first("date.release")
    let dateline = head?.first("dateline", "story.date")
    take(
      date: issued?.attributes["norm"] ?? dateline?.attributes["norm"] ?? dateline?.line,
      as: "date.issue", into: \.published)
    guard let body = nitf.first("body", "body.content") else { return }
    let markup = body.html
    paragraphs = readHTMLText(markup)
    putDatelineFirst(head?.first("dateline"))
    if keepsContent { content = markup }
    var given = GivenNames()
    given.add(nitf: nitf)
    extra = given.json
  }

  /// A dateline that stands apart from the text opens it, as it would in print.
  private mutating func putDatelineFirst(_ dateline: XMLElement?) {
    guard let place = dateline?.first("location")?.line.uppercased(), !place.isEmpty,
      !paragraphs.first.uppercased().hasPrefix(place)
    else { return }
    var opened = Paragraphs(bytes: Array("\(place) — ".utf8), markup: [])
    opened.appendToLine(paragraphs)
    paragraphs = opened
  }
}

extension GivenNames {
  /// The names that are marked in a document, in its head or its text.
  mutating func add(nitf: XMLElement) {
    let listed = nitf.first("head", "docdata", "identified-content")
    let marked = nitf.first("body", "body.content")
    for part in [listed, marked].compactMap({ $0 }) {
      for person in part.descendants("person") { add(person.line, as: .person) }
      for group in part.descendants("org") {
        add(group.attributes["value"] ?? group.line, as: .organisation)
      }
      for place in part.descendants("location") {
        let country = place.first("country")?.line
        add(country, as: .country)
        let other = place.elements.filter { $0.name != "country" }.map(\.line)
        if place.elements.isEmpty { add(place.line, as: .place) }
        for name in other { add(name, as: .place) }
      }
    }
    for subject in nitf.descendants("tobject.subject") {
      add(
        subject.attributes["tobject.subject.detail"] ?? subject.attributes["tobject.subject.matter"]
          ?? subject.attributes["tobject.subject.type"], as: .subject)
    }
    for word in nitf.descendants("keyword") { add(word.attributes["key"], as: .subject) }
    for kind in listed?.all("classifier") ?? [] { add(kind.attributes["value"], as: .subject) }
  }
}

extension XMLElement {
  /// All text in it, in one line.
  var line: String {
    let words = text.utf8.split { $0 <= space }
    return cleanLine(words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
  }

  /// A writer: what stands in a byline without the post.
  fileprivate var person: String? {
    let people = descendants("person").map(\.line)
    if !people.isEmpty { return people.joined(separator: ", ") }
    let post = first("byttl")?.line ?? ""
    let whole = line
    let name = post.isEmpty || post == whole ? whole : whole.replacing(post, with: "")
    let bare = String(name.trimmed.reversed().drop { $0 == "," || $0 == " " }.reversed())
    return bare.isEmpty ? nil : bare
  }
}
