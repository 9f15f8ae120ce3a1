// How a key is written in help, settings and man page, and read back.

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  package init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}

extension Key {
  private static let names: [(Key, String)] = [
    (.character(" "), "Space"), (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"),
    (.backTab, "Shift-Tab"), (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"),
    (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"),
    (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
  ]

  /// "j", "^D", "PgDn", "F1".
  package var name: String {
    if let known = Key.names.first(where: { $0.0 == self }) { return known.1 }
    switch self {
    case .character(let character): return String(character)
    case .control(let letter): return "^" + letter.uppercased()
    case .function(let number): return "F\(number)"
    default: return ""
    }
  }

  /// Reads what `name` writes; nil for anything else.
  package init?(name: String) {
    if let known = Key.names.first(where: { $0.1.lowercased() == name.lowercased() }) {
      self = known.0
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.count == 2, name.first == "^", let letter = name.last, letter.isASCII {
      self = .control(Character(letter.lowercased()))
    } else if name.first == "F", let number = Int(name.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}
