// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: one reader, for the web mixes them.
import FoundationEssentials
import StoryParsing

/// Reads a feed as it comes: each story is handed on as soon as it is closed.
func readFeed(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  try beginMarkup(&input, into: delivery)
  var feed = FeedReader(base: input.base, delivery: delivery)
  try feed.read(&input)
}

/// Finds a document's encoding and has the input decoded from it.
func beginMarkup(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  let isPage = delivery.document.format == .html
  try input.read(upTo: isPage ? delivery.limit + 1 : Input.beginning)
  let charset = input.charset
  let (encoding, mark) = input.withBytes {
    markupEncoding(of: $0, charset: charset, isPage: isPage)
  }
  input.take(mark)
  input.decode(from: encoding)
  delivery.document.encoding = encoding.name
  delivery.expectedInFile = nil
}

/// Follows a feed element by element.
private struct FeedReader {
  private let delivery: Delivery
  private var reader = XMLReader(spaces: feedSpaces)
  /// What each name means, by its number.
  private var meanings: [FeedElement] = []

  private var feed = FeedDraft()
  private var story: FeedDraft?
  private var capture: FeedCapture?
  /// Elements that are open within one that is passed over.
  private var asideDepth = 0
  private var person: Person?
  private var bases: [(depth: Int, base: URL?)]
  private var isCut = false

  /// A writer under way.
  private struct Person {
    let rank: Int
    var depth = 0
    var name: String?
    var email: String?
  }

  init(base: URL?, delivery: Delivery) {
    self.delivery = delivery
    bases = [(0, base)]
  }

  private var base: URL? { bases.last?.base ?? feed.linkBase }

  mutating func read(_ input: inout Input) throws(SourceError) {
    while !delivery.isStopped {
      switch try reader.next(in: &input) {
      case .start(let name):
        let element = meaning(of: name)
        input.withBytes { start(name, element, in: $0) }
      case .end(let name): end(name, meaning(of: name))
      case .text(let range, let isLiteral):
        guard capture != nil else { continue }
        input.withBytes { bytes in
          capture?.append(
            UnsafeBufferPointer(rebasing: bytes[range]), isLiteral: isLiteral,
            upTo: delivery.limit)
        }
      case .finished: return finish()
      }
    }
  }

  private mutating func meaning(of name: XMLName) -> FeedElement {
    let number = reader.names.number(of: name)
    while meanings.count <= number, meanings.count < reader.names.count {
      meanings.append(FeedElement(label: reader.names.label(number: meanings.count).lowercased()))
    }
    return meanings[number]
  }

  private mutating func finish() {
    endStory()
    feed.fill(&delivery.document)
    if let fault = reader.fault {
      delivery.problem(
        SourceError(
          .brokenMarkup(fault.reason), file: delivery.document.file, line: fault.line,
          column: fault.column))
    }
    if isCut {
      delivery.problem(SourceError(.cutShort(delivery.limit), file: delivery.document.file))
    }
  }

  // MARK: Elements

  private mutating func start(
    _ name: XMLName, _ element: FeedElement, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let attributes = XMLAttributes(list: reader.attributes, bytes: bytes)
    if asideDepth > 0 {
      asideDepth += 1
      return
    }
    if capture != nil && !beginsName(element) {
      capture?.level += 1
      capture?.appendTag(reader.names.label(of: name), reader.attributes, in: bytes)
      return
    }
    enterBase(attributes)
    person?.depth += 1
    switch element {
    case .feed: feed.begin(attributes)
    case .story:
      endStory()
      story = FeedDraft()
      story?.begin(attributes)
    case .aside: asideDepth = 1
    case .person(let rank):
      person = Person(rank: rank)
      capture = FeedCapture(element, form: .unknown, base: nil)
    case .name, .email:
      if person != nil { capture = FeedCapture(element, form: .unknown, base: nil) }
    case .link:
      let base = base
      change { $0.takeLink(attributes, base: base) }
      // Atom's may say of their text that it is something else than the story's page.
      let isPage = ["alternate", nil].contains(attributes["rel"])
      if attributes["href"] == nil && isPage {
        capture = FeedCapture(element, form: .plain, base: base)
      }
    case .enclosure, .media:
      let base = base
      change { $0.takeEnclosure(attributes, isMedia: element == .media, base: base) }
    case .field(let field, _): begin(field, element, attributes)
    case .other: break
    }
  }

  /// A person's name stands within the person's element.
  private func beginsName(_ element: FeedElement) -> Bool {
    guard person != nil, element == .name || element == .email else { return false }
    if case .person = capture?.element { return true }
    return false
  }

  private mutating func begin(
    _ field: FeedField, _ element: FeedElement, _ attributes: XMLAttributes
  ) {
    // Outside of everything only a feed without its outermost element has any.
    if field == .body, let source = attributes["src"] {
      let base = base
      change { $0.offer(link: source, rank: 2, base: base) }
    }
    if field == .id {
      change { $0.isPermalink = attributes["isPermaLink"]?.lowercased() != "false" }
    }
    let base = field == .id && bases.count == 1 ? nil : base
    capture = FeedCapture(element, form: form(of: field, attributes), base: base)
  }

  /// How Atom says that text is written; RSS says nothing.
  private func form(of field: FeedField, _ attributes: XMLAttributes) -> FeedCapture.Form {
    switch field {
    case .title, .summary, .body: break
    case .link, .id, .published, .updated, .language, .timeToLive: return .plain
    }
    let type = attributes["type"]?.lowercased() ?? ""
    switch attributes["mode"]?.lowercased() {
    case "base64": return .base64
    case "escaped" where type.contains("html"): return .markup
    case "xml" where type.contains("html"): return .inline
    default: break
    }
    switch type {
    case "xhtml", "application/xhtml+xml": return .inline
    case "html", "text/html": return .markup
    case "text", "text/plain": return .plain
    case "": return delivery.document.format == .atom && field != .body ? .plain : .unknown
    default:
      if type.hasSuffix("xml") { return .inline }
      return type.hasPrefix("text/") ? .plain : .base64
    }
  }

  private mutating func enterBase(_ attributes: XMLAttributes) {
    guard let written = attributes["xml:base"] else { return }
    bases.append((reader.depth, resolve(written.trimmed, against: base) ?? base))
  }

  private mutating func end(_ name: XMLName, _ element: FeedElement) {
    if asideDepth > 0 {
      asideDepth -= 1
      return
    }
    if let open = capture, open.level > 0 {
      capture?.level -= 1
      capture?.appendEndTag(reader.names.label(of: name))
      return
    }
    if let done = capture {
      capture = nil
      take(done)
    }
    while let last = bases.last, bases.count > 1, last.depth > reader.depth { bases.removeLast() }
    if var open = person {
      open.depth -= 1
      person = open.depth < 0 ? nil : open
      if open.depth < 0 { change { $0.offer(writer: open.name ?? open.email, rank: open.rank) } }
    }
    if element == .story { endStory() }
  }

  private mutating func take(_ capture: FeedCapture) {
    isCut = isCut || capture.isCut
    let text = capture.text
    switch capture.element {
    case .person: if person?.name == nil { person?.name = writerName(text.line) }
    case .name: person?.name = text.line.isEmpty ? nil : text.line
    case .email: person?.email = text.line
    case .link: change { $0.offer(link: text.text, rank: 5, base: capture.base) }
    case .field(let field, let rank): change { $0.offer(text, for: field, rank: rank) }
    case .feed, .story, .aside, .enclosure, .media, .other: break
    }
  }

  private mutating func change(_ body: (inout FeedDraft) -> Void) {
    if var changed = story {
      story = nil
      body(&changed)
      story = changed
    } else {
      body(&feed)
      feed.settleBase()
    }
  }

  private mutating func endStory() {
    guard let ended = story else { return }
    story = nil
    if delivery.document.stories == 0 { feed.fill(&delivery.document) }
    ended.deliver(to: delivery, of: feed)
  }
}

/// The attributes of a start tag, by name.
struct XMLAttributes {
  let list: [XMLAttribute]
  let bytes: UnsafeBufferPointer<UInt8>

  subscript(name: StaticString) -> String? {
    for attribute in list where attribute.name.count == name.utf8CodeUnitCount {
      let isSame = attribute.name.enumerated().allSatisfy {
        bytes[$0.element] | 0x20 == name.utf8Start[$0.offset] | 0x20
      }
      if isSame { return attribute.text(in: bytes) }
    }
    return nil
  }
}

/// “desk@example.com (Mara Quill)” and “Mara Quill <desk@example.com>” are by Mara Quill.
func writerName(_ text: String) -> String? {
  let text = text.trimmed
  guard text.utf8.contains(UInt8(ascii: "@")) else { return text.isEmpty ? nil : text }
  for (open, close) in [("(", ")"), ("<", ">")] {
    guard let start = text.firstIndex(of: Character(open)) else { continue }
    let before = String(text[..<start]).trimmed
    let rest = text[text.index(after: start)...]
    let within = String(rest[..<(rest.firstIndex(of: Character(close)) ?? rest.endIndex)]).trimmed
    let names = [before, within].filter { !$0.isEmpty && !$0.contains("@") }
    if let name = names.first { return name }
  }
  return text
}
