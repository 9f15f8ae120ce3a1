// The three panes.

/// A part of the screen that can have the focus.
package enum Pane: String, Hashable, Sendable, CaseIterable {
  case list, text, names
}
