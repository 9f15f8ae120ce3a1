// From a key to the last byte of its answer, with very many stories loaded.

extension BenchRun {
  func measureKeys(stories count: Int, into table: inout BenchTable) throws {
    table.heading("key to last byte with \(written(Double(count))) stories, ms, median / 99%")
    progress("writing \(count) stories")
    let stories = try stories(count)
    if let lede { try measureLedeKeys(lede, stories, into: &table) }
    for peer in peers {
      progress("keys of \(peer.name)")
      let program = try BenchTerminal(still: peer.open(stories, folder), patience: .seconds(60))
      for key in peer.before { _ = try program.press(key, quiet: .milliseconds(400)) }
      let answers = try (0..<510).map { try program.press(peer.mixed[$0 % peer.mixed.count]) }
      table.add("mixed keys", of: peer.name, medianAndLate(answers))
      addMemory(of: program, peer.name, into: &table)
    }
  }

  /// lede's keys, all together and kind by kind.
  private func measureLedeKeys(
    _ lede: String, _ stories: BenchStories, into table: inout BenchTable
  ) throws {
    let program = try loadedLede(lede, stories.count)
    progress("keys of lede")
    var answers: [(kind: String, answer: BenchTerminal.Answer)] = []
    for _ in 0..<20 {
      for (kind, keys) in ledeKeys {
        for key in keys { answers.append((kind, try program.press(key))) }
      }
    }
    table.add("mixed keys", goals: [1, 5], medianAndLate(answers.map(\.answer)))
    for kind in ledeKeys.map(\.kind) {
      let ofKind = answers.filter { $0.kind == kind }.map(\.answer)
      table.add("  " + kind, goals: [1, 5], medianAndLate(ofKind))
    }
    addMemory(of: program, "lede", into: &table)
  }

  func addMemory(of program: BenchTerminal, _ name: String, into table: inout BenchTable) {
    guard let megabytes = program.peakMemory else { return }
    table.add("peak memory, MB", of: name, [megabytes])
  }
}

/// Begins and ends in the list. `^G` rather than Esc, after which a terminal program must wait.
private let ledeKeys: [(kind: String, keys: [String])] = [
  ("rows (j k)", ["j", "j", "k", "j", "j", "j", "k", "j"]),
  ("stories (J)", ["J", "J"]),
  ("pages (Space)", [" ", " "]),
  ("lines (j k)", ["j", "j", "k"]),
  ("letters of a search in the text", ["/", "s", "a", "i", "d", "\u{7}"]),
  ("back (h)", ["h"]),
  ("letters of a search in the list", ["/", "p", "e", "a", "c", "\u{7}"]),
]

/// Median and 99th percentile of the milliseconds to the last byte; keys without answer are left out.
func medianAndLate(_ answers: [BenchTerminal.Answer]) -> [Double] {
  let figures = Figures(answers.compactMap { $0.last?.milliseconds })
  return [figures.median, figures.quantile(0.99)]
}
