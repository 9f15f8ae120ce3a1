// What others expect of feeds, pages and HTML, counted; each floor only goes up.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

/// A case of any suite, with what its authors state of it.
private struct Case: Decodable {
  struct Facts: Decodable {
    let title: String?
    let entryCount: Int?
    let entries: [String: Entry]?
    let body: String?

    enum CodingKeys: String, CodingKey {
      case title, entries, body
      case entryCount = "n_entries"
    }
  }

  struct Entry: Decodable {
    let title: String?
    let link: String?
    let id: String?
  }

  let id: String
  let kind: String
  let input: String?
  let author: Facts?
  let encoding: String?
  let text: String?
  let source: String?

  enum CodingKeys: String, CodingKey {
    case id, kind, input, author, encoding, text
    case source = "input_text"
  }
}

/// Right answers among all.
private struct Score: CustomStringConvertible {
  var right = 0
  var all = 0
  var misses: [String] = []

  mutating func count(_ isRight: Bool, _ what: @autoclosure () -> String) {
    all += 1
    if isRight { right += 1 } else { misses.append(what()) }
  }

  var share: Double { all == 0 ? 0 : Double(right) / Double(all) }
  var description: String { "\(right)/\(all)\n" + misses.prefix(40).joined(separator: "\n") }
}

private func letters(_ text: String?) -> String {
  String((text ?? "").filter { $0.isLetter || $0.isNumber })
}

/// Where the corpora are not beside the package there is nothing to count.
@Suite(.enabled(if: SharedCorpora.isThere)) struct MarkupCorporaTests {
  @Test func everyTextOfHTMLIsRead() throws {
    var score = Score()
    for one in try SharedCorpora.records(of: "html5text", as: Case.self) {
      let read = htmlCharacters(in: one.source ?? "")
      score.count(read.unicodeScalars.elementsEqual((one.text ?? "").unicodeScalars), one.id)
    }
    #expect(score.share == 1, "\(score)")
  }

  @Test func encodingsOfPagesAreFound() throws {
    var score = Score()
    for one in try SharedCorpora.records(of: "html5enc", as: Case.self) {
      let document = read(bytes: try SharedCorpora.bytes(of: one.input ?? ""), as: .html).documents
      let found = document.first?.encoding ?? "-"
      score.count(found == one.encoding?.lowercased(), "\(one.id) \(found) \(one.encoding ?? "")")
    }
    #expect(score.share >= 0.95, "\(score)")
  }

  @Test func feedsSayWhatTheirAuthorsState() throws {
    var (stories, titles, counts) = (Score(), Score(), Score())
    for suite in ["feedparser", "gofeed", "feedrs", "rsparser"] {
      for one in try SharedCorpora.records(of: suite, as: Case.self) where one.kind == "feed" {
        let result = read(bytes: try SharedCorpora.bytes(of: one.input ?? ""), for: .parsing)
        if let title = one.author?.title {
          titles.count(letters(result.documents.first?.title) == letters(plain(title)), one.id)
        }
        if let count = one.author?.entryCount {
          counts.count(result.stories.count == count, one.id)
        }
        for (number, wanted) in one.author?.entries ?? [:] {
          let index = Int(number) ?? 0
          let story = index < result.stories.count ? result.stories[index] : nil
          if let link = wanted.link { stories.count(story?.link?.absoluteString == link, one.id) }
          if let id = wanted.id { stories.count(story?.id.name == id, one.id) }
          if let title = wanted.title, !title.isEmpty {
            stories.count(
              letters(marked(.headline, in: story).first) == letters(plain(title)), one.id)
          }
        }
      }
    }
    #expect(stories.share >= 0.95, "\(stories)")
    #expect(titles.share >= 0.96, "\(titles)")
    #expect(counts.share >= 0.995, "\(counts)")
  }

  /// A title as the suites give it, which may hold mark-up.
  private func plain(_ title: String) -> String {
    let feed = "<rss><channel><title><![CDATA[\(title)]]></title></channel></rss>"
    return read(text: feed).documents.first?.title ?? title
  }

  @Test func listsOfFeedsAreReadWhole() throws {
    for suite in ["feedvalidator", "newsboat", "rsparser"] {
      for one in try SharedCorpora.records(of: suite, as: Case.self) where one.kind == "opml" {
        let bytes = try SharedCorpora.bytes(of: one.input ?? "")
        let document = read(bytes: bytes).documents.first
        // One case is a document of something else.
        if String(decoding: bytes, as: UTF8.self).contains("<haha") { continue }
        #expect(document?.format == .opml, "\(one.id)")
        let addresses =
          String(decoding: bytes, as: UTF8.self).lowercased()
          .split(separator: "xmlurl=\"http").count - 1
        let told = document?.subscriptions.filter { $0.link.scheme?.hasPrefix("http") == true }
          .count
        #expect((told ?? 0) >= addresses, "\(one.id)")
      }
    }
  }
}
