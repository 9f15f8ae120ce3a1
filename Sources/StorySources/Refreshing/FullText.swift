// The page of a story, fetched when the reader asks for it: its text in a teaser's place.
import Dispatch
import FoundationEssentials
package import StoryParsing
import Synchronization

/// Why a story stays as it is: what, and what now.
package struct FullTextTrouble: Error, Hashable, Sendable {
  package let message: String
}

extension Refresher {
  package typealias FullTextTaker = @Sendable (Result<Story, FullTextTrouble>) -> Void

  /// Fetches the page that a story links to, and gives the story with the text of its page.
  ///
  /// Nothing of the source's is said there but to its own host, and an address that only a story
  /// names leads to no private place.
  package func fetchFullText(
    of story: Story, from source: NamedSource?, take: @escaping FullTextTaker
  ) {
    guard let address = story.address.flatMap({ Address($0) }) else {
      return take(.failure(FullTextTrouble(message: "no page on the web is known of this story")))
    }
    var request = FetchRequest(address)
    if let limits = source?.limits { request.limits = limits }
    if case .address(let own) = source?.place, own.host == address.host {
      if case .success(let known) = credentials(of: own, source) { request.credentials = known }
    } else {
      request.isForeign = true
    }
    fetcher.fetch(request) { result in
      DispatchQueue.global(qos: .userInitiated).async { take(wholeStory(story, result)) }
    }
  }

  /// Puts whole texts in the place of teasers, where the reader wants that of a source; what
  /// cannot be had stays a teaser.
  ///
  /// - Parameter isKnown: whether a story is kept whole already.
  package func fillTeasers(
    in refresh: SourceRefresh, except isKnown: (Story) -> Bool,
    take: @escaping @Sendable (SourceRefresh) -> Void
  ) {
    guard refresh.source.wantsFullText, case .read(let gathered) = refresh.outcome else {
      return take(refresh)
    }
    let stubs = gathered.stories.indices.filter {
      gathered.stories[$0].isStub && !isKnown(gathered.stories[$0])
    }.prefix(50)
    let filled = Mutex(gathered)
    let group = DispatchGroup()
    for index in stubs {
      group.enter()
      fetchFullText(of: gathered.stories[index], from: refresh.source) { result in
        if case .success(let whole) = result { filled.withLock { $0.stories[index] = whole } }
        group.leave()
      }
    }
    group.notify(queue: .global(qos: .utility)) { take(refresh.giving(filled.withLock { $0 })) }
  }

  private func credentials(
    of address: Address, _ source: NamedSource?
  ) -> Result<String?, MissingCredentials> {
    guard let source, source.credentials != nil else { return .success(address.credentials) }
    return credentials(of: source)
  }
}

/// The story with the text of what was fetched.
private func wholeStory(
  _ story: Story, _ result: Result<Reply, FetchError>
) -> Result<Story, FullTextTrouble> {
  let reply: Reply
  switch result {
  case .failure(let error): return .failure(FullTextTrouble(message: error.message))
  case .success(let found): reply = found
  }
  guard 200...299 ~= reply.status, !reply.body.isEmpty else {
    let trouble: FetchError.Trouble =
      200...299 ~= reply.status ? .emptyBody : .status(reply.status)
    return .failure(FullTextTrouble(message: FetchError(trouble, at: reply.address).message))
  }
  guard let page = pageStory(in: reply) else {
    return .failure(FullTextTrouble(message: "its page holds no story; o opens it in the browser"))
  }
  let whole = story.whole(from: page)
  guard whole.text.utf8.count > story.text.utf8.count else {
    return .failure(
      FullTextTrouble(message: "its page shows no more than this; o opens it in the browser"))
  }
  return .success(whole)
}

/// The first story of a page, unless it is a feed or a file that came.
private func pageStory(in reply: Reply) -> Story? {
  guard let address = URL(string: reply.address.text) else { return nil }
  var found: Story?
  var format: Format?
  let source = Source.fetched(
    name: reply.address.text, bytes: reply.body, address: address, charset: reply.charset)
  readStories(from: [source]) { arrival, _ in
    switch arrival {
    case .story(let story): found = found ?? story
    case .finished(let document): format = document.format
    case .problem: break
    }
    return true
  }
  return format == .html || format == .text ? found : nil
}
