// What the desk remembers from one run to the next: sittings, marks, notes, kept names.
import Dispatch
import FoundationEssentials
package import ReaderUI
import StoryArchive
import StoryParsing
import StoryQuery
import Synchronization

extension NewsDesk {
  /// Where the last sitting ended, if it is known within so few milliseconds that nobody notices;
  /// else it comes as an event.
  package func takeUp(_ state: inout AppState, keepingSort: Bool, within milliseconds: Int) {
    let start = recall.start(within: .milliseconds(milliseconds)) { [post] start in
      post(
        .resumed(
          SittingForm.sitting(start.values), start.history,
          awaitsPlace: start.values["place"] != nil))
    }
    guard let start else { return }
    var sitting = SittingForm.sitting(start.values)
    if keepingSort { sitting.sort = nil }
    state.history = start.history
    state.resume(sitting, awaitsPlace: start.values["place"] != nil)
  }

  /// Has everything written that is to be remembered.
  package func finish() {
    renewal.withLock { $0?.stop() }
    recall.finish(known: known)
  }

  /// Has the names of kept stories found anew, where an earlier lede found them.
  func renewNames() {
    recall.whenOpen { [self] archive in
      let renewal = Renewal(archive) { [post] in post(.renewing(left: $0)) }
      self.renewal.withLock { $0 = renewal }
      renewal.start()
    }
  }

  var known: Recall.Known {
    { [shelf] number in
      if number < 0 { return .kept(Int64(-number)) }
      return shelf.story(number).map { .content(Fingerprint(of: $0.text)) }
    }
  }

  /// Looks up what is remembered of the stories that have come.
  func lookUp() {
    let count = shelf.count
    let numbers = recalled.withLock { recalled in
      defer { recalled = max(recalled, count) }
      return min(recalled, count)..<count
    }
    guard !numbers.isEmpty else { return }
    recall.look(up: numbers, known: known) { [weak self] in self?.take($0) }
  }

  /// Another lede has marked something.
  func lookAgain() {
    recall.look(up: 0..<shelf.count, known: known) { [weak self] in self?.take($0) }
  }

  func take(_ remembered: Remembered) {
    shelf.mark(remembered.read, .read, true)
    shelf.mark(remembered.starred, .starred, true)
    shelf.mark(remembered.unread, .read, false)
    shelf.mark(remembered.unstarred, .starred, false)
    for story in Set(remembered.notes.keys).union(remembered.tags.keys) {
      shelf.note(
        story, tags: remembered.tags[story] ?? [], isNoted: remembered.notes[story] != nil)
    }
    post(.remembered(remembered))
    let isTouched = asked.withLock { request in
      guard let request else { return false }
      return request.filter.onlyUnread || request.filter.onlyStarred
        || request.sort.contains { $0.field == .unread || $0.field == .starred }
    }
    guard isTouched else { return }
    // Nothing was read in this sitting that would have to stay in sight.
    shown.withLock { $0 = nil }
    refreshList()
  }
}

extension Recall.Start {
  var history: History {
    var history = History()
    for line in typed {
      let kept = History.Line(text: line.line, isRegularExpression: line.isExpression)
      history.add(kept, for: line.purpose)
    }
    return history
  }
}
