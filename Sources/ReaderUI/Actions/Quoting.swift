// `"`: what was said by and about the current name, or by anybody, over the shown stories.
import StoryParsing
import StoryQuery

/// What the view of quotations was opened for.
struct Quoting: Hashable, Sendable {
  /// Number of the last request.
  var request = 0
  /// `Entity.key` and name; nil for all that anybody says.
  var key: String?
  var name = ""
  /// Which of them are listed; `"` goes round.
  var bearing: QuotedWords.Bearing?
  /// All that have come, whatever is listed of them.
  var words: [QuotedWords] = []
}

extension AppState {
  /// Opens the view for the current name; in the view, goes on to "by", "about" and both again.
  mutating func showQuotes() -> [Effect] {
    if view?.kind == .quotations, quoting.key != nil { return turnQuotes() }
    var effects: [Effect] = []
    if focus == .names, let name = panel.selected {
      effects = makeCurrent(key: name.key, name: name.name, kind: name.kind)
    }
    quoting = Quoting(
      request: quoting.request + 1, key: current?.key, name: current?.name ?? "")
    show(RowsView(.quotations, title: quotesTitle, rows: []))
    view?.isComplete = false
    return effects + [
      .quotations(request: quoting.request, name: quoting.key, in: list.stories)
    ]
  }

  private var quotesTitle: String {
    guard quoting.key != nil else { return "Quotations" }
    switch quoting.bearing {
    case nil: return "Quotations by and about \(quoting.name)"
    case .by: return "Quotations by \(quoting.name)"
    case .about: return "Quotations about \(quoting.name)"
    }
  }

  private mutating func turnQuotes() -> [Effect] {
    quoting.bearing =
      switch quoting.bearing {
      case nil: .by
      case .by: .about
      case .about: nil
      }
    let title = quotesTitle
    let rows = quoting.words.compactMap { quoteRow($0) }
    view?.title = title
    view?.rows = rows
    view?.select(row: 0)
    return []
  }

  private func quoteRow(_ words: QuotedWords) -> RowsView.Row? {
    guard quoting.bearing == nil || quoting.bearing == words.bearing else { return nil }
    return RowsView.Row(
      label: quoteLabel(words), detail: words.words,
      choice: .passage(story: words.story, words.range), sentence: words.range)
  }

  /// "by · said", "about · Ross? said": whose words they are, a guess with a question mark.
  private func quoteLabel(_ words: QuotedWords) -> String {
    let mark = words.isGuess ? "?" : ""
    let cue = words.cue.map { " " + $0 } ?? ""
    switch words.bearing {
    case .by: return "by\(mark)\(cue)"
    case .about: return "about · \(words.speaker ?? "–")\(mark)\(cue)"
    case nil: return "\(words.speaker ?? "–")\(mark)\(cue)"
    }
  }

  /// More quotations have come.
  mutating func show(_ words: [QuotedWords], request: Int, isComplete: Bool) -> [Effect] {
    guard request == quoting.request, view?.kind == .quotations else { return [] }
    quoting.words += words
    let rows = words.compactMap { quoteRow($0) }
    view?.rows += rows
    view?.isComplete = isComplete
    return []
  }
}
