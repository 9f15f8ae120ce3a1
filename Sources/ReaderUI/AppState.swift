// Everything the screen depends on.
package import FoundationEssentials
package import StoryParsing
package import StoryQuery

/// The whole of the reader between two events.
package struct AppState: Sendable {
  package var rows: Int
  package var columns: Int
  package var preferences: Preferences
  package var theme: Theme
  /// All themes that can be taken.
  package var themes: [Theme]
  package var keyMap: KeyMap

  package var focus: Pane = .list
  package var arrangement: Arrangement = .panes
  package var isPanelShown = true
  /// What `<` and `>` added to the story list, in cells of the split's direction.
  package var split = 0
  package var mode: Mode = .browsing
  package var notice: Notice?

  package var list = StoryList()
  package var text = ReadingPane()
  package var panel = EntityPanel()
  /// Rows that stand in the reading pane's place: help, errors, search results, the sort menu.
  package var view: RowsView?
  /// The pane that gets the focus back when the view closes.
  var viewReturn: Pane = .list

  package var current: CurrentName?
  package var namesInText: NamesInText = .all
  package var search = Search()
  package var jumps = JumpList()
  package var undo: [Change] = []
  package var marks: [Character: Place] = [:]

  package var progress = Event.Progress(stories: 0, total: nil, analysed: 0, isReading: true)
  package var troubles: [String] = []
  package var history = History()
  package var isMouseOn = false
  /// Digits typed before a command.
  package var count: Int?
  /// A press on the divider is being held.
  var isDragging = false
  /// The next command goes to every selected story.
  package var appliesToSelection = false
  package var wasStopped = false

  package init(
    rows: Int, columns: Int, preferences: Preferences = Preferences(), themes: [Theme],
    theme: Theme,
    keyMap: KeyMap = KeyMap()
  ) {
    self.rows = rows
    self.columns = columns
    self.preferences = preferences
    self.theme = theme
    self.themes = themes
    self.keyMap = keyMap
  }
}

/// What the reader is doing with the keys.
package enum Mode: Hashable, Sendable {
  case browsing
  case prompting(Prompt)
  /// The next key is the letter of a mark.
  case settingMark, goingToMark
}

/// How the panes share the screen.
package enum Arrangement: Hashable, Sendable {
  case panes
  /// The text alone, with the names as one line below.
  case reading
  case zoomed(Pane)
}

/// Which names are marked in the text; `H` goes round them.
package enum NamesInText: Hashable, Sendable, CaseIterable { case all, current, none }

/// A sentence for the status line, gone at the next key.
package struct Notice: Hashable, Sendable {
  package var sentence: String
  package var isError: Bool

  package init(_ sentence: String, isError: Bool = false) {
    self.sentence = sentence
    self.isError = isError
  }
}

/// A story and a place in it, in UTF-8 bytes.
package struct Place: Hashable, Sendable {
  package var story: Int
  package var offset: Int

  package init(story: Int, offset: Int) {
    self.story = story
    self.offset = offset
  }
}

/// The name that `*`, `+` and the panel speak of.
package struct CurrentName: Hashable, Sendable {
  /// `Entity.key`.
  package var key: String
  package var name: String
  package var kind: EntityKind
  /// Where it was reached in the open story; nil until it is.
  package var offset: Int?
  /// Mentions in the stories that name it, by number; nil until counted.
  package var stories: [Int: Int]?
  /// Those of them that are shown, in order.
  var trail: Trail?
  /// A step to another story that waits for the count.
  var waitingStep: Int?
}

/// A change of marks that can be taken back.
package enum Change: Hashable, Sendable {
  case mark(Effect.Mark, was: [Int: Bool])
  case selection(was: Set<Int>)

  /// How many stories it touched, for the notice.
  var sentence: String {
    switch self {
    case .mark(let mark, let was):
      let what = mark == .read ? "read marks" : "stars"
      return "Took back \(what) of \(counted(was.count, "story", "stories"))"
    case .selection: return "Took back the selection"
    }
  }
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
  /// What the list is sorted by at first.
  package var sort: [SortKey] = [SortKey(.arrival)]
  /// The colours that the terminal shows; without any, only the current name is marked.
  package var depth: ColorDepth = .direct
  /// Today, so that this year's dates are short.
  package var today: Date?

  package init() {}
}
