// Bytes to the terminal: lede's, each beside its goal.

/// What lede's keys send, pane by pane.
struct LedeBytes {
  let lede: String
  let stories: BenchStories
  let run: BenchRun

  func measure(into table: inout BenchTable) throws {
    run.progress("bytes of lede")
    try measureScreens(into: &table)
    try measureRows([], follows: 3500, suffix: "", into: &table)
    try measureRows(["--slow"], follows: 0, suffix: ", --slow", into: &table)
    for row in Self.gestures {
      let answers = try BenchTerminal(still: open(row.options)).press(row.keys)
      table.add(row.label, goals: row.goal.map { [$0, $0] } ?? [], medianAndMost(answers))
    }
    let idle = try BenchTerminal(still: open()).watch(for: .seconds(2))
    table.add("idle for 2 s", goals: [0], [Double(idle.bytes)])
  }

  /// Fresh, as nothing that is measured takes up where the one before it was left.
  private func open(_ options: [String] = []) -> Invocation {
    run.folder.invocation([lede, "--fresh"] + options + [stories.lines])
  }

  private func measureScreens(into table: inout BenchTable) throws {
    table.add("first screen", [try run.firstScreen(open())])
    let small = try run.firstScreen(open(), rows: 24, columns: 80)
    table.add("first screen, 80x24", goals: [4096], [small])
    let collection = run.folder.invocation([lede, "--fresh"])
    let welcome = try run.firstScreen(collection, rows: 24, columns: 80)
    table.add("first screen of the collection, 80x24", goals: [4096], [welcome])
  }

  /// The list's next row, and what the reading pane then sends by itself.
  private func measureRows(
    _ options: [String], follows goal: Double, suffix: String, into table: inout BenchTable
  ) throws {
    let terminal = try BenchTerminal(still: open(options))
    var (rows, following): ([BenchTerminal.Answer], [BenchTerminal.Answer]) = ([], [])
    for _ in 0..<25 {
      rows.append(try terminal.press("j"))
      following.append(
        try terminal.rest(quiet: .milliseconds(60), patience: .milliseconds(300)))
    }
    table.add(Gesture.row.rawValue + suffix, goals: [260, 260], medianAndMost(rows))
    table.add("  what follows it" + suffix, goals: [goal, goal], medianAndMost(following))
  }

  private struct Row {
    let label: String
    var options: [String] = []
    var goal: Double?
    let keys: Keys

    init(_ label: String, options: [String] = [], goal: Double? = nil, _ keys: Keys) {
      (self.label, self.options, self.goal, self.keys) = (label, options, goal, keys)
    }
  }

  private static let word = letters("government said")

  private static let gestures = [
    Row(Gesture.listPage.rawValue, goal: 3500, Keys(measured: times("f", 6))),
    Row(Gesture.line.rawValue, goal: 200, Keys(before: ["\r", "z"], measured: times("j", 30))),
    Row(
      "a line of text, --slow", options: ["--slow"], goal: 200,
      Keys(before: ["\r"], measured: times("j", 30))),
    Row("a line beside other panes", goal: 2600, Keys(before: ["\r"], measured: times("j", 30))),
    Row(Gesture.page.rawValue, goal: 3500, Keys(before: ["\r", "z"], measured: times(" ", 12))),
    Row("a page beside other panes", goal: 3500, Keys(before: ["\r"], measured: times(" ", 12))),
    Row(Gesture.searchKey.rawValue, goal: 500, Keys(before: ["\r", "z", "/"], measured: word)),
    Row(
      "a key in a search beside other panes", goal: 500, Keys(before: ["\r", "/"], measured: word)),
    Row("a key in a search of the list", goal: 500, Keys(before: ["/"], measured: word)),
    Row("a key in narrowing (&)", Keys(before: ["&"], measured: word)),
    Row("a key in a search of all texts (S)", Keys(before: ["S"], measured: word)),
  ]
}
