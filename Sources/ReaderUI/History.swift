// What was typed into prompts before.

/// What was typed before, the latest last, apart for each purpose.
package struct History: Hashable, Sendable {
  /// A line, and whether it was meant as a regular expression.
  struct Line: Hashable, Sendable {
    let text: String
    let isRegularExpression: Bool
  }

  private var lines: [String: [Line]] = [:]
  private static let limit = 100

  package init() {}

  private func name(_ purpose: Prompt.Purpose) -> String {
    switch purpose {
    case .search, .searchAll: "search"
    case .narrow, .narrowRows: "narrow"
    case .command: "command"
    case .save: "save"
    case .pipe: "pipe"
    }
  }

  mutating func add(_ prompt: Prompt) {
    guard !prompt.text.isEmpty else { return }
    let line = Line(text: prompt.text, isRegularExpression: prompt.isRegularExpression)
    var own = lines[name(prompt.purpose), default: []].filter { $0 != line }
    own.append(line)
    lines[name(prompt.purpose)] = own.suffix(History.limit)
  }

  /// The line so many back, 1 being the latest.
  func line(_ depth: Int, for purpose: Prompt.Purpose) -> Line? {
    let own = lines[name(purpose), default: []]
    return depth >= 1 && depth <= own.count ? own[own.count - depth] : nil
  }
}
