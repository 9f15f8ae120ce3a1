// Stories as plain text, where there is no terminal to read them on.
import ArgumentParser
import FoundationEssentials
import Glibc
import ReaderUI
import StoryParsing
import StorySources

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
