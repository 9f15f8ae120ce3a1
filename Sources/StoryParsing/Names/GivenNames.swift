// Names that a source itself gives beside the text: where the text has them, they are certain.
import FoundationEssentials

/// The people, countries, bodies and places that a source says a story names.
struct GivenNames {
  private struct Extra: Decodable { let given: [String: [String]]? }

  private let names: [(text: String, kind: EntityKind)]

  /// Reads `Story.extra`: `{"given": {"person": ["Mara Quill"], …}}`.
  init(_ extra: String) {
    guard extra.utf8.count > 2, extra.contains("\"given\""),
      let given = try? JSONDecoder().decode(Extra.self, from: Data(extra.utf8)).given
    else {
      names = []
      return
    }
    names = EntityKind.allCases.flatMap { kind in
      (given[kind.rawValue] ?? []).flatMap(Self.orders).map { ($0, kind) }
    }
  }

  /// "Quill, Mara" is "Mara Quill" in a sentence.
  private static func orders(of name: String) -> [String] {
    let parts = name.split(separator: ",", maxSplits: 1)
    guard parts.count == 2 else { return [name] }
    return [name, "\(parts[1].drop { $0 == " " }) \(parts[0])"]
  }

  /// Where the text has them, the longer ones first.
  func places(in words: Words) -> [(tokens: Range<Int>, kind: EntityKind)] {
    guard !names.isEmpty else { return [] }
    var starts: [WordKey: [Int]] = [:]
    for index in words.keys.indices where words.tokens[index].kind == .word {
      starts[words.keys[index], default: []].append(index)
    }
    let found = names.flatMap { name in
      let bytes = Array(name.text.utf8)
      let keys = tokenize(name.text).map { WordKey($0.range, in: bytes.span) }
      return (keys.first.flatMap { starts[$0] } ?? []).compactMap { start in
        words.keys[start...].starts(with: keys)
          ? (tokens: start..<start + keys.count, kind: name.kind) : nil
      }
    }
    return found.sorted { $0.tokens.count > $1.tokens.count }
  }
}
