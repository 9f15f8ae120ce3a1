// The story list drawn: one row a story.
import FoundationEssentials
import StoryParsing
import StoryQuery

extension Drawing {
  /// "Stories", the filter, and what is unread.
  var listTitle: String {
    let list = state.list
    var words = ["Stories"]
    let filter = list.filter
    if let folder = state.folder { return words[0] + " in “\(folder.name)”" }
    if !filter.words.isEmpty { words.append("with “\(filter.words)”") }
    words += filter.included.map { "+" + (list.namesInFilter[$0] ?? $0) }
    words += filter.excluded.map { "-" + (list.namesInFilter[$0] ?? $0) }
    if filter.onlyUnread { words.append("unread") }
    if filter.onlyStarred { words.append("starred") }
    return words.joined(separator: " ")
  }

  /// "3/43 · 40 unread", and how far reading is.
  var listPlace: [String] {
    let list = state.list
    let total = state.progress.stories
    let row = list.shown.isEmpty ? "0" : list.selectedRow < 0 ? "–" : grouped(list.selectedRow + 1)
    let of = list.filter.isEmpty ? "" : " of \(grouped(total))"
    var words = ["\(row)/\(grouped(list.shown.count))\(of)"]
    words.append("\(grouped(list.unreadCount)) unread")
    if list.foldedCount > 0 { words.append("\(grouped(list.foldedCount)) folded") }
    if !list.selection.isEmpty { words.append("\(grouped(list.selection.count)) selected") }
    return words
  }

  mutating func drawList(in rect: Rect) {
    let list = state.list
    if list.shown.isEmpty { return drawEmptyList(in: rect) }
    for (index, row) in list.visibleRows.enumerated() {
      let isSelected = row == list.selectedRow
      if let folder = list.folder(inRow: row) {
        drawFolder(folder, row: rect.row + index, in: rect, isSelected: isSelected)
      } else {
        drawStory(Int(list.shown[row]), row: rect.row + index, in: rect, isSelected: isSelected)
      }
    }
    if state.focus == .list, list.visibleRows.contains(list.selectedRow) {
      frame.cursor = Frame.Position(
        row: rect.row + list.selectedRow - list.topRow, column: rect.column)
    }
  }

  private mutating func drawEmptyList(in rect: Rect) {
    let sentence: String
    if !state.list.filter.isEmpty {
      sentence = "No story matches; 0 shows all again"
    } else if state.progress.isReading {
      sentence = "Reading…"
    } else if state.fetching != nil {
      sentence = "fetching…"
    } else if state.hasSources {
      return drawTroubles(in: rect)
    } else {
      sentence = "No stories here; :errors says why"
    }
    frame.writeShortened(
      sentence, row: rect.row, column: rect.column + 1, style: style(.hint),
      limit: rect.column + rect.columns)
  }

  /// Why there are no stories, in place of them.
  private mutating func drawTroubles(in rect: Rect) {
    let again = state.keyMap.keys(for: .refresh, in: .list).first?.name ?? ":refresh"
    let sentences =
      state.troubles.isEmpty
      ? ["No stories yet; \(again) asks again"]
      : state.troubles.suffix(3) + ["", "\(again) tries again"]
    var row = rect.row
    for sentence in sentences {
      let whole = TextRange(0, sentence.utf8.count)
      for line in wrapRows(of: sentence, in: whole, width: max(1, rect.columns - 2)) {
        guard row < rect.row + rect.rows else { return }
        frame.writeShortened(
          String(sentence[line.range]), row: row, column: rect.column + 1, style: style(.hint),
          limit: rect.column + rect.columns)
        row += 1
      }
      if sentence.isEmpty { row += 1 }
    }
  }

  /// One letter for what is marked: selected, starred, unread.
  private func sign(of story: Int) -> String {
    let list = state.list
    if list.selection.contains(story) { return "x" }
    if list.starred.contains(story) { return "*" }
    return list.read.contains(story) ? " " : "•"
  }

  /// "+ Ukraine       3 unread of 58".
  private mutating func drawFolder(
    _ folder: SavedSearchRow, row: Int, in rect: Rect, isSelected: Bool
  ) {
    let isUnread = folder.counts.map { $0.unread > 0 } ?? false
    let base = rowStyle(isUnread ? .storyUnread : .storyRead, isSelected: isSelected)
    var end = rect.column + rect.columns
    frame.fill(
      Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: base)
    if let counts = folder.counts {
      let sentence =
        rect.columns < 34
        ? "\(grouped(counts.unread))/\(grouped(counts.stories))"
        : "\(grouped(counts.unread)) unread of \(grouped(counts.stories))"
      end =
        frame.writeRight(
          sentence, row: row, before: end, style: quiet(base), limit: rect.column + 8) - 1
    }
    frame.writeShortened(
      "+ " + folder.search.name, row: row, column: rect.column, style: base, limit: end)
  }

  private mutating func drawStory(_ story: Int, row: Int, in rect: Rect, isSelected: Bool) {
    let base = storyStyle(story, isSelected: isSelected)
    let end = rect.column + rect.columns
    // Blanks of the row's own style need no change of attributes between its parts.
    frame.fill(
      Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), style: base)
    guard let listing = state.list.listings[story] else { return }
    frame.write(sign(of: story), row: row, column: rect.column, style: base, limit: end)
    let limit = drawColumns(of: story, listing, row: row, in: rect, base)
    var start = drawWatchLetter(of: story, row: row, in: rect, base)
    start = drawCopySign(of: story, listing, row: row, column: start, base, limit: limit)
    frame.writeShortened(listing.headline, row: row, column: start, style: base, limit: limit)
    if state.search.isShown, state.list.matches.contains(story) {
      frame.write("/", row: row, column: rect.column + 1, style: style(.match), limit: end)
    }
  }

  /// What stands at the right of a headline, as far as there is room; gives where that ends.
  private mutating func drawColumns(
    of story: Int, _ listing: Listing, row: Int, in rect: Rect, _ base: Style
  ) -> Int {
    var limit = rect.column + rect.columns
    // A date is short; each column of words wants twenty more.
    var needed = 72
    for column in state.preferences.columns.reversed() {
      let words: String
      switch column {
      case .date:
        guard rect.columns >= 34, let published = listing.published else { continue }
        limit =
          frame.writeRight(
            shortDate(published), row: row, before: limit, style: quiet(base),
            limit: rect.column + 20) - 1
        continue
      case .source: words = listing.source
      case .byline: words = listing.byline
      case .tags: words = (state.list.tags[story] ?? []).map { "#" + $0 }.joined(separator: " ")
      }
      guard rect.columns >= needed, !words.isEmpty else { continue }
      needed += 20
      frame.writeShortened(
        words, row: row, column: limit - 20, style: quiet(base), limit: limit)
      limit -= 21
    }
    return limit
  }

  /// "x10" before the headline that stands for ten copies, "· Source:" before one under it; gives
  /// where the headline goes on.
  private mutating func drawCopySign(
    of story: Int, _ listing: Listing, row: Int, column: Int, _ base: Style, limit: Int
  ) -> Int {
    let count = state.list.copyCount(of: story)
    let sign =
      if state.list.folding.inner.contains(story) {
        "· " + (listing.source.isEmpty ? "" : listing.source + ": ")
      } else if count > 1 {
        "x\(count) "
      } else {
        ""
      }
    guard !sign.isEmpty else { return column }
    return frame.write(sign, row: row, column: column, style: quiet(base), limit: limit)
  }

  /// The letter of a watched name that the story has; gives where the headline begins.
  private mutating func drawWatchLetter(
    of story: Int, row: Int, in rect: Rect, _ base: Style
  ) -> Int {
    guard let letter = state.watching.letter(of: story) else { return rect.column + 2 }
    frame.write(
      letter, row: row, column: rect.column + 1, style: state.theme[.storyWatched, over: base])
    return rect.column + 3
  }

  private func storyStyle(_ story: Int, isSelected: Bool) -> Style {
    let isRead = state.list.read.contains(story)
    return rowStyle(
      isRead ? .storyRead : .storyUnread, isStarred: state.list.starred.contains(story),
      isSelected: isSelected)
  }

  private func rowStyle(_ role: Role, isStarred: Bool = false, isSelected: Bool) -> Style {
    var result = style(role)
    if isStarred { result = state.theme[.storyStarred, over: result] }
    if isSelected {
      result =
        state.theme[
          state.focus == .list ? .storySelected : .storySelectedElsewhere, over: result]
    }
    return result
  }

  private func quiet(_ base: Style) -> Style {
    base.attributes.contains(.reverse) ? base : state.theme[.count, over: base]
  }

  /// "16 Apr" for this year, "Apr 1912" for others.
  func shortDate(_ date: Date) -> String {
    let day = Day(date)
    let thisYear = state.preferences.today.map { Day($0).year }
    return day.year == thisYear
      ? "\(day.day) \(day.monthName)" : "\(day.monthName) \(day.year)"
  }
}
