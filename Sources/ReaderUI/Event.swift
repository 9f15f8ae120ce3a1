// What can happen.
package import StoryParsing
package import StoryQuery

/// Something that happened outside the state: a key, a finished effect, the passing of time.
package enum Event: Sendable {
  case key(Key)
  /// Text pasted into the terminal; line ends and controls still in it.
  case paste(String)
  case mouse(Mouse)
  case resized(rows: Int, columns: Int)
  /// A pause that `Effect.wait` asked for is over.
  case waited(Wait)

  /// How reading the sources goes: stories so far, and in all if that is known.
  case progress(Progress)
  /// What could not be read: one sentence with file, line and reason.
  case troubled([String])
  /// The answer to `Effect.list`.
  case listed(Listed)
  /// Rows of the list, the answer to `Effect.listings`.
  case listings([Listing])
  /// Where the last sitting ended, if that comes later than the first screen.
  case resumed(Sitting, History, awaitsPlace: Bool)
  /// What was done with stories in earlier sittings.
  case remembered(Remembered)
  case storyLoaded(number: Int, Story, Analysis)
  /// The answer to `Effect.locate`: the stories that name somebody, in order of number, and the id
  /// that the name has now.
  case located(name: String, id: String, [NameInStory])
  /// The answer to `Effect.identify`: the story's analysis with its names as they are joined now.
  case identified(number: Int, Analysis)
  /// A correction to a name is kept, or taken back again.
  case corrected(Correction, isNew: Bool)
  /// The names that the reader has vouched for, by id.
  case confirmed(Set<String>)
  /// The answer to `Effect.match`: which of the shown stories match, in order of number.
  case matched(request: Int, stories: NumberSet)
  /// Hits of `Effect.search`, a batch at a time.
  case found(request: Int, hits: [TextHit], isComplete: Bool)
  /// The answer to `Effect.follow`, a part at a time.
  case followed(request: Int, Followed, isComplete: Bool)
  /// A passage as it is to be copied.
  case cited(String)
  /// The answer to `Effect.complete`: names, the most frequent first.
  case completed(request: Int, [String])
  /// The answer to `Effect.listSearches`.
  case searches([SavedSearchRow])
  /// The saved searches as folders of the list.
  case folders([SavedSearchRow])
  /// So many new stories have come from sources.
  case arrived(Int)
  /// So many kept stories still have the names that an earlier analyser found.
  case renewing(left: Int)
  /// The answer to `Effect.countFacets`.
  case counted(request: Int, Facets)
  /// Rows of `Effect.quotations`, a batch at a time.
  case quoted(request: Int, [QuotedWords], isComplete: Bool)
  /// Which stories are copies of one text: all groups there are, in each the longest story first.
  case copiesFound([[Int]])
  /// The answer to `Effect.compare`.
  case compared(request: Int, [Comparison])
  /// The watched names with their stories, whenever they have been counted.
  case watched([Watched])
  /// Stories of `Effect.watchHits`, those of a day at a time.
  case watchHits(request: Int, [WatchHit], isComplete: Bool)
  /// All themes that can be taken; one of a name that the state has already adds nothing.
  case themesRead([Theme])
  /// How fetching goes; nil when it is over.
  case fetching(Fetching?)
  /// The answer to `Effect.listSources`.
  case sources([SourceRow])
  /// Feeds that a fetched page names.
  case offered([FeedOffer])
  /// Stories whose sources have changed their texts.
  case rewritten([Int], isUnread: Bool)
  /// Something is done: "Saved to port.txt."
  case succeeded(String)
  /// Something went wrong: what, where, what now.
  case failed(String)

  package struct Progress: Hashable, Sendable {
    /// Stories read.
    package var stories: Int
    /// Stories there will be, if known.
    package var total: Int?
    /// Stories whose names have been found.
    package var analysed: Int
    package var isReading: Bool

    package init(stories: Int, total: Int?, analysed: Int, isReading: Bool) {
      self.stories = stories
      self.total = total
      self.analysed = analysed
      self.isReading = isReading
    }
  }

  /// What the list is now.
  package struct Listed: Sendable {
    package var request: Int
    /// Numbers of the shown stories, in order.
    package var shown: [Int32]
    /// Who they name, most stories first; nil unless asked for.
    package var names: [NameCount]?

    package init(request: Int, shown: [Int32], names: [NameCount]?) {
      self.request = request
      self.shown = shown
      self.names = names
    }
  }

  package struct NameInStory: Hashable, Sendable {
    package let story: Int
    package let mentions: Int

    package init(story: Int, mentions: Int) {
      self.story = story
      self.mentions = mentions
    }
  }
}

/// What a pause is for; a later pause for the same thing replaces the earlier.
package enum Wait: Hashable, Sendable {
  /// The selection has rested: let the reading pane follow.
  case follow
}
