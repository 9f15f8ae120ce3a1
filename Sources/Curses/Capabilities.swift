// What terminfo says of the terminal, and the few sequences that are written beside ncurses.
import CNcurses
import Glibc

/// Why there can be no screen, in one sentence.
package enum TerminalError: Error, Hashable, Sendable {
  case notATerminal
  case typeUnset
  case typeUnknown(String)
  case cannotMoveCursor(String)
  case refused

  package var sentence: String {
    switch self {
    case .notATerminal: "standard output is not a terminal"
    case .typeUnset: "TERM is not set, so the kind of terminal is not known"
    case .typeUnknown(let name): "nothing is known here of a terminal “\(name)” (TERM)"
    case .cannotMoveCursor(let name): "a terminal “\(name)” (TERM) cannot move its cursor"
    case .refused: "the terminal could not be set up"
    }
  }
}

/// Bytes that lede itself sends to a terminal, apart from what ncurses draws.
struct Capabilities {
  /// Keypad keys send what terminfo says.
  let keypadOn: [UInt8]
  /// Whether it obeys the private modes that came with xterm.
  let obeysXtermModes: Bool
  /// Everything back as a crash must leave it.
  let reset: [UInt8]
  /// Takes the last row away for the shell, where no other screen comes back; else empty.
  let clearLastRow: [UInt8]

  static let pasteOn = Array("\u{1b}[?2004h".utf8)
  static let pasteOff = Array("\u{1b}[?2004l".utf8)
  static let mouseOn = Array("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h".utf8)
  static let mouseOff = Array("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l".utf8)

  /// Asks terminfo about the terminal open at a descriptor; it is not touched.
  init(terminal: Int32) throws(TerminalError) {
    guard isatty(terminal) == 1 else { throw .notATerminal }
    guard let type = getenv("TERM"), type.pointee != 0 else { throw .typeUnset }
    let name = Capabilities.shown(String(cString: type))
    var status: Int32 = 0
    // A printer (status 1) is known too, yet refused.
    guard setupterm(nil, terminal, &status) == OK || status == 1 else { throw .typeUnknown(name) }
    guard !Capabilities.spell("cup").isEmpty else { throw .cannotMoveCursor(name) }
    keypadOn = Capabilities.spell("smkx")
    obeysXtermModes = Capabilities.spell("cup").starts(with: [0x1b, 0x5b])
    let modes = obeysXtermModes ? Capabilities.pasteOff + Capabilities.mouseOff : []
    let rest = ["rmkx", "sgr0", "rmcup", "cnorm"].flatMap(Capabilities.spell) + Array("\r\n".utf8)
    clearLastRow =
      Capabilities.spell("rmcup").isEmpty ? Array("\r".utf8) + Capabilities.spell("el") : []
    reset = modes + rest
  }

  /// A string capability as it goes over the wire, its padding done; empty where there is none.
  ///
  /// Parameters stay unfilled: fit only for capabilities without, and to see whether there is one.
  static func spell(_ name: String) -> [UInt8] {
    guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return [] }
    spelled = []
    tputs(text, 1) { byte in
      spelled.append(UInt8(truncatingIfNeeded: byte))
      return byte
    }
    return spelled
  }

  /// The value of TERM as it may be printed.
  private static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(40).map {
          $0.isASCII && $0.value > 31 && $0.value < 127 ? $0 : "?"
        }))
  }
}

/// What `tputs` has given out so far; only ever touched by `spell`, on the main thread.
nonisolated(unsafe) private var spelled: [UInt8] = []
