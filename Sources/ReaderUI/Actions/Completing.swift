// Tab in a prompt: names of commands, fields of a query, and names that stories have.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension AppState {
  mutating func complete(_ prompt: Prompt, by step: Int) -> [Effect] {
    var prompt = prompt
    if prompt.completions.isEmpty {
      prompt.completion = step > 0 ? -1 : 0
      switch prompt.purpose {
      case .command: prompt.completions = completions(of: prompt.text)
      case .narrow, .searchAll:
        guard !prompt.isRegularExpression, prompt.cursor == prompt.typed.count else { return [] }
        let word = QueryWord(prompt.text)
        if let field = word.field, let words = field.words {
          prompt.completions = word.completed(with: words)
        } else if let field = word.field {
          return askForNames(field, word, in: prompt)
        } else {
          prompt.completions = word.fields
        }
      case .search, .save, .pipe, .narrowRows: return []
      }
    }
    return cycle(prompt, by: step)
  }

  private mutating func askForNames(
    _ field: QueryField, _ word: QueryWord, in prompt: Prompt
  ) -> [Effect] {
    search.completing += 1
    mode = .prompting(prompt)
    return [.complete(request: search.completing, field, beginning: word.beginning)]
  }

  /// Names have come for what is typed, if it still is.
  mutating func complete(with names: [String], request: Int) -> [Effect] {
    guard request == search.completing, case .prompting(var prompt) = mode else { return [] }
    let word = QueryWord(prompt.text)
    guard word.field != nil, prompt.completions.isEmpty else { return [] }
    prompt.completions = word.completed(with: names)
    prompt.completion = -1
    return cycle(prompt, by: 1)
  }

  private mutating func cycle(_ prompt: Prompt, by step: Int) -> [Effect] {
    guard !prompt.completions.isEmpty else { return [] }
    var prompt = prompt
    let count = prompt.completions.count
    prompt.completion = (prompt.completion + step + count) % count
    prompt.set(prompt.completions[prompt.completion])
    return typed(in: prompt)
  }

  /// What can be said against a query as it stands, if anything.
  func complaint(about typed: String) -> String? {
    do throws(QueryError) {
      _ = try Query(typed, today: today, isOpen: true)
      return nil
    } catch {
      return error.sentence
    }
  }

  /// What "yesterday" is measured from.
  var today: Date { preferences.today ?? Date(timeIntervalSince1970: 0) }
}

/// The word at the end of a query that is being typed.
private struct QueryWord {
  /// What stands before it, and before the field's value.
  let before: String
  let field: QueryField?
  let beginning: String

  init(_ typed: String) {
    var start = typed.startIndex
    var isQuoted = false
    for index in typed.indices {
      if typed[index] == "\"" { isQuoted.toggle() }
      let isBreak = typed[index] == " " || typed[index] == "("
      if isBreak, !isQuoted { start = typed.index(after: index) }
    }
    let word = typed[start...]
    let name = word.drop { $0 == "-" }.prefix { $0 != ":" }
    field = name.endIndex < typed.endIndex ? QueryField(rawValue: name.lowercased()) : nil
    let value = field == nil ? word.drop { $0 == "-" } : typed[name.endIndex...].dropFirst()
    before = String(typed[..<value.startIndex])
    beginning = value.filter { $0 != "\"" }
  }

  /// The line with each field that begins so.
  var fields: [String] {
    QueryField.allCases.map(\.rawValue).filter { $0.hasPrefix(beginning.lowercased()) }
      .map { before + $0 + ":" }
  }

  /// The line with each of these in the field; what has a space is put in quotes.
  func completed(with words: [String]) -> [String] {
    words.filter { folded($0).starts(with: folded(beginning)) || field?.words == nil }.map { word in
      let plain = word.filter { $0 != "\"" }
      return before + (plain.contains(" ") ? "\"\(plain)\"" : plain)
    }
  }
}

extension QueryField {
  /// All that may follow it, where that is known without a look at the stories.
  fileprivate var words: [String]? {
    switch self {
    case .is: QueryMark.allCases.map(\.rawValue)
    case .date:
      ["today", "yesterday", "this-week", "last-week", "this-month", "last-month", "<1w", "<1m"]
    case .title, .from, .person, .org, .country, .place, .tag, .source, .lang: nil
    }
  }
}
