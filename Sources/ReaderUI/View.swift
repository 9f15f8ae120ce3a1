// State to frame.

package func view(_ state: AppState) -> Frame { Frame(rows: state.rows, columns: state.columns) }
