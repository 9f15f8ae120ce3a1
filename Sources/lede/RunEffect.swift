// Effect to work to events.
import Dispatch
import FoundationEssentials
package import ReaderUI
import StoryArchive
import StoryParsing
import StoryQuery
package import StorySources
import Synchronization

/// Does what the reader asks for; answers come as events, whenever they are there.
package final class NewsDesk: Sendable {
  /// What the list shows, to be answered again when stories come in.
  struct Shown {
    var request: Effect.ListRequest
    var numbers: [Int32]
    var at: ContinuousClock.Instant
  }

  /// Texts up to this are analysed while the key is answered: that takes less than a frame.
  static let shortText = 8192
  /// From so many stories on their names are looked for, even if none is open yet.
  static let longList = 1000
  static let pauseOfNames = Duration.milliseconds(500)

  let shelf = Shelf()
  let post: @Sendable (Event) -> Void
  let analyses = Analyses()
  let report: ProgressReport
  let shown = Mutex<Shown?>(nil)
  let asked = Mutex<Effect.ListRequest?>(nil)
  let loads = Lane("load"), facets = Lane("facets")
  let lists = Lane("list"), locations = Lane("locate")
  let matches = Lane("match"), searches = Lane("search"), folders = Lane("folders")
  let follows = Lane("follow"), quotes = Lane("quote"), comparisons = Lane("compare")
  let noting = DispatchQueue(label: "lede.note", qos: .userInitiated)
  let outside: Outside
  let names = Mutex<NameSearch?>(nil)
  let copies: CopySearch
  let watch: WatchDesk
  let reading = Mutex<Reading?>(nil)
  let sources = Mutex<SourceDesk?>(nil)
  let environment: @Sendable (String) -> String?
  let recall: Recall
  let corrections: CorrectionsFile
  /// Whether the reader's own sources are open, whose stories are kept.
  let isOwn: Bool
  /// Whether the archive's stories belong to what is open.
  let isWithKept = Atomic(false)
  /// Stories before this one have been looked up in the archive.
  let recalled = Mutex(0)
  let renewal = Mutex<Renewal?>(nil)

  /// - Parameters:
  ///   - environment: gives the value of a variable of the environment.
  ///   - opened: what lede was called with: a sitting comes back when the same is opened again.
  ///   - isFresh: whether nothing comes back of earlier sittings.
  ///   - post: leaves an event for the main loop; is called on any thread.
  package init(
    environment: @escaping @Sendable (String) -> String?, opened: String = "lede",
    isFresh: Bool = false, post: @escaping @Sendable (Event) -> Void
  ) {
    (self.post, self.environment) = (post, environment)
    corrections = CorrectionsFile(environment: environment)
    isOwn = opened == "lede"
    recall = Recall(
      DataFolder(environment: environment)?.archive, opened: opened, isFresh: isFresh
    ) { sentence in
      post(.troubled([sentence]))
      post(.failed(sentence))
    }
    report = ProgressReport(post: post)
    copies = CopySearch(shelf, post: post)
    watch = WatchDesk(
      ConfigFolder(environment: environment)?.watched, shelf,
      arrival: { [recall] in try? recall.kept?.arrival(of: $0) }, post: post)
    outside = Outside(environment: environment)
  }

  /// Reads the sources and finds the names in them; returns at once.
  ///
  /// - Parameters:
  ///   - named: sources that are asked again and again, which `sources` are not.
  ///   - isKeeping: whether the stories of `sources` go into the archive.
  ///   - hasKept: whether the archive's newest stories are there too.
  package func read(
    _ sources: [Source], as form: GivenForm = GivenForm(), named: [NamedSource] = [],
    following: Bool = false, keeping isKeeping: Bool = false, withKept hasKept: Bool = false
  ) {
    readCorrections()
    isWithKept.store(hasKept, ordering: .relaxed)
    let search = NameSearch(shelf) { [weak self] in self?.noteAnalysed() }
    let reading = Reading(
      shelf, report,
      listGrew: { [weak self, shelf, report] in
        self?.refreshList()
        self?.lookUp()
        if !report.isReading { self?.copies.wake() }
        // The first screen comes first: its list, then the text of its first story.
        if shelf.count >= Self.longList || !report.isReading { search.start() }
        if report.isReading { search.wake() } else { search.holdBack(false) }
      },
      ended: { [weak self, shelf] in
        if isKeeping { self?.keepStories(Array(0..<shelf.count)) }
      })
    // What another program prints may never end.
    search.holdBack(sources.allSatisfy { if case .path = $0 { true } else { false } })
    names.withLock { $0 = search }
    self.reading.withLock { $0 = reading }
    openDesk(named, read: sources, as: form, following, withKept: hasKept)
    if isOwn { renewNames() }
    recall.watch(known: known) { [weak self] in self?.lookAgain() }
    reading.start(sources, as: form)
  }

  /// Has the named sources fetched, and what was read from paths watched.
  func openDesk(
    _ named: [NamedSource], read sources: [Source], as form: GivenForm, _ isFollowing: Bool,
    withKept hasKept: Bool
  ) {
    let desk = SourceDesk(
      shelf, keeping: SourceShelf(environment: environment),
      in: isOwn ? recall : nil, environment: environment,
      post: { [weak self] in self?.pass($0) }, listGrew: { [weak self] in self?.noteArrivals() })
    self.sources.withLock { $0 = desk }
    let paths = sources.compactMap { source -> NamedSource? in
      guard case .path(let path) = source else { return nil }
      var named = NamedSource(.path(path))
      named.format = form.format
      // Only a change of theirs, or the reader, has them read again.
      named.isWatched = isFollowing || isFolder(atPath: path)
      named.interval = .infinity
      return named
    }
    if hasKept { desk.openKept() }
    desk.open(paths, fetching: false)
    desk.open(named)
  }

  /// Passes on what the desk of sources says.
  func pass(_ event: Event) {
    if case .rewritten(let stories, _) = event {
      stories.forEach(analyses.forget)
      names.withLock { $0?.lookAgain(at: stories) }
    }
    post(event)
  }

  /// Stories have come from a source.
  func noteArrivals() {
    report.change(isPressing: true) { $0.stories = shelf.count }
    refreshList()
    lookUp()
    copies.wake()
    names.withLock { search in
      search?.start()
      search?.wake()
    }
  }

  /// How many stories were read, and how many sources or lines could not be.
  package var outcome: (stories: Int, failures: Int) {
    let outcome = reading.withLock { $0?.outcome } ?? Reading.Outcome()
    return (shelf.count, outcome.failures + (sources.withLock { $0 }?.failures ?? 0))
  }

  /// Has an effect done that is not the main loop's own.
  package func run(_ effect: Effect) -> Errand {
    if effect.leavesLede, let refusal = outside.refusal {
      post(refusal)
      return .started
    }
    switch effect {
    case .list(let request): list(request)
    case .listings(let numbers): listings(numbers)
    case .load(let number): load(number)
    case .locate(let name): locate(name)
    case .identify(let number): identify(number)
    case .change(let change): names(change)
    case .retract(let correction): keep(correction, isNew: false)
    case .match(let request, let sought, let numbers): match(request, sought, numbers)
    case .search(let request, let sought, let numbers, let beyond):
      search(request, sought, numbers, beyond: beyond)
    case .complete(let request, let field, let beginning): complete(request, field, beginning)
    case .stopSearch:
      searches.stop()
      quotes.stop()
    case .follow(let request): follow(request)
    case .stopFollowing: follows.stop()
    case .saveCitations(let passages, let path):
      DispatchQueue.global(qos: .userInitiated).async { [self] in
        post(outside.save(passages.compactMap(citation), as: path))
      }
    case .copyPassage(let passage, let isCiting):
      if let citation = citation(passage) {
        post(.cited(isCiting ? citation.text : citation.sentence))
      }
    case .quotations(let request, let name, let numbers):
      quotes.run { [self] isReplaced in quote(request, name, numbers, isReplaced: isReplaced) }
    case .compare(let request, let number, let others):
      comparisons.run { [self] isReplaced in
        compare(request, number, with: others, isReplaced: isReplaced)
      }
    case .watch(let name, let kind, let isOn): watch.watch(name, kind, isOn)
    case .look(let name): watch.look(name)
    case .watchHits(let request, let name):
      quotes.run { [self] isReplaced in watch.findHits(request, name, isReplaced: isReplaced) }
    case .mark(let numbers, let mark, let isOn):
      shelf.mark(numbers, mark == .read ? .read : .starred, isOn)
      let change = mark == .read ? MemoryChange(isRead: isOn) : MemoryChange(isStarred: isOn)
      recall.note(numbers, change, known: known)
    case .note(let story, let note):
      shelf.note(story, tags: shelf.tags(of: story), isNoted: !note.isEmpty)
      recall.note([story], MemoryChange(note: note), known: known)
    case .tag(let tags):
      for (story, tags) in tags {
        shelf.note(story, tags: tags, isNoted: shelf.isNoted(story))
        recall.note([story], MemoryChange(tags: tags), known: known)
      }
    case .keepStories(let numbers): keepStories(numbers)
    case .saveSearch(let search): save(search)
    case .listSearches: listSearches()
    case .countFolders: countFolders()
    case .countFacets(let request, let filter, let numbers):
      countFacets(request, filter, numbers)
    case .keep(let sitting): recall.keep(sitting, known: known)
    case .keepTyped(let line, let purpose):
      let typed = TypedLine(
        purpose: purpose, line: line.text, isExpression: line.isRegularExpression)
      recall.keep(typed, known: known)
    case .copy(let text): post(outside.keepCopied(text))
    case .save(let numbers, let path): save(numbers, path)
    case .pipe(let numbers, let call):
      return outside.pipe(numbers.compactMap(story), to: call)
    case .send(let numbers, let call):
      outside.send(numbers.compactMap(story), to: call, post: post)
    case .announce(let arguments): outside.announce(arguments, post: post)
    case .browse(let link):
      return outside.browse(link, post: post)
    case .edit(let number):
      return story(number).map(outside.edit) ?? .started
    case .refresh(let which):
      sources.withLock { $0 }?.refresh(which) { [shelf] in shelf.story($0)?.id.source }
    case .stopFetching: sources.withLock { $0 }?.stop()
    case .listSources: post(.sources(sources.withLock { $0 }?.rows() ?? []))
    case .add(let word): sources.withLock { $0 }?.add(word)
    case .remove(let word): sources.withLock { $0 }?.remove(word)
    case .openFeed(let address): sources.withLock { $0 }?.openFeed(address)
    case .fetchFullText(let number):
      if let story = shelf.story(number) {
        sources.withLock { $0 }?.fetchFullText(of: number, story, isAwaited: true)
      }
    case .wait, .mouse, .redraw, .suspend, .quit: break
    }
    return .started
  }
}

extension Effect {
  /// Whether it writes a file that the reader names, or starts a program.
  fileprivate var leavesLede: Bool {
    switch self {
    case .save, .saveCitations, .pipe, .send, .announce, .edit, .browse: true
    default: false
    }
  }
}
