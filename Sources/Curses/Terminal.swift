// Take and give back the terminal; draw; read.
import CNcurses
import CSignals
import Glibc
package import ReaderUI

/// What a terminal can show.
nonisolated package struct Screen: Sendable {
  package let rows, columns: Int
  package let depth: ColorDepth
  /// What its locale can write.
  package let repertoire: Repertoire
}

/// The terminal while lede has it. Whoever lets go of it gives it back as it was found.
package struct Terminal: ~Copyable {
  private var output: Output
  private let capabilities: Capabilities
  private let found: termios
  private let wrapping: Clipboard.Wrapping
  private var palette: Palette
  private var errors: CaughtErrors
  /// The rows as they stand on the screen; nil where that is not known.
  private var shown: Frame?
  private var hasMouse = false
  private var isTaken = false
  private var isCursorShown: Bool?

  private let repertoire: Repertoire

  /// Takes the terminal open at a descriptor.
  package init(output descriptor: Int32 = STDOUT_FILENO) throws(TerminalError) {
    repertoire = settleLocale()
    let capabilities = try Capabilities(terminal: descriptor)
    let caught = lede_memory_file("lede-screen")
    found = try startCurses(on: descriptor, into: caught)
    self.capabilities = capabilities
    output = Output(to: descriptor, caught: caught)
    errors = CaughtErrors()
    wrapping = Clipboard.wrapping(in: environment)
    palette = Palette()
    take()
  }

  /// For ways out that have not called `giveBack`.
  deinit { lede_terminal_put_back() }

  /// What can be shown on it.
  package var screen: Screen {
    let (rows, columns) = size
    return Screen(rows: rows, columns: columns, depth: palette.depth, repertoire: repertoire)
  }
  /// Where to wait until the terminal takes more.
  package var outputDescriptor: Int32 { output.terminal }
  /// Whether the terminal has not yet taken all that was sent.
  package var isBehind: Bool { output.isBehind }

  /// Sends what the terminal takes now, without waiting for it.
  package mutating func send() { output.send() }

  /// The terminal's size now; at least one cell.
  package var size: (rows: Int, columns: Int) {
    var size = winsize()
    let isKnown = ioctl(output.terminal, UInt(TIOCGWINSZ), &size) == 0
    guard isKnown, size.ws_row > 0, size.ws_col > 0 else {
      return (max(1, Int(tigetnum("lines"))), max(1, Int(tigetnum("cols"))))
    }
    return (min(1000, Int(size.ws_row)), min(2000, Int(size.ws_col)))
  }

  /// Shows a frame: only the rows that changed are looked at again, and sent where they differ.
  package mutating func draw(_ frame: Frame) {
    let frame = frame.inRepertoire(repertoire)
    adopt(rows: frame.rows, columns: frame.columns)
    palette.startFrame()
    if !drawRows(of: frame) {
      shown = nil
      _ = drawRows(of: frame)
    }
    placeCursor(of: frame)
    wnoutrefresh(lede_stdscr())
    doupdate()
    shown = frame
    send()
  }

  /// Sends the whole screen with the next frame, whatever is thought to stand there.
  package mutating func forget() {
    shown = nil
    output.forget()
    clearok(lede_curscr(), true)
  }

  /// Asks the terminal for what the mouse does, or no longer.
  package mutating func setMouse(_ isOn: Bool) {
    guard capabilities.obeysXtermModes, isOn != hasMouse else { return }
    hasMouse = isOn
    if isTaken { output.write(isOn ? Capabilities.mouseOn : Capabilities.mouseOff) }
    send()
  }

  /// Hands text to the clipboard behind the terminal; false if it is too long for that.
  package mutating func copy(_ text: String) -> Bool {
    guard capabilities.obeysXtermModes,
      let sequence = Clipboard.sequence(copying: text, wrapping: wrapping)
    else { return false }
    output.write(sequence)
    send()
    return true
  }

  /// Takes the terminal again after `giveBack`.
  package mutating func take() {
    guard !isTaken else { return }
    isTaken = true
    setRaw(output.terminal, found)
    errors.start()
    var found = found
    capabilities.reset.withUnsafeBytes { reset in
      lede_terminal_taken(
        output.terminal, &found, reset.baseAddress, reset.count, errors.log, errors.kept)
    }
    output.write(capabilities.keypadOn)
    if capabilities.obeysXtermModes { output.write(Capabilities.pasteOn) }
    if hasMouse { output.write(Capabilities.mouseOn) }
    forget()
  }

  /// Makes sure of it after the process was stopped from outside, the terminal still taken.
  package mutating func takeAgain() {
    guard isTaken else { return }
    isTaken = false
    endwin()
    take()
  }

  /// Leaves the terminal as it was found, even if it no longer reads.
  package mutating func giveBack() {
    guard isTaken else { return }
    isTaken = false
    if hasMouse { output.write(Capabilities.mouseOff) }
    if capabilities.obeysXtermModes { output.write(Capabilities.pasteOff) }
    endwin()  // keypad off too, the cursor in the last row
    output.write(capabilities.clearLastRow)
    output.finish(within: 400, reset: capabilities.reset)
    var found = found
    tcsetattr(output.terminal, TCSANOW, &found)
    lede_terminal_given_back()
    isCursorShown = nil
    errors.stop()
  }

  /// Makes ncurses' screen as large as a frame.
  private mutating func adopt(rows: Int, columns: Int) {
    let isSame = getmaxy(lede_stdscr()) == rows && getmaxx(lede_stdscr()) == columns
    guard !isSame, rows > 0, columns > 0 else { return }
    resizeterm(Int32(rows), Int32(columns))
    forget()
  }

  /// Draws what differs from the frame shown; false when colours ran out on the way.
  private mutating func drawRows(of frame: Frame) -> Bool {
    let isComparable = shown?.rows == frame.rows && shown?.columns == frame.columns
    for row in 0..<frame.rows {
      if isComparable, let shown, frame.hasSameRow(row, as: shown) { continue }
      guard drawRow(frame.row(row), row: row) else { return false }
    }
    return true
  }

  /// Draws a row in stretches of one style.
  private mutating func drawRow(_ cells: ArraySlice<Cell>, row: Int) -> Bool {
    wmove(lede_stdscr(), Int32(row), 0)
    var start = cells.startIndex
    while start < cells.endIndex {
      let style = cells[start].style
      let end = cells[start...].firstIndex { $0.style != style } ?? cells.endIndex
      guard let look = look(of: style) else { return false }
      lede_set_style(lede_stdscr(), look.attributes, look.pair)
      let text = wideText(of: cells[start..<end])
      waddnwstr(lede_stdscr(), text, Int32(text.count))
      start = end
    }
    return true
  }

  private mutating func look(of style: Style) -> Palette.Look? {
    if let look = palette.look(of: style) { return look }
    return palette.startOver() ? nil : palette.plainLook(of: style)
  }

  private mutating func placeCursor(of frame: Frame) {
    let cursor = frame.cursor ?? Frame.Position(row: frame.rows - 1, column: frame.columns - 1)
    let isInside = 0..<frame.rows ~= cursor.row && 0..<frame.columns ~= cursor.column
    if isInside { wmove(lede_stdscr(), Int32(cursor.row), Int32(cursor.column)) }
    leaveok(lede_stdscr(), frame.cursor == nil || !isInside)
    guard isCursorShown != frame.isCursorShown else { return }
    isCursorShown = frame.isCursorShown
    curs_set(frame.isCursorShown ? 1 : 0)
  }
}

/// Sets up ncurses on a terminal, all that it writes going into another descriptor; gives the modes
/// in which the terminal was found, and leaves it without those.
private func startCurses(on descriptor: Int32, into caught: Int32) throws(TerminalError) -> termios
{
  var found = termios()
  guard caught >= 0, tcgetattr(descriptor, &found) == 0 else { throw .refused }
  // ncurses looks at the modes to learn what a line feed does.
  setRaw(descriptor, found)
  let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
  // It must see the terminal here, for its speed too; it writes nothing yet.
  guard own >= 0, lede_newterm(own) != nil, dup2(caught, own) == own else {
    tcsetattr(descriptor, TCSANOW, &found)
    throw .refused
  }
  _ = fcntl(own, F_SETFD, FD_CLOEXEC)
  typeahead(-1)
  return found
}

/// Keys one by one, all of them ours, none echoed; bytes go out as they are.
private func setRaw(_ descriptor: Int32, _ found: termios) {
  var raw = found
  raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | IXOFF)
  raw.c_oflag &= ~tcflag_t(OPOST)
  raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN | ISIG)
  withUnsafeMutableBytes(of: &raw.c_cc) { characters in
    characters[Int(VMIN)] = 1
    characters[Int(VTIME)] = 0
  }
  tcsetattr(descriptor, TCSANOW, &raw)
}
