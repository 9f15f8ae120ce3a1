// Sources to output: reads, analyses, prints in order, and says how it went.
import ArgumentParser
import StoryParsing
import StorySources

/// One run of `lede parse`.
final class ParseRun {
  private let printer: StoryPrinter
  private let queue: OrderedWork
  private let output: StandardOutput
  private var stories = 0
  private var failures = 0

  init(printer: StoryPrinter, output: StandardOutput, jobs: Int) {
    self.printer = printer
    self.output = output
    queue = OrderedWork(jobs: jobs, output: output)
  }

  /// Prints every story of the sources.
  ///
  /// Throws the exit code where it is not 0; a broken pipe is a quiet end.
  func parse(_ sources: [Source], as form: GivenForm) throws {
    readStories(from: sources, as: form, for: .parsing) { arrival, _ in take(arrival) }
    queue.wait()
    switch queue.end {
    case .closed: return
    case .failed(let reason):
      say("standard output: \(reason); the output is not whole")
      throw ExitCode.allFailed
    case nil: break
    }
    if failures > 0 { throw stories > 0 ? ExitCode.someFailed : ExitCode.allFailed }
    if stories == 0 { throw ExitCode.nothingToShow }
  }

  /// Takes what was read; false where no more can be printed.
  private func take(_ arrival: Arrival) -> Bool {
    switch arrival {
    case .story(let story):
      stories += 1
      let printer = printer
      // With --json a story waits for the document of its file.
      queue.add(keeping: printer.form == .json) { printer.print(story) }
    case .problem(let problem):
      say(problem.sentence)
      if problem.isFailure { failures += 1 }
    case .finished(let document) where printer.form == .json:
      let bytes = printer.print(document, stories: queue.takeKept())
      queue.add(keeping: false) { bytes }
    case .finished: break
    }
    return queue.end == nil
  }
}
