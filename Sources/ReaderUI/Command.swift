// What a key can ask for: the one table that feeds help, hints, README, man page and bindings.

/// Something a reader can ask for, by key or by name after `:`.
package enum Command: String, Hashable, Sendable, CaseIterable {
  case nextRow = "next-row"
  case previousRow = "previous-row"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case readOn = "read-on"
  case first, last, percent
  case nextParagraph = "next-paragraph"
  case previousParagraph = "previous-paragraph"
  case open, back
  case nextStory = "next-story"
  case previousStory = "previous-story"
  case nextUnread = "next-unread"
  case previousUnread = "previous-unread"

  case nextName = "next-name"
  case previousName = "previous-name"
  case nextMention = "next-mention"
  case previousMention = "previous-mention"
  case nextStoryWith = "next-story-with"
  case previousStoryWith = "previous-story-with"
  case concordance, company, timeline, card
  case quotes, watch
  case watchList = "watch-list"
  case narrowToName = "narrow-to-name"
  case excludeName = "exclude-name"
  case clearFilter = "clear-filter"
  case join, split, kind, dismiss, confirm

  case search
  case searchBackward = "search-backward"
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case searchAll = "search-all"
  case narrow
  case unreadOnly = "unread-only"
  case starredOnly = "starred-only"

  case jumpBack = "jump-back"
  case jumpForward = "jump-forward"
  case setMark = "set-mark"
  case goToMark = "go-to-mark"

  case toggleRead = "toggle-read"
  case markAllRead = "mark-all-read"
  case toggleStar = "toggle-star"
  case select
  case clearSelection = "clear-selection"
  case selectAll = "select-all"
  case applyToSelection = "apply-to-selection"
  case undo, sort, note, tag
  case keepStory = "keep"
  case saveSearch = "save-search"
  case searches, facets
  case copies, versions

  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case zoom, narrower, wider
  case togglePanel = "toggle-panel"
  case toggleScope = "toggle-scope"
  case cycleMarks = "cycle-marks"
  case toggleMouse = "toggle-mouse"

  case copy, cite, save, pipe, send, browse, links, edit

  case refresh
  case refreshAll = "refresh-all"
  case full = "full-text"
  case add, remove, sources

  case help, command, errors, theme, redraw, cancel, stop, suspend, close, quit
}

extension Command {
  /// A chapter of the help.
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case moving = "Moving"
    case stories = "Stories"
    case names = "Names"
    case searching = "Searching"
    case places = "Places"
    case marking = "Marking"
    case panes = "Panes"
    case sending = "Taking text elsewhere"
    case sources = "Sources"
    case other = "Everything else"
  }

  /// All that is to be said of a command, spelled once.
  package struct Row: Hashable, Sendable {
    package let command: Command
    package let group: Group
    package let keys: [Key]
    /// A few words for the hint line; nil where it never stands there.
    package let hint: String?
    /// One sentence, without a full stop.
    package let help: String
    /// Whether it is one of the twenty that README teaches.
    package let isDaily: Bool

    fileprivate init(
      _ command: Command, _ group: Group, _ keys: [Key], hint: String? = nil,
      daily: Bool = false, _ help: String
    ) {
      (self.command, self.group, self.keys) = (command, group, keys)
      (self.hint, self.help, isDaily) = (hint, help, daily)
    }
  }

  /// Whether it goes to the text of the selected story, though the list has the focus.
  var actsOnText: Bool {
    switch self {
    case .nextName, .previousName, .nextMention, .previousMention, .nextStoryWith,
      .previousStoryWith, .concordance, .company, .timeline, .card, .quotes, .watch,
      .narrowToName, .excludeName, .join, .split, .kind, .dismiss, .confirm, .nextPane,
      .previousPane, .copy, .cite, .browse, .links, .edit:
      true
    default: false
    }
  }

  /// Whether it changes a story, or sends one elsewhere, and nothing else.
  var actsOnStory: Bool {
    switch self {
    case .toggleRead, .toggleStar, .select, .note, .tag, .keepStory, .pipe, .send: true
    default: false
    }
  }

  /// What it goes along, of which many steps leave one place.
  var walk: Walk? {
    switch self {
    case .nextName, .previousName: .names
    case .nextMatch, .previousMatch: .matches
    default: nil
    }
  }

  package var row: Row { Command.rowOf[self] ?? Command.table[0] }

  private static let rowOf = Dictionary(uniqueKeysWithValues: table.map { ($0.command, $0) })
}

extension Command {
  /// Every command, in the order in which help shows them.
  package static let table: [Row] = [
    Row(.nextRow, .moving, ["j", .down], hint: "down", daily: true, "Go down a row or a line"),
    Row(.previousRow, .moving, ["k", .up], hint: "up", daily: true, "Go up a row or a line"),
    Row(.halfPageDown, .moving, ["d", .control("d")], "Go down half a page"),
    Row(.halfPageUp, .moving, ["u", .control("u")], "Go up half a page"),
    Row(
      .readOn, .moving, [" "], hint: "read on", daily: true,
      "Open the story; in it, go down a page, and from its end to the next unread story"),
    Row(.pageDown, .moving, ["f", .control("f"), .pageDown], "Go down a page"),
    Row(.pageUp, .moving, ["b", .control("b"), .pageUp], daily: true, "Go up a page"),
    Row(.first, .moving, ["g", .home], "Go to the first row, or to row N"),
    Row(.last, .moving, ["G", .end], "Go to the last row, or to row N"),
    Row(.percent, .moving, ["%"], "Go to N percent"),
    Row(.nextParagraph, .moving, ["}"], "Go to the next paragraph"),
    Row(.previousParagraph, .moving, ["{"], "Go to the previous paragraph"),

    Row(.open, .stories, [.enter, "l", .right], hint: "open", daily: true, "Open, or go into"),
    Row(
      .back, .stories, ["h", .left, .backspace], hint: "back", daily: true,
      "Go back: up one level, or to the row that was gone into"),
    Row(.nextStory, .stories, ["J"], hint: "next story", daily: true, "Open the next story"),
    Row(.previousStory, .stories, ["K"], daily: true, "Open the previous story"),
    Row(.nextUnread, .stories, [.control("n")], "Open the next unread story"),
    Row(.previousUnread, .stories, [.control("p")], "Open the previous unread story"),
    Row(
      .copies, .stories, ["."],
      "Open the copies of this text in other sources under its row, or fold them again"),
    Row(
      .versions, .stories, ["="],
      "Show the earlier versions and the copies of the story, and what differs"),

    Row(
      .nextName, .names, ["e"], hint: "next name", daily: true,
      "Go to the next name in the text"),
    Row(.previousName, .names, ["E"], "Go to the previous name in the text"),
    Row(
      .nextMention, .names, ["*"], hint: "follow name", daily: true,
      "Go to the next mention of the current name, in this story and then in the next ones"),
    Row(.previousMention, .names, ["#"], "Go to the previous mention of the current name"),
    Row(
      .nextStoryWith, .names, ["]"],
      "Open the next story that has the current name, or the last search"),
    Row(.previousStoryWith, .names, ["["], "Open the previous story that has it"),
    Row(
      .concordance, .names, ["c"], hint: "sentences",
      "Show every sentence with the current name; once more, in another order"),
    Row(
      .company, .names, ["C"], hint: "company",
      "Show who is named with the current name; once more, by story or by paragraph"),
    Row(
      .timeline, .names, ["T"], hint: "timeline",
      "Show when the current name is mentioned; T, < and > change the step"),
    Row(
      .card, .names, ["i"], hint: "card",
      "Show the current name's card: spellings, roles, places, company and sources"),
    Row(
      .quotes, .names, ["\""],
      "List what the current name said and what was said of it; once more, only one of the two"),
    Row(
      .watch, .names, ["w"],
      "Watch the current name, or no longer: its stories have its letter in the margin"),
    Row(
      .watchList, .names, ["W"],
      "List the watched names and what is new about them; Enter shows their stories by day"),
    Row(
      .narrowToName, .names, ["+"], hint: "narrow", daily: true,
      "Show only stories that name the current name too"),
    Row(.excludeName, .names, ["-"], "Hide stories that name the current name"),
    Row(.clearFilter, .names, ["0"], "Show all stories again"),
    Row(
      .join, .names, ["a"],
      "Mark the current name; on another one, say that both are the same"),
    Row(.split, .names, [], "Say that this story's bearer of the current name is somebody else"),
    Row(.kind, .names, [], "Say what the current name is: :kind person, country, organisation"),
    Row(.dismiss, .names, ["D"], "Say that the current name is none"),
    Row(.confirm, .names, [], "Say that the current name is right"),

    Row(
      .search, .searching, ["/"], hint: "search", daily: true,
      "Search the focused pane as you type"),
    Row(.searchBackward, .searching, ["\\"], "Search the focused pane backward as you type"),
    Row(.nextMatch, .searching, ["n"], hint: "next match", daily: true, "Go to the next match"),
    Row(.previousMatch, .searching, ["N"], "Go to the previous match"),
    Row(
      .searchAll, .searching, ["S"], daily: true,
      "Search the text of all stories as you type, by words and fields such as person:"),
    Row(
      .narrow, .searching, ["&"], hint: "narrow", daily: true,
      "Narrow the list as you type: words, person:NAME, source:NAME, date:2w, is:unread"),
    Row(
      .facets, .searching, [],
      "Show who, which sources and which months the shown stories are of; Enter narrows to one"),
    Row(.saveSearch, .searching, [], "Keep what the list is narrowed to: :save-search NAME"),
    Row(.searches, .searching, [], "Show the saved searches, and how many stories each has"),
    Row(.unreadOnly, .searching, [], "Show only unread stories, or all again"),
    Row(.starredOnly, .searching, [], "Show only starred stories, or all again"),

    Row(.jumpBack, .places, ["(", .control("o")], daily: true, "Go back to where you were"),
    Row(.jumpForward, .places, [")"], "Go forward again"),
    Row(.setMark, .places, ["m"], "Mark this place with the letter typed next"),
    Row(
      .goToMark, .places, ["'"],
      "Go to the place marked with the letter typed next; '' is where you were"),

    Row(.toggleRead, .marking, ["U"], "Mark the story read or unread"),
    Row(.markAllRead, .marking, ["A"], "Mark all shown stories read"),
    Row(.toggleStar, .marking, ["F"], "Star the story, or take the star away"),
    Row(.select, .marking, ["x"], "Select the story, or take it out of the selection"),
    Row(
      .clearSelection, .marking, ["X"], "Select nothing; where nothing is selected, all shown"),
    Row(.selectAll, .marking, [], "Select all stories that are shown"),
    Row(
      .applyToSelection, .marking, [";"],
      "Do the next command to every selected story: U, F, s, |, :tag or :keep"),
    Row(.note, .marking, [], "Write a note on the story: :note WORDS"),
    Row(.tag, .marking, [], "Give the story a tag, or take one away: :tag NAME, :tag -NAME"),
    Row(.keepStory, .marking, [], "Keep the story in the archive, though it came from a file"),
    Row(
      .undo, .marking, [.control("_")], daily: true,
      "Take back the last change of marks, names, notes or tags"),
    Row(.sort, .marking, ["O"], "Choose the order of the list"),

    Row(.nextPane, .panes, [.tab], hint: "pane", daily: true, "Go to the next pane"),
    Row(.previousPane, .panes, [.backTab], "Go to the previous pane"),
    Row(.zoom, .panes, ["z"], "Give the focused pane the whole screen, or give it back"),
    Row(.narrower, .panes, ["<"], "Make the story list smaller"),
    Row(.wider, .panes, [">"], "Make the story list larger"),
    Row(.togglePanel, .panes, ["P"], "Hide the names, or show them"),
    Row(
      .toggleScope, .panes, ["p"], hint: "scope",
      "List the names of this story, or of all shown stories"),
    Row(
      .cycleMarks, .panes, ["H"], "Mark all names in the text, the current one, or none"),
    Row(.toggleMouse, .panes, ["M"], "Take mouse clicks and the wheel, or leave them alone"),

    Row(.copy, .sending, ["y"], "Copy the sentence with the current name or match"),
    Row(.cite, .sending, ["Y"], "Copy it with headline, source, date, link and place"),
    Row(
      .save, .sending, ["s"], hint: "save",
      "Save the story: NAME.txt, NAME.md or NAME.jsonl; of sentences, their citations"),
    Row(.pipe, .sending, ["|"], "Give the story to a command as its input"),
    Row(
      .send, .sending, [],
      "Give the story to a program that shows nothing: :send PROGRAM {title} {link}"),
    Row(.browse, .sending, ["o"], "Open the story's page in the browser, or its link N"),
    Row(.links, .sending, ["L"], "List the links in the story, each with its number"),
    Row(.edit, .sending, ["v"], "Open the story's text in $VISUAL, $EDITOR or $PAGER"),

    Row(.refresh, .sources, ["r"], "Refresh the source of this story"),
    Row(.refreshAll, .sources, ["R"], "Refresh all sources"),
    Row(.add, .sources, [], "Keep a source: :add ADDRESS, or a file or folder"),
    Row(.remove, .sources, [], "Keep a source no longer: :remove NAME, or the selected one"),
    Row(
      .full, .sources, [], "Fetch the whole page of a story that came as a teaser"),
    Row(.sources, .sources, [], "Show the sources and how they stand"),

    Row(
      .help, .other, ["?", .function(1)], hint: "help", daily: true,
      "Show every key; type to narrow, Enter does the row"),
    Row(.command, .other, [":"], "Type a command by its name"),
    Row(.errors, .other, [], "Show what could not be read, and why"),
    Row(.theme, .other, [], "Change the theme: :theme NAME"),
    Row(.redraw, .other, [.control("l")], "Draw the whole screen anew"),
    Row(.cancel, .other, [.escape, .control("g")], "Cancel, then clear the marks of a search"),
    Row(.stop, .other, [.control("c")], "Stop what is running; twice quits"),
    Row(.suspend, .other, [.control("z")], "Suspend lede; fg brings it back"),
    Row(.close, .other, ["q"], hint: "close", daily: true, "Close this view; at the top, quit"),
    Row(.quit, .other, ["Q"], "Quit"),
  ]
}
