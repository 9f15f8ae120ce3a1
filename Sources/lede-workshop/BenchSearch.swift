// How fast text is folded, scanned, narrowed and searched.
import ArgumentParser
import Glibc
import StoryParsing
import StoryQuery
import Synchronization

/// Types searches key by key over generated stories and prints how long each key took.
struct BenchSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-search", abstract: "Time folding, narrowing and searching.")

  @Option(help: "How many stories.") var stories = 50_000
  @Option(help: "About how many words each has.") var words = 400
  @Option(help: "How often each search is typed.") var rounds = 2

  @Option(help: "What to type; without it, a choice of words.") var typed: [String] = []

  private static let typed = [
    "harbour", "Roosevelt", "the president of the", "telegraphe", "telégra", "US", "zeppelin",
    "it’s", "1914-18", "quick brown", "said that he would", "xylophone", "barelov", "é",
  ]
  private static let expressions = [
    #"\b(19|20)\d\d\b.*treaty"#, "(minister|president) [A-Z]\\w+", "harbou?r", "(a+)+$",
  ]

  func run() throws {
    let searches = typed.isEmpty ? Self.typed : typed
    let shelf = Shelf()
    let texts = Array(StoryGenerator(count: stories, words: words))
    let bytes = texts.reduce(0) { $0 + $1.text.utf8.count }
    report("put on the shelf", [time { for story in texts { shelf.add(story) } }], bytes: bytes)
    noteNames(shelf, texts)
    say("memory: \(residentMegabytes()) MB for \(bytes / 1_000_000) MB of text")
    benchFolding(texts)
    let all = shelf.list(StoryFilter())
    report("list all by date", repeated { _ = shelf.list(StoryFilter()) })
    report("names of all", repeated { _ = shelf.names(of: all) })
    benchNarrowing(shelf, searches)
    benchLiterals(shelf, all, searches)
    try benchExpressions(shelf, all)
  }

  /// Names as a finder would give them: the capitalised words of the first paragraphs.
  private func noteNames(_ shelf: Shelf, _ texts: [Story]) {
    let seconds = time {
      for (number, story) in texts.enumerated() {
        let words = story.text.utf8.prefix(900).split { $0 == 32 || $0 == 10 }
          .filter { 65...90 ~= $0.first ?? 0 }.map { String(Substring($0)) }
        shelf.noteNames(
          number,
          words.map { StoryName(key: "person:\($0)", name: $0, kind: .person, mentions: 1) }
        )
      }
    }
    report("note names", [seconds])
  }

  private func benchFolding(_ texts: [Story]) {
    let plain = String(repeating: "The Quick Brown Fox jumps over the lazy dog. ", count: 100_000)
    report("fold ASCII", repeated { _ = folded(plain) }, bytes: plain.utf8.count)
    let some = texts.prefix(4000).map(\.text)
    let bytes = some.reduce(0) { $0 + $1.utf8.count }
    report("fold stories", repeated { for text in some { _ = folded(text) } }, bytes: bytes)
    let rare = TextPattern(literal: "zzyzx")
    report("scan ASCII", repeated { _ = rare.ranges(in: plain) }, bytes: plain.utf8.count)
  }

  private func benchNarrowing(_ shelf: Shelf, _ searches: [String]) {
    var keys: [(typed: String, seconds: Double)] = []
    for _ in 0..<rounds {
      for typed in searches {
        for end in 1...typed.count {
          var filter = StoryFilter()
          filter.words = String(typed.prefix(end))
          keys.append((filter.words, time { _ = shelf.list(filter) }))
        }
      }
    }
    report("narrow, a key", keys.map(\.seconds))
    reportSlowest(keys)
  }

  private func benchLiterals(_ shelf: Shelf, _ all: [Int32], _ searches: [String]) {
    var (firsts, whole, processor) = ([Double](), [Double](), [Double]())
    var keys: [(typed: String, seconds: Double)] = []
    for _ in 0..<rounds {
      for typed in searches {
        for end in 1...typed.count {
          let pattern = TextPattern(literal: String(typed.prefix(end)))
          let before = processorSeconds()
          let (seconds, first) = search(shelf, pattern, all)
          processor.append(processorSeconds() - before)
          keys.append((pattern.typed, seconds))
          firsts += first
        }
        // Something else in between, so that the last search is no help.
        _ = search(shelf, TextPattern(literal: "qqq"), all)
        whole.append(search(shelf, TextPattern(literal: typed), all).seconds)
      }
    }
    report("search all texts, a key", keys.map(\.seconds))
    report("  of processor time", processor)
    reportSlowest(keys)
    report("  until the first hit", firsts)
    report("  pasted whole", whole)
  }

  private func benchExpressions(_ shelf: Shelf, _ all: [Int32]) throws {
    for typed in Self.expressions {
      let pattern = try TextPattern(typed, syntax: .regularExpression)
      report("search /\(typed)/", (0..<3).map { _ in search(shelf, pattern, all).seconds })
    }
  }

  private func search(
    _ shelf: Shelf, _ pattern: TextPattern, _ all: [Int32]
  ) -> (seconds: Double, first: [Double]) {
    let first = Mutex<Double?>(nil)
    let clock = ContinuousClock()
    let start = clock.now
    _ = shelf.search(pattern, in: all) { _ in
      first.withLock { $0 = $0 ?? (clock.now - start) / .seconds(1) }
    }
    return ((clock.now - start) / .seconds(1), first.withLock { $0 }.map { [$0] } ?? [])
  }

  // MARK: Times

  private func time(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }

  private func repeated(_ work: () -> Void) -> [Double] { (0..<9).map { _ in time(work) } }

  /// The slowest keys, by what was typed.
  private func reportSlowest(_ keys: [(typed: String, seconds: Double)]) {
    let slowest = keys.sorted { $0.seconds > $1.seconds }.prefix(5)
    say(
      "  slowest: "
        + slowest.map { "“\($0.typed)” \(milliseconds($0.seconds))" }.joined(separator: ", "))
  }

  private func report(_ name: String, _ seconds: [Double], bytes: Int? = nil) {
    let sorted = seconds.sorted()
    func place(_ part: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
    var line = "\(name): median \(milliseconds(place(0.5)))"
    if seconds.count > 20 { line += ", 99 % \(milliseconds(place(0.99)))" }
    if let last = sorted.last { line += ", most \(milliseconds(last))" }
    if let bytes { line += ", \(Int(Double(bytes) / place(0.5) / 1e6)) MB/s" }
    say(line)
  }

  /// A line at once: a benchmark is watched while it runs.
  private func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  private func milliseconds(_ seconds: Double) -> String {
    "\(Double(Int(seconds * 100_000)) / 100) ms"
  }

  /// What all cores have worked for this program: on a busy machine it tells more than the clock.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func residentMegabytes() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return Int(usage.ru_maxrss) / 1000
  }
}
