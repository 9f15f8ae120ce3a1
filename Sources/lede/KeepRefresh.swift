// What a refresh of a source gave, kept: its stories and how the source stands, or neither.
import FoundationEssentials
import StoryArchive
import StoryParsing
import StorySources

extension Archive {
  /// Under which a source's state lies among its facts.
  private static let stateName = "state"

  /// How a source stood after its last refresh.
  func state(of source: NamedSource) -> FeedState {
    guard let text = try? facts(of: source.id)[Archive.stateName],
      let state = try? JSONDecoder().decode(FeedState.self, from: Data(text.utf8))
    else { return FeedState() }
    return state
  }

  /// Keeps what a refresh gave, and how its source stands after it, in one transaction.
  func keep(_ refresh: SourceRefresh, at now: Date) throws(ArchiveError) -> Saved {
    var kept = Refresh(source: refresh.source.id, stories: [])
    kept.rereads = refresh.source.rereads
    if let state = try? JSONEncoder().encode(refresh.state) {
      kept.facts = [Archive.stateName: String(decoding: state, as: UTF8.self)]
    }
    switch refresh.outcome {
    case .resting, .cancelled: return Saved()
    case .unchanged, .failed: break
    case .read(let gathered):
      let gathered = gathered.kept(in: kept.source)
      kept.title = refresh.source.name ?? gathered.title ?? ""
      kept.stories = gathered.stories
      kept.starred = Set(gathered.starred.map(\.name))
      for (story, tags) in gathered.tags { kept.tags[story.name] = tags }
    }
    // What was fetched whole is not lost to the teaser that comes again.
    kept.stories.removeAll { $0.isStub && hasWhole($0) }
    let saved = try save(kept, at: now)
    let retention = refresh.source.retention
    if !retention.isEndless {
      try trim(
        kept.source, age: retention.age, stories: retention.stories, size: retention.size, at: now)
    }
    return saved
  }

  /// Whether a story is kept of which this is only the teaser.
  func hasWhole(_ stub: Story) -> Bool {
    guard let number = try? number(of: stub.id), let kept = try? story(number) else { return false }
    return stub.isStub(of: kept)
  }
}

extension Gathered {
  /// The same with all stories as those of one source, though they lie in many files.
  func kept(in source: String) -> Gathered {
    var kept = self
    kept.stories = stories.map { $0.kept(in: source) }
    kept.starred = Set(starred.map { $0.kept(in: source) })
    kept.tags = Dictionary(tags.map { ($0.key.kept(in: source), $0.value) }) { first, _ in first }
    return kept
  }
}
