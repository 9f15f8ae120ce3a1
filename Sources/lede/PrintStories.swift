// Stories as plain text, where there is no terminal to read them on.
import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import ReaderUI
import StoryParsing
import StorySources
import Synchronization

/// Prints the stories of what was opened; what is to be fetched is fetched first.
func printStories(of opened: OpenedSources, as form: GivenForm, ascii isASCII: Bool) throws {
  guard !opened.named.isEmpty else {
    return try printStories(from: opened.read, as: form, ascii: isASCII)
  }
  var failures = 0
  var texts: [String] = []
  for refresh in refreshAndWait(opened.named) {
    if let sentence = refresh.sentence { say(sentence) }
    if case .failed = refresh.outcome { failures += 1 }
    guard case .read(let gathered) = refresh.outcome else { continue }
    for problem in gathered.problems { say(problem.sentence) }
    texts += gathered.stories.map(plainText)
  }
  _ = writeOut(texts.map { isASCII ? spellInASCII($0) : $0 }.joined(separator: "\n\n"))
  if !opened.read.isEmpty {
    if !texts.isEmpty { _ = writeOut("\n\n") }
    return try printStories(from: opened.read, as: form, ascii: isASCII)
  }
  if failures > 0 { throw texts.isEmpty ? ExitCode.allFailed : .someFailed }
  if texts.isEmpty { throw ExitCode.nothingToShow }
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

/// Prints every story as soon as it is read; what cannot be read is a sentence on standard error.
func printStories(from sources: [Source], as form: GivenForm, ascii isASCII: Bool) throws {
  var (stories, failures) = (0, 0)
  var trouble: Int32 = 0
  readStories(from: sources, as: form) { arrival, _ in
    switch arrival {
    case .story(let story):
      let text = (stories == 0 ? "" : "\n\n") + plainText(of: story)
      trouble = writeOut(isASCII ? spellInASCII(text) : text)
      stories += 1
    case .problem(let problem):
      say(problem.sentence)
      if problem.isFailure { failures += 1 }
    case .finished: break
    }
    return trouble == 0
  }
  // Whoever reads the pipe has had enough: that is no failure.
  if trouble == EPIPE { return }
  if trouble != 0 {
    say("standard output: \(String(cString: strerror(trouble))); the rest was not written")
    throw ExitCode.someFailed
  }
  if failures > 0 { throw stories == 0 ? ExitCode.allFailed : .someFailed }
  if stories == 0 { throw ExitCode.nothingToShow }
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
