// The way to the terminal, which never waits for one that has stopped reading.
import CSignals
import Glibc

/// Bytes on their way to the terminal, ncurses' and our own, in order.
///
/// ncurses waits for ever in `write` when nobody reads; so it is given a file in memory, and what
/// it wrote there goes on from here as the terminal takes it.
nonisolated struct Output: ~Copyable {
  /// The terminal; where it can be had a description of our own, so that not waiting is ours too.
  let terminal: Int32
  /// Where ncurses writes.
  let caught: Int32
  private let isOwn: Bool
  private var pending: [UInt8] = []
  private var letterSets = LetterSets()
  private var sent = 0

  init(to output: Int32, caught: Int32) {
    let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
    let own = open("/proc/self/fd/\(output)", flags)
    isOwn = own >= 0
    terminal = isOwn ? own : output
    self.caught = caught
  }

  deinit {
    close(caught)
    if isOwn { close(terminal) }
  }

  /// Whether the terminal has yet to take something.
  var isBehind: Bool { sent < pending.count }

  mutating func write(_ bytes: [UInt8]) {
    collect()
    pending += bytes
  }

  /// Takes over what ncurses has written since.
  mutating func collect() {
    let count = Int(lseek(caught, 0, SEEK_CUR))
    guard count > 0 else { return }
    let written = [UInt8](unsafeUninitializedCapacity: count) { bytes, got in
      got = max(0, bytes.baseAddress.map { pread(caught, $0, count, 0) } ?? 0)
    }
    pending += letterSets.needed(of: written[...])
    ftruncate(caught, 0)
    lseek(caught, 0, SEEK_SET)
  }

  /// Another program has had the terminal, or may have written on it.
  mutating func forget() { letterSets.forget() }

  /// Sends what the terminal takes now.
  mutating func send() {
    collect()
    while isBehind {
      let step = pending.withUnsafeBytes { bytes in
        // Where the terminal would be waited for, small steps keep the wait short.
        let count = isOwn ? bytes.count - sent : min(256, bytes.count - sent)
        return bytes.baseAddress.map { Glibc.write(terminal, $0 + sent, count) } ?? 0
      }
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return forgetIfGone(errno) }
      sent += step
      if !isOwn && !hasRoom(within: 0) { return }
    }
    (pending, sent) = ([], 0)
  }

  /// Sends the rest within a time; then what the terminal has not read yet gives way to `reset`.
  mutating func finish(within milliseconds: Int32, reset: [UInt8]) {
    let end = milliseconds / 20
    for _ in 0..<end {
      send()
      guard isBehind else { return }
      _ = hasRoom(within: 20)
    }
    (pending, sent) = ([0x18] + reset, 0)  // CAN ends a sequence that was cut
    tcflush(terminal, TCOFLUSH)
    send()
    (pending, sent) = ([], 0)
  }

  private func hasRoom(within milliseconds: Int32) -> Bool {
    var room = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
    return poll(&room, 1, milliseconds) == 1
  }

  /// A terminal that is gone takes nothing more.
  private mutating func forgetIfGone(_ error: Int32) {
    if error != EAGAIN { (pending, sent) = ([], 0) }
  }
}
