// Stories as plain text, where there is no terminal to read them on.
import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import ReaderUI
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources
import Synchronization

/// What is printed of the stories, and how.
struct Printing {
  var form: GivenForm
  var isASCII: Bool
  /// Only the stories that answer it.
  var query: Query?
  /// Their order; empty for that in which they are read.
  var sort: [SortKey] = []

  /// Whether all must be there before the first is printed.
  fileprivate var isArranged: Bool { query != nil || !sort.isEmpty }

  /// The numbers of a shelf's stories that are printed, in order.
  fileprivate func arranged(_ shelf: Shelf) -> [Int32] {
    let keys = sort.isEmpty ? [SortKey(.arrival)] : sort
    guard let query else { return shelf.list(StoryFilter(), keys) }
    findNames(on: shelf)
    let answers = shelf.stories(query)
    return shelf.list(StoryFilter(), keys).filter { answers.contains(Int($0)) }
  }
}

/// Prints the stories of what was opened; what is to be fetched is fetched first. What cannot be
/// read is a sentence on standard error.
func printStories(of opened: OpenedSources, as printing: Printing) throws {
  var (printer, failures) = (PlainPrinter(isASCII: printing.isASCII), 0)
  let shelf = printing.isArranged ? Shelf() : nil
  func take(_ story: Story) {
    if let shelf { shelf.add(story) } else { printer.print(story) }
  }
  for refresh in refreshAndWait(opened.named) {
    if let sentence = refresh.sentence { say(sentence) }
    if case .failed = refresh.outcome { failures += 1 }
    guard case .read(let gathered) = refresh.outcome else { continue }
    for problem in gathered.problems { say(problem.sentence) }
    gathered.stories.forEach(take)
  }
  if opened.hasKept, opened.named.isEmpty { try keptStories().forEach(take) }
  readStories(from: opened.read, as: printing.form) { arrival, _ in
    switch arrival {
    case .story(let story): take(story)
    case .problem(let problem):
      say(problem.sentence)
      if problem.isFailure { failures += 1 }
    case .finished: break
    }
    return printer.trouble == 0
  }
  if let shelf {
    for number in printing.arranged(shelf) { shelf.story(Int(number)).map { printer.print($0) } }
  }
  try printer.end(failures: failures)
}

/// Every story of the archive, the newest first.
private func keptStories() throws -> [Story] {
  let archive = try openArchiveWithStories()
  return try reporting { () throws(ArchiveError) in try archive.newestStories(limit: .max) }
}

/// Refreshes sources side by side; gives what came, in their order.
private func refreshAndWait(_ sources: [NamedSource]) -> [SourceRefresh] {
  let refresher = Refresher(fetcher: Fetcher(agent: Lede.agent), environment: environment)
  let group = DispatchGroup()
  let results = Mutex<[String: SourceRefresh]>([:])
  for source in sources {
    group.enter()
    refresher.refresh(source, FeedState(), on: .named) { refresh in
      results.withLock { $0[source.id] = refresh }
      group.leave()
    }
  }
  group.wait()
  return results.withLock { results in sources.compactMap { results[$0.id] } }
}

/// Prints stories with blank lines between them until nobody reads on.
private struct PlainPrinter {
  let isASCII: Bool
  private var stories = 0
  /// The error that ended the output, or 0.
  private(set) var trouble: Int32 = 0

  init(isASCII: Bool) { self.isASCII = isASCII }

  mutating func print(_ story: Story) {
    guard trouble == 0 else { return }
    let text = (stories == 0 ? "" : "\n\n") + plainText(of: story)
    trouble = writeOut(isASCII ? spellInASCII(text) : text)
    stories += 1
  }

  /// Says what went wrong, as a sentence and an exit code.
  func end(failures: Int) throws {
    // Whoever reads the pipe has had enough: that is no failure.
    if trouble == EPIPE { return }
    if trouble != 0 {
      say("standard output: \(String(cString: strerror(trouble))); the rest was not written")
      throw ExitCode.someFailed
    }
    if failures > 0 { throw stories == 0 ? ExitCode.allFailed : .someFailed }
    if stories == 0 { throw ExitCode.nothingToShow }
  }
}

/// Headline, source and date, then the paragraphs with blank lines between them.
private func plainText(of story: Story) -> String {
  let day = story.published.map { $0.formatted(.iso8601.year().month().day()) }
  let origin = [story.source, day ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  var paragraphs = story.text.split(separator: "\n").map(String.init)
  if !origin.isEmpty, !paragraphs.isEmpty { paragraphs[0] += "\n\(origin)" }
  return paragraphs.joined(separator: "\n\n") + "\n"
}

private func spellInASCII(_ text: String) -> String {
  String(text.map { Repertoire.ascii.nearest(to: $0) })
}

/// Writes all of a text to standard output; gives 0, or the error that ended it.
private func writeOut(_ text: String) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(
        STDOUT_FILENO, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
