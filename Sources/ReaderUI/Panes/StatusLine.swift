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
      return (view.isOfPlaces ? row.detail : restOfRow(row, of: view), .status)
    }
    if let sentence = pointedName { return (sentence, .status) }
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

  /// A row's text where the row cannot show it whole; both ends of it, if it is too long here too.
  private func restOfRow(_ row: RowsView.Row, of view: RowsView) -> String {
    guard let rect = layout.body(of: .text) else { return "" }
    let (text, label) = (row.detail, labelWidth(of: view, in: rect))
    guard columns(of: text) > rect.columns - (label == 0 ? 2 : label + 3) else { return "" }
    let room = layout.status.columns - 4 - min(layout.status.columns / 2, columns(of: statusRight))
    guard columns(of: text) > room else { return text }
    var (start, end) = (text.prefix(room), text.suffix(room))
    while columns(of: start) > room / 2, !start.isEmpty { start.removeLast() }
    while columns(of: end) > room - room / 2 - 1, !end.isEmpty { end.removeFirst() }
    return start + "…" + end
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

  /// The panel's row where that is not the current name: its keys act on the row.
  private var pointedName: String? {
    guard state.focus == .names, let name = state.panel.selected, name.key != state.current?.key
    else { return nil }
    return switch state.panel.scope {
    case .story: "\(name.name) \(grouped(name.mentions)) here"
    case .shown: "\(name.name) in \(counted(name.stories, "story", "stories"))"
    }
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

  /// Five keys at most, those that work here. Where they do not fit, the ways out stay.
  mutating func drawHints(in rect: Rect) {
    // A prompt has the row of notices: what is said while it is open stands here, to the next key.
    if case .prompting = state.mode, let notice = state.notice {
      frame.writeShortened(
        notice.sentence, row: rect.row, column: 1, style: style(notice.isError ? .error : .hint),
        limit: rect.column + rect.columns)
      return
    }
    var hints = self.hints
    while hints.reduce(-2, { $0 + $1.columns + 3 }) >= rect.columns, !hints.isEmpty {
      hints.remove(at: hints.lastIndex { !$0.isWayOut } ?? 0)
    }
    var column = 1
    for hint in hints {
      let words = column + columns(of: hint.key) + 1
      frame.write(
        hint.key, row: rect.row, column: column, style: state.theme[.key, over: style(.hint)])
      frame.write(hint.words, row: rect.row, column: words, style: style(.hint))
      column += hint.columns + 3
    }
  }

  /// A key and what it does here.
  private struct Hint {
    let key: String
    let words: String
    /// What somebody who is lost looks for.
    var isWayOut = false

    var columns: Int { ReaderUI.columns(of: key) + 1 + ReaderUI.columns(of: words) }
  }

  private var hints: [Hint] {
    if case .prompting(let prompt) = state.mode { return hints(for: prompt) }
    let commands: [Command] =
      switch state.focus {
      case .text where state.view?.kind == .concordance:
        [.open, .concordance, .search, .save, .close]
      case .text where state.view?.kind == .company: [.open, .company, .card, .close, .help]
      case .text where state.view?.kind == .quotations:
        [.open, .quotes, .search, .save, .close]
      case .text where state.view?.kind == .watchList:
        (state.view?.rows.isEmpty == true ? [] : [.open, .watch]) + [.close, .help]
      case .text where state.view?.kind == .timeline: [.open, .timeline, .close, .help]
      case .text where state.view?.kind == .errors: [.nextRow, .search, .close, .help]
      case .text where state.view != nil: [.nextRow, .open, .close, .help]
      case .text where state.wordsBehind != nil:
        [.back, state.search.isFollowed ? .nextMatch : .nextMention, .concordance, .help]
      case .list where state.wordsBehind != nil: [.open, .back, .clearFilter, .help]
      case .text where state.current?.offset != nil:
        [.nextMention, .concordance, .card, .back, .help]
      case .list: [.open, .narrow, .search, .nextPane, .help]
      case .text: [.readOn, .nextName, .nextMention, .back, .help]
      case .names: [.open, .narrowToName, .toggleScope, .nextPane, .help]
      }
    return commands.compactMap { command in
      guard let key = state.keyMap.keys(for: command, in: state.focus).first else { return nil }
      let isWayOut = [.help, .back, .close].contains(command)
      return Hint(key: key.name, words: hintWords(for: command), isWayOut: isWayOut)
    }
  }

  /// What a key does here, where a view gives it more than its name says.
  private func hintWords(for command: Command) -> String {
    switch (state.view?.kind, command) {
    case (.concordance, .concordance), (.company, .company): "other order"
    case (.timeline, .timeline):
      state.following.step == TimelineStep.allCases.last ? "days again" : "longer steps"
    case (.concordance, .search), (.quotations, .search), (.errors, .search): "narrow"
    case (.quotations, .quotes): "by or about"
    case (.watchList, .watch): "watch no more"
    case (nil, .back):
      state.wordsBehind.map { layout.status.columns < 36 ? "back" : "back to \($0)" } ?? "back"
    case (_, .clearFilter): "all stories"
    default: command.row.hint ?? command.rawValue
    }
  }

  private func hints(for prompt: Prompt) -> [Hint] {
    let pairs: KeyValuePairs<String, String> =
      switch prompt.purpose {
      case .search, .searchAll: ["Enter": "go", "Esc": "back", "^R": "regexp", "^P": "earlier"]
      case .narrow: ["Enter": "keep", "Esc": "back", "Tab": "complete", "^P": "earlier"]
      case .command: ["Enter": "do", "Esc": "cancel", "Tab": "complete", "Up": "earlier"]
      case .narrowRows: ["Enter": "do", "Esc": "close", "Down": "next"]
      case .save where prompt.isProposal:
        ["Enter": "save", "Esc": "cancel", "type": "another", "Left": "edit it"]
      case .save, .pipe: ["Enter": "do", "Esc": "cancel", "Up": "earlier"]
      }
    return pairs.map { Hint(key: $0.key, words: $0.value, isWayOut: $0.key == "Esc") }
  }
}
