// `lede-workshop bench`: what lede and its peers send to a terminal, and how soon.
import ArgumentParser
import Glibc

/// Measures the built lede beside the readers that are installed, and prints one table.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure lede and its peers on a pseudo-terminal.")

  /// A chapter of the table.
  enum Chapter: String, CaseIterable, ExpressibleByArgument {
    case bytes, keys, start, search, parse
  }

  @Option(help: "The lede to measure; without it, the one built beside this program.")
  var lede: String?

  @Option(help: "Chapters to measure: \(Chapter.allCases.map(\.rawValue).joined(separator: ", ")).")
  var chapter: [Chapter] = []

  @Option(help: "Programs to measure, lede among them; without it, all that are installed.")
  var program: [String] = []

  @Option(help: "How many stories the large run has.")
  var stories = 50_000

  @Option(help: "Where the files go and stay; without it, a temporary folder.")
  var folder: String?

  func run() throws {
    holdInterruptions()
    let folder = try folder.map(BenchFolder.init) ?? BenchFolder()
    let bench = BenchRun(
      lede: isWanted("lede") ? try ledePath() : nil,
      peers: Peer.installed.filter { isWanted($0.name) }, folder: folder)
    var table = BenchTable(programs: (isWanted("lede") ? ["lede"] : []) + bench.peers.map(\.name))
    for chapter in chapter.isEmpty ? Chapter.allCases : chapter {
      try measure(chapter, in: bench, into: &table)
    }
    table.note("ok*: the first figure keeps the goal, the second does not.")
    table.note(load())
    print(table.text, terminator: "")
  }

  private func measure(
    _ chapter: Chapter, in bench: BenchRun, into table: inout BenchTable
  ) throws {
    switch chapter {
    case .bytes: try bench.measureBytes(into: &table)
    case .keys: try bench.measureKeys(stories: stories, into: &table)
    case .start: try bench.measureStart(stories: stories, into: &table)
    case .search: try bench.measureSearch(stories: stories, into: &table)
    case .parse: try bench.measureParsing(into: &table)
    }
  }

  /// How busy the machine is: times taken beside other work are too long.
  private func load() -> String {
    var averages = [0.0, 0, 0]
    getloadavg(&averages, 3)
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return "Load average over 5 minutes: \(written(averages[1])) on \(cores) cores."
  }

  private func isWanted(_ name: String) -> Bool { program.isEmpty || program.contains(name) }

  private func ledePath() throws -> String {
    let workshop = CommandLine.arguments[0]
    let folder = workshop.lastIndex(of: "/").map { String(workshop[..<$0]) } ?? "."
    let path = lede ?? folder + "/lede"
    guard access(path, X_OK) == 0 else {
      throw ValidationError("There is no lede at \(path); build it, or name one by --lede")
    }
    return path
  }
}
