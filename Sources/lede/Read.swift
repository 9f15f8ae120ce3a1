// Reading: on the terminal, or as text where there is none.
import ArgumentParser
import Curses
import FoundationEssentials
import Glibc
import ReaderUI
import StoryArchive
import StoryQuery
import StorySources

/// Opens the reader on these paths, or on the stories that come with lede.
///
/// - Parameter options: nil where none were given.
func read(_ paths: [String], _ options: ReadingOptions?) throws {
  if let options, options.credits { return print(CollectionFile.credits, terminator: "") }
  Signals.prepareStreams()
  var (settings, notices) = loadSettings(from: options?.settings)
  try options?.change(&settings)
  try refuseMissing(paths)
  try refuseTyping(paths)
  let opened = openedSources(paths, options, &notices)
  var form = options?.form ?? GivenForm()
  form.limits = settings.limits
  let isScreen = isatty(STDOUT_FILENO) == 1
  guard isScreen, let keys = paths.contains("-") ? openTerminal() : STDIN_FILENO else {
    notices.forEach(say)
    return try printStories(of: opened, as: try printing(form, settings, options))
  }
  do {
    let code = try MainActor.assumeIsolated {
      try show(opened, form, nameOfOpening(paths), options, settings, notices, keys: keys)
    }
    throw ExitCode(code)
  } catch let error as TerminalError {
    say("\(error.sentence); here are the stories as text")
    try printStories(of: opened, as: try printing(form, settings, options))
  }
}

/// How stories are printed where there is no terminal.
private func printing(
  _ form: GivenForm, _ settings: Settings, _ options: ReadingOptions?
) throws -> Printing {
  var printing = Printing(form: form, isASCII: settings.preferences.isASCII)
  if options?.sort != nil { printing.sort = settings.preferences.sort }
  if let asked = options?.filter { printing.query = try readQuery([savedQuery(asked)]) }
  return printing
}

/// The query of a saved search of that name, or else what was said is the query itself.
private func savedQuery(_ asked: String) -> String {
  SavedSearches(environment: environment)?.all.first { $0.name == asked }?.query ?? asked
}

/// What the reader opens.
struct OpenedSources {
  /// Files, folders and what is in lede itself: read once.
  var read: [Source] = []
  /// Asked again and again.
  var named: [NamedSource] = []
  /// The newest stories of the archive too, wherever they came from.
  var hasKept = false
}

/// What the words of the command line mean; none are the reader's own sources, where there are any.
private func openedSources(
  _ paths: [String], _ options: ReadingOptions?, _ notices: inout [String]
) -> OpenedSources {
  var opened = OpenedSources()
  for word in paths {
    if let address = Address(word) {
      opened.named.append(NamedSource(.address(address)))
    } else {
      opened.read.append(Source(argument: word))
    }
  }
  guard paths.isEmpty else { return opened }
  if options?.examples != true, let shelf = SourceShelf(environment: environment) {
    let (sources, complaints) = shelf.load()
    notices += complaints
    opened.named = sources
  }
  opened.hasKept = options?.examples != true && (!opened.named.isEmpty || areStoriesKept)
  if opened.named.isEmpty, !opened.hasKept { opened.read = CollectionFile.sources }
  return opened
}

/// Whether the reader's archive has any story.
private var areStoriesKept: Bool {
  guard let path = DataFolder(environment: environment)?.archive, access(path, F_OK) == 0 else {
    return false
  }
  return (try? Archive.open(path, at: Date(), tell: say).archive.hasStories) ?? false
}

/// Ends at once where nothing that was named is there: a slip of the finger wants no screen.
private func refuseMissing(_ paths: [String]) throws {
  guard !paths.isEmpty,
    paths.allSatisfy({ $0 != "-" && Address($0) == nil && access($0, F_OK) != 0 })
  else { return }
  for path in paths { say(SourceError(.gone, file: path).sentence) }
  // A command with a slip in it looks like a path.
  if let word = paths.first, !word.contains("/"), !word.contains("."),
    let command = nearestName(to: word, among: Commands.names)
  {
    say("did you mean lede \(command)?")
  }
  throw ExitCode.allFailed
}

/// Says what `-` is for: a terminal that keys come from gives no stories.
private func refuseTyping(_ paths: [String]) throws {
  guard paths.contains("-"), isatty(STDIN_FILENO) == 1 else { return }
  say("- is what another program prints, as in “curl … | lede -”; here is only the keyboard")
  throw ExitCode.wrongUse
}

/// The terminal itself, for keys while stories come on standard input; nil where there is none.
private func openTerminal() -> Int32? {
  let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
  return descriptor < 0 ? nil : descriptor
}

/// What was opened, by which a sitting is found again wherever lede is called from.
private func nameOfOpening(_ paths: [String]) -> String {
  let paths = paths.map { path in
    guard path != "-", let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
  return paths.isEmpty ? "lede" : paths.joined(separator: "\n")
}

/// Milliseconds that the first screen may wait for the last sitting; it mostly is there by then.
private let longestWait = 20

/// Runs the reader; gives the exit code.
@MainActor private func show(
  _ sources: OpenedSources, _ form: GivenForm, _ opened: String, _ options: ReadingOptions?,
  _ settings: Settings, _ notices: [String], keys: Int32
) throws(TerminalError) -> Int32 {
  let mailbox = Mailbox()
  let desk = NewsDesk(
    environment: environment, opened: opened, isFresh: options?.fresh ?? false
  ) { mailbox.post($0) }
  let ending = try runReader(
    input: keys, mailbox: mailbox,
    makeState: { screen in
      desk.read(
        sources.read, as: form, named: sources.named, following: options?.follow ?? false,
        keeping: options?.keep ?? false, withKept: sources.hasKept)
      loadThemes { mailbox.post($0) }
      var state = makeState(settings, notices, for: screen)
      state.hasSources = !sources.named.isEmpty || sources.hasKept
      takeSearches(into: &state, options?.filter)
      desk.takeUp(&state, keepingSort: options?.sort != nil, within: longestWait)
      return state
    }, run: desk.run)
  desk.finish()
  if case .nothingToRead(let sentences) = ending { sentences.forEach(say) }
  guard ending.exitCode == 0 else { return ending.exitCode }
  let outcome = desk.outcome
  if case .nothingToRead = ending, outcome.failures == 0 { return ExitCode.nothingToShow.rawValue }
  guard outcome.failures > 0 else { return 0 }
  return outcome.stories == 0 ? ExitCode.allFailed.rawValue : ExitCode.someFailed.rawValue
}

/// Takes up the saved searches, and the one that was asked for, by its name or as a query.
private func takeSearches(into state: inout AppState, _ asked: String?) {
  if let searches = SavedSearches(environment: environment) {
    state.savedSearches = searches.all
    state.troubles += searches.faults
    state.layFolders()
  }
  guard let asked else { return }
  let line = savedQuery(asked)
  state.askedFilter = line
  state.list.take(line: line)
}

/// The state to begin with.
@MainActor private func makeState(
  _ settings: Settings, _ notices: [String], for screen: Screen
) -> AppState {
  let (theme, complaints) = loadTheme(settings.theme)
  var preferences = settings.preferences
  preferences.today = Date()
  preferences.depth = screen.depth
  var state = AppState(
    rows: screen.rows, columns: screen.columns, preferences: preferences, themes: [theme],
    theme: theme.legible(at: screen.depth), keyMap: settings.keyMap)
  state.isMouseOn = settings.isMouseOn
  state.troubles = notices + complaints
  state.notice = state.troubles.first.map { Notice($0, isError: true) }
  if screen.repertoire != .utf8, state.notice == nil, !preferences.isASCII {
    state.notice = Notice("This locale lacks letters: the nearest ones stand for them, ? for none")
  }
  return state
}
