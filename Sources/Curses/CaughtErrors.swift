// What libraries print on standard error while the screen is up.
import CSignals
import Glibc

/// Catches standard error in memory, so that no library writes on the screen, and shows it after.
nonisolated struct CaughtErrors: ~Copyable {
  /// What was caught; -1 while standard error is no terminal and so not in the way.
  let log: Int32
  /// Where standard error really goes.
  let kept: Int32

  init() {
    let isInTheWay = isatty(STDERR_FILENO) == 1
    log = isInTheWay ? lede_memory_file("lede-errors") : -1
    kept = log < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
  }

  deinit {
    stop()
    if log >= 0 { close(log) }
    if kept >= 0 { close(kept) }
  }

  func start() { if kept >= 0 { dup2(log, STDERR_FILENO) } }

  func stop() {
    guard kept >= 0 else { return }
    dup2(kept, STDERR_FILENO)
    lede_log_replay(log, kept)
  }
}
