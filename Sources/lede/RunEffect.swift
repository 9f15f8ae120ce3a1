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
  private struct Shown {
    var request: Effect.ListRequest
    var numbers: [Int32]
    var at: ContinuousClock.Instant
  }

  /// Texts up to this are analysed while the key is answered: that takes less than a frame.
  private static let shortText = 8192
  /// From so many stories on their names are looked for, even if none is open yet.
  private static let longList = 1000
  private static let pauseOfNames = Duration.milliseconds(500)

  let shelf = Shelf()
  let post: @Sendable (Event) -> Void
  let analyses = Analyses()
  private let report: ProgressReport
  private let shown = Mutex<Shown?>(nil)
  private let asked = Mutex<Effect.ListRequest?>(nil)
  let loads = Lane("load"), facets = Lane("facets")
  private let lists = Lane("list"), locations = Lane("locate")
  private let matches = Lane("match"), searches = Lane("search")
  private let follows = Lane("follow"), quotes = Lane("quote"), comparisons = Lane("compare")
  private let outside: Outside
  private let names = Mutex<NameSearch?>(nil)
  private let copies: CopySearch
  private let watch: WatchDesk
  private let reading = Mutex<Reading?>(nil)
  private let sources = Mutex<SourceDesk?>(nil)
  let environment: @Sendable (String) -> String?
  let recall: Recall
  private let corrections: CorrectionsFile
  /// Whether the reader's own sources are open, whose stories are kept.
  let isOwn: Bool
  /// Stories before this one have been looked up in the archive.
  private let recalled = Mutex(0)
  private let renewal = Mutex<Renewal?>(nil)

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
    watch = WatchDesk(ConfigFolder(environment: environment)?.watched, shelf, post: post)
    outside = Outside(environment: environment)
  }

  /// Reads the sources and finds the names in them; returns at once.
  ///
  /// - Parameters:
  ///   - named: sources that are asked again and again, which `sources` are not.
  ///   - isKeeping: whether the stories of `sources` go into the archive.
  package func read(
    _ sources: [Source], as form: GivenForm = GivenForm(), named: [NamedSource] = [],
    following: Bool = false, keeping isKeeping: Bool = false
  ) {
    readCorrections()
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
    openDesk(named, read: sources, as: form, following)
    if isOwn { renewNames() }
    recall.watch(known: known) { [weak self] in self?.lookAgain() }
    reading.start(sources, as: form)
  }

  /// Has the named sources fetched, and what was read from paths watched.
  private func openDesk(
    _ named: [NamedSource], read sources: [Source], as form: GivenForm, _ isFollowing: Bool
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
    desk.open(paths, fetching: false)
    desk.open(named)
  }

  /// Passes on what the desk of sources says.
  private func pass(_ event: Event) {
    if case .rewritten(let stories) = event {
      stories.forEach(analyses.forget)
      names.withLock { $0?.lookAgain(at: stories) }
    }
    post(event)
  }

  /// Stories have come from a source.
  private func noteArrivals() {
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
    case .saveSearch(let name, let query): saveSearch(name, query)
    case .listSearches: listSearches()
    case .countFacets(let request, let filter, let numbers):
      countFacets(request, filter, numbers)
    case .keep(let sitting): recall.keep(sitting, known: known)
    case .keepTyped(let line, let purpose):
      let typed = TypedLine(
        purpose: purpose, line: line.text, isExpression: line.isRegularExpression)
      recall.keep(typed, known: known)
    case .keepFilter(let filter): keep(filter)
    case .copy(let text): post(outside.keepCopied(text))
    case .save(let numbers, let path): save(numbers, path)
    case .pipe(let numbers, let arguments):
      return outside.pipe(numbers.compactMap(story), to: arguments)
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

// MARK: What is remembered

extension NewsDesk {
  /// Where the last sitting ended, if it is known within so few milliseconds that nobody notices;
  /// else it comes as an event.
  package func takeUp(_ state: inout AppState, keepingSort: Bool, within milliseconds: Int) {
    let start = recall.start(within: .milliseconds(milliseconds)) { [post] start in
      post(
        .resumed(
          SittingForm.sitting(start.values), start.history,
          awaitsPlace: start.values["place"] != nil))
    }
    guard let start else { return }
    var sitting = SittingForm.sitting(start.values)
    if keepingSort { sitting.sort = nil }
    state.history = start.history
    state.resume(sitting, awaitsPlace: start.values["place"] != nil)
  }

  /// Has everything written that is to be remembered.
  package func finish() {
    renewal.withLock { $0?.stop() }
    recall.finish(known: known)
  }

  /// Has the names of kept stories found anew, where an earlier lede found them.
  private func renewNames() {
    recall.whenOpen { [self] archive in
      let renewal = Renewal(archive) { [post] in post(.renewing(left: $0)) }
      self.renewal.withLock { $0 = renewal }
      renewal.start()
    }
  }

  private var known: Recall.Known {
    { [shelf] number in
      if number < 0 { return .kept(Int64(-number)) }
      return shelf.story(number).map { .content(Fingerprint(of: $0.text)) }
    }
  }

  /// Looks up what is remembered of the stories that have come.
  private func lookUp() {
    let count = shelf.count
    let numbers = recalled.withLock { recalled in
      defer { recalled = max(recalled, count) }
      return min(recalled, count)..<count
    }
    guard !numbers.isEmpty else { return }
    recall.look(up: numbers, known: known) { [weak self] in self?.take($0) }
  }

  /// Another lede has marked something.
  private func lookAgain() {
    recall.look(up: 0..<shelf.count, known: known) { [weak self] in self?.take($0) }
  }

  private func take(_ remembered: Remembered) {
    shelf.mark(remembered.read, .read, true)
    shelf.mark(remembered.starred, .starred, true)
    shelf.mark(remembered.unread, .read, false)
    shelf.mark(remembered.unstarred, .starred, false)
    for story in Set(remembered.notes.keys).union(remembered.tags.keys) {
      shelf.note(
        story, tags: remembered.tags[story] ?? [], isNoted: remembered.notes[story] != nil)
    }
    post(.remembered(remembered))
    let isTouched = asked.withLock { request in
      guard let request else { return false }
      return request.filter.onlyUnread || request.filter.onlyStarred
        || request.sort.contains { $0.field == .unread || $0.field == .starred }
    }
    guard isTouched else { return }
    // Nothing was read in this sitting that would have to stay in sight.
    shown.withLock { $0 = nil }
    refreshList()
  }
}

extension Recall.Start {
  var history: History {
    var history = History()
    for line in typed {
      let kept = History.Line(text: line.line, isRegularExpression: line.isExpression)
      history.add(kept, for: line.purpose)
    }
    return history
  }
}

// MARK: The list

extension NewsDesk {
  private func list(_ request: Effect.ListRequest) {
    asked.withLock { $0 = request }
    answerList()
  }

  /// Answers the last request for the list again, as stories or their names have come.
  private func refreshList() { answerList() }

  private func answerList() {
    lists.run { [self] isReplaced in
      guard let request = asked.withLock({ $0 }) else { return }
      // What was read or unstarred stays until the filter changes.
      let kept = shown.withLock { $0?.request.filter == request.filter ? $0?.numbers : nil }
      let now = Date()
      var numbers = shelf.list(request.filter, request.sort, keeping: kept ?? [], today: now)
      let counts = request.wantsNames ? shelf.names(of: numbers) : nil
      guard !isReplaced() else { return }
      shown.withLock { $0 = Shown(request: request, numbers: numbers, at: .now) }
      names.withLock { $0 }?.wake(shown: numbers)
      let listed = Event.Listed(request: request.request, shown: numbers, names: counts)
      post(.listed(listed))
      // The archive's other stories come behind those that are here.
      let beyond = beyond(request.filter)
      guard !beyond.isEmpty, !isReplaced() else { return }
      numbers += beyond.map { -Int32(clamping: $0) }
      post(.listed(Event.Listed(request: request.request, shown: numbers, names: counts)))
    }
  }

  /// A story's names are known: that may change the list, if it is narrowed by them or shows them.
  private func noteAnalysed() {
    let count = shelf.analysed
    let isLast = count == shelf.count && !report.isReading
    watch.refresh()
    report.change(isPressing: isLast) { $0.analysed = count }
    let isDue = shown.withLock { shown in
      guard let last = shown else { return false }
      let isTouched =
        last.request.wantsNames || !last.request.filter.words.isEmpty
        || !last.request.filter.included.isEmpty || !last.request.filter.excluded.isEmpty
      guard isTouched, isLast || .now - last.at >= Self.pauseOfNames else { return false }
      shown?.at = .now
      return true
    }
    if isDue { refreshList() }
  }
}

// MARK: Stories, names and searches

extension NewsDesk {
  private func load(_ number: Int) {
    if number < 0 { return loadKept(number) }
    guard let story = shelf.story(number) else { return }
    if let analysis = analyses[number] {
      return post(.storyLoaded(number: number, story, shelf.followed(analysis, of: number)))
    }
    loads.stop()
    // The first analysis of all waits for the word lists, and no key should.
    if story.text.utf8.count <= Self.shortText, shelf.analysed > 0 {
      return analyzeAndPost(story, number)
    }
    loads.run { [self] isReplaced in
      if !isReplaced() { analyzeAndPost(story, number) }
    }
  }

  private func analyzeAndPost(_ story: Story, _ number: Int) {
    let analysis = analyze(story)
    analyses.keep(analysis, of: number)
    shelf.noteNames(number, analysis)
    post(.storyLoaded(number: number, story, shelf.followed(analysis, of: number)))
    noteAnalysed()
    names.withLock { $0 }?.start()
  }

  /// What is in a story; what was found for a list is not kept, so that what was read last is.
  func analysis(of story: Story, _ number: Int) -> Analysis { analyses[number] ?? analyze(story) }

  func answer(_ event: Event) { post(event) }

  /// What the archive has of a story from before it was rewritten, the oldest first.
  func keptTexts(of story: Story.ID) -> [String] { recall.earlierTexts(of: story) }

  private func locate(_ name: String) {
    locations.run { [self] isReplaced in
      let places = shelf.locate(name: name).map {
        Event.NameInStory(story: $0.story, mentions: $0.mentions)
      }
      if !isReplaced() { post(.located(name: name, id: shelf.id(of: name), places)) }
    }
  }

  private func match(_ request: Int, _ sought: Sought, _ numbers: [Int32]) {
    matches.run { [self] isReplaced in
      let stories = shelf.match(sought, in: numbers)
      if !isReplaced() { post(.matched(request: request, stories: stories)) }
    }
  }

  private func search(
    _ request: Int, _ sought: Sought, _ numbers: [Int32], beyond isBeyond: Bool
  ) {
    searches.run { [self] isReplaced in
      let end = shelf.search(
        sought, in: numbers, limit: Effect.mostHits, isCancelled: isReplaced,
        deliver: { [post] hits in
          if !isReplaced() { post(.found(request: request, hits: hits, isComplete: false)) }
        })
      guard end != .cancelled, !isReplaced() else { return }
      let hits = isBeyond && end == .complete ? hitsBeyond(sought, isReplaced) : []
      post(.found(request: request, hits: hits, isComplete: true))
    }
  }

  /// Works on a name; the first of it is there at once, the rest as it is found.
  private func follow(_ request: FollowRequest) {
    follows.run { [self] isReplaced in
      shelf.follow(request, isCancelled: isReplaced) { followed, isComplete in
        guard !isReplaced() else { return }
        post(.followed(request: request.request, followed, isComplete: isComplete))
      }
    }
  }

  private func keep(_ filter: KeptFilter) {
    do throws(FileError) {
      try FiltersFile(environment: environment).keep(filter)
      post(.succeeded("Kept as “\(filter.name)”; lede --filter \(filter.name) opens with it"))
    } catch {
      post(.failed("“\(filter.name)” was not kept: \(error.sentence)"))
    }
  }

  private func citation(_ passage: Passage) -> Citation? {
    shelf.citation(passage.sentence, mention: passage.mention, of: passage.story)
  }

  private func save(_ numbers: [Int], _ path: String) {
    let stories = numbers.compactMap(story)
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      post(outside.save(stories, as: path))
    }
  }
}

// MARK: Corrections to names

extension NewsDesk {
  /// What the reader said of names in earlier sittings, and since by hand.
  private func readCorrections() {
    let (said, troubles) = corrections.read()
    if !troubles.isEmpty {
      post(.troubled(troubles))
      post(.failed(troubles[0]))
    }
    if said != shelf.corrections { shelf.correct(said) }
  }

  private func identify(_ number: Int) {
    guard let analysis = analyses[number] else { return }
    if !shelf.corrections.isEmpty { post(.confirmed(shelf.confirmed)) }
    post(.identified(number: number, shelf.followed(analysis, of: number)))
  }

  /// A change that the reader makes on the screen, as a line of the file.
  private func names(_ change: NameChange) {
    guard let correction = shelf.correction(for: change) else {
      return post(.failed("The name stands alone: there is nothing to change"))
    }
    keep(correction, isNew: true)
  }

  /// The file is read anew, so that what was written by hand meanwhile counts too.
  private func keep(_ correction: Correction, isNew: Bool) {
    do throws(FileError) {
      try corrections.change(correction, isAdded: isNew)
    } catch {
      let place = corrections.path ?? "corrections"
      post(.failed("\(place): \(error.sentence): the correction was not kept"))
      return
    }
    readCorrections()
    post(.confirmed(shelf.confirmed))
    post(.corrected(correction, isNew: isNew))
  }
}
