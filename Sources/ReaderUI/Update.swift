// The one place where state changes.

/// Changes the state for an event; gives what the outside is asked to do.
package func update(_ state: inout AppState, with event: Event) -> [Effect] {
  switch event {
  case .resized(let rows, let columns): (state.rows, state.columns) = (rows, columns)
  case .key(.character("q")): return [.quit]
  default: break
  }
  return []
}
