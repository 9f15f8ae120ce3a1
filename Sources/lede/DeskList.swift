// The story list: answered, and answered again as stories and names come.
import FoundationEssentials
import ReaderUI
import StoryQuery
import Synchronization

extension NewsDesk {
  func list(_ request: Effect.ListRequest) {
    asked.withLock { $0 = request }
    answerList()
  }

  /// Answers the last request for the list again, as stories or their names have come.
  func refreshList() { answerList() }

  func answerList() {
    lists.run { [self] isReplaced in
      guard let request = asked.withLock({ $0 }) else { return }
      // What was read or unstarred stays until the filter changes.
      let kept = shown.withLock { $0?.request.filter == request.filter ? $0?.numbers : nil }
      let now = Date()
      var numbers = shelf.list(request.filter, request.sort, keeping: kept ?? [], today: now)
      let counts = request.wantsNames ? shelf.names(of: numbers) : nil
      guard !isReplaced() else { return }
      shown.withLock { $0 = Shown(request: request, numbers: numbers, at: .now) }
      names.withLock { $0 }?.wake(shown: numbers)
      let listed = Event.Listed(request: request.request, shown: numbers, names: counts)
      post(.listed(listed))
      // The archive's other stories come behind those that are here.
      let beyond = beyond(request.filter)
      guard !beyond.isEmpty, !isReplaced() else { return }
      numbers += beyond.map { -Int32(clamping: $0) }
      post(.listed(Event.Listed(request: request.request, shown: numbers, names: counts)))
    }
  }

  /// A story's names are known: that may change the list, if it is narrowed by them or shows them.
  func noteAnalysed() {
    let count = shelf.analysed
    let isLast = count == shelf.count && !report.isReading
    watch.refresh()
    report.change(isPressing: isLast) { $0.analysed = count }
    let isDue = shown.withLock { shown in
      guard let last = shown else { return false }
      let isTouched =
        last.request.wantsNames || !last.request.filter.words.isEmpty
        || !last.request.filter.included.isEmpty || !last.request.filter.excluded.isEmpty
      guard isTouched, isLast || .now - last.at >= Self.pauseOfNames else { return false }
      shown?.at = .now
      return true
    }
    if isDue { refreshList() }
  }
}
