// A key as the reader pressed it.

/// A key press, already decoded from the terminal's bytes.
package enum Key: Hashable, Sendable {
  /// A printable character; Space is `.character(" ")`.
  case character(Character)
  /// Ctrl with a lower-case letter or one of `@ [ \ ] ^ _`; Enter, Tab and Escape are their own.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
}

/// What a pointer did at a cell; rows and columns count from 0.
package struct Mouse: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case press, doublePress, release, drag, rightPress, wheelUp, wheelDown
  }

  package let action: Action
  package let row: Int
  package let column: Int

  package init(_ action: Action, row: Int, column: Int) {
    self.action = action
    self.row = row
    self.column = column
  }
}
