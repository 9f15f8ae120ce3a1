// Cells to the wide characters that ncurses takes: the last gate before the terminal.
import CNcurses
import Glibc
import ReaderUI

/// The cells' characters; none is a control, and each takes as many columns as its cells.
///
/// `Frame` has seen to that already, by tables of its own; where those of the C library differ,
/// by which ncurses counts, a row would shift.
func wideText(of cells: ArraySlice<Cell>) -> [wchar_t] {
  var text: [wchar_t] = []
  text.reserveCapacity(cells.count + 8)
  for index in cells.indices where !cells[index].isCovered {
    let isWide = index + 1 < cells.endIndex && cells[index + 1].isCovered
    append(cells[index].character, columns: isWide ? 2 : 1, to: &text)
  }
  return text
}

private func append(_ character: Character, columns: Int32, to text: inout [wchar_t]) {
  var scalars = character.unicodeScalars.makeIterator()
  guard let base = scalars.next() else { return }
  if 0x20 <= base.value && base.value < 0x7f {
    text.append(wchar_t(base.value))
  } else if wcwidth(wchar_t(base.value)) == columns && canWrite(base) {
    text.append(wchar_t(base.value))
  } else {
    let unknown: Unicode.Scalar = canWrite("\u{fffd}") ? "\u{fffd}" : "?"
    text += [wchar_t(unknown.value)] + (columns == 2 ? [0x20] : [])
    return
  }
  while let mark = scalars.next() {
    if wcwidth(wchar_t(mark.value)) == 0 && canWrite(mark) { text.append(wchar_t(mark.value)) }
  }
}
