// What a terminal would show, by libvterm.
import CVTerm

/// A terminal without glass: bytes in, characters in cells out.
final class VirtualScreen {
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private(set) var rows: Int
  private(set) var columns: Int

  init(rows: Int, columns: Int, isUTF8: Bool = true) {
    (self.rows, self.columns) = (rows, columns)
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, isUTF8 ? 1 : 0)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  func show(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { bytes in
      _ = vterm_input_write(terminal, bytes.baseAddress, bytes.count)
    }
  }

  /// What the terminal answers to questions; it must be sent to the program.
  func answers() -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = vterm_output_read(terminal, &buffer, buffer.count)
    return buffer[..<count].map { UInt8(bitPattern: $0) }
  }

  func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    vterm_set_size(terminal, Int32(rows), Int32(columns))
  }

  /// All rows, blanks at their ends left out.
  var text: String { (0..<rows).map { text(ofRow: $0) }.joined(separator: "\n") }

  func text(ofRow row: Int) -> String {
    var text = ""
    for column in 0..<columns {
      let cell = cell(row: row, column: column)
      let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)) }
      // The second cell of a wide character.
      if scalars[0] == UInt32.max { continue }
      if scalars[0] == 0 { text += " " }
      text.unicodeScalars += scalars.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  func cell(row: Int, column: Int) -> VTermScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    return cell
  }
}
