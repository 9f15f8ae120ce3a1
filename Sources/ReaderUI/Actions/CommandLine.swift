// The `:` line: any command by its name, with completion, and a few words behind it.
import StoryParsing
import StoryQuery

extension AppState {
  /// Names that may stand for what is typed, or for the word behind a command.
  func completions(of typed: String) -> [String] {
    let words = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2 else {
      return Command.allCases.map(\.rawValue).filter { $0.hasPrefix(typed) }.sorted()
    }
    return choices(for: String(words[0])).filter { $0.hasPrefix(words[1]) }
      .map { "\(words[0]) \($0)" }
  }

  /// The words that a command takes.
  private func choices(for command: String) -> [String] {
    switch Command(rawValue: command) {
    case .theme: themes.map(\.name).sorted()
    case .sort: SortKey.Field.allCases.map(\.rawValue)
    case .kind: EntityKind.allCases.map(\.rawValue)
    case .searches: savedSearches.map(\.name)
    default: []
    }
  }

  mutating func run(_ typed: String) -> [Effect] {
    let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return [] }
    if let row = Int(name) { return go(toRow: row - 1) }
    // A letter or two are a slip, or another editor's habit, rather than a command.
    let matches = Command.allCases.filter { name.count > 2 && $0.rawValue.hasPrefix(name) }
    let command = Command(rawValue: name) ?? (matches.count == 1 ? matches[0] : nil)
    guard let command else {
      let nearest = nearestName(to: name, among: Command.allCases.map(\.rawValue))
      let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
      notice = Notice("No command “\(name)”\(hint)", isError: true)
      return []
    }
    guard words.count == 2 else { return perform(command) }
    // The name stood there already, and was typed once more.
    let again = ":\(command.rawValue) "
    let word = words[1].hasPrefix(again) ? words[1].dropFirst(again.count) : words[1][...]
    return perform(command, with: String(word))
  }

  private mutating func perform(_ command: Command, with word: String) -> [Effect] {
    switch command {
    case .theme: return takeTheme(word)
    case .sort: return sort(byWords: word)
    case .kind: return retypeName(word)
    case .save: return save(targets, as: word)
    case .pipe: return pipe(targets, to: word)
    case .send: return send(targets, to: word)
    case .add: return [.add(word)]
    case .note: return write(note: word)
    case .tag: return tag(words: word)
    case .saveSearch: return saveSearch(as: word)
    case .searches: return takeSearch(named: word)
    case .remove: return [.remove(word)]
    case .narrow:
      if let complaint = complaint(about: word) {
        notice = Notice("\(word): \(complaint)", isError: true)
        return []
      }
      list.take(line: word)
      return relist()
    case .search, .searchBackward, .searchAll:
      let purpose: Prompt.Purpose =
        command == .searchAll ? .searchAll : .search(backward: command == .searchBackward)
      let effects = prompt(purpose, text: word)
      guard case .prompting(let prompt) = mode else { return effects }
      return effects + typed(in: prompt)
    default:
      notice = Notice(":\(command.rawValue) takes no word behind it", isError: true)
      return []
    }
  }
}
