// The archive measured: taking in, its size, and how long a key of a search takes.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery

/// `lede-workshop bench-archive`
struct BenchArchive: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the archive at a number of stories.")

  @Option(help: "How many stories.") var stories = 10_000
  @Option(help: "Keep the archive in this file.") var file: String?

  private static let queries = [
    ("rare word", "kelovkason"), ("common word", "the"), ("longer word", "harbour"),
    ("two words", "president harbour"), ("phrase", "\"of the\""),
    ("near", "\"harbour president\"~9"),
    ("field", "title:president"), ("person", "person:kelson"), ("country", "country:fr"),
    ("not", "-the president"), ("month", "date:2013-03"), ("typed capital", "President"),
    ("typed accent", "sérieux"), ("unread", "is:unread"),
  ]

  func run() throws {
    var template = Array("/tmp/lede-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = file ?? folder + "/archive.sqlite"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let archive = Archive.open(path, at: Date()).archive
    if archive.count < stories { try takeIn(archive) }
    let counts = try archive.counts()
    print("text\t\(counts.textBytes / 1_000_000) MB")
    let ratio = Double(counts.fileBytes) / Double(max(1, counts.textBytes))
    print("file\t\(counts.fileBytes / 1_000_000) MB, \(rounded(ratio)) of the text")
    print("query\ttyped\tstories\twhole: median ms\tkeys: median ms\tkeys: 99 % ms")
    var all: [Double] = []
    for (name, typed) in Self.queries { all += try measure(name, typed, archive) }
    print("all keys\t\t\t\t\(rounded(quantile(all, 0.5)))\t\(rounded(quantile(all, 0.99)))")
    try measureFacets(archive)
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    print("most memory\t\(usage.ru_maxrss / 1024) MB")
  }

  /// Time on the clock, and of all cores: the machine may have other work as well.
  private func takeIn(_ archive: Archive) throws {
    var generator = StoryGenerator(count: stories)
    var (made, finding, writing) = (0, Cost(), Cost())
    while made < stories {
      let batch = (0..<256).compactMap { _ in generator.next() }
      var named: [NamedStory] = []
      finding.add { named = NamedStory.find(in: batch) }
      try writing.add {
        _ = try archive.save(Refresh(source: "bench", stories: []), named, at: Date())
      }
      made += batch.count
    }
    print("analysis\t\(finding.sentence(made))")
    print("writing\t\(writing.sentence(made))")
  }

  /// The whole query, then each of its keys as it is typed.
  private func measure(_ name: String, _ typed: String, _ archive: Archive) throws -> [Double] {
    let query = try Query(typed, today: Date())
    var times: [Double] = []
    for _ in 0..<9 {
      times.append(try time { _ = try archive.find(query, limit: 50) })
    }
    let count = try archive.find(query).count
    var keys: [Double] = []
    for length in 1...typed.count {
      guard let query = try? Query(String(typed.prefix(length)), today: Date(), isOpen: true)
      else { continue }
      for _ in 0..<3 { keys.append(try time { _ = try archive.find(query, limit: 50) }) }
    }
    let figures = [quantile(times, 0.5), quantile(keys, 0.5), quantile(keys, 0.99)]
    print(
      "\(name)\t\(typed)\t\(count)\t"
        + figures.map { "\(rounded($0))" }.joined(separator: "\t"))
    return keys
  }

  private func measureFacets(_ archive: Archive) throws {
    let query = try Query("the", today: Date())
    var (first, isFirst, whole) = (0.0, true, 0.0)
    let clock = ContinuousClock()
    let start = clock.now
    try archive.countFacets(query) { _ in
      if isFirst { first = (clock.now - start) / .milliseconds(1) }
      isFirst = false
      return true
    }
    whole = (clock.now - start) / .milliseconds(1)
    print("facets of “the”\tfirst \(rounded(first)) ms, all \(rounded(whole)) ms")
  }

  private func time(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / .milliseconds(1)
  }

  private func quantile(_ times: [Double], _ share: Double) -> Double {
    let sorted = times.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

/// What some work took, on the clock and of all cores together.
private struct Cost {
  private var seconds = 0.0
  private var cores = 0.0

  mutating func add(_ work: () throws -> Void) rethrows {
    let before = Self.used
    seconds += try ContinuousClock().measure(work) / .seconds(1)
    cores += Self.used - before
  }

  /// Seconds of all cores that this process has used.
  private static var used: Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let parts = [usage.ru_utime, usage.ru_stime]
    return parts.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }

  func sentence(_ stories: Int) -> String {
    let each = (cores / Double(max(1, stories)) * 1e6).rounded() / 1000
    return "\(Int(Double(stories) / max(1e-9, seconds))) stories a second, "
      + "\(each) ms of a core each"
  }
}
