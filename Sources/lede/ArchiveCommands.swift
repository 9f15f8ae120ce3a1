// The archive from a shell: searched, listed, shown and exported.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources

/// `lede search QUERY`
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "List the kept stories that answer a query, newest first.",
    discussion: """
      A query is words, "phrases", prefix*, "near words"~10, -without, OR, brackets, and fields:
      \(QueryField.allCases.map { "  \($0.rawValue): \($0.help)" }.joined(separator: "\n"))
      The columns are number, date, read, starred, source, byline, headline and link.
      Exit codes: 0 fine, 1 nothing found, 2 the query is wrong, 4 the archive cannot be read.
      """)

  @OptionGroup var options: ListingOptions

  @Flag(help: "Instead, count who, which sources and which months they are of, a line each.")
  var facets = false

  @Argument(parsing: .allUnrecognized, help: "The query.")
  var query: [String]

  func run() throws {
    let query = try readQuery(query.filter { $0 != "--" })
    if facets { try printFacets(query) } else { try options.print(query) }
  }

  private func printFacets(_ query: Query) throws {
    signal(SIGPIPE, SIG_IGN)
    let archive = try openArchiveWithStories()
    var counted = Facets()
    try reporting { () throws(ArchiveError) in
      try archive.countFacets(query) { facets in
        counted = facets
        return true
      }
    }
    let lines = counted.rows.prefix(options.limit ?? .max).map {
      "\($0.group.field.rawValue)\t\($0.stories)\t\(cleanField($0.value))\n"
    }
    try? StandardOutput().write(Array(lines.joined().utf8))
    if counted.stories == 0 { throw ExitCode.nothingToShow }
  }
}

/// `lede list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all kept stories, newest first.",
    discussion: "The columns are those of lede search.")

  @OptionGroup var options: ListingOptions

  func run() throws { try options.print(.all) }
}

/// How stories are listed.
struct ListingOptions: ParsableArguments {
  @Flag(help: "Print a JSON document.") var json = false
  @Option(help: ArgumentHelp("The most stories to list.", valueName: "n")) var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is 1 or more") }
  }

  /// Prints the stories that answer a query.
  func print(_ query: Query) throws {
    signal(SIGPIPE, SIG_IGN)
    let archive = try openArchiveWithStories()
    let found = try reporting { () throws(ArchiveError) in
      try archive.find(query, limit: limit ?? .max)
    }
    let output = StandardOutput()
    if json {
      try? output.write(document(try listings(found.numbers[...], archive), count: found.count))
    } else {
      for start in stride(from: 0, to: found.numbers.count, by: 500) {
        let part = found.numbers[start..<min(start + 500, found.numbers.count)]
        let lines = try listings(part, archive).map { line($0, isTerminal: output.isTerminal) }
        do throws(OutputEnd) { try output.write(Array(lines.joined().utf8)) } catch { break }
      }
    }
    if found.count == 0 { throw ExitCode.nothingToShow }
  }

  private func listings(
    _ numbers: ArraySlice<Int64>, _ archive: Archive
  ) throws -> [ArchiveListing] {
    try reporting { () throws(ArchiveError) in try archive.listings(Array(numbers)) }
  }

  private func line(_ listing: ArchiveListing, isTerminal: Bool) -> String {
    let date = listing.day.formatted(.iso8601)
    let all = [
      "\(listing.number)", isTerminal ? String(date.prefix(10)) : date,
      listing.isRead ? "read" : "unread", listing.isStarred ? "starred" : "", listing.source,
      listing.byline, listing.headline, listing.link ?? "",
    ]
    let fields = isTerminal ? [all[0], all[1], all[4], all[6]] : all
    return fields.map(cleanField).joined(separator: isTerminal ? "  " : "\t") + "\n"
  }

  private func document(_ listings: [ArchiveListing], count: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.value("count", count)
      writer.list("stories", listings) { writer, listing in
        writer.object {
          $0.value("id", Int(listing.number))
          $0.value("date", listing.day.formatted(.iso8601))
          $0.value("read", listing.isRead)
          $0.value("starred", listing.isStarred)
          $0.value("source", listing.source)
          $0.value("byline", listing.byline)
          $0.value("headline", listing.headline)
          $0.value("link", listing.link)
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }
}

/// A text as one column of a line: no tab, line end or control in it.
func cleanField(_ text: String) -> String {
  cleanLine(text.utf8.contains(9) ? text.replacing("\t", with: " ") : text)
}

/// `lede show NUMBER`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print kept stories by their numbers.")

  @Flag(help: "As lede parse does, one JSON story a line.") var json = false
  @Argument(help: "Numbers, as lede search prints them.") var numbers: [Int64]

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let archive = try openArchiveWithStories()
    let output = StandardOutput()
    var (missing, shown) = (0, 0)
    for number in numbers {
      let (story, memory) = try reporting { () throws(ArchiveError) in
        let known = KnownStory.kept(number)
        return (try archive.story(number), try archive.memories(of: [known])[known])
      }
      guard let story else {
        say("no story has the number \(number)")
        missing += 1
        continue
      }
      if json {
        try? output.write(StoryPrinter(form: .jsonl, unit: .utf8, isTerminal: false).print(story))
      } else {
        let text = (shown > 0 ? SavedForm.text.separator : "") + text(of: story, memory)
        try? output.write(Array((output.isTerminal ? clean(text) : text).utf8))
      }
      shown += 1
    }
    if missing > 0 {
      throw missing == numbers.count ? ExitCode.nothingToShow : ExitCode.someFailed
    }
  }

  /// The story, and below it what the reader wrote on it.
  private func text(of story: Story, _ memory: Memory?) -> String {
    var lines: [String] = []
    if let tags = memory?.tags, !tags.isEmpty {
      lines.append("Tags: " + tags.joined(separator: " "))
    }
    if let note = memory?.note, !note.isEmpty { lines.append("Note: " + note) }
    let written = lines.map { "\n" + $0 + "\n" }.joined()
    return SavedForm.text.write([story]) + written
  }
}

/// `lede export QUERY`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print the text of kept stories that answer a query.")

  enum Form: String, EnumerableFlag {
    case text, markdown, jsonl, mbox, atom

    var saved: SavedForm {
      switch self {
      case .text: .text
      case .markdown: .markdown
      case .jsonl: .jsonLines
      case .mbox: .mbox
      case .atom: .atom
      }
    }
  }

  @Flag(help: "The form of the output.") var form: Form = .text
  @Argument(parsing: .allUnrecognized, help: "The query; none for all stories.")
  var query: [String] = []

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let query = try readQuery(query.filter { $0 != "--" })
    let archive = try openArchiveWithStories()
    let found = try reporting { () throws(ArchiveError) in try archive.find(query) }
    guard found.count > 0 else { throw ExitCode.nothingToShow }
    let output = StandardOutput()
    let frame = form.saved.frame
    do throws(OutputEnd) {
      try output.write(Array(frame.head.utf8))
      for (index, number) in found.numbers.enumerated() {
        guard let story = try? archive.story(number) else { continue }
        let text = (index > 0 ? form.saved.separator : "") + form.saved.write(story)
        try output.write(Array(text.utf8))
      }
      try output.write(Array(frame.tail.utf8))
    } catch { return }
  }
}
