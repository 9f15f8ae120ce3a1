// Where finished work leaves events; wakes the loop.
import Curses
import ReaderUI
import Synchronization

/// Events from other threads, on their way to the main loop, in order.
final class Mailbox: Sendable {
  let bell = Bell()
  private let events = Mutex<[Event]>([])

  /// Leaves an event for the loop; may be called on any thread.
  func post(_ event: Event) {
    let isFirst = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if isFirst { bell.ring() }
  }

  /// Empties the box.
  func take() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
