// `.` and `=`: the other tellings of a story, its earlier versions, and what differs.
import StoryParsing
import StoryQuery

/// What the view of tellings was opened for.
struct Comparing: Sendable {
  /// Number of the last request.
  var request = 0
  var story = 0
  var tellings: [Comparison] = []
}

extension AppState {
  /// Which stories are copies has been found.
  mutating func take(copies groups: [[Int]]) -> [Effect] {
    list.copies.take(groups)
    list.refold(margin: preferences.scrollMargin)
    layTrail()
    return []
  }

  /// `.`: opens the row's copies under it, or folds them again.
  mutating func turnCopies() -> [Effect] {
    guard let story = pointedStory, list.copies.group(of: story).count > 1 else {
      notice = Notice("No other source here has this text")
      return []
    }
    list.copies.turn(story)
    list.refold(margin: preferences.scrollMargin)
    layTrail()
    return []
  }

  /// All stories that a mark on some of them goes to: a folded row stands for its copies.
  func withCopies(_ stories: [Int]) -> [Int] {
    stories.flatMap { story in
      list.leads(story) ? list.copies.group(of: story) : [story]
    }
  }

  /// `=`: lists the versions and copies of a story with how much differs.
  mutating func showVersions() -> [Effect] {
    guard let story = pointedStory else { return [] }
    comparing = Comparing(request: comparing.request + 1, story: story)
    show(RowsView(.versions, title: "Versions and copies", rows: []))
    view?.isComplete = false
    let others = list.copies.group(of: story).filter { $0 != story }
    return [.compare(request: comparing.request, story: story, with: others)]
  }

  /// What differs has been found.
  mutating func show(_ tellings: [Comparison], request: Int) -> [Effect] {
    guard request == comparing.request, view?.kind == .versions else { return [] }
    comparing.tellings = tellings
    let rows = versionRows
    view?.rows = rows
    view?.isComplete = true
    return []
  }

  /// The versions and copies again, after one of them was looked at.
  var versionsView: RowsView {
    RowsView(.versions, title: "Versions and copies", rows: versionRows)
  }

  private var versionRows: [RowsView.Row] {
    comparing.tellings.enumerated().map { index, telling in
      RowsView.Row(
        label: label(of: telling), detail: "\(telling.sentence): \(telling.headline)",
        choice: .telling(index))
    }
  }

  private func label(of telling: Comparison) -> String {
    switch telling.origin {
    case .version(let number): "version \(number)"
    case .copy(_, let source): source.isEmpty ? "another source" : source
    }
  }

  /// Enter on a version or copy: sentence by sentence.
  mutating func showDifferences(_ index: Int) -> [Effect] {
    guard comparing.tellings.indices.contains(index) else { return [] }
    let telling = comparing.tellings[index]
    let title =
      switch telling.origin {
      case .version(let number): "Since version \(number): - gone, + new"
      case .copy(_, let source): "\(source.isEmpty ? "The other" : source): - has not, + adds"
      }
    show(RowsView(.differences, title: title, rows: rows(of: telling)))
    return []
  }

  /// A sentence a row, or more rows where it is longer; what is alike is only counted.
  private func rows(of telling: Comparison) -> [RowsView.Row] {
    let width = max(16, (Layout(self).body(of: .text)?.columns ?? 80) - 6)
    return telling.lines.flatMap { line -> [RowsView.Row] in
      let choice = line.place.map { RowsView.Choice.passage(story: $0.story, $0.range) }
      let whole = TextRange(0, line.text.utf8.count)
      return wrapRows(of: line.text, in: whole, width: width).enumerated().map { index, row in
        RowsView.Row(
          label: index == 0 ? line.sign : "", detail: String(line.text[row.range]),
          choice: choice ?? .nothing)
      }
    }
  }
}
