// Keys to commands, for each pane; the reader's own bindings over the table's.

/// What each key does in each pane.
package struct KeyMap: Hashable, Sendable {
  private var everywhere: [Key: Command] = [:]
  private var inPane: [Pane: [Key: Command]] = [:]
  /// Lines that keys run as if they were typed after a colon.
  package private(set) var lines: [Key: String] = [:]

  /// The keys of the command table.
  package init() {
    for row in Command.table {
      for key in row.keys { everywhere[key] = row.command }
    }
  }

  /// Binds a key in a pane, or everywhere; a nil command takes its meaning away.
  package mutating func bind(_ key: Key, to command: Command?, in pane: Pane? = nil) {
    if let pane {
      inPane[pane, default: [:]][key] = command
    } else if let command {
      everywhere[key] = command
    } else {
      everywhere[key] = nil
    }
  }

  /// Has a key run a line, whatever it did before.
  package mutating func bind(_ key: Key, toLine line: String) { lines[key] = line }

  package func command(for key: Key, in pane: Pane) -> Command? {
    inPane[pane]?[key] ?? everywhere[key]
  }

  /// The keys that do this in a pane, the table's order first.
  package func keys(for command: Command, in pane: Pane? = nil) -> [Key] {
    let local = pane.flatMap { inPane[$0] } ?? [:]
    let own = local.filter { $0.value == command }.map(\.key)
    let shared = everywhere.filter { $0.value == command && local[$0.key] == nil }.map(\.key)
    let order = command.row.keys
    return (own + shared).sorted {
      (order.firstIndex(of: $0) ?? -1, $0.name) < (order.firstIndex(of: $1) ?? -1, $1.name)
    }
  }
}
