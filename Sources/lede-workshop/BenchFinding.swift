// From a letter typed to what it finds on the screen, over very many stories.

extension BenchRun {
  func measureSearch(stories count: Int, into table: inout BenchTable) throws {
    let size = "\(written(Double(count))) stories of \(BenchStories.words) words"
    table.heading("a letter of a search over \(size), ms, median / 99%")
    let stories = try stories(count)
    if let lede { try measureLedeSearch(lede, stories, into: &table) }
    for peer in peers {
      guard let keys = peer.keys[.searchKey] else { continue }
      progress("search of \(peer.name)")
      let program = try BenchTerminal(still: peer.open(stories, folder), patience: .seconds(60))
      let answers = try program.press(keys, quiet: .milliseconds(120))
      table.add("its own search", of: peer.name, medianAndLate(answers))
    }
  }

  private func measureLedeSearch(
    _ lede: String, _ stories: BenchStories, into table: inout BenchTable
  ) throws {
    // Names are narrowed by too, so all must have been found.
    let program = try loadedLede(lede, stories.count)
    progress("search of lede")
    for (key, label) in [("/", "search of the list (/)"), ("&", "narrowing (&)")] {
      let answers = try type(Self.wanted, after: key, in: program)
      table.add(label, goals: [nil, 50], medianAndLate(answers))
    }
    let answers = try type(Self.wanted, after: "S", in: program)
    let first = Figures(answers.compactMap { $0.first?.milliseconds })
    table.add(
      "all texts (S), first answer", goals: [nil, 50], [first.median, first.quantile(0.99)])
    table.add("all texts (S), last byte", goals: [nil, 50], medianAndLate(answers))
    addMemory(of: program, "lede", into: &table)
  }

  /// Types each word letter by letter, and gives up the search after it.
  private func type(
    _ words: [String], after key: String, in program: BenchTerminal
  ) throws -> [BenchTerminal.Answer] {
    var answers: [BenchTerminal.Answer] = []
    for word in words {
      _ = try program.press(key, quiet: .milliseconds(150))
      for letter in word {
        answers.append(
          try program.press(String(letter), quiet: .milliseconds(120), patience: .seconds(1)))
      }
      _ = try program.press("\u{7}", quiet: .milliseconds(300), patience: .seconds(1))
    }
    return answers
  }

  /// Words and names: common, rare, with accents left out, and some that nothing has.
  private static let wanted = [
    "mandela", "parliament", "said", "the", "johan jorgen", "zzyzx", "Ottawa", "o", "satellite",
    "united nations", "peking", "white star", "quietly",
  ]
}
