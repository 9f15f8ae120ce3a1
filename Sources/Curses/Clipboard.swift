// Text for the clipboard of the reader's own machine, however far away that is.

/// OSC 52, and the envelopes in which tmux and screen let it through.
nonisolated package enum Clipboard {
  /// What stands between lede and the terminal.
  package enum Wrapping: Hashable, Sendable { case none, tmux, screen }

  /// Longer ones are dropped on the way, by xterm as by tmux.
  package static let limit = 74_994

  /// The sequence that copies a text; nil if it is too long for one.
  package static func sequence(copying text: String, wrapping: Wrapping) -> [UInt8]? {
    guard (text.utf8.count + 2) / 3 * 4 <= limit else { return nil }
    let plain = Array("\u{1b}]52;c;".utf8) + base64(text.utf8) + [0x07]
    switch wrapping {
    case .none: return plain
    // tmux obeys one or the other, by its settings; both say the same.
    case .tmux: return Array("\u{1b}Ptmux;\u{1b}".utf8) + plain + escapeEnd + plain
    // screen takes a string of 768 bytes at most, and joins what it passes on.
    case .screen: return chunks(of: plain, 512).flatMap { [0x1b, 0x50] + $0 + escapeEnd }
    }
  }

  /// What the environment says: TMUX and STY are set inside, TERM alone comes through ssh.
  package static func wrapping(in environment: (String) -> String?) -> Wrapping {
    let type = environment("TERM") ?? ""
    if environment("TMUX")?.isEmpty == false || type.hasPrefix("tmux") { return .tmux }
    if environment("STY")?.isEmpty == false || type.hasPrefix("screen") { return .screen }
    return .none
  }

  private static let escapeEnd: [UInt8] = [0x1b, 0x5c]

  private static func chunks(of bytes: [UInt8], _ size: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
  }

  private static func base64(_ bytes: String.UTF8View) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let bytes = Array(bytes)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (group + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : 0x3d)
      }
    }
    return text
  }
}
