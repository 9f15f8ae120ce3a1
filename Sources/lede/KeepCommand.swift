// `lede keep`: the stories of files and folders into the archive.
import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StorySources
import Synchronization

/// `lede keep PATH…`
struct KeepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Keep the stories of files and folders in the archive.",
    discussion: """
      A story that is kept already is not kept twice; one that was rewritten becomes a new version \
      of the same. Exit codes: 0 fine, 1 no story, 2 wrong use, 3 some inputs failed, 4 all.
      """)

  @Option(help: "With json, a line for each story that is safely on the disk.")
  var progress: Progress?

  @OptionGroup var form: FormOptions

  @Argument(help: "Files and folders; - is standard input.", completion: .file())
  var paths: [String]

  func run() throws {
    let archive = try openArchiveToKeep()
    var outcome = KeepRun.Outcome()
    for path in paths {
      let name = path == "-" ? path : absolutePath(path) ?? path
      let run = KeepRun(archive, source: name, tellsNumbers: progress == .json)
      try reporting { () throws(ArchiveError) in
        try run.keep(Source(argument: path), form.limitedForm)
      }
      outcome.add(run.outcome)
    }
    if progress == nil { print(outcome.sentence) }
    if outcome.failures > 0 {
      throw outcome.stories == 0 ? ExitCode.allFailed : ExitCode.someFailed
    }
    if outcome.stories == 0 { throw ExitCode.nothingToShow }
  }
}

/// The archive that stories go into, or the end of the program where none can be written.
func openArchiveToKeep() throws -> Archive {
  signal(SIGPIPE, SIG_IGN)
  // A file that may grow no further is an error to be told, not an end.
  signal(SIGXFSZ, SIG_IGN)
  let archive = try openArchive(isMade: true)
  guard archive.isKept, !archive.isReadOnly else { throw ExitCode.allFailed }
  return archive
}

/// The keeping of one source: while some stories are written, the next are read and analysed.
final class KeepRun: Sendable {
  struct Outcome: Sendable {
    var added = 0, rewritten = 0, unchanged = 0, failures = 0
    var stories: Int { added + rewritten + unchanged }

    mutating func add(_ other: Outcome) {
      added += other.added
      rewritten += other.rewritten
      unchanged += other.unchanged
      failures += other.failures
    }

    var sentence: String {
      let kept = "\(added) \(added == 1 ? "story" : "stories") kept"
      let rest = [(rewritten, "rewritten"), (unchanged, "kept already")].filter { $0.0 > 0 }
      return ([kept] + rest.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
    }
  }

  /// Stories of one transaction: more would make whoever else writes wait.
  private static let batch = 512

  private let archive: Archive
  private let source: String
  private let tellsNumbers: Bool
  private let writing = DispatchQueue(label: "lede.keep")
  /// Two batches may wait to be written; more only take memory.
  private let room = DispatchSemaphore(value: 2)
  /// Batches that are written or wait to be.
  private let pending = Atomic(0)
  private let trouble = Mutex<ArchiveError?>(nil)
  private let saved = Mutex(Outcome())

  init(_ archive: Archive, source: String, tellsNumbers: Bool) {
    (self.archive, self.source, self.tellsNumbers) = (archive, source, tellsNumbers)
  }

  var outcome: Outcome { saved.withLock { $0 } }

  func keep(_ from: Source, _ form: GivenForm) throws(ArchiveError) {
    var stories: [Story] = []
    readStories(from: [from], as: form) { arrival, _ in
      switch arrival {
      case .story(let story):
        stories.append(story.kept(in: source))
        if stories.count == Self.batch {
          write(stories)
          stories = []
        }
      case .problem(let problem):
        say(problem.sentence)
        if problem.isFailure { saved.withLock { $0.failures += 1 } }
      case .finished: break
      }
      return trouble.withLock { $0 } == nil
    }
    if !stories.isEmpty { write(stories) }
    writing.sync {}
    if let trouble = trouble.withLock({ $0 }) { throw trouble }
  }

  private func write(_ stories: [Story]) {
    // The writer takes longest where there are but two cores: it has one to itself.
    let named = NamedStory.find(in: stories) { min(1, pending.load(ordering: .relaxed)) }
    let refresh = Refresh(
      source: source, title: source.split(separator: "/").last.map(String.init) ?? source,
      stories: [])
    room.wait()
    pending.wrappingAdd(1, ordering: .relaxed)
    writing.async { [self] in
      defer {
        pending.wrappingSubtract(1, ordering: .relaxed)
        room.signal()
      }
      guard trouble.withLock({ $0 }) == nil else { return }
      do throws(ArchiveError) {
        let done = try archive.save(refresh, named, at: Date())
        saved.withLock {
          $0.add(
            Outcome(
              added: done.added.count, rewritten: done.rewritten.count, unchanged: done.unchanged))
        }
        if tellsNumbers { tell(done) }
      } catch {
        trouble.withLock { $0 = error }
      }
    }
  }
}
