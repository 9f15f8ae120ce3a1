// The line at the bottom in which the reader types.

/// What is being typed, and what for.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case search(backward: Bool)
    case searchAll, narrow, command, save, pipe
    /// Typing into the help.
    case narrowRows
  }

  package var purpose: Purpose
  package private(set) var typed: [Character] = []
  /// Characters before the cursor.
  package private(set) var cursor = 0
  /// Whether what stands there was only proposed: the first character typed takes its place.
  var isProposal = false
  var isRegularExpression = false
  /// Why what is typed cannot be used; shown while typing.
  var complaint: String?
  /// How many lines of the history back; 0 is what is being typed.
  var historyDepth = 0
  /// What was typed before going back in the history.
  var draft = ""
  /// The stories that what is typed goes to, for saving and piping.
  var targets: [Int] = []
  /// Whether a command that is typed goes to the selected stories.
  var appliesToSelection = false
  /// Where the reader was when the prompt opened.
  var origin: Place?
  var originRow = 0
  /// The story that was selected then.
  var originStory: Int?
  /// Completions of a command's name, and which of them stands there.
  var completions: [String] = []
  var completion = 0

  package init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    set(text)
  }

  package var text: String { String(typed) }

  /// What stands before the text.
  package var sign: String {
    switch purpose {
    case .search(backward: false): isRegularExpression ? "regexp /" : "/"
    case .search(backward: true): isRegularExpression ? "regexp \\" : "\\"
    case .searchAll: isRegularExpression ? "regexp S " : "S "
    case .narrow: "& "
    case .command: ":"
    case .save: "save as: "
    case .pipe: "| "
    case .narrowRows: "? "
    }
  }

  mutating func set(_ text: String) {
    typed = text.filter { !$0.isNewline }.map { $0 }
    cursor = typed.count
    isProposal = false
  }

  mutating func insert(_ characters: some Sequence<Character>) {
    if isProposal { set("") }
    for character in characters where typed.count < 4096 {
      typed.insert(character, at: cursor)
      cursor += 1
    }
  }

  /// Edits as a line of a shell is edited; gives false for a key that edits nothing.
  mutating func edit(_ key: Key) -> Bool {
    if case .character(let character) = key {
      insert([character])
      return true
    }
    let wasProposal = isProposal
    isProposal = false
    switch key {
    case .backspace, .control("h"):
      guard cursor > 0 else { return false }
      cursor -= 1
      typed.remove(at: cursor)
    case .delete, .control("d"): if cursor < typed.count { typed.remove(at: cursor) }
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(typed.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = typed.count
    case .control("u"): removeBefore(0)
    case .control("k"): typed.removeSubrange(cursor...)
    case .control("w"): removeBefore(startOfWord)
    default:
      isProposal = wasProposal
      return false
    }
    return true
  }

  private mutating func removeBefore(_ start: Int) {
    typed.removeSubrange(start..<cursor)
    cursor = start
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, typed[start - 1] == " " { start -= 1 }
    while start > 0, typed[start - 1] != " " { start -= 1 }
    return start
  }
}
