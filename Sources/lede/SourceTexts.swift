// The whole texts of teasers, fetched from their pages: those asked for, and all of some sources.
import ReaderUI
import StoryParsing
import StoryQuery
import StorySources
import Synchronization

extension SourceDesk {
  /// So many pages are fetched by themselves after one refresh.
  private static let mostPages = 50

  func fetchFullTexts(of merged: Merging.Merged) {
    let stubs = (merged.new + merged.rewritten).lazy.compactMap { [shelf] number in
      shelf.story(number).flatMap { $0.isStub ? (number, $0) : nil }
    }
    for (number, story) in stubs.prefix(Self.mostPages) { fetchFullText(of: number, story) }
  }

  /// Has a story's page fetched, and its text put in the story's place.
  ///
  /// - Parameter isAwaited: whether the reader asked for it and waits for a word.
  func fetchFullText(of number: Int, _ story: Story, isAwaited: Bool = false) {
    let source = state.withLock { state -> NamedSource? in
      if state.fetching == nil {
        (state.added, state.trouble, state.isAwaited) = (0, nil, false)
        state.fetching = Fetching(done: 0, total: 0, failed: 0)
      }
      state.fetching?.total += 1
      return state.places[story.id.source].map { state.standings[$0].source }
    }
    tellHowFar(isPressing: true)
    refresher.fetchFullText(of: story, from: source) { [weak self] result in
      self?.take(result, of: number, story, from: source, isAwaited: isAwaited)
    }
  }

  private func take(
    _ result: Result<Story, FullTextTrouble>, of number: Int, _ story: Story,
    from source: NamedSource?, isAwaited: Bool
  ) {
    switch result {
    case .success(let whole):
      merging.rewrite(number, with: whole)
      if let source { recall?.keep(whole, of: source) }
      post(.rewritten([number], isUnread: false))
      listGrew()
    case .failure(let trouble):
      let headline = Listing(story: story, number: number).headline
      let sentence = "\(isAwaited ? "Full text" : headline): \(trouble.message)"
      post(isAwaited ? .failed(sentence) : .troubled([sentence]))
    }
    let isOver = state.withLock { state in
      state.fetching?.done += 1
      return state.fetching.map { $0.done >= $0.total } ?? true
    }
    if isOver { finish() } else { tellHowFar() }
  }
}
