// The archive measured: taking in, its size, and how long a search takes.
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
    ("rare word", "kelovkason"), ("common word", "the"), ("prefix", "th*"),
    ("longer prefix", "harbou*"), ("two words", "president harbour"), ("phrase", "\"of the\""),
    ("field", "title:president"), ("name", "country:fr"), ("not", "-the president"),
    ("month", "date:2013-03"), ("typed capital", "President"), ("unread", "is:unread"),
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
    for (name, typed) in Self.queries { try measure(name, typed, archive) }
  }

  private func takeIn(_ archive: Archive) throws {
    let clock = ContinuousClock()
    var generator = StoryGenerator(count: stories)
    var (made, finding, writing) = (0, Duration.zero, Duration.zero)
    while made < stories {
      let batch = (0..<256).compactMap { _ in generator.next() }
      var named: [NamedStory] = []
      finding += clock.measure { named = NamedStory.find(in: batch) }
      writing += try clock.measure {
        _ = try archive.save(Refresh(source: "bench", stories: []), named, at: Date())
      }
      made += batch.count
    }
    print("analysis\t\(perSecond(made, finding)) stories a second")
    print("writing\t\(perSecond(made, writing)) stories a second")
  }

  private func measure(_ name: String, _ typed: String, _ archive: Archive) throws {
    let query = try Query(typed, today: Date())
    var (times, count) = ([Duration](), 0)
    for _ in 0..<21 {
      times.append(
        try ContinuousClock().measure { count = try archive.find(query, limit: 50).count })
    }
    times.sort()
    print("\(name)\t\(typed)\t\(count)\t\(rounded(times[10] / .milliseconds(1))) ms median")
  }

  private func perSecond(_ count: Int, _ time: Duration) -> Int {
    Int(Double(count) / max(1e-9, time / .seconds(1)))
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
