// What a key costs on the wire, at 120 columns and 40 rows over xterm-256color.
import Testing

@Suite struct BudgetTests {
  /// The bytes that lede writes for a key, the median of some pressed one after another: beside them
  /// it says now and then how far the names have been found.
  private func cost(of keys: [String], _ lede: Pty) throws -> Int {
    let costs = try keys.map { key in
      let before = lede.written.count
      lede.type(key)
      try lede.wait(until: "an answer to \(key)") { _ in
        lede.written.count > before && lede.isAsleepForGood
      }
      return lede.written.count - before
    }
    return costs.sorted()[costs.count / 2]
  }

  private func start(rows: Int, columns: Int) throws -> Pty {
    let lede = try Pty(
      ["--examples", "--slow"], rows: rows, columns: columns,
      environment: ["TERM": "xterm-256color"])
    try lede.wait(until: "a first screen") { _ in
      !lede.written.isEmpty && lede.isAsleepForGood && lede.screen.text.contains("Stories")
    }
    return lede
  }

  @Test func keysStayWithinTheirBudgets() throws {
    let lede = try start(rows: 40, columns: 120)
    #expect(try cost(of: Array(repeating: "j", count: 9), lede) <= 260)
    lede.type("\r")
    try lede.wait(until: "the text") { $0.text.contains("line 1/") && lede.isAsleepForGood }
    #expect(try cost(of: Array(repeating: "j", count: 9), lede) <= 200)
    #expect(try cost(of: [" "], lede) <= 3_500)
    #expect(try cost(of: ["/", "w", "i", "r", "e"], lede) <= 500)
  }

  @Test func theFirstScreenStaysWithinItsBudget() throws {
    let lede = try start(rows: 24, columns: 80)
    #expect(lede.written.count <= 4_096)
  }
}
