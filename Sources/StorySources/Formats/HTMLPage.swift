// A page of the web: its story without what stands around it.
import FoundationEssentials
import StoryParsing

/// Reads a page as one story, and notes the feeds that it names.
func readPage(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  try beginMarkup(&input, into: delivery)
  try input.read(upTo: delivery.limit + 1)
  if input.count > delivery.limit {
    delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file))
  }
  let tree = input.withBytes {
    HTMLTree(UnsafeBufferPointer(rebasing: $0.prefix(delivery.limit)))
  }
  let facts = PageFacts(of: tree)
  let base = facts.base.flatMap { resolve($0, against: input.base) } ?? input.base
  fill(&delivery.document, from: facts, base: base)
  var draft = pageDraft(tree, facts, base: base)
  if delivery.purpose == .parsing { draft.content = nil }
  guard !draft.paragraphs.bytes.isEmpty || delivery.document.subscriptions.isEmpty else {
    if draft.headline == nil { throw SourceError(.empty, file: input.file) }
    return
  }
  let name = draft.link ?? lastPathComponent(input.file)
  delivery.story(draft, name: name)
}

private func fill(_ document: inout Document, from facts: PageFacts, base: URL?) {
  document.title = facts.headline
  document.link = facts.canonical.flatMap { resolve($0.trimmed, against: base) }
  document.language = facts.language
  document.subscriptions = facts.feeds.compactMap { feed in
    linkAddress(feed.address, base: base).map {
      Subscription(title: feed.title.map(cleanLine), link: $0, site: document.link, group: nil)
    }
  }
}

private func pageDraft(_ tree: HTMLTree, _ facts: PageFacts, base: URL?) -> StoryDraft {
  var draft = StoryDraft()
  draft.headline = facts.headline
  draft.byline = facts.writers.isEmpty ? nil : facts.writers.joined(separator: ", ")
  draft.published = facts.published.flatMap(newsDate)
  draft.updated = facts.updated.flatMap(newsDate)
  draft.language = facts.language
  draft.source = facts.site.map(cleanLine)
  draft.link =
    facts.canonical.flatMap { resolve($0.trimmed, against: base) }?.absoluteString
    ?? base?.absoluteString
  let story = PageStory(in: tree, headline: facts.headline)
  var writer = HTMLTextWriter(tree, base: base)
  writer.skipped = story.skipped
  for part in story.parts { writer.write(part) }
  draft.paragraphs = writer.paragraphs
  // A page that shows its text by script alone says it to search engines.
  if let body = facts.body, body.utf8.count > draft.paragraphs.bytes.count * 2 {
    draft.paragraphs =
      looksLikeMarkup(Array(body.utf8))
      ? readHTMLText(body, base: base) : Paragraphs(clean(body), findsHeadline: false)
  }
  draft.headWithFirstSentence()
  return draft
}
