// The one table that the bench prints.
import Glibc

/// Rows of figures: lede's beside its goal, then its peers'.
struct BenchTable {
  struct Row {
    let label: String
    /// What the issue allows, each beside the figure of the same place.
    var goals: [Double?] = []
    /// What was measured of each program, by its name.
    var figures: [String: [Double]] = [:]
  }

  enum Line {
    case heading(String)
    case row(Row)
    case note(String)
  }

  let programs: [String]
  private(set) var lines: [Line] = []

  init(programs: [String]) { self.programs = programs }

  mutating func heading(_ text: String) { lines.append(.heading(text)) }
  mutating func note(_ text: String) { lines.append(.note(text)) }

  /// Notes what one program took; a row of this label in the last chapter is added to.
  mutating func add(
    _ label: String, goals: [Double?] = [], of program: String = "lede", _ figures: [Double]
  ) {
    let place = lines.lastIndex {
      if case .row(let row) = $0 { row.label == label } else { false }
    }
    if let place, case .row(var row) = lines[place], isInLastChapter(place) {
      row.figures[program] = figures
      if !goals.isEmpty { row.goals = goals }
      lines[place] = .row(row)
    } else {
      lines.append(.row(Row(label: label, goals: goals, figures: [program: figures])))
    }
  }

  private func isInLastChapter(_ place: Int) -> Bool {
    !lines[place...].contains { if case .heading = $0 { true } else { false } }
  }

  var text: String { lines.map(text).joined(separator: "\n") + "\n" }

  private func text(_ line: Line) -> String {
    switch line {
    case .heading(let heading):
      let names = programs.map { leftPadded($0, 17) + ($0 == "lede" ? "     " : "") }
      return "\n" + padded(heading, 46) + leftPadded("goal", 12) + names.joined()
    case .row(let row):
      return padded("  " + row.label, 46) + leftPadded(goal(row), 12) + figures(row)
    case .note(let note):
      return "  " + note
    }
  }

  private func goal(_ row: Row) -> String {
    let goals = row.goals.map { $0.map(written) ?? "-" }
    return Set(goals).count == 1 ? goals[0] : goals.joined(separator: " / ")
  }

  private func figures(_ row: Row) -> String {
    programs.map { program in
      let figures = row.figures[program]?.map(written).joined(separator: " / ") ?? ""
      return leftPadded(figures, 17) + (program == "lede" ? padded(" " + verdict(row), 5) : "")
    }.joined()
  }

  private func verdict(_ row: Row) -> String {
    guard let figures = row.figures["lede"], row.goals.contains(where: { $0 != nil }) else {
      return ""
    }
    let isOver = zip(figures, row.goals).map { figure, goal in figure > goal ?? .infinity }
    return !isOver.contains(true) ? "ok" : isOver == [false, true] ? "ok*" : "over"
  }
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func leftPadded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
