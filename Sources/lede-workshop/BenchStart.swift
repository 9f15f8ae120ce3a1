// From the start to the first screen: in turn, so that a busy moment meets all alike.

extension BenchRun {
  func measureStart(stories count: Int, into table: inout BenchTable) throws {
    table.heading("start to first screen, ms, median / most")
    try measureStarts(300, rounds: 15, into: &table)
    try measureCollection(into: &table)
    try measureStarts(count, rounds: 5, into: &table)
    try measureLoading(count, into: &table)
  }

  /// A program to be started, and what shows that its first screen is there.
  private struct Start {
    let name: String
    let program: Invocation
    let sight: String
  }

  private func starts(_ stories: BenchStories) throws -> [Start] {
    let own = lede.map {
      Start(
        name: "lede", program: folder.invocation([$0, "--fresh", stories.lines]),
        sight: BenchStories.sight)
    }
    return try (own.map { [$0] } ?? [])
      + peers.map {
        Start(name: $0.name, program: try $0.open(stories, folder), sight: BenchStories.sight)
      }
  }

  private func measureStarts(_ count: Int, rounds: Int, into table: inout BenchTable) throws {
    progress("first screens over \(count) stories")
    let starts = try starts(stories(count))
    var times: [String: [Double]] = [:]
    var memory: [String: Double] = [:]
    for _ in 0...rounds {
      for start in starts {
        let (time, megabytes) = try firstScreen(of: start)
        times[start.name, default: []].append(time)
        memory[start.name] = max(memory[start.name] ?? 0, megabytes)
      }
    }
    // The first round warms caches.
    let figures = times.mapValues { Figures(Array($0.dropFirst())) }
    add(figures, memory, stories: count, into: &table)
  }

  private func add(
    _ figures: [String: Figures], _ memory: [String: Double], stories count: Int,
    into table: inout BenchTable
  ) {
    let label = "\(written(Double(count))) stories"
    let newsboat = figures["newsboat"]?.median
    for (name, figures) in figures {
      let goal = count > 300 ? 300 : newsboat
      table.add(label, goals: [goal, nil], of: name, [figures.median, figures.highest])
    }
    for (name, megabytes) in memory {
      table.add("  memory at the first screen, MB", of: name, [megabytes])
    }
    if count == 300, let lede = figures["lede"]?.median, let newsboat {
      table.add("  newsboat's time / lede's", [newsboat / lede])
    }
  }

  private func firstScreen(
    of start: Start
  ) throws -> (milliseconds: Double, megabytes: Double) {
    let terminal = try BenchTerminal(start.program)
    let answer = try terminal.firstScreen(showing: start.sight, within: .seconds(30))
    return (answer.last?.milliseconds ?? .nan, terminal.peakMemory ?? .nan)
  }

  /// `lede` alone.
  private func measureCollection(into table: inout BenchTable) throws {
    guard let lede else { return }
    let start = Start(
      name: "lede", program: folder.invocation([lede, "--fresh"]), sight: "Six keys")
    let times = try (0..<15).map { _ in try firstScreen(of: start).milliseconds }
    table.add(
      "the collection", goals: [200, nil], [Figures(times).median, Figures(times).highest])
    let terminal = try BenchTerminal(still: start.program)
    table.add("  peak memory of the collection, MB", [terminal.peakMemory ?? .nan])
  }

  /// Whether keys are answered while stories still come in, and how long they come.
  private func measureLoading(_ count: Int, into table: inout BenchTable) throws {
    guard let lede else { return }
    let stories = try stories(count)
    let begin = ContinuousClock.now
    let terminal = try BenchTerminal(folder.invocation([lede, "--fresh", stories.lines]))
    _ = try terminal.firstScreen(showing: BenchStories.sight, within: .seconds(30))
    let keys = try (0..<20).map { _ in
      try terminal.press("j", quiet: .milliseconds(15)).first?.milliseconds ?? 300
    }
    table.add(
      "  a key's first byte while they load",
      [Figures(keys).median, Figures(keys).highest])
    let before = (ContinuousClock.now - begin).milliseconds
    let rest = try keepLoaded(terminal)?.milliseconds ?? 0
    table.add("  all read and names found", [before + rest])
    addMemory(of: terminal, "lede", into: &table)
  }
}
