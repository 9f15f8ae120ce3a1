import ReaderUI
import StoryQuery
import Testing

@Suite struct ListTests {
  @Test func atTheStartAllThreePanesAreUp() {
    let session = Session(stories: fiveStories, rows: 24, columns: 80)
    #expect(session.screen.contains("• France and Germany sign accord in Geneva"))
    #expect(session.screen.contains("GENEVA (Wire) — France and Germany signed"))
    #expect(session.screen.contains("Names in this story"))
    #expect(session.screen.contains("1/5 · 5 unread"))
  }

  @Test func jAndKMoveTheSelectionAndTheTextFollowsAfterAPause() {
    var session = Session(stories: fiveStories)
    session.press("j")
    #expect(session.state.list.selectedRow == 1)
    #expect(session.effects == [.wait(.follow, milliseconds: 150)])
    #expect(!session.screen.contains("Kofi Annan said"))
    session.pause()
    #expect(session.screen.contains("Kofi Annan said"))
    session.press("k")
    #expect(session.state.list.selectedRow == 0)
  }

  @Test func theColumnsBesideHeadlinesAreTheReadersOwn() {
    let row = { (columns: [ListColumn], width: Int) -> String in
      var preferences = Preferences()
      preferences.columns = columns
      var session = Session(
        dated: [("Harbour reopens\nIn Lisbon.", "2019-03-04")], rows: 24, columns: width,
        preferences: preferences)
      session.state.list.tags[0] = ["ports", "war"]
      return session.screen.split(separator: "\n")[1].split(separator: "│")[0].split(
        separator: " ", omittingEmptySubsequences: true
      ).joined(separator: " ")
    }
    #expect(row([.source, .date], 80) == "• Harbour reopens Wire 0 Mar 2019")
    #expect(row([.date, .tags], 80) == "• Harbour reopens Mar 2019 #ports #war")
    #expect(row([], 80) == "• Harbour reopens")
    // One column of words and no more has room in eighty.
    #expect(row([.tags, .source], 80) == "• Harbour reopens Wire 0")
  }

  @Test func aStepBeyondTheEndsGoesRoundIfThatIsPreferred() {
    for wrapsRound in [false, true] {
      var preferences = Preferences()
      preferences.wrapsRound = wrapsRound
      var session = Session(stories: fiveStories, preferences: preferences)
      session.press("k")
      #expect(session.state.list.selectedRow == (wrapsRound ? 4 : 0))
      session.press("G", "j")
      #expect(session.state.list.selectedRow == (wrapsRound ? 0 : 4))
      session.press("G", "9", "j")
      #expect(session.state.list.selectedRow == 4)
    }
  }

  @Test func theFirstTextWaitsUntilTheListFillsItsPane() {
    var state = AppState(rows: 24, columns: 80, themes: [.mono], theme: .mono)
    _ = begin(&state)
    func listed(_ count: Int32) -> Event {
      .listed(
        Event.Listed(request: state.list.request, shown: (0..<count).map { $0 }, names: nil))
    }
    let first = update(&state, with: listed(1))
    #expect(first.contains(.wait(.follow, milliseconds: 20)))
    #expect(!first.contains(.load(story: 0)))
    #expect(update(&state, with: listed(90)).contains(.load(story: 0)))
  }

  @Test func aFirstStoryThatComesAloneIsOpenedAfterAMoment() {
    var state = AppState(rows: 24, columns: 80, themes: [.mono], theme: .mono)
    _ = begin(&state)
    _ = update(
      &state,
      with: .listed(Event.Listed(request: state.list.request, shown: [0], names: nil)))
    #expect(update(&state, with: .waited(.follow)).contains(.load(story: 0)))
  }

  @Test func aStoryIsNotReadBecauseTheSelectionRestedOnIt() {
    var session = Session(stories: fiveStories)
    session.press("j")
    session.pause()
    #expect(session.state.list.read.isEmpty)
    session.press(.enter)
    #expect(session.state.list.read == [1])
    #expect(session.effects == [.mark([1], .read, true)])
  }

  @Test func aSlowLineGetsNothingThatWasNotAskedFor() {
    var preferences = Preferences()
    preferences.isSlow = true
    var session = Session(stories: fiveStories, preferences: preferences)
    session.press("j")
    #expect(session.effects.isEmpty)
  }

  @Test func countsGoBeforeCommands() {
    var session = Session(stories: fiveStories)
    session.press("3", "j")
    #expect(session.state.list.selectedRow == 3)
    session.press("2", "G")
    #expect(session.state.list.selectedRow == 1)
    session.press("5", "0", "%")
    #expect(session.state.list.selectedRow == 2)
    session.press("G")
    #expect(session.state.list.selectedRow == 4)
    session.press("g")
    #expect(session.state.list.selectedRow == 0)
  }

  @Test func narrowingShowsWhatMatchesAtEveryKeyAndEscapeShowsAllAgain() {
    var session = Session(stories: fiveStories)
    session.press("&")
    session.type("merkel")
    #expect(session.state.list.shown == [0, 3])
    #expect(session.screen.contains("2 stories"))
    session.press(.escape)
    #expect(session.state.list.shown.count == 5)
    session.press("&")
    session.type("calm")
    session.press(.enter)
    #expect(session.state.list.shown == [1])
    #expect(session.screen.contains("Stories with “calm”"))
    session.press("0")
    #expect(session.state.list.shown.count == 5)
  }

  @Test func theSelectionStaysOnItsStoryWhenTheListIsNarrowed() {
    var session = Session(stories: fiveStories)
    session.press("3", "j", "&")
    session.type("merkel")
    #expect(session.state.list.selected == 3)
  }

  @Test func storiesThatArriveDoNotMoveTheSelection() {
    var session = Session(stories: fiveStories)
    session.press("j", "j")
    let request = session.state.list.request
    session.take(.listed(Event.Listed(request: request, shown: [4, 3, 0, 1, 2], names: nil)))
    #expect(session.state.list.selected == 2)
    #expect(session.state.list.selectedRow == 4)
  }

  @Test func theListJumpsHalfAPageAtItsEdge() {
    let stories = (1...50).map { "Story number \($0)\nText." }
    var session = Session(stories: stories, rows: 24, columns: 80)
    var tops: [Int] = []
    for _ in 1...12 {
      session.press("j")
      tops.append(session.state.list.topRow)
    }
    #expect(Set(tops).count <= 5)
    #expect(session.screen.contains("Story number 13"))
  }

  @Test func orderIsChosenFromAMenuKeyAfterKey() {
    var session = Session(stories: fiveStories)
    session.press("O")
    #expect(session.screen.contains("headline"))
    session.press("j", "j", .enter)
    #expect(session.state.list.sort.first == SortKey(.headline))
    session.press(.enter)
    #expect(session.state.list.sort.first == SortKey(.headline, descending: true))
    session.press("q")
    session.press(":")
    session.type("sort -date source")
    session.press(.enter)
    #expect(session.state.list.sort == [SortKey(.date, descending: true), SortKey(.source)])
  }

  @Test func aKeyThatActsOnTheTextWaitsForTheSelectedStory() {
    var session = Session(stories: fiveStories)
    session.press("j", "e")
    #expect(session.state.text.number == 1)
    #expect(session.state.list.read == [1])
    var other = Session(stories: fiveStories, rows: 40, columns: 120)
    other.press("j", "j", .tab)
    #expect(other.state.text.number == 2)
    #expect(other.state.list.read.isEmpty)
  }

  @Test func aKeyThatActsOnTheTextActsAfterNarrowingWasGivenUp() {
    var session = Session(stories: fiveStories)
    session.press("&")
    session.type("calm")
    session.press(.escape, "o")
    #expect(session.screen.contains("This story has no page"))
  }

  @Test func narrowingSelectsTheFirstWhereItsOwnStoryIsGone() {
    var session = Session(stories: fiveStories)
    session.press("j", "j", "&")
    session.type("merkel")
    #expect(session.state.list.selected == 0)
  }

  @Test func theListsMatchesAreCounted() {
    var session = Session(stories: fiveStories)
    session.press("/")
    session.type("merkel")
    #expect(session.screen.contains("1/2 stories"))
    session.press(.enter, "n")
    #expect(session.screen.contains("“merkel” 2/2"))
    session.press("n")
    #expect(session.screen.contains("“merkel” 1/2"))
  }
}
