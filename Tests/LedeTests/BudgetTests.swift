// What a key costs on the wire, at 120 columns and 40 rows over xterm-256color.
import Testing

@Suite struct BudgetTests {
  /// The bytes that lede writes for each of some keys, pressed one after another.
  private func costs(of keys: [String], _ lede: Pty) throws -> [Int] {
    try keys.map { key in
      let before = lede.written.count
      lede.type(key)
      try lede.wait(until: "an answer to \(key)") { _ in
        lede.written.count > before && lede.isAsleepForGood
      }
      return lede.written.count - before
    }
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
    // The first says besides that the text does not follow.
    _ = try costs(of: ["j"], lede)
    let rows = try costs(of: Array(repeating: "j", count: 8), lede)
    #expect(rows.max() ?? .max <= 260, "\(rows)")
    lede.type("\r")
    try lede.wait(until: "the text") { $0.text.contains("line 1/") && lede.isAsleepForGood }
    let lines = try costs(of: Array(repeating: "j", count: 8), lede)
    #expect(lines.max() ?? .max <= 200, "\(lines)")
    let page = try costs(of: [" "], lede)
    #expect(page.max() ?? .max <= 3_500, "\(page)")
    let letters = try costs(of: ["/", "w", "i", "r", "e"], lede)
    #expect(letters.max() ?? .max <= 500, "\(letters)")
  }

  @Test func theFirstScreenStaysWithinItsBudget() throws {
    let lede = try start(rows: 24, columns: 80)
    #expect(lede.written.count <= 4_096)
  }
}
