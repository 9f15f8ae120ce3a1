// The status line, the prompt in its place, and the hint line.
import StoryParsing
import StoryQuery

extension Drawing {
  mutating func drawStatus(in rect: Rect) {
    frame.fill(rect, style: style(.status))
    if case .prompting(let prompt) = state.mode { return draw(prompt, in: rect) }
    let (sentence, role) = statusSentence
    let start = frame.writeRight(
      statusRight, row: rect.row, before: rect.columns - 1, style: style(.status),
      limit: rect.columns / 2)
    frame.writeShortened(
      sentence, row: rect.row, column: 1, style: state.theme[role, over: style(.status)],
      limit: start - 1)
  }

  /// A notice, what is being waited for, the current name, or a headline too long for its row.
  private var statusSentence: (String, Role) {
    if let notice = state.notice { return (notice.sentence, notice.isError ? .error : .notice) }
    if case .settingMark = state.mode { return ("Mark this place with which letter?", .notice) }
    if case .goingToMark = state.mode { return ("Go to which mark?", .notice) }
    if state.focus == .list { return (fullHeadline, .status) }
    if let view = state.view, view.shown.indices.contains(view.selectedRow), view.kind != .results {
      let row = view.shown[view.selectedRow]
      if view.kind == .concordance { return (origin(of: row), .status) }
      return (view.isOfPlaces ? row.detail : restOfRow(row.detail), .status)
    }
    if state.search.isShown, state.search.isFollowed, let sentence = matchSentence {
      return (sentence, .status)
    }
    return (nameSentence, .status)
  }

  /// The selected row's headline, where the row cannot show it whole.
  private var fullHeadline: String {
    guard let rect = layout.body(of: .list), let selected = state.list.selected,
      let listing = state.list.listings[selected]
    else { return "" }
    let room = rect.columns - 2 - (rect.columns >= 34 ? 9 : 0) - (rect.columns >= 72 ? 21 : 0)
    return columns(of: listing.headline) > room ? listing.headline : ""
  }

  /// A row's text where the row cannot show it whole: its end, if that is too long as well.
  private func restOfRow(_ text: String) -> String {
    guard let rect = layout.body(of: .text), columns(of: text) > rect.columns - 2 else { return "" }
    let room = layout.status.columns - 24
    var rest = Substring(text)
    while columns(of: rest) > room, !rest.isEmpty { rest = rest.dropFirst() }
    return rest.startIndex == text.startIndex ? text : "…" + rest
  }

  private var matchSentence: String? {
    guard let sought = state.search.sought, !state.text.matches.isEmpty else { return nil }
    return "“\(sought.typed)” \(matchCount)"
  }

  /// "3/17".
  private var matchCount: String {
    let count = grouped(state.text.matches.count)
    return state.text.currentMatch.map { "\(grouped($0 + 1))/\(count)" } ?? "–/\(count)"
  }

  /// "Blinken 3/7 here · 12/58 in 19 stories".
  private var nameSentence: String {
    guard let current = state.current else { return "" }
    let own = state.text.mentions(of: current.key)
    let mentions = state.text.analysis?.mentions ?? []
    let index = own.firstIndex { mentions[$0].range.start == current.offset }
    let position = index.map { grouped($0 + 1) + "/" } ?? ""
    let here = own.isEmpty ? "not here" : "\(position)\(grouped(own.count)) here"
    guard let trail = current.trail, !trail.stories.isEmpty else {
      return "\(current.name) \(here)"
    }
    let before = state.text.number.flatMap { trail.stories.firstIndex(of: $0) }
      .map { trail.before[$0] }
    let place = index.flatMap { index in before.map { "\(grouped($0 + index + 1))/" } } ?? ""
    let stories = counted(trail.stories.count, "story", "stories")
    return "\(current.name) \(here) · \(place)\(grouped(trail.total)) in \(stories)"
  }

  /// Stories from which on the finding of names takes long enough to be told.
  private static let shownProgress = 500

  /// Whether to say how many stories' names are known: what is drawn may depend on it.
  private var isProgressShown: Bool {
    state.progress.stories >= Drawing.shownProgress || state.view?.kind.isOfName == true
      || !state.list.filter.isEmpty
  }

  /// What is running, and the badge of what could not be read.
  private var statusRight: String {
    var words: [String] = []
    let progress = state.progress
    if let count = state.count { words.append("\(count)") }
    if let fetching = state.fetching { words.append(fetching.sentence) }
    if progress.isReading, progress.stories > 0 {
      let total = progress.total.map { " of \(grouped($0))" } ?? ""
      words.append("\(grouped(progress.stories))\(total)…")
    } else if progress.analysed < progress.stories, isProgressShown {
      words.append("names \(grouped(progress.analysed)) of \(grouped(progress.stories))…")
    }
    if state.renewing > 0 { words.append("names anew \(grouped(state.renewing))…") }
    if !state.troubles.isEmpty { words.append("!\(grouped(state.troubles.count)) :errors") }
    return words.joined(separator: "  ")
  }

  // MARK: The prompt

  private mutating func draw(_ prompt: Prompt, in rect: Rect) {
    let right = prompt.complaint ?? promptCount(prompt)
    let look = prompt.complaint == nil ? style(.status) : state.theme[.error, over: style(.status)]
    let start = frame.writeRight(
      right, row: rect.row, before: rect.columns - 1, style: look, limit: rect.columns / 3)
    let limit = max(4, start - 1)
    var column = frame.write(
      prompt.sign, row: rect.row, column: 1, style: state.theme[.prompt, over: style(.status)],
      limit: limit)
    let before = String(prompt.typed[..<prompt.cursor])
    var shown = Substring(before)
    while columns(of: shown) >= limit - column, !shown.isEmpty { shown = shown.dropFirst() }
    column = frame.write(shown, row: rect.row, column: column, style: style(.status), limit: limit)
    frame.cursor = Frame.Position(row: rect.row, column: min(column, rect.columns - 1))
    frame.isCursorShown = true
    frame.write(
      String(prompt.typed[prompt.cursor...]), row: rect.row, column: column,
      style: style(.status), limit: limit)
  }

  private func promptCount(_ prompt: Prompt) -> String {
    if prompt.completions.count > 1, prompt.completion >= 0 {
      return "\(prompt.completion + 1)/\(prompt.completions.count)"
    }
    switch prompt.purpose {
    case .search where prompt.text.isEmpty: return "^R regexp"
    case .search where state.focus == .list:
      return state.list.matches.isEmpty ? "no match" : "\(state.list.matchCount) stories"
    case .search where state.focus == .names:
      return state.panel.matches.isEmpty ? "no match" : state.panel.matchCount
    case .search where state.focus == .text:
      return state.text.matches.isEmpty ? "no match" : matchCount
    case .searchAll:
      guard let view = state.view, !prompt.text.isEmpty else { return "^R regexp" }
      return counted(view.rows.count, "hit", "hits") + (view.isComplete ? "" : "…")
    case .narrow: return counted(state.list.stories.count, "story", "stories")
    case .narrowRows: return "\(grouped(state.view?.shown.count ?? 0))"
    default: return ""
    }
  }

  // MARK: Hints

  /// Five keys at most, those that work here.
  mutating func drawHints(in rect: Rect) {
    var column = 1
    for (key, words) in hints {
      let end = column + columns(of: key) + 1 + columns(of: words)
      guard end < rect.columns else { return }
      frame.write(key, row: rect.row, column: column, style: state.theme[.key, over: style(.hint)])
      frame.write(words, row: rect.row, column: column + columns(of: key) + 1, style: style(.hint))
      column = end + 3
    }
  }

  private var hints: [(key: String, words: String)] {
    if case .prompting(let prompt) = state.mode { return hints(for: prompt) }
    let commands: [Command] =
      switch state.focus {
      case .list: [.open, .narrow, .search, .nextPane, .help]
      case .text where state.view?.kind == .concordance:
        [.open, .concordance, .search, .save, .close]
      case .text where state.view?.kind == .company: [.open, .company, .card, .close, .help]
      case .text where state.view?.kind == .quotations:
        [.open, .quotes, .search, .save, .close]
      case .text where state.view?.kind == .watchList: [.open, .watch, .close, .help]
      case .text where state.view?.kind == .timeline: [.open, .timeline, .close, .help]
      case .text where state.view != nil: [.nextRow, .open, .close, .help]
      case .text where state.current?.offset != nil:
        [.nextMention, .concordance, .card, .back, .help]
      case .text: [.readOn, .nextName, .nextMention, .back, .help]
      case .names: [.open, .narrowToName, .toggleScope, .nextPane, .help]
      }
    return commands.compactMap { command in
      guard let key = state.keyMap.keys(for: command, in: state.focus).first else { return nil }
      return (key.name, hintWords(for: command))
    }
  }

  /// What a key does here, where a view gives it more than its name says.
  private func hintWords(for command: Command) -> String {
    switch (state.view?.kind, command) {
    case (.concordance, .concordance), (.company, .company): "other order"
    case (.timeline, .timeline): "longer steps"
    case (.concordance, .search), (.quotations, .search): "narrow"
    case (.quotations, .quotes): "by or about"
    case (.watchList, .watch): "watch no more"
    default: command.row.hint ?? command.rawValue
    }
  }

  private func hints(for prompt: Prompt) -> [(key: String, words: String)] {
    switch prompt.purpose {
    case .search, .searchAll:
      [("Enter", "go"), ("Esc", "back"), ("^R", "regexp"), ("^P", "earlier")]
    case .narrow: [("Enter", "keep"), ("Esc", "back"), ("Tab", "complete"), ("^P", "earlier")]
    case .command: [("Enter", "do"), ("Tab", "complete"), ("Esc", "cancel"), ("Up", "earlier")]
    case .narrowRows: [("Enter", "do"), ("Down", "next"), ("Esc", "close")]
    case .save, .pipe: [("Enter", "do"), ("Esc", "cancel"), ("Up", "earlier")]
    }
  }
}
