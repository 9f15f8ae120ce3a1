import Foundation
import StoryParsing
import Testing

/// A held-back story of our own marked text, which no model learnt from.
private struct MarkedStory {
  var text = ""
  var names: Set<String> = []
  let actor: String

  /// "kind | style | main actor", then lines with names as "{P Jane Roe}".
  init(_ marked: Substring) {
    let lines = marked.split(separator: "\n", maxSplits: 1)
    actor = lines[0].split(separator: "|").last.map { $0.trimmingPrefix(" ").description } ?? ""
    var open: (start: Int, sort: String)?
    var rest = lines.last ?? ""
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

  private static let sorts: [Character: String] = [
    "P": "person", "O": "organisation", "C": "country", "A": "adjectival", "L": "place",
  ]

  static func all() throws -> [MarkedStory] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/lede-workshop/NewsText")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix("-test.txt") }
      .flatMap { file in
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
          .split(separator: "\n# ").map { MarkedStory($0.trimmingPrefix("# ")) }
      }
  }
}

/// Floors that only rise, on text that lede carries with it.
@Suite struct OwnTextTests {
  @Test func namesOfHeldBackNewsAreFound() throws {
    var right: [String: Int] = [:]
    var found: [String: Int] = [:]
    var wanted: [String: Int] = [:]
    var (sureRight, sure, leading, led) = (0, 0, 0, 0)
    for marked in try MarkedStory.all() {
      let analysis = analyze(story(marked.text))
      for name in marked.names { wanted[String(name.prefix { $0 != " " }), default: 0] += 1 }
      for mention in analysis.mentions {
        let sort = mention.isAdjectival ? "adjectival" : mention.kind.rawValue
        let isRight = marked.names.contains("\(sort) \(mention.range.start) \(mention.range.end)")
        found[sort, default: 0] += 1
        if isRight { right[sort, default: 0] += 1 }
        if analysis.entities[mention.entity].isSure, mention.kind != .place {
          sure += 1
          if isRight { sureRight += 1 }
        }
      }
      guard marked.actor != "-" else { continue }
      led += 1
      let first = analysis.entities.filter { $0.kind != .place }
        .sorted { $0.salience > $1.salience }.prefix(3)
      let words = Set(marked.actor.lowercased().split(separator: " "))
      let isLeading = first.contains { entity in
        ([entity.name] + entity.aliases).contains {
          !words.isDisjoint(with: $0.lowercased().split(separator: " "))
        }
      }
      if isLeading { leading += 1 }
    }
    func f1(_ sorts: [String]) -> Double {
      let sum = { (counts: [String: Int]) in sorts.reduce(0) { $0 + (counts[$1] ?? 0) } }
      return 200 * Double(sum(right)) / Double(sum(found) + sum(wanted))
    }
    #expect(f1(["person"]) >= 92.5)
    #expect(f1(["organisation"]) >= 87)
    #expect(f1(["country"]) >= 97)
    #expect(f1(["person", "organisation", "country"]) >= 91)
    #expect(100 * Double(sureRight) / Double(sure) >= 92)
    #expect(100 * Double(leading) / Double(led) >= 74)
  }
}
