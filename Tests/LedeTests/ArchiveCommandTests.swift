// The archive from a shell: what is printed, how it ends, and what is on the disk after a kill.
import Foundation
import StoryArchive
import StoryQuery
import Testing

/// A folder with an archive of its own, and lede run in it.
final class Shell {
  let folder: URL
  var archivePath: String { folder.path(percentEncoded: false) + "/data/lede/archive.sqlite" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "lede-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  struct Outcome: Equatable {
    var output: String
    var errors: String
    var code: Int32
  }

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Pty.program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let home = folder.path(percentEncoded: false)
    process.environment = ["HOME": home, "XDG_DATA_HOME": home + "/data", "LANG": "C.UTF-8"]
    return process
  }

  /// Runs lede to its end.
  func lede(_ arguments: String...) throws -> Outcome {
    try run(process(arguments))
  }

  private func run(_ process: Process) throws -> Outcome {
    let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8), code: process.terminationStatus)
  }

  static let faketime = "/usr/bin/faketime"

  /// Runs lede to its end, by a clock that begins at a time in UTC.
  func lede(at time: String, _ arguments: String...) throws -> Outcome {
    let process = process(arguments)
    process.executableURL = URL(filePath: Shell.faketime)
    process.arguments = [time, Pty.program] + arguments
    process.environment?["TZ"] = "UTC"
    return try run(process)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  static let town = """
    {"id": "a", "headline": "Harbour reopens", "text": "Mayor Mara Quill spoke in Lisbon.", \
    "source": "The Wire", "published": "2023-03-05T10:00:00Z", "link": "https://x.example/a"}
    {"id": "b", "headline": "Rain", "text": "All\\tday in Zürich.", "source": "Bote", \
    "published": "2023-03-06T10:00:00Z"}

    """
}

@Suite struct ArchiveCommandTests {
  @Test func storiesAreKeptFoundShownAndForgotten() throws {
    let desk = try Shell()
    #expect(try desk.lede("list").code == 1)
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("keep", "town.jsonl").output == "2 stories kept\n")
    #expect(try desk.lede("keep", "town.jsonl").output == "0 stories kept, 2 kept already\n")
    #expect(
      try desk.lede("list")
        == Shell.Outcome(
          output: """
            2\t2023-03-06T10:00:00Z\tunread\t\tBote\t\tRain\t
            1\t2023-03-05T10:00:00Z\tunread\t\tThe Wire\t\tHarbour reopens\thttps://x.example/a

            """, errors: "", code: 0))
    #expect(try desk.lede("search", "person:quill").output.hasPrefix("1\t"))
    #expect(try desk.lede("search", "--json", "zurich").output.contains("\"count\":1"))
    #expect(try desk.lede("search", "-quill").output.hasPrefix("2\t"))
    #expect(try desk.lede("search", "date:2023-03 quill OR flood", "--limit", "1").code == 0)
    #expect(try desk.lede("search", "flood") == Shell.Outcome(output: "", errors: "", code: 1))
    let wrong = try desk.lede("search", "titel:rain")
    #expect(wrong.code == 2 && wrong.errors.contains("no field “titel”"))
    #expect(wrong.errors.split(separator: "\n").count == 1)
    #expect(try desk.lede("show", "1").output.contains("Mayor Mara Quill"))
    #expect(try desk.lede("show", "--json", "1").output.contains("\"entities\""))
    #expect(try desk.lede("show", "7").code == 1)
    #expect(try desk.lede("export", "rain", "--markdown").output.hasPrefix("# Rain"))
    let mail = try desk.lede("export", "rain", "--mbox").output
    #expect(mail.hasPrefix("From lede@localhost Mon Mar 06 10:00:00 2023\nDate: Mon, 06 Mar 2023"))
    #expect(mail.contains("\nSubject: Rain\n"))
    let feed = try desk.lede("export", "rain", "--atom").output
    #expect(feed.contains("<title>Rain</title>") && feed.hasSuffix("</feed>\n"))
    #expect(try desk.lede("search", "--facets", "rain").output.contains("date\t1\t2023-03\n"))
    #expect(try desk.lede("stats").output.hasPrefix("stories\t2\nunread\t2\n"))
    #expect(try desk.lede("check").output == "2 stories, all is well\n")
    #expect(try desk.lede("forget", "rain").output == "")
    #expect(try desk.lede("forget", "--yes", "rain").output == "Forgot 1 story\n")
    #expect(try desk.lede("check").output == "1 story, all is well\n")
  }

  @Test func searchesAreSavedCountedAndRemoved() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    #expect(try desk.lede("save-search").code == 1)
    #expect(try desk.lede("save-search", "Bad", "titel:rain").errors.contains("character 1: "))
    #expect(try desk.lede("save-search", "Town", "person:quill").code == 0)
    #expect(try desk.lede("save-search", "Wet", "rain OR flood").code == 0)
    #expect(try desk.lede("save-search", "Town", "lisbon").code == 0)
    #expect(try desk.lede("save-search", "Bad", "titel:rain").code == 2)
    #expect(
      try desk.lede("save-search").output == "Town\t1\t1\tlisbon\nWet\t1\t1\train OR flood\n")
    #expect(try desk.lede("save-search", "--remove", "Town").code == 0)
    #expect(try desk.lede("save-search").output == "Wet\t1\t1\train OR flood\n")
  }

  @Test func fetchTellsEachStoryThatIsSafeAndNamesSayWhatIsMissing() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("names").errors.contains("no story is kept yet"))
    let ids = "{\"id\":1,\"change\":\"added\"}\n{\"id\":2,\"change\":\"added\"}\n"
    #expect(try desk.lede("add", "--progress", "json", "town.jsonl").output == ids)
    #expect(try desk.lede("remove", "town.jsonl").code == 0)
    #expect(try desk.lede("forget", "--yes", "is:unread").output == "Forgot 2 stories\n")
    #expect(try desk.lede("add", "town.jsonl").output.hasSuffix("town.jsonl\n2 stories kept\n"))
    try desk.write(Shell.town.replacing("Rain", with: "Hail"), to: "town.jsonl")
    let fetched = try desk.lede("fetch", "--progress", "json")
    #expect(fetched.output == "{\"id\":4,\"change\":\"rewritten\"}\n", "\(fetched)")
    #expect(try desk.lede("fetch", "--progress", "json").output == "")
    let none = try desk.lede("names", "--query", "flood")
    #expect(none.code == 1 && none.errors.contains("no story answers flood"))
    #expect(try desk.lede("forget", "--yes", "is:unread").output == "Forgot 2 stories\n")
    #expect(try desk.lede("list").errors.contains("no story is kept yet"))
    #expect(try desk.lede("export", "titel:rain").code == 2)
  }

  @Test func whatAsksForNothingForgetsNothing() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    for query in ["source:", "(", "\"", "*", "-", " ", "", "person:", "OR", "quill OR", "()"] {
      let forgotten = try desk.lede("forget", "--yes", query)
      #expect(forgotten.code == 2 && forgotten.output == "", "\(query)")
    }
    #expect(try desk.lede("search", "quill source:").code == 2)
    #expect(try desk.lede("search", "quill & lisbon").code == 0)
    #expect(try desk.lede("list").output.split(separator: "\n").count == 2)
  }

  @Test func withoutATerminalTheFilterAndTheOrderCount() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("town.jsonl", "--filter", "person:quill").output.hasPrefix("Harbour"))
    #expect(try !desk.lede("town.jsonl", "--filter", "person:quill").output.contains("Rain"))
    #expect(try desk.lede("town.jsonl", "--sort", "-date").output.hasPrefix("Rain\n"))
    #expect(try desk.lede("town.jsonl", "--sort", "date").output.hasPrefix("Harbour"))
    #expect(try desk.lede("town.jsonl", "--filter", "titel:x").code == 2)
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    #expect(try desk.lede("--filter", "rain").output.hasPrefix("Rain\n"))
    #expect(try desk.lede("serach", "x").errors.contains("did you mean lede search?"))
  }

  /// Needs faketime, which `make test` installs.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: Shell.faketime)))
  func aClockThatJumpsHarmsNothing() throws {
    let desk = try Shell()
    try desk.write("{\"id\": \"u\", \"text\": \"Undated\\nNobody knows when.\"}\n", to: "u.jsonl")
    try desk.write(Shell.town, to: "town.jsonl")
    let times = [
      "1969-07-20 20:17:40", "2038-01-19 03:14:08", "2026-01-01 00:00:00", "2016-01-01 00:00:00",
      "2036-01-01 00:00:00",
    ]
    for (number, time) in times.enumerated() {
      let path = number.isMultiple(of: 2) ? "u.jsonl" : "town.jsonl"
      let kept = try desk.lede(at: time, "keep", path)
      #expect(kept.code == 0 && kept.errors == "", "\(time)")
      #expect(try desk.lede(at: time, "check").code == 0)
    }
    let listed = try desk.lede(at: "2026-01-01 00:00:00", "list")
    #expect(listed.output.split(separator: "\n").map { $0.prefix(2) } == ["3\t", "2\t", "1\t"])
    // What has no date is of the day when it came, whatever the clock said then.
    #expect(
      try desk.lede(at: "1969-07-20 21:00:00", "search", "date:today").output.hasPrefix("1\t"))
    #expect(try desk.lede(at: "2038-01-19 04:00:00", "search", "date:today").code == 1)
  }

  @Test func noByteOfAForgottenStoryIsLeft() throws {
    let desk = try Shell()
    let lines = (0..<400).map { number in
      "{\"id\": \"\(number)\", \"text\": \"Day \(number)\\nXyzzyquux\(number % 7) spoke to Mara.\"}\n"
    }
    try desk.write(lines.joined(), to: "days.jsonl")
    #expect(try desk.lede("keep", "days.jsonl").code == 0)
    #expect(try desk.lede("forget", "--yes", "xyzzyquux3").code == 0)
    #expect(try desk.lede("search", "xyzzyquux4").code == 0)
    let folder = desk.folder.appending(path: "data/lede")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      for text in ["Xyzzyquux3", "xyzzyquux3"] {
        #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name)")
      }
    }
    #expect(try desk.lede("check").code == 0)
  }

  @Test func aCopyIsWholeAndNeverOverAnotherFile() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    #expect(try desk.lede("backup", "copy.sqlite").code == 0)
    #expect(try desk.lede("backup", "copy.sqlite").code == 4)
    let copy = desk.folder.appending(path: "copy.sqlite").path()
    #expect(Archive.open(copy, at: Date()).archive.count == 2)
  }

  /// Kept small; `make torture` does it by the hundred.
  @Test func aKillLosesNothingThatWasAcknowledged() throws {
    let times = ProcessInfo.processInfo.environment["LEDE_TORTURE"].flatMap { Int($0) } ?? 6
    let lines = (0..<3_000).map { number in
      "{\"id\": \"\(number)\", \"text\": \"Day \(number)\\nMara Quill spoke of \(number) things.\"}\n"
    }
    for _ in 0..<times {
      let desk = try Shell()
      try desk.write(lines.joined(), to: "days.jsonl")
      let process = desk.process(["keep", "--progress", "json", "days.jsonl"])
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      // At a random place of its report, which is at a random place of its work.
      var report = Data()
      let wanted = Int.random(in: 0..<80_000)
      while report.count < wanted, case let more = pipe.fileHandleForReading.availableData,
        !more.isEmpty
      {
        report += more
      }
      kill(process.processIdentifier, SIGKILL)
      report += try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      let told = String(decoding: report, as: UTF8.self).split(separator: "\n").compactMap { line in
        line.hasSuffix("}") ? Int64(line.dropFirst(6).prefix { $0.isNumber }) : nil
      }
      guard FileManager.default.fileExists(atPath: desk.archivePath) else {
        #expect(told == [])
        continue
      }
      let opening = Archive.open(desk.archivePath, at: Date())
      #expect(opening.notices == [])
      let kept = Set(try opening.archive.find(.all).numbers)
      #expect(kept.isSuperset(of: told))
      // A batch is one transaction: all of it or nothing.
      #expect(kept.count % 512 == 0 || kept.count == lines.count)
      let found = try opening.archive.check()
      #expect(found.faults == [] && !found.wasIndexWrong && found.stories == kept.count)
      #expect(try desk.lede("keep", "days.jsonl").code == 0)
      #expect(opening.archive.count == lines.count)
    }
  }

  @Test func aFileThatMayNotGrowIsASentenceAndLosesNothing() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    let lines = (0..<4_000).map {
      "{\"id\": \"x\($0)\", \"text\": \"Day \($0)\\nSomething new.\"}\n"
    }
    try desk.write(lines.joined(), to: "many.jsonl")
    let process = desk.process([])
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "ulimit -f 600; exec '\(Pty.program)' keep many.jsonl"]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 4)
    #expect(String(decoding: said, as: UTF8.self).contains("archive.sqlite"))
    let archive = Archive.open(desk.archivePath, at: Date()).archive
    #expect(try archive.find(Query("harbour", today: Date())).count == 1)
    #expect(try archive.check().faults == [])
  }
}
