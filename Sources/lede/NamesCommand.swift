// `lede names` and `lede name`: who is named, joined over stories, without the screen.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources

/// `lede names`
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names", abstract: "List who is named, each once however it is spelled.",
    discussion: """
      The columns are kind, name, stories, mentions, first and last day, confirmed or found, id, \
      and the spellings with " | " between. Exit codes: 0 fine, 1 no name, 2 wrong use, 3 some \
      inputs failed, 4 all.
      """)

  @OptionGroup var given: NamedStories

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let (shelf, shown) = try given.read()
    let names = shelf.names(of: shown).filter { $0.isSure || $0.tier == .confirmed }
    let output = StandardOutput()
    let days = shelf.days(of: shown)
    if given.json {
      try? output.write(document(names, shelf, days))
    } else {
      for name in names {
        let line = line(name, shelf, days, isTerminal: output.isTerminal)
        do throws(OutputEnd) { try output.write(Array(line.utf8)) } catch { break }
      }
    }
    if shown.isEmpty { say("no story answers \(given.query)") }
    if names.isEmpty { throw ExitCode.nothingToShow }
  }

  private func line(
    _ count: NameCount, _ shelf: Shelf, _ days: [Int32: Date], isTerminal: Bool
  ) -> String {
    let name = shelf.name(count.key)
    let (first, last) = name?.days(in: days) ?? (nil, nil)
    let spellings = name?.spellings.map(\.text) ?? []
    let all = [
      count.kind.rawValue, count.name, "\(count.stories)", "\(count.mentions)", first ?? "",
      last ?? "", count.tier.rawValue, count.key, spellings.joined(separator: " | "),
    ]
    let fields = isTerminal ? [all[0], all[2], all[3], all[1]] : all
    return fields.map(cleanField).joined(separator: isTerminal ? "  " : "\t") + "\n"
  }

  private func document(_ names: [NameCount], _ shelf: Shelf, _ days: [Int32: Date]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.value("count", names.count)
      writer.list("names", names) { writer, count in
        writer.object { writer in
          let name = shelf.name(count.key)
          let (first, last) = name?.days(in: days) ?? (nil, nil)
          writer.value("id", count.key)
          writer.value("kind", count.kind.rawValue)
          writer.value("name", count.name)
          writer.value("stories", count.stories)
          writer.value("mentions", count.mentions)
          writer.value("first", first)
          writer.value("last", last)
          writer.value("tier", count.tier.rawValue)
          writer.list("spellings", name?.spellings ?? []) { writer, spelling in
            writer.object {
              $0.value("text", spelling.text)
              $0.value("reason", spelling.reason.sentence(for: spelling.text))
            }
          }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }
}

extension JSONWriter {
  /// A spelling and why it belongs.
  mutating func write(_ spelling: FollowedName.Spelling) {
    object {
      $0.value("text", spelling.text)
      $0.value("stories", spelling.stories)
      $0.value("reason", spelling.reason.sentence(for: spelling.text))
    }
  }
}

extension FollowedName {
  /// The first and the last day, of those stories that are given, as "2023-02-14".
  func days(in days: [Int32: Date]) -> (String?, String?) {
    let own = uses.compactMap { days[$0.story] }
    func spell(_ date: Date?) -> String? { date?.formatted(.iso8601.year().month().day()) }
    return (spell(own.min()), spell(own.max()))
  }
}

extension Shelf {
  /// When stories were published, by number.
  func days(of numbers: [Int32]) -> [Int32: Date] {
    var days: [Int32: Date] = [:]
    for number in numbers { days[number] = listing(Int(number))?.published }
    return days
  }
}
