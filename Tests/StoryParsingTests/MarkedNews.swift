// News whose names are marked "{P Jane Roe}", and how many of them are found exactly.
import Foundation
import StoryParsing

/// A story of marked news: "# kind | style | main actor", then lines with marked names.
struct MarkedStory {
  /// A name's sort and where it stands, in UTF-8 bytes: "person 0 8".
  private(set) var names: Set<String> = []
  private(set) var text = ""
  let kind: String
  let actor: String

  private static let sorts: [Character: String] = [
    "P": "person", "O": "organisation", "C": "country", "A": "adjectival", "L": "place",
  ]

  init(_ marked: Substring) {
    let lines = marked.split(separator: "\n", maxSplits: 1)
    let head = lines[0].split(separator: "|").map { String($0).trimmingSpaces }
    (kind, actor) = (head.first ?? "", head.last ?? "")
    read(lines.last ?? "")
  }

  /// A sentence with marks.
  init(sentence: Substring) {
    (kind, actor) = ("", "-")
    read(sentence)
  }

  init(text: String, names: Set<String>) {
    (kind, actor) = ("", "-")
    (self.text, self.names) = (text, names)
  }

  private mutating func read(_ marked: Substring) {
    var open: (start: Int, sort: String)?
    var rest = marked
    while let next = rest.first {
      if next == "{", let sort = Self.sorts[rest.dropFirst().first ?? " "] {
        open = (text.utf8.count, sort)
        rest = rest.dropFirst(3)
      } else if next == "}", let name = open {
        names.insert("\(name.sort) \(name.start) \(text.utf8.count)")
        open = nil
        rest = rest.dropFirst()
      } else {
        text.append(next)
        rest = rest.dropFirst()
      }
    }
  }

  /// The same story otherwise written; what is written otherwise must be as long.
  func rewritten(_ change: (String) -> String) -> MarkedStory {
    var story = self
    story.text = change(text)
    return story
  }

  /// Our own text, which only lede's workshop reads.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/lede-workshop/NewsText")

  /// The stories of our own text that no model learnt from; those of hard kinds lie apart.
  static func heldBack(hard: Bool = false) throws -> [MarkedStory] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix("-test.txt") && $0.hasPrefix("hard-") == hard }
      .flatMap { file in
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
          .split(separator: "\n# ").map { MarkedStory($0.trimmingPrefix("# ")) }
      }
  }
}

/// Names found exactly, by sort.
struct NameTally {
  private var right: [String: Int] = [:]
  private var found: [String: Int] = [:]
  private var wanted: [String: Int] = [:]

  static let core = ["person", "organisation", "country"]

  /// A mention as marked stories name it.
  static func name(_ mention: Mention) -> String {
    let sort = mention.isAdjectival ? "adjectival" : mention.kind.rawValue
    return "\(sort) \(mention.range.start) \(mention.range.end)"
  }

  mutating func add(_ mentions: [Mention], of marked: MarkedStory) {
    func sort(_ name: String) -> String { String(name.prefix { $0 != " " }) }
    for name in marked.names { wanted[sort(name), default: 0] += 1 }
    for name in mentions.map(Self.name) {
      found[sort(name), default: 0] += 1
      if marked.names.contains(name) { right[sort(name), default: 0] += 1 }
    }
  }

  private func sum(_ counts: [String: Int], _ sorts: [String]) -> Double {
    Double(sorts.reduce(0) { $0 + (counts[$1] ?? 0) })
  }

  /// Precision and recall in one number, 0…100.
  func f1(_ sorts: [String] = core) -> Double {
    200 * sum(right, sorts) / max(1, sum(found, sorts) + sum(wanted, sorts))
  }

  /// Of the names found, how many are right, 0…100.
  func precision(_ sorts: [String] = core) -> Double {
    if sum(found, sorts) == 0 { return 100 }
    return 100 * sum(right, sorts) / sum(found, sorts)
  }

  /// How many of the names found are wrong.
  func wrong(_ sorts: [String] = core) -> Int { Int(sum(found, sorts) - sum(right, sorts)) }
}
