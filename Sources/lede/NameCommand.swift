// `lede name`: what is known of one name, and its card.
import ArgumentParser
import FoundationEssentials
import Glibc
import StoryParsing
import StoryQuery
import StorySources

/// `lede name NAME`
struct NameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name", abstract: "Print what is known of one name, in any of its spellings.",
    discussion: """
      --card, as without any of these, prints a line each for the name, its kind, counts and days, \
      then its spellings with the reason why each belongs, its roles and its sources. The columns \
      of the others, between tabs: of --kwic date, source, headline, link, start and end of the \
      sentence, start and end of the name, what stands before it, the name, what stands after; of \
      --with kind, name, id, then paragraphs that name both, how many by chance and the score, \
      then the same of stories; of --timeline the first day, mentions, stories; of --quotes date, \
      source, headline, link, start, end, by or about, speaker, sure or guess, marked or reported, \
      cue, words. Offsets are in UTF-8 bytes of the story's text. Exit codes: 0 fine, 1 nobody is \
      called so or nothing to show, 2 wrong use or several are, 3 some inputs failed, 4 all.
      """)

  @Flag(help: "What is printed.") var view: NameView = .card
  @Argument(help: "A spelling of it, or an id that lede names prints.") var name: String
  @OptionGroup var given: NamedStories

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let (shelf, shown) = try given.read(withTexts: view == .with)
    guard let found = try shelf.find(name, in: shown) else {
      say("nobody is called “\(name)” in \(shown.count) \(shown.count == 1 ? "story" : "stories")")
      throw ExitCode.nothingToShow
    }
    let output = StandardOutput()
    let full = view.needsTexts ? try given.withTexts(naming: found.id, shelf) : shelf
    guard view == .card else {
      let printer = NamePrinter(found, full, shown, isTerminal: output.isTerminal)
      let printed = given.json ? printer.document(view) : printer.table(view)
      try? output.write(printed.bytes)
      if printed.isEmpty { throw ExitCode.nothingToShow }
      return
    }
    let card = NameCard(full.name(found.id) ?? found, full, shown: shown)
    try? output.write(
      given.json ? card.document : Array(card.lines(isTerminal: output.isTerminal).utf8))
  }
}

extension Shelf {
  /// The name that somebody means; of several the reader is told.
  func find(_ typed: String, in shown: [Int32]) throws -> FollowedName? {
    let counts = names(of: shown)
    if let exact = counts.first(where: { $0.key == typed }) { return name(exact.key) }
    let wanted = folded(typed)
    let all = counts.compactMap { name($0.key) }
    let called = all.filter { $0.spellings.contains { folded($0.text) == wanted } }
    let best = called.filter { folded($0.name) == wanted }
    // Nobody writes "Merkel" alone: whoever has that surname.
    let found =
      called.isEmpty
      ? all.filter { name in
        name.kind == .person && name.spellings.contains { isSurname(wanted, of: $0.text) }
      } : best.isEmpty ? called : best
    guard found.count > 1 else { return found.first }
    let choices = found.prefix(8).map { name in
      "\(name.id) (\(name.distinction.map { "\(name.name), \($0)" } ?? name.name))"
    }
    say("several are called “\(typed)”: \(choices.joined(separator: ", "))")
    throw ExitCode.wrongUse
  }
}

/// What `lede name --card` prints.
private struct NameCard {
  private let name: FollowedName
  private let shelf: Shelf
  private let uses: [NameUse]
  private let days: [Int32: Date]
  /// As the texts have them; the name itself first.
  private let spellings: [FollowedName.Spelling]

  init(_ name: FollowedName, _ shelf: Shelf, shown: [Int32]) {
    (self.name, self.shelf) = (name, shelf)
    let written = shelf.card(of: name.id, in: shown)?.spellings ?? []
    let stories = Dictionary(written.map { ($0.text, $0.stories) }) { first, _ in first }
    spellings = name.spellings.compactMap { spelling in
      let count = stories[spelling.text] ?? 0
      guard count > 0 || spelling.reason == .name else { return nil }
      return FollowedName.Spelling(text: spelling.text, stories: count, reason: spelling.reason)
    }
    let shownSet = NumberSet(shown)
    uses = name.uses.filter { shownSet.contains(Int($0.story)) }
    days = shelf.days(of: shown)
  }

  private var stories: Int { Set(uses.map(\.story)).count }
  private var mentions: Int { uses.reduce(0) { $0 + Int($1.mentions) } }

  /// Sources by how many stories of theirs have it.
  private var sources: [(source: String, stories: Int)] {
    var counts: [String: Int] = [:]
    for story in Set(uses.map(\.story)) {
      counts[shelf.listing(Int(story))?.source ?? "", default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  func lines(isTerminal: Bool) -> String {
    let (first, last) = name.days(in: days)
    var rows: [[String]] = [
      ["name", name.name], ["id", name.id], ["kind", name.kind.rawValue],
      ["tier", name.tier.rawValue], ["stories", "\(stories)"], ["mentions", "\(mentions)"],
      ["first", first ?? ""], ["last", last ?? ""],
    ]
    rows += spellings.map {
      ["spelling", $0.text, "\($0.stories)", $0.reason.sentence(for: $0.text)]
    }
    rows += name.roles.map { role in
      ["role", role.text, "\(role.stories)", day(role.firstDay), day(role.lastDay)]
    }
    rows += sources.map { ["source", $0.source, "\($0.stories)"] }
    return rows.map { row in
      row.map(cleanField).joined(separator: isTerminal ? "  " : "\t") + "\n"
    }.joined()
  }

  private func day(_ day: Int32?) -> String {
    day.map {
      Date(timeIntervalSince1970: Double($0) * 86_400).formatted(.iso8601.year().month().day())
    } ?? ""
  }

  var document: [UInt8] {
    var writer = JSONWriter()
    let (first, last) = name.days(in: days)
    writer.object { writer in
      writer.value("id", name.id)
      writer.value("kind", name.kind.rawValue)
      writer.value("name", name.name)
      writer.value("tier", name.tier.rawValue)
      writer.value("stories", stories)
      writer.value("mentions", mentions)
      writer.value("first", first)
      writer.value("last", last)
      writer.list("spellings", spellings) { $0.write($1) }
      writer.list("roles", name.roles) { writer, role in
        writer.object {
          $0.value("text", role.text)
          $0.value("stories", role.stories)
          $0.value("first", role.firstDay.map { _ in day(role.firstDay) })
          $0.value("last", role.lastDay.map { _ in day(role.lastDay) })
        }
      }
      writer.list("sources", sources) { writer, source in
        writer.object {
          $0.value("source", source.source)
          $0.value("stories", source.stories)
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }
}
