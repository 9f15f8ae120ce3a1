// What the reader prefers, as settings and options say.
package import FoundationEssentials
package import StoryQuery

/// What may stand beside a headline in the list.
package enum ListColumn: String, Hashable, Sendable, CaseIterable {
  case date, source, byline, tags
}

/// What the reader prefers, as settings and options say.
package struct Preferences: Hashable, Sendable {
  /// Whether the last row shows five keys that work here.
  package var showsHints = true
  /// For slow lines: nothing follows by itself, and text has the whole width.
  package var isSlow = false
  /// One column without boxes, for screen readers.
  package var isPlain = false
  /// Draws with ASCII characters alone, whatever the terminal can.
  package var isASCII = false
  /// Whether Enter gives the text the whole width below 100 columns.
  package var entersReading = true
  /// Whether Space at the end of a story goes on to the next unread one.
  package var readsOn = true
  /// Most columns that a line of text has.
  package var measure = 76
  /// Rows kept visible above and below the selection.
  package var scrollMargin = 2
  /// Whether a step beyond an end of the list goes to its other end.
  package var wrapsRound = false
  /// What the list is sorted by at first.
  package var sort: [SortKey] = [SortKey(.arrival)]
  /// What stands at the right of a headline in the list, from left to right.
  package var columns: [ListColumn] = [.source, .date]
  /// What is marked in every text, beside names.
  package var highlights: [TextPattern] = []
  /// The program, with its arguments, that is told of new stories; none if empty.
  package var onNew: [String] = []
  /// The colours that the terminal shows; without any, only the current name is marked.
  package var depth: ColorDepth = .direct
  /// Today, so that this year's dates are short.
  package var today: Date?

  package init() {}
}
