// What lede remembers when it is opened again, and when it was killed.
import FoundationEssentials
import Glibc
import StoryArchive
import Testing

@Suite struct Recalling {
  let town: StoryFolder
  let data: StoryFolder

  init() throws {
    town = try StoryFolder.town()
    try town.write(Recalling.long, to: "4.txt")
    data = try StoryFolder()
  }

  static let long =
    "Long story\n"
    + (1...200).map { "Paragraph \($0) tells what happened on day \($0).\n" }.joined()

  private func open(_ arguments: [String] = []) throws -> Pty {
    try Pty(arguments + [town.path], rows: 24, columns: 80, data: data)
  }

  private var archive: Archive {
    Archive.open(data.path + "/lede/archive.sqlite", at: Date()).archive
  }

  private func memory(of text: String) -> Memory? {
    let story = KnownStory.content(Fingerprint(of: text))
    guard access(data.path + "/lede/archive.sqlite", F_OK) == 0 else { return nil }
    return (try? archive.memories(of: [story]))?[story]
  }

  @Test func aReaderWhoQuitsIsBackInTheSameLine() throws {
    let lede = try open()
    try lede.wait(for: "Harbor reopens")
    lede.type("jjj\r")
    try lede.wait(for: "Paragraph 1 ")
    lede.type("  F")
    try lede.wait(until: "a later page") { !$0.text.contains("Paragraph 1 ") }
    let place = lede.screen.text
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    let again = try open()
    try again.wait(until: "the same page") { $0.text == place }
  }

  @Test func whatIsMarkedOutlivesAKill() throws {
    let lede = try open()
    try lede.wait(for: "Harbor reopens")
    lede.type("jjj\r")
    try lede.wait(for: "Paragraph 1 ")
    lede.type(" F")
    let text = String(Recalling.long.dropLast())
    try lede.wait(until: "the mark in the file") { _ in
      memory(of: text).map { $0.isRead && $0.isStarred && $0.place > 0 } ?? false
    }
    lede.send(signal: SIGKILL)
    #expect(try lede.waitForEnd() == .killed(SIGKILL))
    let again = try open()
    try again.wait(until: "a later page") {
      $0.text.contains("Paragraph ") && !$0.text.contains("Paragraph 1 ")
    }
  }

  /// Kept small; `make torture` does it by the hundred.
  @Test func aKillWhileReadingLosesNoMarkOfASecondAgo() throws {
    let times = getenv("LEDE_TORTURE").flatMap { Int(String(cString: $0)) } ?? 2
    for _ in 0..<times {
      let data = try StoryFolder()
      let keep = try Pty(["keep", town.path], rows: 24, columns: 80, data: data)
      #expect(try keep.waitForEnd() == .exited(0))
      let lede = try Pty(rows: 24, columns: 80, data: data)
      try lede.wait(for: "Harbor reopens")
      var stars: [ContinuousClock.Instant] = []
      for _ in 0..<Int.random(in: 1...4) {
        lede.type("Fj")
        stars.append(.now)
        usleep(.random(in: 0..<500_000))
      }
      usleep(.random(in: 0..<1_500_000))
      let killed = ContinuousClock.now
      lede.send(signal: SIGKILL)
      #expect(try lede.waitForEnd() == .killed(SIGKILL))
      let old = stars.count { killed - $0 > .seconds(1) }
      let opening = Archive.open(data.path + "/lede/archive.sqlite", at: Date())
      #expect(opening.notices == [])
      #expect(try (old...stars.count).contains(opening.archive.counts().starred))
      let report = try opening.archive.check()
      #expect(report.faults == [] && !report.wasIndexWrong)
    }
  }

  @Test func whatOneMarksTheOtherShows() throws {
    let one = try open()
    try one.wait(for: "Harbor reopens")
    one.type("F")
    let other = try open()
    try other.wait(for: "Harbor reopens")
    // Both have their marks in the archive before one takes its own away.
    one.type("jF")
    try other.wait(until: "two stars") { $0.text.split(separator: "*").count == 3 }
    one.type("F")
    try other.wait(until: "one star") { $0.text.split(separator: "*").count == 2 }
    for lede in [one, other] {
      lede.type("Q")
      #expect(try lede.waitForEnd() == .exited(0))
    }
  }

  @Test func theStoriesOfAFolderThatIsASourceAreThereOnce() throws {
    let config = try StoryFolder()
    try #require(mkdir(config.path + "/lede", 0o700) == 0)
    try config.write("[[source]]\nfolder = \"\(town.path)\"\n", to: "lede/sources.toml")
    let environment = ["XDG_CONFIG_HOME": config.path]
    for sentence in ["4 new stories", "Nothing new"] {
      let lede = try Pty(rows: 24, columns: 80, environment: environment, data: data)
      try lede.wait(for: "1/4")
      lede.type("R")
      // The first reading may be over before the key comes.
      try lede.wait(until: sentence) { screen in
        screen.text.contains(sentence) || screen.text.contains("Nothing new")
      }
      #expect(lede.screen.text.contains("1/4"))
      lede.type("Q")
      #expect(try lede.waitForEnd() == .exited(0))
    }
  }

  @Test func aSecureReaderSavesNothingAndStartsNothing() throws {
    let environment: [String: String?] = ["LEDE_SECURE": "1", "EDITOR": "touch \(town.path)/was"]
    let lede = try Pty(
      [town.path], rows: 24, columns: 100, environment: environment, data: data)
    try lede.wait(for: "Mara Quill")
    lede.type("v")
    try lede.wait(for: "LEDE_SECURE is set")
    lede.type("s\u{15}\(town.path)/saved.txt\r")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    #expect(access(town.path + "/was", F_OK) != 0 && access(town.path + "/saved.txt", F_OK) != 0)
  }

  @Test func freshBeginsAnew() throws {
    let lede = try open()
    try lede.wait(for: "Harbor reopens")
    lede.type("jjj\r")
    try lede.wait(for: "Paragraph 1 ")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    let again = try open(["--fresh"])
    try again.wait(for: "HARBOR CITY")
  }

  @Test func aDamagedArchiveIsSetAsideAndSaid() throws {
    let folder = data.path + "/lede"
    mkdir(folder, 0o700)
    try data.write(String(repeating: "no archive ", count: 500), to: "lede/archive.sqlite")
    let lede = try open()
    try lede.wait(for: "damaged")
    try lede.wait(for: "Harbor reopens")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
  }

  @Test func whereNothingCanBeKeptOneReadsAllTheSame() throws {
    try data.write("in the way", to: "lede")
    let lede = try open()
    try lede.wait(for: "Harbor reopens")
    lede.type("F")
    try lede.wait(for: "forgotten at the end")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
  }
}
