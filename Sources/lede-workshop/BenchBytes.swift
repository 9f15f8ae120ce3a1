// Bytes to the terminal: what each key costs a slow line.

extension BenchRun {
  /// At 120x40 over xterm-256color: each gesture's median and maximum.
  func measureBytes(into table: inout BenchTable) throws {
    table.heading("bytes at 120x40, median / most")
    let stories = try stories(300)
    if let lede { try LedeBytes(lede: lede, stories: stories, run: self).measure(into: &table) }
    for peer in peers {
      progress("bytes of \(peer.name)")
      try measure(peer, peer.open(stories, folder), into: &table)
    }
  }

  private func measure(
    _ peer: Peer, _ program: Invocation, into table: inout BenchTable
  ) throws {
    table.add("first screen", of: peer.name, [try firstScreen(program)])
    let small = try firstScreen(program, rows: 24, columns: 80)
    table.add("first screen, 80x24", of: peer.name, [small])
    for gesture in Gesture.allCases {
      guard let keys = peer.keys[gesture] else { continue }
      let answers = try BenchTerminal(still: program).press(keys)
      table.add(gesture.rawValue, of: peer.name, medianAndMost(answers))
    }
    let idle = try BenchTerminal(still: program).watch(for: .seconds(2))
    table.add("idle for 2 s", of: peer.name, [Double(idle.bytes)])
  }

  /// All bytes until nothing has come for a while.
  func firstScreen(_ program: Invocation, rows: Int = 40, columns: Int = 120) throws -> Double {
    let terminal = try BenchTerminal(program, rows: rows, columns: columns)
    return Double(try terminal.rest(quiet: .milliseconds(400), patience: .seconds(10)).bytes)
  }
}

func medianAndMost(_ answers: [BenchTerminal.Answer]) -> [Double] {
  let figures = Figures(answers.map { Double($0.bytes) })
  return [figures.median, figures.highest]
}

extension BenchTerminal {
  /// A program that has drawn all it draws by itself.
  convenience init(still program: Invocation, patience: Duration = .seconds(10)) throws {
    try self.init(program)
    _ = try rest(quiet: .milliseconds(400), patience: patience)
  }

  /// Presses what leads there, then what is measured.
  func press(_ keys: Keys, quiet: Duration = .milliseconds(60)) throws -> [Answer] {
    for key in keys.before { _ = try press(key, quiet: .milliseconds(200)) }
    return try keys.measured.map { try press($0, quiet: quiet) }
  }
}
