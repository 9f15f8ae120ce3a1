// `lede add`, `lede sources`, `lede remove`: the reader's sources from a shell.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
package import StorySources

/// `lede add URL|PATH|FILE.opml`
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a feed, a file, a folder, or all feeds of an OPML file.",
    discussion: """
      The stories of a file or folder are kept at once; feeds are asked by lede fetch or the reader.
      """)

  @Option(help: "What to call it.") var name: String?
  @Option(help: "The group it is listed in.") var group: String?
  @Option(help: "With json, a line for each story that is safely on the disk, and no more.")
  var progress: Progress?
  @Argument(help: "Addresses, files, folders, or OPML files.", completion: .file())
  var sources: [String]

  func run() throws {
    let shelf = try openShelf()
    var added: [NamedSource] = []
    var failures = 0
    for word in sources {
      do throws(SourcesTrouble) {
        let new = try addSources(word, name: name, group: group, to: shelf)
        if progress == nil { print(new.sentence) }
        added += new.sources
      } catch {
        say(error.sentence)
        failures += 1
      }
    }
    try keepFiles(of: added)
    try endWith(failures: failures, of: sources.count)
  }

  /// Keeps what is in the files and folders among new sources.
  private func keepFiles(of sources: [NamedSource]) throws {
    let paths = sources.compactMap { if case .path(let path) = $0.place { path } else { nil } }
    guard !paths.isEmpty else { return }
    let archive = try openArchiveToKeep()
    let form = try FormOptions.parse([]).limitedForm
    for path in paths {
      let run = KeepRun(archive, source: path, tellsNumbers: progress == .json)
      try reporting { () throws(ArchiveError) in try run.keep(.path(path), form) }
      if progress == nil { print(run.outcome.sentence) }
    }
  }
}

/// `lede remove NAME|URL|PATH`
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove sources; their stories stay where they are.")

  @Argument(help: "Names, addresses or paths, as lede sources lists them.")
  var sources: [String]

  func run() throws {
    let shelf = try openShelf()
    let titles = keptTitles(of: shelf.load().sources)
    try printEach(of: sources) { word throws(SourcesTrouble) in
      "Removed \(cleanLine(try shelf.remove(word, titles: titles).label))"
    }
  }
}

/// `lede sources [--opml]`
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "Print the sources that lede opens by itself.")

  @Flag(help: "As OPML, for another reader; files and commands are left out.")
  var opml = false

  func run() throws {
    let (sources, notices) = try openShelf().load()
    notices.forEach(say)
    if opml { return print(subscriptionsAsOPML(sources), terminator: "") }
    guard !sources.isEmpty else {
      say("no sources yet; lede add ADDRESS adds one")
      throw ExitCode.nothingToShow
    }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let titles = keptTitles(of: sources)
    let rows = sources.map {
      [$0.name ?? titles[$0.id] ?? "", $0.group ?? "", $0.place.text].map(cleanLine)
    }
    let widths = [0, 1].map { column in isTerminal ? rows.map(\.[column].count).max() ?? 0 : 0 }
    for row in rows {
      let cells = zip(row, widths + [0]).map { pad($0, to: $1) }
      print(cells.joined(separator: isTerminal ? "  " : "\t"))
    }
  }
}

/// What sources call themselves, by their ids, as far as the archive knows.
func keptTitles(of sources: [NamedSource]) -> [String: String] {
  guard let path = DataFolder(environment: environment)?.archive, access(path, F_OK) == 0 else {
    return [:]
  }
  let archive = Archive.open(path, at: Date(), tell: say).archive
  return sources.reduce(into: [:]) { $0[$1.id] = try? archive.title(of: $1.id) }
}

/// sources.toml, or the end of the program where none can be named.
func openShelf() throws -> SourceShelf {
  if let shelf = SourceShelf(environment: environment) { return shelf }
  say("no folder for sources.toml; set HOME or XDG_CONFIG_HOME")
  throw ExitCode.allFailed
}

/// Prints what comes of each word, or why nothing does, and ends as the failures ask.
private func printEach(
  of words: [String], sentence: (String) throws(SourcesTrouble) -> String
) throws {
  var failures = 0
  for word in words {
    do throws(SourcesTrouble) {
      print(try sentence(word))
    } catch {
      say(error.sentence)
      failures += 1
    }
  }
  try endWith(failures: failures, of: words.count)
}

func endWith(failures: Int, of count: Int) throws {
  if failures > 0 { throw failures == count ? ExitCode.allFailed : ExitCode.someFailed }
}

/// Adds what a word names; gives the sentence that says so, and what was not there already.
package func addSources(
  _ word: String, name: String? = nil, group: String? = nil, to shelf: SourceShelf
) throws(SourcesTrouble) -> (sentence: String, sources: [NamedSource]) {
  var sources: [NamedSource] = []
  if let address = Address(word) {
    guard address.credentials == nil else {
      throw SourcesTrouble(
        sentence: "\(address.text): a password would stand in sources.toml for all to read; leave "
          + "it out and give the source credentials = \"env:NAME\" or \"file:PATH\"")
    }
    sources = [NamedSource(.address(address))]
  } else {
    guard let path = absolutePath(word) else {
      let hint = word.contains("://") ? "lede fetches http and https alone" : "check the name"
      throw SourcesTrouble(sentence: "\(cleanLine(word)): no such file or folder; \(hint)")
    }
    sources = subscriptions(inFile: path) ?? [NamedSource(.path(path))]
    guard !sources.isEmpty else {
      throw SourcesTrouble(sentence: "\(cleanLine(word)): no feed is in it; nothing was added")
    }
  }
  for index in sources.indices {
    if let name, sources.count == 1 { sources[index].name = name }
    if let group { sources[index].group = group }
  }
  let added = try shelf.add(sources)
  let known = sources.count - added.count
  return switch (added.count, sources.count) {
  case (0, 1): ("\(cleanLine(sources[0].label)) is there already", [])
  case (1, 1): ("Added \(cleanLine(added[0].label))", added)
  case (let count, _):
    ("Added \(count) sources" + (known > 0 ? "; \(known) were there already" : ""), added)
  }
}

/// The feeds that a list of feeds names; nil for a file that is none.
///
/// Only what is an address of the web comes out of it: no command, and no file of this machine.
private func subscriptions(inFile path: String) -> [NamedSource]? {
  guard !isFolder(atPath: path) else { return nil }
  var found: [NamedSource]?
  readStories(from: [.path(path)]) { arrival, _ in
    // The first story says that it is none; a file may be long.
    guard case .finished(let document) = arrival else {
      if case .story = arrival { return false }
      return true
    }
    if document.format == .opml { found = document.subscriptions.compactMap(named) }
    return false
  }
  return found
}

private func named(_ feed: Subscription) -> NamedSource? {
  guard let address = Address(feed.link.absoluteString) else { return nil }
  var source = NamedSource(.address(address))
  source.name = feed.title
  source.group = feed.group
  return source
}
