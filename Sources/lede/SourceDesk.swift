// Keeps the sources fresh while the reader reads: asks them, and puts what comes on the shelf.
import Dispatch
import FoundationEssentials
import ReaderUI
import StoryParsing
import StoryQuery
import StorySources
import Synchronization

/// The sources that are open, how each stands, and the refresh that is under way.
final class SourceDesk: Sendable {
  struct Standing: Sendable {
    let source: NamedSource
    let id: String
    var state = FeedState()
    var title: String?
    var stories = 0
    var isUnderWay = false
    /// The last sentence that was told of it: the same is not told twice.
    var told: String?
    /// Feeds that its page names have been offered.
    var hasOffered = false

    init(_ source: NamedSource) { (self.source, id) = (source, source.id) }

    /// When it is asked by itself; nil for never.
    func nextTime(at now: Date) -> Date? {
      source.interval.isFinite ? state.nextTime(at: now) : nil
    }
  }

  struct State: Sendable {
    var standings: [Standing] = []
    /// Where each stands among them, by its id.
    var places: [String: Int] = [:]
    var fetching: Fetching?
    /// When how far it is was told last.
    var told: ContinuousClock.Instant?
    /// New stories of the refresh under way, those with a new text, and why a source of it failed.
    var added = 0
    var rewritten = 0
    var trouble: String?
    /// Whether the reader asked for it and waits for a word.
    var isAwaited = false
    /// The timer that counts; earlier ones come to nothing.
    var timer = 0
  }

  static let pause = Duration.milliseconds(100)

  let state = Mutex(State())
  let refresher: Refresher
  let shelf: Shelf
  let merging: Merging
  private let kept: SourceShelf?
  /// Keeps what comes; nil for sources that are opened for once.
  let recall: Recall?
  let post: @Sendable (Event) -> Void
  let listGrew: @Sendable () -> Void
  private let timers = DispatchQueue(label: "lede.due", qos: .utility)
  private let watch = Mutex<FolderWatch?>(nil)

  init(
    _ shelf: Shelf, keeping kept: SourceShelf?, in recall: Recall?,
    environment: @escaping @Sendable (String) -> String?,
    post: @escaping @Sendable (Event) -> Void, listGrew: @escaping @Sendable () -> Void
  ) {
    refresher = Refresher(fetcher: Fetcher(agent: Lede.agent), environment: environment)
    self.shelf = shelf
    merging = Merging(shelf)
    (self.kept, self.post, self.listGrew) = (kept, post, listGrew)
    self.recall = recall
  }

  /// Opens sources; those that nobody reads otherwise are fetched at once.
  func open(_ sources: [NamedSource], fetching isFetched: Bool = true) {
    let fresh = state.withLock { state in
      var fresh: [String] = []
      for standing in sources.map(Standing.init) where state.places[standing.id] == nil {
        state.places[standing.id] = state.standings.count
        state.standings.append(standing)
        fresh.append(standing.id)
      }
      return fresh
    }
    watchFolders()
    guard isFetched else { return }
    guard let recall else { return refresh(fresh, on: .due) }
    // What was kept is there before anything is fetched, and without a network too.
    timers.async { [self] in
      for id in fresh { takeUp(id, recall) }
      refresh(fresh, on: .due)
    }
  }

  /// Takes up a source as the last sitting left it: how it stands, and its newest stories.
  private func takeUp(_ id: String, _ recall: Recall) {
    let source = state.withLock { state in state.places[id].map { state.standings[$0].source } }
    guard let source, let kept = recall.kept(of: source) else { return }
    state.withLock { state in
      guard let place = state.places[id] else { return }
      state.standings[place].state = kept.state
      state.standings[place].stories = kept.stories.count
      state.standings[place].title = kept.title
    }
    if merging.take(kept.stories).isNews { listGrew() }
  }

  /// Takes up the newest kept stories, wherever they came from.
  func openKept() {
    guard let recall else { return }
    timers.async { [self] in
      recall.takeNewestKept { if merging.take($0).isNews { listGrew() } }
    }
  }

  /// Sources that failed when they were asked last.
  var failures: Int {
    state.withLock { state in state.standings.count { $0.state.failures > 0 } }
  }

  // MARK: Refreshing

  func refresh(_ which: Effect.Refreshing, storySource: (Int) -> String?) {
    switch which {
    case .all(let isPressing):
      let all = state.withLock { $0.standings.map(\.id) }
      guard !all.isEmpty else {
        return post(.failed("There is no source to refresh; :add ADDRESS keeps one"))
      }
      refresh(all, on: isPressing ? .named : .all, isAwaited: true)
    case .source(let id): refresh([id], on: .named, isAwaited: true)
    case .story(let number):
      guard let id = storySource(number).flatMap(sourceID) else {
        return post(.failed("This story came with no source that could be refreshed"))
      }
      refresh([id], on: .named, isAwaited: true)
    }
  }

  /// The open source that a story's own is, or lies in.
  private func sourceID(of storySource: String) -> String? {
    state.withLock { state in
      state.standings.map(\.id).first { id in
        storySource == id || storySource.hasPrefix(id.hasSuffix("/") ? id : id + "/")
      }
    }
  }

  private func refresh(_ ids: [String], on occasion: Occasion, isAwaited: Bool = false) {
    let begun = state.withLock { state -> [Standing] in
      var begun: [Standing] = []
      for place in ids.compactMap({ state.places[$0] }) where !state.standings[place].isUnderWay {
        state.standings[place].isUnderWay = true
        begun.append(state.standings[place])
      }
      guard !begun.isEmpty else { return [] }
      if state.fetching == nil {
        (state.added, state.rewritten, state.trouble, state.isAwaited) = (0, 0, nil, false)
        state.fetching = Fetching(done: 0, total: 0, failed: 0)
      }
      state.fetching?.total += begun.count
      state.isAwaited = state.isAwaited || isAwaited
      return begun
    }
    guard !begun.isEmpty else { return }
    tellHowFar(isPressing: true)
    for standing in begun {
      refresher.refresh(standing.source, standing.state, on: occasion) { [weak self] in
        self?.take($0)
      }
    }
  }

  /// Takes in what came of one source, whole.
  private func take(_ refresh: SourceRefresh) {
    var merged = Merging.Merged()
    if case .read(let gathered) = refresh.outcome {
      // Under the names that the archive gives them, by which those kept before are known.
      merged = merging.take(recall == nil ? gathered : gathered.kept(in: refresh.source.id))
    }
    recall?.keep(refresh)
    if refresh.source.wantsFullText { fetchFullTexts(of: merged) }
    let (sentence, isOver) = state.withLock { note(refresh, merged, in: &$0) }
    if let sentence { post(.troubled([sentence])) }
    if case .read(let gathered) = refresh.outcome {
      let problems = gathered.problems.map(\.sentence)
      if !problems.isEmpty, merged.isNews { post(.troubled(problems)) }
      offer(gathered, of: refresh.source)
    }
    if !merged.rewritten.isEmpty {
      post(.rewritten(merged.rewritten, isUnread: refresh.source.rereads))
    }
    if merged.isNews { listGrew() }
    if isOver { finish() } else { tellHowFar() }
  }

  /// Notes how a source stands now; gives what is to be told, and whether nothing is under way.
  private func note(
    _ refresh: SourceRefresh, _ merged: Merging.Merged, in state: inout State
  ) -> (sentence: String?, isOver: Bool) {
    var sentence: String?
    if let index = state.places[refresh.source.id] {
      state.standings[index].isUnderWay = false
      state.standings[index].state = refresh.state
      if case .read(let gathered) = refresh.outcome {
        state.standings[index].title = gathered.title
        state.standings[index].stories = gathered.stories.count
      }
      if state.standings[index].told != refresh.sentence {
        sentence = refresh.sentence
        state.standings[index].told = refresh.sentence
      }
    }
    state.added += merged.added
    state.rewritten += merged.rewritten.count
    state.fetching?.done += 1
    if case .failed = refresh.outcome {
      state.fetching?.failed += 1
      state.trouble = refresh.sentence
    }
    return (sentence, state.fetching.map { $0.done >= $0.total } ?? true)
  }

  /// Says how it went, and waits for the next source whose time comes.
  func finish() {
    let ended = state.withLock { state in
      defer { state.fetching = nil }
      return state
    }
    post(.fetching(nil))
    if ended.added > 0 { post(.arrived(ended.added)) }
    if let fetching = ended.fetching, ended.isAwaited || ended.added > 0 && fetching.total > 1 {
      post(word(fetching, ended))
    }
    waitForNext()
  }

  private func word(_ fetching: Fetching, _ ended: State) -> Event {
    if fetching.failed > 0, fetching.total == 1, let trouble = ended.trouble {
      return .failed(trouble)
    }
    if ended.added + ended.rewritten == 0, ended.standings.count == 1 {
      let only = ended.standings[0]
      if let told = only.told { return .failed(told) }
      if let rest = only.state.rest(at: Date(), on: .named), let until = rest.until {
        return .failed("It wants to be left alone until \(clockTime(until))")
      }
    }
    let counts = [(ended.added, "new"), (ended.rewritten, "rewritten")].filter { $0.0 > 0 }
    let news = counts.map { "\($0) \($1) \($0 == 1 ? "story" : "stories")" }
    let failed = fetching.failed > 0 ? ["\(fetching.failed) failed, :sources"] : []
    return .succeeded(((news.isEmpty ? ["Nothing new"] : news) + failed).joined(separator: " · "))
  }

  func tellHowFar(isPressing: Bool = false) {
    let now = ContinuousClock.now
    let fetching = state.withLock { state -> Fetching? in
      guard isPressing || state.told.map({ now - $0 >= Self.pause }) ?? true else { return nil }
      state.told = now
      return state.fetching
    }
    if let fetching { post(.fetching(fetching)) }
  }

  func stop() { refresher.cancel() }

  // MARK: When their time comes

  private func waitForNext() {
    let now = Date()
    let (number, next) = state.withLock { state in
      state.timer += 1
      return (state.timer, state.standings.compactMap { $0.nextTime(at: now) }.min())
    }
    guard let next else { return }
    // Not at once, whatever is due: what was cancelled should rest a while too.
    let seconds = Int(min(86_400, max(60, next.timeIntervalSince(now).rounded(.up))))
    timers.asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
      guard let self, state.withLock({ $0.timer == number }) else { return }
      let now = Date()
      let due = state.withLock { state in
        state.standings.filter { $0.nextTime(at: now).map { $0 <= now } ?? false }.map(\.id)
      }
      if due.isEmpty { waitForNext() } else { refresh(due, on: .due) }
    }
  }

  /// Has folders and files looked at again when something in them changes.
  private func watchFolders() {
    let paths = state.withLock { state in
      state.standings.compactMap { standing -> String? in
        guard case .path(let path) = standing.source.place else { return nil }
        return standing.source.isWatched ? path : nil
      }
    }
    guard !paths.isEmpty else { return }
    // Listing folders takes a while, which the first screen does not wait for.
    timers.async { [weak self] in
      let watch = FolderWatch(paths) { [weak self] path in self?.refresh([path], on: .named) }
      self?.watch.withLock { $0 = watch }
    }
  }

  // MARK: Adding

  func add(_ word: String) {
    guard let kept else {
      return post(.failed("There is no folder for sources.toml; set HOME or XDG_CONFIG_HOME"))
    }
    do throws(SourcesTrouble) {
      let sentence = try addSources(word, to: kept).sentence
      post(.succeeded(sentence))
      open(kept.load().sources)
    } catch {
      post(.failed(error.sentence))
    }
  }

  /// Keeps a source no longer; what came of it stays until lede ends.
  func remove(_ word: String) {
    guard let kept else {
      return post(.failed("There is no folder for sources.toml; set HOME or XDG_CONFIG_HOME"))
    }
    do throws(SourcesTrouble) {
      let standings = state.withLock { $0.standings }
      let titles = Dictionary(standings.map { ($0.id, $0.title ?? "") }) { first, _ in first }
      let removed = try kept.remove(word, titles: titles)
      state.withLock { state in
        state.standings.removeAll { $0.id == removed.id }
        let places = state.standings.enumerated().map { ($0.element.id, $0.offset) }
        state.places = Dictionary(places) { first, _ in first }
      }
      post(.succeeded("Removed \(cleanLine(removed.label)); its stories stay till the end"))
      post(.sources(rows()))
    } catch {
      post(.failed(error.sentence))
    }
  }

  /// Opens a feed that a page named, for this time alone.
  func openFeed(_ text: String) {
    guard let address = Address(text) else { return post(.failed("\(text) is no address")) }
    open([NamedSource(.address(address))])
  }

  private func offer(_ gathered: Gathered, of source: NamedSource) {
    let offers = gathered.documents.flatMap(\.subscriptions).compactMap { feed in
      Address(feed.link.absoluteString).map {
        FeedOffer(title: feed.title ?? $0.text, address: $0.text)
      }
    }
    let isFirst = state.withLock { state in
      guard let index = state.places[source.id] else { return false }
      defer { state.standings[index].hasOffered = true }
      return !state.standings[index].hasOffered
    }
    if isFirst, !offers.isEmpty, case .address = source.place { post(.offered(offers)) }
  }
}
