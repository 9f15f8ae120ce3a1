// What wakes the main loop.
import CSignals

/// What any thread, and a signal too, may ring to wake whoever polls its descriptor.
nonisolated package struct Bell: Sendable {
  package let descriptor: Int32

  package init() { descriptor = lede_bell_make() }

  package func ring() { lede_bell_ring(descriptor) }
  package func silence() { lede_bell_silence(descriptor) }
}

/// The signals of a terminal's life.
nonisolated package struct Signals: OptionSet, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let resized = Signals(rawValue: UInt32(LEDE_RESIZED))
  package static let terminated = Signals(rawValue: UInt32(LEDE_TERMINATED))
  package static let hungUp = Signals(rawValue: UInt32(LEDE_HUNG_UP))
  package static let stopped = Signals(rawValue: UInt32(LEDE_STOPPED))
  package static let continued = Signals(rawValue: UInt32(LEDE_CONTINUED))
  package static let interrupted = Signals(rawValue: UInt32(LEDE_INTERRUPTED))

  /// From now on they ring a bell instead of ending the process, and a crash mends the terminal.
  package static func watch(ringing bell: Bell) { lede_signals_watch(bell.descriptor) }

  /// Those that have come since the last call.
  package static func take() -> Signals { Signals(rawValue: lede_signals_take()) }

  /// Stops the process as ^Z would; returns when it is continued.
  package static func stop() { lede_stop() }

  /// Does work during which the keys of another program make signals: those are not for lede, but
  /// ^Z stops both.
  package static func lend<Result>(during work: () -> Result) -> Result {
    lede_signals_lend(true)
    defer { lede_signals_lend(false) }
    return work()
  }

  /// Opens /dev/null for standard streams that are closed, before a file takes their numbers; a
  /// reader that goes away, or a full quota, becomes an error of the write.
  package static func prepareStreams() {
    lede_streams_hold()
    lede_signals_ignore()
  }
}

/// Has all threads of the reader take memory from one heap: with one each, which glibc grows page by
/// page, every thread stood still while another read stories.
nonisolated package func shareHeap() { lede_heap_share() }
