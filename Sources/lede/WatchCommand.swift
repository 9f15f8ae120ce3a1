// `lede watch`: where watched names turn up, for cron and for pipes.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources

/// Prints the sentences that name somebody watched.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Print where watched names turn up.",
    discussion: """
      Without --names the names are those watched in the reader, with w. A table of names has one \
      in each row, between tabs or commas; where its first row says “name”, in that column, and a \
      column “kind” may say person, country, organisation or place. Without paths the kept stories \
      are looked through. The columns are date, source, name, kind, weight (about, named or once), \
      mentions, start, end, sentence, headline and link; start and end are of the first mention, \
      in UTF-8 bytes of the story's text. Hits are in order of their stories.
      Exit codes: 0 hits, 1 none, 2 wrong use, 3 some inputs failed, 4 all.
      """)

  @Option(help: ArgumentHelp("A table of names.", valueName: "names.tsv"))
  var names: String?

  @Option(help: ArgumentHelp("Only stories that answer a query, as lede search.", valueName: "q"))
  var query: String?

  @Flag(help: "How the hits are written.")
  var output: HitForm = .tsv

  @OptionGroup var form: FormOptions

  @Argument(help: "Files or folders; - is standard input; none for the kept stories.")
  var paths: [String] = []

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let watched = try readNames()
    let query = try self.query.map { try readQuery([$0]) }
    var search = WatchSearch(watched, query, output)
    if paths.isEmpty {
      try search.searchArchive()
    } else {
      search.search(paths.map(Source.init(argument:)), as: form.form)
    }
    try search.finish()
  }

  /// The names to look for; without any there is nothing to do.
  private func readNames() throws -> [WatchedName] {
    guard let path = names ?? ConfigFolder(environment: environment)?.watched else {
      say("HOME names no folder with watched names; --names names.tsv gives some")
      throw ExitCode.wrongUse
    }
    let list: WatchList
    do throws(FileTrouble) {
      list = WatchList(try readSmallFile(path))
    } catch {
      say(
        error.isAbsence && names == nil
          ? "no name is watched yet; w in the reader watches one, or --names names.tsv gives some"
          : "\(path): \(error.sentence)")
      throw ExitCode.wrongUse
    }
    for fault in list.faults { say("\(path):\(fault.line): \(fault.sentence)") }
    guard !list.names.isEmpty else {
      say("\(path): there is no name in it")
      throw ExitCode.wrongUse
    }
    return list.names
  }
}

/// The forms of hits, each a flag.
enum HitForm: String, EnumerableFlag {
  case tsv, csv, json

  static func help(for form: HitForm) -> ArgumentHelp? {
    switch form {
    case .tsv: "One hit a line, its parts between tabs."
    case .csv: "The same between commas, after a line with titles."
    case .json: "One JSON object a line."
    }
  }
}

/// One run of `lede watch`: stories in, hits out.
private struct WatchSearch {
  private let names: [WatchedName]
  private let query: Query?
  private let form: HitForm
  private let output = StandardOutput()
  private var stories = 0
  private var hits = 0
  private var failures = 0
  private var isClosed = false

  init(_ names: [WatchedName], _ query: Query?, _ form: HitForm) {
    (self.names, self.query, self.form) = (names, query, form)
  }

  private static let titles = [
    "date", "source", "name", "kind", "weight", "mentions", "start", "end", "sentence", "headline",
    "link",
  ]

  mutating func search(_ sources: [Source], as form: GivenForm) {
    readStories(from: sources, as: form, for: .parsing) { arrival, _ in
      switch arrival {
      case .story(let story):
        stories += 1
        let analysis = analyze(story)
        if query?.matches(candidate(story, analysis)) ?? true { print(story, analysis) }
      case .problem(let problem):
        say(problem.sentence)
        if problem.isFailure { failures += 1 }
      case .finished: break
      }
      return !isClosed
    }
  }

  /// Looks through the kept stories, the newest first.
  mutating func searchArchive() throws {
    let archive = try openArchive(isMade: false)
    let found = try reporting { () throws(ArchiveError) in try archive.find(query ?? .all) }
    for number in found.numbers where !isClosed {
      let story = try reporting { () throws(ArchiveError) in try archive.story(number) }
      guard let story else { continue }
      stories += 1
      print(story, analyze(story))
    }
  }

  func finish() throws {
    if failures > 0 { throw stories > 0 ? ExitCode.someFailed : ExitCode.allFailed }
    if hits == 0 { throw ExitCode.nothingToShow }
  }

  // MARK: Hits

  private mutating func print(_ story: Story, _ analysis: Analysis) {
    for hit in watchHits(in: story, analysis, for: names) where !isClosed {
      if hits == 0, form == .csv { write(line(Self.titles)) }
      hits += 1
      write(form == .json ? object(hit, story) : line(columns(of: hit, story)))
    }
  }

  private func columns(of hit: WatchHit, _ story: Story) -> [String] {
    let date = story.published?.formatted(.iso8601) ?? ""
    let source = story.source.isEmpty ? story.id.source : story.source
    let numbers = [hit.mentions, hit.mention.start, hit.mention.end].map { "\($0)" }
    return [date, source, hit.name, hit.kind.rawValue, hit.weight.rawValue] + numbers
      + [hit.words, hit.headline, story.link?.absoluteString ?? ""]
  }

  private func line(_ columns: [String]) -> [UInt8] {
    let cells = columns.map(cleanField)
    guard form == .csv else { return Array((cells.joined(separator: "\t") + "\n").utf8) }
    let quoted = cells.map { cell in
      cell.contains { ",\"\n".contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
    return Array((quoted.joined(separator: ",") + "\n").utf8)
  }

  private func object(_ hit: WatchHit, _ story: Story) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.value("date", story.published?.formatted(.iso8601))
      writer.value("source", story.source.isEmpty ? story.id.source : story.source)
      writer.value("story", story.id.name)
      writer.value("name", hit.name)
      writer.value("kind", hit.kind.rawValue)
      writer.value("weight", hit.weight.rawValue)
      writer.value("mentions", hit.mentions)
      writer.value("start", hit.mention.start)
      writer.value("end", hit.mention.end)
      writer.value("sentence", hit.words)
      writer.list("sentence-range", [hit.sentence.start, hit.sentence.end]) { $0.item($1) }
      writer.value("headline", hit.headline)
      writer.value("link", story.link?.absoluteString)
    }
    writer.endLine()
    return writer.bytes
  }

  private mutating func write(_ bytes: [UInt8]) {
    do throws(OutputEnd) { try output.write(bytes) } catch { isClosed = true }
  }

  /// A story as a query asks of it.
  private func candidate(_ story: Story, _ analysis: Analysis) -> Candidate {
    var candidate = Candidate()
    candidate.headline = Listing(story: story, number: 0).headline
    candidate.text = story.text
    candidate.byline =
      story.byline ?? analysis.bylines.map { String(story.text[$0.name]) }.joined(separator: ", ")
    candidate.sources = [story.source, story.id.source]
    candidate.names = analysis.entities.map {
      Candidate.Name(kind: $0.kind, key: $0.key, spellings: [$0.name] + $0.aliases)
    }
    candidate.language = story.language
    candidate.day = story.published ?? Date(timeIntervalSince1970: 0)
    return candidate
  }
}
