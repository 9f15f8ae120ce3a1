// What the outside is asked to do.
package import FoundationEssentials
package import StoryParsing
package import StoryQuery

/// Work that `update` wants done; what comes of it arrives as an `Event`.
package enum Effect: Hashable, Sendable {
  /// Narrow and sort: answered by `.listed`. A newer request replaces one under way.
  case list(ListRequest)
  /// Rows that are about to be shown: answered by `.listings`.
  case listings([Int])
  /// Answered by `.storyLoaded`.
  case load(story: Int)
  /// Which stories name somebody (`FollowedName.id`): answered by `.located`.
  case locate(name: String)
  /// Who a story's names are now: answered by `.identified`.
  case identify(story: Int)
  /// Keep a correction to a name: answered by `.corrected` or `.failed`.
  case change(NameChange)
  /// Take a correction back: answered the same.
  case retract(Correction)
  /// Which stories' headline, byline, source or names match: answered by `.matched`.
  case match(request: Int, Sought, in: [Int32])
  /// Search the whole text of these stories, in this order: answered by `.found`, streamed.
  ///
  /// - Parameter beyond: whether the archive's other stories are searched after them.
  case search(request: Int, Sought, in: [Int32], beyond: Bool)
  /// What may stand after a field of a query: answered by `.completed`.
  case complete(request: Int, QueryField, beginning: String)
  /// What the shown stories say of a name: answered by `.followed`, streamed.
  case follow(FollowRequest)
  /// Let that come to nothing.
  case stopFollowing
  /// Writes the citations of passages to a file, in the form that its ending says.
  case saveCitations([Passage], path: String)
  /// Answered by `.cited`.
  case copyPassage(Passage, citing: Bool)
  /// What was said in these stories, in this order, by and about somebody (`Entity.key`) if a name
  /// is given: answered by `.quoted`, streamed.
  case quotations(request: Int, name: String?, in: [Int32])
  /// How a story differs from its earlier versions and from these other tellings: answered by
  /// `.compared`.
  case compare(request: Int, story: Int, with: [Int])
  /// Watch a name from now on, or no longer: answered by `.watched`.
  case watch(name: String, kind: EntityKind, isOn: Bool)
  /// The stories of a watched name have been looked at: answered by `.watched`.
  case look(name: String)
  /// The stories of a watched name, day by day: answered by `.watchHits`, streamed.
  case watchHits(request: Int, String)
  /// Stop a search that is under way.
  case stopSearch
  /// Answered by `.waited` after so many milliseconds, unless replaced by a later one.
  case wait(Wait, milliseconds: Int)

  case mark([Int], Mark, Bool)
  /// What the shown stories are about, or all that a filter's words find in the archive: answered
  /// by `.counted`, more than once where there are very many.
  case countFacets(request: Int, StoryFilter, in: [Int32])
  /// What is written on a story; nothing takes the note away.
  case note(story: Int, String)
  /// All tags that stories have now.
  case tag([Int: [String]])
  /// Keep stories in the archive. Answered by `.succeeded` or `.failed`.
  case keepStories([Int])
  /// Keep a search under a name. Answered by `.succeeded` or `.failed`.
  case saveSearch(SavedSearch)
  case countFolders
  /// Answered by `.searches`.
  case listSearches
  /// How things stand now, for the next start.
  case keep(Sitting)
  /// A line was typed into a prompt.
  case keepTyped(History.Line, for: String)
  case copy(String)
  /// Writes stories to a file, in the form that its ending says.
  case save(stories: [Int], path: String)
  /// Gives stories as text to a command, run from an argument list and never by a shell.
  case pipe(stories: [Int], to: ProgramCall)
  /// The same without showing what it prints. Answered by `.succeeded` or `.failed`.
  case send(stories: [Int], to: ProgramCall)
  /// Has a program told something.
  case announce(arguments: [String])
  case browse(URL)
  case edit(story: Int)
  /// Fetch sources again: new stories come into the list, and `.fetching` says how it goes.
  case refresh(Refreshing)
  /// Let all fetching come to nothing.
  case stopFetching
  /// Answered by `.sources`.
  case listSources
  /// Keep a source: an address, a file or a folder. Answered by `.succeeded` or `.failed`.
  case add(String)
  /// Keep a source no longer: its name, address or path. Answered by `.succeeded` or `.failed`.
  case remove(String)
  /// Fetch a story's page, for its text: answered by `.rewritten`.
  case fetchFullText(story: Int)
  /// Fetch a feed that a page named, for this time alone.
  case openFeed(String)
  case mouse(Bool)
  /// Send the whole screen anew.
  case redraw
  case suspend
  case quit

  /// Hits after which a search over all stories ends: more than anyone walks through.
  package static let mostHits = 5_000

  /// What is remembered of a story.
  package enum Mark: Hashable, Sendable { case read, starred }

  /// Which sources are to be fetched again.
  package enum Refreshing: Hashable, Sendable {
    /// All; those that failed wait for their time, unless pressed for.
    case all(isPressing: Bool)
    case source(String)
    /// The source that a story came from.
    case story(Int)
  }

  package struct ListRequest: Hashable, Sendable {
    package var request: Int
    package var filter: StoryFilter
    package var sort: [SortKey]
    /// Whether the names of the shown stories are wanted too.
    package var wantsNames: Bool

    package init(request: Int, filter: StoryFilter, sort: [SortKey], wantsNames: Bool) {
      self.request = request
      self.filter = filter
      self.sort = sort
      self.wantsNames = wantsNames
    }
  }
}

extension Effect {
  /// Whether other stories may be unread, starred or tagged after it, or another search saved.
  var changesFolders: Bool {
    switch self {
    case .mark, .tag, .note, .saveSearch: true
    default: false
    }
  }
}
