// A story as it is kept in memory, with what is asked of it most often.
import FoundationEssentials
import StoryParsing

/// A story on the shelf, and its row in the list.
struct ShelvedStory: Sendable {
  let story: Story
  let traits: FoldTraits
  private(set) var headline: String
  private(set) var byline: String
  /// Headline, byline and source on a line each, folded: what narrowing looks at.
  private(set) var head: [UInt8]

  init(_ story: Story) {
    self.story = story
    traits = withBytes(of: story.text) { foldTraits(of: $0) }
    headline = openingLine(of: story)
    byline = story.byline ?? ""
    head = []
    head = folded(shownHead)
  }

  /// What narrowing looks at, as it is shown.
  var shownHead: String { "\(headline)\n\(byline)\n\(story.source)" }

  func listing(number: Int) -> Listing {
    Listing(
      id: story.id, number: number, headline: headline, source: story.source, byline: byline,
      published: story.published, length: story.text.utf8.count)
  }

  /// Takes headline and byline from what was found in the text, where the source gave none.
  mutating func note(_ analysis: Analysis) {
    if let found = analysis.paragraphs.first(where: { $0.role == .headline }) {
      headline = String(story.text[found.range])
    }
    if story.byline == nil {
      byline = analysis.bylines.map { String(story.text[$0.name]) }.joined(separator: ", ")
    }
    head = folded(shownHead)
  }
}

/// The headline that the source marked, or the first line, cut to a sentence where it is long.
private func openingLine(of story: Story) -> String {
  let text = story.text
  if let marked = story.markup.first(where: { $0.kind == .headline })?.range,
    marked.end <= text.utf8.count
  {
    return String(text[marked])
  }
  let line = text.prefix { $0 != "\n" }
  guard line.utf8.count > 160, let stop = line.range(ofFirst: ". ") else { return String(line) }
  return String(line[...stop])
}

extension Substring {
  /// Where the first character of two that follow each other stands.
  fileprivate func range(ofFirst pair: String) -> Index? {
    zip(indices, zip(self, dropFirst())).first { String([$1.0, $1.1]) == pair }?.0
  }
}
