// Wait, update, run effects, draw.
import Curses
import Glibc
package import ReaderUI
import StoryQuery

/// How an effect is done that is not the loop's own.
package enum Errand {
  /// In the background; what comes of it is posted.
  case started
  /// With the terminal to itself, as an editor needs it; gives what came of it.
  case onTerminal(() -> Event?)
}

/// Why the reader ended.
enum Ending {
  case quit, inputEnded, terminated, hungUp
  /// All is read and there is no story: why, in sentences.
  case nothingToRead([String])

  var exitCode: Int32 {
    switch self {
    case .quit, .inputEnded, .nothingToRead: 0
    case .terminated: 128 + SIGTERM
    case .hungUp: 128 + SIGHUP
    }
  }
}

/// Runs the reader on the terminal until it ends.
///
/// - Parameters:
///   - input: where keys come from: standard input, or the terminal itself when stories come there.
///   - makeState: the state to start with, for a screen such as this.
///   - run: has an effect done; `copy` comes here only if the terminal could not take it.
@MainActor func runReader(
  input: Int32 = STDIN_FILENO, mailbox: Mailbox, makeState: (Screen) -> AppState,
  run: @escaping @MainActor (Effect) -> Errand
) throws(TerminalError) -> Ending {
  shareHeap()
  Signals.watch(ringing: mailbox.bell)
  let terminal = try Terminal()
  let state = makeState(terminal.screen)
  var loop = MainLoop(terminal, state, input: input, mailbox: mailbox, errand: run)
  return loop.run()
}

/// The loop: one thread, which alone touches the state and the terminal.
@MainActor private struct MainLoop: ~Copyable {
  private var terminal: Terminal
  private var state: AppState
  private let input: Int32
  private let mailbox: Mailbox
  private let errand: @MainActor (Effect) -> Errand

  private var decoder: KeyDecoder
  private var clicks = Clicks()
  private var timers = Timers()
  private var isStale = true
  /// Whether keys are taken: those typed while lede starts wait for a list to act on.
  private var takesKeys = false
  private var ending: Ending?

  init(
    _ terminal: consuming Terminal, _ state: AppState, input: Int32, mailbox: Mailbox,
    errand: @escaping @MainActor (Effect) -> Errand
  ) {
    decoder = KeyDecoder(encoding: terminal.screen.repertoire)
    self.terminal = terminal
    self.state = state
    self.input = input
    self.mailbox = mailbox
    self.errand = errand
  }

  mutating func run() -> Ending {
    terminal.setMouse(state.isMouseOn)
    timers.set(.start, after: MainLoop.longestStart)
    for effect in begin(&state) { perform(effect) }
    while true {
      draw()
      let ready = wait()
      takeSignals()
      takeInput(ready)
      takeTimers(hasInput: ready.hasInput)
      takeMail()
      seeWhatIsRead()
      if let ending {
        terminal.giveBack()
        return ending
      }
    }
  }

  /// Draws what has changed, unless the terminal is still busy with the last frame.
  private mutating func draw() {
    terminal.send()
    guard isStale, ending == nil, !terminal.isBehind else { return }
    isStale = false
    terminal.draw(view(state))
  }

  /// What the loop was woken by.
  private struct Ready {
    var hasInput = false
    var isGone = false
  }

  /// Sleeps until something happens.
  private mutating func wait() -> Ready {
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    var polled = [
      pollfd(fd: takesKeys ? input : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: mailbox.bell.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(
        fd: terminal.outputDescriptor, events: terminal.isBehind ? Int16(POLLOUT) : 0, revents: 0),
    ]
    guard poll(&polled, 3, timers.milliseconds()) > 0 else { return Ready() }
    if polled[1].revents != 0 { mailbox.bell.silence() }
    return Ready(
      hasInput: polled[0].revents != 0, isGone: polled[2].revents & gone != 0)
  }

  private mutating func takeSignals() {
    let signals = Signals.take()
    if signals.contains(.terminated) { ending = .terminated }
    if signals.contains(.hungUp) { ending = .hungUp }
    guard ending == nil, !signals.isEmpty else { return }
    if signals.contains(.interrupted) { handle(.key(.control("c"))) }
    if signals.contains(.continued) { terminal.takeAgain() }
    if signals.contains(.stopped) { suspend() }
    if !signals.isDisjoint(with: [.resized, .continued]) { takeSize() }
  }

  private mutating func takeSize() {
    let (rows, columns) = terminal.size
    handle(.resized(rows: rows, columns: columns))
  }

  /// Takes all keys that wait; ends with the input.
  private mutating func takeInput(_ ready: Ready) {
    if ready.isGone { ending = ending ?? .hungUp }
    guard ready.hasInput, ending == nil else { return }
    let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      let got = read(input, buffer.baseAddress, 65536)
      let isOver = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)
      if isOver { ending = .inputEnded }
      count = max(0, got)
    }
    let now = ContinuousClock.now
    for event in decoder.decode(bytes) {
      handle(clicks.resolve(event, at: now))
      // What a key asked for may be there at once; the next key may build on it.
      takeMail()
    }
    timers.set(.pause, after: decoder.patience)
  }

  private mutating func takeTimers(hasInput: Bool) {
    for timer in timers.takeDue(hasInput: hasInput) {
      switch timer {
      case .pause: for event in decoder.pause() { handle(event) }
      case .wait(let wait): handle(.waited(wait))
      case .start: takesKeys = true
      }
    }
  }

  private mutating func takeMail() {
    for event in mailbox.take() { handle(event) }
  }

  /// Stories in the list, and milliseconds, after which keys wait for no more.
  private static let longList = 100, longestStart = 1000

  /// Begins with the keys once there is a list, and ends where there never will be one.
  private mutating func seeWhatIsRead() {
    let progress = state.progress
    if !progress.isReading, progress.stories == 0, !state.hasSources {
      ending = ending ?? .nothingToRead(state.troubles)
    }
    guard !takesKeys else { return }
    let awaited = progress.isReading ? MainLoop.longList : progress.stories
    // Of a list that was narrowed in an earlier sitting nobody knows how long it will be.
    let count = state.list.filter.isEmpty ? state.list.shown.count : progress.stories
    guard count >= awaited else { return }
    takesKeys = true
    timers.set(.start, after: nil)
  }

  private mutating func handle(_ event: Event) {
    guard ending == nil else { return }
    isStale = true
    for effect in update(&state, with: event) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .quit: ending = .quit
    case .suspend: suspend()
    case .redraw: terminal.forget()
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .wait(let wait, let milliseconds): timers.set(.wait(wait), after: milliseconds)
    case .copy(let text): if !terminal.copy(text) { start(effect) }
    case .list, .listings, .load, .locate, .identify, .change, .retract, .match, .search, .complete,
      .stopSearch, .follow, .stopFollowing, .saveCitations, .copyPassage, .quotations, .compare,
      .watch, .look, .watchHits, .mark, .note, .tag, .keepStories, .saveSearch, .listSearches,
      .countFolders, .countFacets, .keep, .keepTyped, .save, .pipe, .send, .announce, .browse,
      .edit,
      .refresh,
      .stopFetching, .listSources, .add, .remove, .openFeed, .fetchFullText:
      start(effect)
    }
  }

  private mutating func start(_ effect: Effect) {
    guard case .onTerminal(let work) = errand(effect) else { return }
    terminal.giveBack()
    let event = Signals.lend(during: work)
    terminal.take()
    takeSize()
    if let event { handle(event) }
  }

  private mutating func suspend() {
    terminal.giveBack()
    Signals.stop()
    terminal.take()
    takeSize()
  }
}
