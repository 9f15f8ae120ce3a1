// Everything the screen depends on.
import StoryQuery

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
  /// The rows that the reader has gone into a story or a narrower list from.
  var rowsBehind: RowsBehind?

  package var current: CurrentName?
  /// The name that `a` has marked, to be joined with another.
  package var joining: CurrentName?
  package var namesInText: NamesInText = .all
  package var search = Search()
  package var following = FollowingNames()
  /// Filters that were kept under a name.
  package var savedSearches: [SavedSearch] = []
  /// The filter that lede was called with, which goes over that of the last sitting.
  package var askedFilter: String?
  var quoting = Quoting()
  var comparing = Comparing()
  package var watching = Watching()
  package var jumps = JumpList()
  /// What the last key went along, step by step.
  var walk: Walk?
  package var undo: [Change] = []
  package var marks: [Character: Place] = [:]

  package var progress = Event.Progress(stories: 0, total: nil, analysed: 0, isReading: true)
  /// Kept stories whose names are still to be found anew.
  package var renewing = 0
  package var troubles: [String] = []
  /// How far a refresh of the sources has come; nil while there is none.
  package var fetching: Fetching?
  /// Whether stories may still come when all is read: sources can be fetched again.
  package var hasSources = false
  package var history = History()
  /// Where the last sitting ended, and what of this one is kept.
  var resumption = Resumption.none
  var keptSitting: Sitting?
  /// The order that the settings say.
  var usualSort: [SortKey]
  package var isMouseOn = false
  /// The selection has moved and the text has not followed yet.
  var isTextBehind = false
  /// A command that waits for the selected story, because it acts on its text.
  var waitingCommand: WaitingCommand?
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
    usualSort = preferences.sort
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

/// A command, and the digits typed before it.
struct WaitingCommand: Sendable {
  let command: Command
  let count: Int?
}

/// Steps of one sort, which leave one place for `(`: where the walk began.
enum Walk: Hashable, Sendable { case names, matches }

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
