// The panel of people, countries and organisations.
import StoryParsing
package import StoryQuery

/// Who and where the open story, or all shown stories, speak of.
package struct EntityPanel: Sendable {
  /// Whose names are listed.
  package enum Scope: Hashable, Sendable { case story, shown }

  /// A heading, a name, or the row under which unsure names fold.
  enum Row: Hashable, Sendable {
    case heading(EntityKind, count: Int)
    case name(NameCount)
    case unsure(count: Int)

    var name: NameCount? {
      if case .name(let name) = self { name } else { nil }
    }

    var isHeading: Bool {
      if case .heading = self { true } else { false }
    }
  }

  package var scope: Scope = .story
  var rows: [Row] = []
  /// Whether unsure names are listed too.
  package var showsUnsure = false
  package var selectedRow = 0
  var topRow = 0
  var height = 1
  /// Rows that match the search.
  var matches: [Int] = []
  /// The names that the reader has vouched for, by id; they come first.
  var confirmed: Set<String> = []
  /// Names of all shown stories, as last counted.
  var shownNames: [NameCount] = []

  /// The kinds that have a group of their own, in order.
  static let kinds: [EntityKind] = [.person, .country, .organisation]

  package init() {}

  /// "3/17".
  var matchCount: String { place(of: selectedRow, in: matches) }

  /// The names in the panel, headings left out.
  package var names: [NameCount] { rows.compactMap(\.name) }

  package var selected: NameCount? {
    rows.indices.contains(selectedRow) ? rows[selectedRow].name : nil
  }

  /// Whether the row is selected under which unsure names fold.
  var isAtUnsure: Bool {
    guard rows.indices.contains(selectedRow), case .unsure = rows[selectedRow] else { return false }
    return true
  }

  /// Rows for names, grouped by kind, each group in the order given; what is unsure comes last.
  private func rows(of names: [NameCount]) -> [Row] {
    let sure = Self.kinds.flatMap { kind -> [Row] in
      let own = names.filter { $0.kind == kind && ($0.isSure || confirmed.contains($0.key)) }
      let group = own.filter(isConfirmed) + own.filter { !isConfirmed($0) }
      return group.isEmpty ? [] : [.heading(kind, count: group.count)] + group.map(Row.name)
    }
    let unsure = names.filter {
      Self.kinds.contains($0.kind) && !$0.isSure && !confirmed.contains($0.key)
    }
    if unsure.isEmpty { return sure }
    return sure + [.unsure(count: unsure.count)] + (showsUnsure ? unsure.map(Row.name) : [])
  }

  func isConfirmed(_ name: NameCount) -> Bool { confirmed.contains(name.key) }

  /// The names of one story, the most salient first; those that are one over stories are one row.
  static func names(of analysis: Analysis) -> [NameCount] {
    let ranked = analysis.entities.filter { $0.mentionCount > 0 }
      .enumerated().sorted { ($1.element.salience, $0.offset) < ($0.element.salience, $1.offset) }
      .map(\.element)
    let joined = Dictionary(grouping: ranked, by: \.key)
    var listed: Set<String> = []
    return ranked.filter { listed.insert($0.key).inserted }.map { entity in
      let all = joined[entity.key] ?? [entity]
      return NameCount(
        key: entity.key, name: entity.name, kind: entity.kind, stories: 1,
        mentions: all.reduce(0) { $0 + $1.mentionCount }, isSure: all.contains(where: \.isSure))
    }
  }

  /// Takes new rows; the selection stays on its name.
  mutating func show(_ names: [NameCount]) {
    let kept = selected?.key
    let wasAtUnsure = isAtUnsure
    rows = rows(of: names)
    let row = rows.firstIndex { row in
      if case .unsure = row { wasAtUnsure } else { row.name?.key == kept && kept != nil }
    }
    select(row: row ?? 0, towards: 1)
  }

  /// Selects a name and brings its row onto the screen, if it has one.
  mutating func select(name key: String) {
    if let row = rows.firstIndex(where: { $0.name?.key == key }) { select(row: row, towards: 1) }
  }

  /// Selects the name at a row, or the nearest one in a direction: headings are passed over.
  mutating func select(row: Int, towards direction: Int) {
    guard !rows.isEmpty else {
      (selectedRow, topRow) = (0, 0)
      return
    }
    var row = min(max(0, row), rows.count - 1)
    while rows.indices.contains(row), rows[row].isHeading { row += direction < 0 ? -1 : 1 }
    if !rows.indices.contains(row) { row = rows.firstIndex { !$0.isHeading } ?? 0 }
    selectedRow = row
    (_, topRow) = scrolled(top: topRow, to: row, height: height, count: rows.count, margin: 1)
    if row == 1 { topRow = 0 }
  }
}
