// NewsML-G2, in which agencies send stories with all that they know of them.
import FoundationEssentials
import StoryParsing

/// Reads every news item of a document; packages, plans and lists of terms are none.
func readNewsML(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  let root = try readAgencyXML(&input, into: delivery)
  for (number, item) in root.descendants("newsItem").enumerated() {
    var draft = StoryDraft()
    draft.take(newsItem: item, keepsContent: delivery.purpose == .parsing)
    guard draft.headline != nil || !draft.paragraphs.bytes.isEmpty else { continue }
    delivery.agencyStory(draft, number: number)
  }
}

extension StoryDraft {
  fileprivate mutating func take(newsItem item: XMLElement, keepsContent: Bool) {
    let meta = item.first("itemMeta")
    let about = item.first("contentMeta")
    id = item.attributes["guid"]
    language = about?.first("language")?.attributes["tag"] ?? item.attributes["xml:lang"]
    let heads = about?.all("headline") ?? []
    headline =
      (heads.first { $0.attributes["role"]?.hasSuffix("sub") != true } ?? heads.first)?.line
    byline = about?.first("by")?.line ?? about?.first("creator", "name")?.line
    source =
      about?.first("creditline")?.line ?? about?.first("infoSource", "name")?.line
      ?? meta?.first("provider", "name")?.line ?? meta?.first("provider")?.attributes["literal"]
    link =
      item.all("link").first { $0.attributes["rel"]?.contains("canonical") == true }?
      .attributes["href"]
    take(date: about?.first("contentCreated")?.line, as: "contentCreated", into: \.published)
    take(date: meta?.first("firstCreated")?.line, as: "firstCreated", into: \.published)
    let version = meta?.first("versionCreated")?.line
    take(date: version, as: "versionCreated", into: \.updated)
    if published == nil { published = updated }
    take(content: item.first("contentSet"), about, keepsContent: keepsContent)
    headline = headline ?? meta?.first("title")?.line ?? about?.first("slugline")?.line
    var given = GivenNames()
    if let about { given.add(contentMeta: about) }
    for nitf in item.descendants("nitf") { given.add(nitf: nitf) }
    extra = given.json
  }

  /// The text, in the first form that can be read; else what describes the picture or recording.
  private mutating func take(content: XMLElement?, _ about: XMLElement?, keepsContent: Bool) {
    if let nitf = content?.descendants("nitf").first {
      take(nitf: nitf, keepsContent: keepsContent)
    } else if let html = content?.first("inlineXML", "html", "body") ?? content?.first("inlineXML")
    {
      let markup = html.html
      paragraphs = readHTMLText(markup)
      if keepsContent { content.map { _ in self.content = markup } }
    } else if let data = content?.first("inlineData") {
      let isHTML = data.attributes["contenttype"]?.contains("html") == true
      paragraphs =
        isHTML ? readHTMLText(data.text) : Paragraphs(clean(data.text), findsHeadline: false)
    }
    if paragraphs.bytes.isEmpty, let described = about?.first("description")?.text {
      paragraphs = Paragraphs(clean(described), findsHeadline: false)
    }
    enclosures = (content?.all("remoteContent") ?? []).prefix(100).compactMap { remote in
      remote.attributes["href"].map {
        Enclosure(
          url: $0, type: remote.attributes["contenttype"],
          length: remote.attributes["size"].flatMap { Int($0) })
      }
    }
  }
}

extension GivenNames {
  /// Subjects say by their type what they are: people, organisations, places, or only subjects.
  fileprivate mutating func add(contentMeta about: XMLElement) {
    for subject in about.all("subject") {
      let name = subject.all("name").first?.line ?? subject.attributes["literal"]
      add(name, as: kind(of: subject))
    }
    for place in about.all("located") { add(place.all("name").first?.line, as: .place) }
    for word in about.all("keyword") { add(word.line, as: .subject) }
  }

  private func kind(of subject: XMLElement) -> Kind {
    let type = subject.attributes["type"] ?? subject.attributes["typeuri"] ?? ""
    switch type.split(whereSeparator: { $0 == ":" || $0 == "/" }).last.map(String.init) ?? "" {
    case "person": return .person
    case "organisation", "organization": return .organisation
    case "country": return .country
    case "geoArea", "poi", "place", "city": return .place
    default: return .subject
    }
  }
}
