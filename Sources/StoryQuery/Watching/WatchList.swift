// Names to watch for, as a table that people write and lede keeps.
package import FoundationEssentials
package import StoryParsing

/// A name that the reader wants to be told of.
package struct WatchedName: Hashable, Sendable {
  package var name: String
  /// Nil for whatever kind has the name.
  package var kind: EntityKind?
  /// What stands in the margin beside stories that have it.
  package var letter: Character
  /// Until when its stories have been looked at.
  package var looked: Date?

  package init(name: String, kind: EntityKind?, letter: Character, looked: Date? = nil) {
    (self.name, self.kind, self.letter, self.looked) = (name, kind, letter, looked)
  }
}

/// A table with a name in each row, read and written.
///
/// The first row may say what the columns are; without it they are name, kind, letter and looked.
/// Cells lie between tabs, or else commas, where they may stand in quotation marks. Rows that begin
/// with # are notes.
package struct WatchList: Hashable, Sendable {
  /// What is wrong with a row, with its line.
  package struct Fault: Hashable, Sendable {
    package let line: Int
    package let sentence: String
  }

  package var names: [WatchedName] = []
  package private(set) var faults: [Fault] = []

  package init() {}

  package init(_ text: String) {
    var columns = ["name", "kind", "letter", "looked"]
    var isFirst = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let row = line.last == "\r" ? line.dropLast() : line
      guard !row.allSatisfy(\.isWhitespace), !row.hasPrefix("#") else { continue }
      let cells = Self.cells(of: row)
      let titles = cells.map { $0.lowercased() }
      if isFirst, titles.contains("name") {
        columns = titles
      } else {
        add(cells, columns, line: index + 1)
      }
      isFirst = false
    }
  }

  private mutating func add(_ cells: [String], _ columns: [String], line: Int) {
    func cell(_ title: String) -> String {
      columns.firstIndex(of: title).flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
    }
    let name = cell("name")
    guard !name.isEmpty else {
      faults.append(Fault(line: line, sentence: "no name in this row"))
      return
    }
    let kind = EntityKind(rawValue: cell("kind").lowercased())
    if kind == nil, !cell("kind").isEmpty {
      let kinds = EntityKind.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(
        Fault(line: line, sentence: "no kind “\(cell("kind"))”; a kind is one of \(kinds)"))
      return
    }
    guard !names.contains(where: { $0.isSame(as: name, kind) }) else { return }
    let given = cell("letter").first(where: { $0.isLetter || $0.isNumber })
    names.append(
      WatchedName(
        name: name, kind: kind, letter: given ?? letter(for: name),
        looked: try? Date(cell("looked"), strategy: .iso8601)))
  }

  /// A letter of the name that no other has, if there is one: "Antony Blinken" is b.
  package func letter(for name: String) -> Character {
    let taken = Set(names.map(\.letter))
    let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    let initials = words.reversed().compactMap { $0.first } + name.filter { $0.isLetter }
    let letters = initials.compactMap { $0.lowercased().first }
    let others = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    let own = letters.first(where: { !taken.contains($0) && others.contains($0) })
    return own ?? others.first(where: { !taken.contains($0) }) ?? "w"
  }

  /// The list as a table between tabs, with its first row.
  package var table: String {
    let rows = names.map { name in
      [
        name.name, name.kind?.rawValue ?? "", String(name.letter),
        name.looked?.formatted(.iso8601) ?? "",
      ].joined(separator: "\t")
    }
    return (["name\tkind\tletter\tlooked"] + rows).map { $0 + "\n" }.joined()
  }

  /// The cells of a row: between tabs if there is one, else between commas.
  private static func cells(of row: Substring) -> [String] {
    guard !row.contains("\t") else {
      return row.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
    }
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = row[...]
    while let next = rest.popFirst() {
      switch next {
      case "\"" where isQuoted && rest.first == "\"":
        cell.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(trimmed(cell[...]))
        cell = ""
      default: cell.append(next)
      }
    }
    return cells + [trimmed(cell[...])]
  }

  private static func trimmed(_ cell: Substring) -> String {
    let start = cell.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

extension WatchedName {
  /// Whether it is this name: kinds that are not said fit all.
  package func isSame(as other: String, _ otherKind: EntityKind?) -> Bool {
    (kind == nil || otherKind == nil || kind == otherKind)
      && folded(name) == folded(other)
  }

  /// Whether an entity of a story is meant: by its name, any spelling the story has of it, or a
  /// person's surname.
  package func names(_ entity: Entity) -> Bool {
    guard kind == nil || kind == entity.kind else { return false }
    let wanted = folded(name)
    return ([entity.name] + entity.aliases).contains {
      folded($0) == wanted || entity.kind == .person && isSurname(wanted, of: $0)
    }
  }
}

/// Whether a folded word is the last of a name's several: "merkel" of "Angela Merkel".
package func isSurname(_ word: [UInt8], of name: String) -> Bool {
  let last = folded(name).suffix(word.count + 1)
  return !word.isEmpty && last.first == 0x20 && last.dropFirst().elementsEqual(word)
}
