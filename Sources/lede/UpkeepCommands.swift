// The archive looked after from a shell: counted, checked, copied, and made to forget.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryQuery

/// `lede forget QUERY`
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove kept stories that answer a query, for good.",
    discussion: "Without --yes it only says how many they are. No byte of them is left behind.")

  @Flag(help: "Remove them.") var yes = false
  @Argument(parsing: .allUnrecognized, help: "The query.") var query: [String]

  func run() throws {
    let query = try readQuery(query)
    guard query != .all else {
      say("forget what? an empty query would take every story; say which")
      throw ExitCode.wrongUse
    }
    let archive = try openArchiveWithStories()
    let found = try reporting { () throws(ArchiveError) in try archive.find(query) }
    let stories = found.count == 1 ? "1 story" : "\(found.count) stories"
    guard found.count > 0 else { throw ExitCode.nothingToShow }
    guard yes else {
      return say("\(stories) would be forgotten for good; add --yes to do it")
    }
    try reporting { () throws(ArchiveError) in
      try archive.forget(found.numbers) { done in
        if found.count > 500 { say("\(done) of \(found.count)") }
      }
    }
    print("Forgot \(stories)")
  }
}

/// `lede stats`
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Say how much is kept.")

  @Flag(help: "Print a JSON document.") var json = false

  func run() throws {
    let archive = try openArchive(isMade: false)
    let counts = try reporting { () throws(ArchiveError) in try archive.counts() }
    let numbers: [(StaticString, Int)] = [
      ("stories", counts.stories), ("unread", counts.unread), ("starred", counts.starred),
      ("rewritten", counts.rewritten), ("names", counts.names), ("sources", counts.sources),
      ("remembered", counts.remembered), ("text-bytes", counts.textBytes),
      ("file-bytes", counts.fileBytes),
    ]
    let dates: [(StaticString, Date?)] = [("oldest", counts.oldest), ("newest", counts.newest)]
    guard json else {
      for (name, number) in numbers { print("\(name)\t\(number)") }
      for (name, date) in dates { print("\(name)\t\(date?.formatted(.iso8601) ?? "")") }
      return
    }
    var writer = JSONWriter()
    writer.object { writer in
      for (name, number) in numbers { writer.value(name, number) }
      for (name, date) in dates { writer.value(name, date?.formatted(.iso8601)) }
    }
    writer.endLine()
    try? StandardOutput().write(writer.bytes)
  }
}

/// `lede check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Verify the archive, and mend its index.",
    discussion: "Exit codes: 0 all is well or was mended, 1 nothing kept, 4 the file is damaged.")

  func run() throws {
    let archive = try openArchive(isMade: false)
    let report = try reporting { () throws(ArchiveError) in try archive.check() }
    for fault in report.faults { say("\(archive.path): \(fault)") }
    if report.wasIndexWrong { say("the index did not agree with the stories and was made anew") }
    guard report.faults.isEmpty else { throw ExitCode.allFailed }
    print("\(report.stories) \(report.stories == 1 ? "story" : "stories"), all is well")
  }
}

/// `lede backup FILE`
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the archive into a new file, whoever uses it meanwhile.")

  @Argument(help: "The new file.", completion: .file()) var file: String

  func run() throws {
    let archive = try openArchive(isMade: false)
    try reporting { () throws(ArchiveError) in try archive.backUp(to: file) }
  }
}
