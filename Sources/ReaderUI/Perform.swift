// Each command to what it does.
import StoryQuery

extension AppState {
  /// Does a command; `count` holds the digits typed before it.
  mutating func perform(_ command: Command) -> [Effect] {
    let times = max(1, count ?? 1)
    if command.actsOnStory, !appliesToSelection, view != nil, pointedStory == nil {
      notice = Notice("This row is of no story")
      return []
    }
    switch command {
    case .nextRow: return move(by: times)
    case .previousRow: return move(by: -times)
    case .halfPageDown: return move(by: max(1, page / 2) * times)
    case .halfPageUp: return move(by: -max(1, page / 2) * times)
    case .pageDown: return move(by: page * times)
    case .pageUp: return move(by: -page * times)
    case .readOn: return readOn()
    case .first: return go(toRow: (count ?? 1) - 1)
    case .last: return go(toRow: count.map { $0 - 1 })
    case .percent: return count.map { go(toPercent: $0) } ?? askForPercent()
    case .nextParagraph: return moveParagraphs(by: times)
    case .previousParagraph: return moveParagraphs(by: -times)
    case .open: return openSelected()
    case .back: return goBack()
    case .nextStory: return openStory(by: times)
    case .previousStory: return openStory(by: -times)
    case .nextUnread: return openUnread(by: 1)
    case .previousUnread: return openUnread(by: -1)

    case .nextName: return walkNames(by: times)
    case .previousName: return walkNames(by: -times)
    case .nextMention: return walkMentions(by: times)
    case .previousMention: return walkMentions(by: -times)
    case .nextStoryWith: return openStoryWith(by: times)
    case .previousStoryWith: return openStoryWith(by: -times)
    case .concordance: return showConcordance()
    case .company: return showCompany()
    case .timeline: return showTimeline()
    case .card: return showCard()
    case .quotes: return showQuotes()
    case .watch: return toggleWatch()
    case .watchList: return showWatched()
    case .narrowToName: return narrowToCurrentName(excluding: false)
    case .excludeName: return narrowToCurrentName(excluding: true)
    case .clearFilter: return clearFilter()
    case .join: return joinName()
    case .split: return splitName()
    case .kind: return prompt(.command, text: "kind ")
    case .dismiss: return dismissName()
    case .confirm: return confirmName()

    case .search: return prompt(.search(backward: false))
    case .searchBackward: return prompt(.search(backward: true))
    case .nextMatch: return repeatSearch(by: times)
    case .previousMatch: return repeatSearch(by: -times)
    case .searchAll: return prompt(.searchAll)
    case .narrow: return prompt(.narrow)
    case .unreadOnly: return toggleFilter(\.onlyUnread)
    case .starredOnly: return toggleFilter(\.onlyStarred)

    case .jumpBack: return jump(back: true)
    case .jumpForward: return jump(back: false)
    case .setMark: return wait(for: .settingMark)
    case .goToMark: return wait(for: .goingToMark)

    case .toggleRead: return toggle(.read)
    case .toggleStar: return toggle(.starred)
    case .markAllRead: return markAllRead()
    case .select: return selectStory()
    case .clearSelection: return clearSelection()
    case .selectAll: return selectAll()
    case .applyToSelection: return beginApplying()
    case .undo: return takeBack()
    case .sort: return showSort()
    case .note: return askForNote()
    case .tag: return prompt(.command, text: "tag ")
    case .keepStory: return targets.isEmpty ? [] : [.keepStories(targets)]
    case .saveSearch: return askForSearchName()
    case .searches: return [.listSearches]
    case .facets: return askForFacets()
    case .copies: return turnCopies()
    case .versions: return showVersions()

    case .nextPane: return cyclePane(by: 1)
    case .previousPane: return cyclePane(by: -1)
    case .zoom: return toggleZoom()
    case .narrower:
      return view?.kind == .timeline ? changeStep(by: -1) : changeSplit(by: -2 * times)
    case .wider:
      return view?.kind == .timeline ? changeStep(by: 1) : changeSplit(by: 2 * times)
    case .togglePanel: return togglePanel()
    case .toggleScope: return toggleScope()
    case .cycleMarks: return cycleMarks()
    case .toggleMouse: return toggleMouse()

    case .copy: return copySentence(citing: false)
    case .cite: return copySentence(citing: true)
    case .save: return promptForSaving()
    case .pipe: return prompt(.pipe)
    case .send: return askForProgram()
    case .browse: return browseLink(number: count)
    case .links: return showLinks()
    case .edit: return text.number.map { [.edit(story: $0)] } ?? []

    case .refresh: return refreshOne()
    case .refreshAll: return [.refresh(.all(isPressing: false))]
    case .add: return askForSource()
    case .remove: return removeSelectedSource()
    case .full: return fetchFullText()
    case .sources: return showSources()

    case .help: return showHelp()
    case .command: return prompt(.command)
    case .errors: return showErrors()
    case .theme: return showThemes()
    case .redraw: return [.redraw]
    case .cancel: return cancel()
    case .stop: return stop()
    case .suspend: return [.suspend]
    case .close: return close()
    case .quit: return [.quit]
    }
  }
}
