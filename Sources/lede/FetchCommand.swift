// `lede fetch`: the reader's sources refreshed from a shell, or from cron.
import ArgumentParser
import Dispatch
import FoundationEssentials
import StoryArchive
import StoryParsing
import StorySources
import Synchronization

/// Fetches sources and says what came.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Refresh sources, and print what is in them.",
    discussion: """
      A NAME is a source's name, its address or its path; none means all. An address that is no \
      source yet is fetched all the same.
      """)

  @Flag(help: "Print a JSON document for each source, as lede parse does.")
  var json = false

  @Option(help: "With json, a line for each story that is safely on the disk, and no more.")
  var progress: Progress?

  @Argument(help: "The sources to refresh.")
  var names: [String] = []

  func run() throws {
    let chosen = try chooseSources()
    guard !chosen.isEmpty else {
      say("no sources yet; lede add ADDRESS adds one")
      throw ExitCode.nothingToShow
    }
    let outcome = refreshAll(chosen)
    if outcome.failures > 0 {
      throw outcome.failures == chosen.count ? ExitCode.allFailed : ExitCode.someFailed
    }
    if outcome.stories == 0 { throw ExitCode.nothingToShow }
  }

  private func chooseSources() throws -> [NamedSource] {
    let shelf = try openShelf()
    let (sources, notices) = shelf.load()
    notices.forEach(say)
    guard !names.isEmpty else { return sources }
    let titles = keptTitles(of: sources)
    return try names.map { name in
      do throws(SourcesTrouble) {
        return try shelf.find(name, among: sources, titles: titles)
      } catch {
        if let address = Address(name) { return NamedSource(.address(address)) }
        say(error.sentence)
        throw ExitCode.wrongUse
      }
    }
  }

  private struct Outcome {
    var stories = 0
    var failures = 0
  }

  /// Refreshes the sources side by side; prints each as soon as it is done.
  private func refreshAll(_ sources: [NamedSource]) -> Outcome {
    let fetcher = Fetcher(agent: Lede.agent)
    let refresher = Refresher(fetcher: fetcher, environment: environment)
    let outcome = Mutex(Outcome())
    let archive = try? openArchive(isMade: true)
    let output = DispatchQueue(label: "lede.output")
    let group = DispatchGroup()
    let (isJSON, progress) = (json, progress)
    for source in sources {
      group.enter()
      refresher.refresh(
        source, archive?.state(of: source) ?? FeedState(), on: names.isEmpty ? .all : .named
      ) { refresh in
        refresher.fillTeasers(in: refresh, except: { archive?.hasWhole($0) ?? false }) { refresh in
          output.async {
            let saved = keep(refresh, in: archive)
            if progress == .json { tell(saved) }
            let (stories, isFailure) = print(refresh, asJSON: isJSON, isQuiet: progress != nil)
            outcome.withLock { outcome in
              outcome.stories += stories
              if isFailure { outcome.failures += 1 }
            }
            group.leave()
          }
        }
      }
    }
    group.wait()
    return outcome.withLock { $0 }
  }
}

/// Keeps what came of a source; where that cannot be, it is said and printed all the same.
private func keep(_ refresh: SourceRefresh, in archive: Archive?) -> Saved {
  guard let archive, !archive.isReadOnly else { return Saved() }
  do throws(ArchiveError) {
    return try archive.keep(refresh, at: Date())
  } catch {
    say(error.sentence)
    return Saved()
  }
}

/// Prints what came of a source; gives its stories, and whether it failed.
private func print(
  _ refresh: SourceRefresh, asJSON: Bool, isQuiet: Bool
) -> (stories: Int, isFailure: Bool) {
  guard case .read(let gathered) = refresh.outcome else {
    if let sentence = refresh.sentence { say(sentence) }
    if case .failed = refresh.outcome { return (0, true) }
    if case .resting(let rest) = refresh.outcome, refresh.state.failures > 0 {
      let trouble = refresh.state.trouble ?? "failed"
      let until = rest.until.map { "; not asked again until \(clockTime($0)), but by name" } ?? ""
      say("\(cleanLine(refresh.source.label)): \(trouble)\(until)")
      return (0, true)
    }
    return (0, false)
  }
  for problem in gathered.problems { say(problem.sentence) }
  if asJSON {
    printDocuments(gathered)
  } else if !isQuiet {
    let count = gathered.stories.count
    let title = refresh.source.name ?? gathered.title ?? refresh.source.id
    Swift.print("\(cleanLine(title)): \(count) \(count == 1 ? "story" : "stories")")
  }
  return (gathered.stories.count, gathered.stories.isEmpty && !gathered.problems.isEmpty)
}

private func printDocuments(_ gathered: Gathered) {
  let printer = StoryPrinter(form: .json, unit: .utf8, isTerminal: false)
  for document in gathered.documents {
    // A folder has many files, each with stories of its own.
    let own = gathered.stories.filter { $0.id.source == document.file }
    let bytes = printer.print(document, stories: own.map(printer.print))
    try? StandardOutput().write(bytes)
  }
}

extension Lede {
  /// What lede calls itself to servers.
  static let agent = "lede/\(version)"
}
