// A sentence as it is quoted elsewhere: with its source, date, link and place.
package import FoundationEssentials
package import StoryParsing

/// A sentence, and all that is needed to find it again.
package struct Citation: Hashable, Sendable {
  package let sentence: String
  package let headline: String
  package let source: String
  package let published: Date?
  package let link: String
  /// The sentence in the story's text, in UTF-8 bytes.
  package let range: TextRange
  /// The name in it, if one was followed.
  package let mention: TextRange?

  package init(of range: TextRange, mention: TextRange? = nil, in story: Story) {
    sentence = String(story.text[range])
    headline = Listing(story: story, number: 0).headline
    source = story.source
    published = story.published
    link = story.link?.absoluteString ?? ""
    (self.range, self.mention) = (range, mention)
  }

  private var day: String { published.map { Day($0).iso } ?? "" }

  /// “We agree.”
  /// Accord signed, Wire, 1912-04-16, https://…, bytes 31–47
  package var text: String {
    let facts = [headline, source, day, link].filter { !$0.isEmpty }
    return "“\(sentence)”\n\(facts.joined(separator: ", ")), bytes \(range.start)–\(range.end)\n"
  }

  /// The same in Markdown, the sentence set off.
  package var markdown: String {
    let facts = [headline, source, day, link.isEmpty ? "" : "<\(link)>"].filter { !$0.isEmpty }
    return "> \(sentence)\n>\n> — \(facts.joined(separator: ", ")), "
      + "bytes \(range.start)–\(range.end)\n"
  }

  /// The columns of `fields`.
  package static let columns = [
    "date", "source", "headline", "link", "start", "end", "from", "to", "sentence",
  ]

  /// One line of a table: where the sentence is, then where the name is, then what it says.
  package var fields: [String] {
    [
      day, source, headline, link, "\(range.start)", "\(range.end)",
      mention.map { "\($0.start)" } ?? "", mention.map { "\($0.end)" } ?? "", sentence,
    ]
  }
}

extension Shelf {
  /// The citation of a sentence; nil where the story's text has changed under it.
  package func citation(_ sentence: TextRange, mention: TextRange?, of number: Int) -> Citation? {
    guard let story = story(number), sentence.end <= story.text.utf8.count else { return nil }
    return Citation(of: sentence, mention: mention, in: story)
  }
}
