// The filter as a line of text: shown, edited, and the same on the command line.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension StoryList {
  /// The whole filter in the query language: `person:"Mara Quill" -country:"France" is:unread port`.
  package var filterLine: String {
    let names =
      filter.included.map(term(for:)) + filter.excluded.map { "-" + term(for: $0) }
    let marks =
      (filter.onlyUnread ? ["is:unread"] : []) + (filter.onlyStarred ? ["is:starred"] : [])
    return (names + marks + [filter.words]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A name of the filter as it is written.
  private func term(for key: String) -> String {
    let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
    let field = EntityKind(rawValue: parts.first ?? "")?.field.rawValue ?? "person"
    let name = (namesInFilter[key] ?? parts.last ?? key).filter { $0 != "\"" }
    return "\(field):\"\(name)\""
  }

  /// Takes a line as the whole filter. A name that was in it stays that very one; what else is
  /// written asks for everybody of the name.
  package mutating func take(line: String) {
    let known = Dictionary(
      namesInFilter.keys.map { (term(for: $0), $0) }, uniquingKeysWith: { one, _ in one })
    filter = StoryFilter()
    var words: [Substring] = []
    for word in parts(of: line) {
      if let key = known[String(word)] {
        filter.included.append(key)
      } else if word.first == "-", let key = known[String(word.dropFirst())] {
        filter.excluded.append(key)
      } else if word == "is:unread" {
        filter.onlyUnread = true
      } else if word == "is:starred" {
        filter.onlyStarred = true
      } else {
        words.append(word)
      }
    }
    filter.words = words.joined(separator: " ")
  }

  /// The parts of a line that must all hold; a line with alternatives or brackets is one part.
  private func parts(of line: String) -> [Substring] {
    var isQuoted = false
    let parts = line.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character == " " && !isQuoted
    }
    let isOne = parts.contains { part in
      part == "OR" || part == "|" || part.first == "(" || part.hasPrefix("-(") || part.last == ")"
    }
    return isOne ? [line[...]] : parts
  }
}

extension EntityKind {
  /// The field of the query language that asks for such a name.
  var field: QueryField {
    switch self {
    case .person: .person
    case .organisation: .org
    case .country: .country
    case .place: .place
    }
  }
}
