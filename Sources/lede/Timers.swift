// What is to happen after a while.
import ReaderUI

/// The pauses that the main loop is waiting for.
struct Timers {
  enum Timer: Hashable {
    /// The end of a key that may have more to it.
    case pause
    case wait(Wait)
    /// Keys have waited long enough for the first stories.
    case start
  }

  private var due: [Timer: ContinuousClock.Instant] = [:]

  /// Sets a timer anew, or stops it if nil.
  mutating func set(_ timer: Timer, after milliseconds: Int?) {
    due[timer] = milliseconds.map { .now + .milliseconds($0) }
  }

  /// How long the loop may sleep, as `poll` wants it: -1 for ever.
  func milliseconds() -> Int32 {
    guard let first = due.values.min() else { return -1 }
    let left = max(.zero, first - .now)
    // Rounded up, or the loop would turn idly for the rest of a millisecond.
    return Int32(min(60_000, left / .milliseconds(1) + 1))
  }

  /// Takes out the timers that have run out.
  mutating func takeDue(hasInput: Bool) -> [Timer] {
    let now = ContinuousClock.now
    // More of a key may just have come in.
    let over = due.filter { $0.value <= now && !(hasInput && $0.key == .pause) }
    for timer in over.keys { due[timer] = nil }
    return over.sorted { $0.value < $1.value }.map(\.key)
  }
}

/// Tells a double press from two: the decoder knows no time.
struct Clicks {
  private var last: (mouse: Mouse, time: ContinuousClock.Instant)?

  mutating func resolve(_ event: Event, at now: ContinuousClock.Instant) -> Event {
    guard case .mouse(let mouse) = event, mouse.action == .press else { return event }
    if let last, last.mouse == mouse, now - last.time < .milliseconds(400) {
      self.last = nil
      return .mouse(Mouse(.doublePress, row: mouse.row, column: mouse.column))
    }
    last = (mouse, now)
    return event
  }
}
