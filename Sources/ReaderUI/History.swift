// What was typed into prompts before.

/// What was typed before, the latest last, apart for each purpose.
package struct History: Hashable, Sendable {
  /// A line, and whether it was meant as a regular expression.
  package struct Line: Hashable, Sendable {
    package let text: String
    package let isRegularExpression: Bool

    package init(text: String, isRegularExpression: Bool) {
      self.text = text
      self.isRegularExpression = isRegularExpression
    }
  }

  private var lines: [String: [Line]] = [:]
  private static let limit = 100

  package init() {}

  /// What lines typed for a purpose are kept under.
  static func name(_ purpose: Prompt.Purpose) -> String {
    switch purpose {
    case .search, .searchAll: "search"
    case .narrow, .narrowRows: "narrow"
    case .command: "command"
    case .save: "save"
    case .pipe: "pipe"
    }
  }

  /// Adds what was typed as the latest line, and gives it.
  mutating func add(_ prompt: Prompt) -> Line? {
    guard !prompt.text.isEmpty else { return nil }
    let line = Line(text: prompt.text, isRegularExpression: prompt.isRegularExpression)
    add(line, for: History.name(prompt.purpose))
    return line
  }

  package mutating func add(_ line: Line, for purpose: String) {
    let own = lines[purpose, default: []].filter { $0 != line } + [line]
    lines[purpose] = own.suffix(History.limit)
  }

  /// The line so many back, 1 being the latest.
  func line(_ depth: Int, for purpose: Prompt.Purpose) -> Line? {
    let own = lines[History.name(purpose), default: []]
    return depth >= 1 && depth <= own.count ? own[own.count - depth] : nil
  }
}
