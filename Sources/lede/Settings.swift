// What the reader has set: defaults, the settings file and options in one value.
package import ReaderUI
package import StoryQuery
package import StorySources

/// Everything that one may set.
package struct Settings: Sendable {
  package var theme = "terminal"
  package var isMouseOn = false
  package var preferences = Preferences()
  package var keyMap = KeyMap()
  package var limits = Limits()

  package init() {}
}

/// One setting: its name in the file, what it means, and where its value goes.
package struct Setting: Sendable {
  package enum Slot: Sendable {
    case flag(any WritableKeyPath<Settings, Bool> & Sendable)
    case number(any WritableKeyPath<Settings, Int> & Sendable, in: ClosedRange<Int>)
    case word(any WritableKeyPath<Settings, String> & Sendable)
    case order(any WritableKeyPath<Settings, [SortKey]> & Sendable)
    case columns(any WritableKeyPath<Settings, [ListColumn]> & Sendable)
    /// A program and its arguments.
    case program(any WritableKeyPath<Settings, [String]> & Sendable)
    case patterns(any WritableKeyPath<Settings, [TextPattern]> & Sendable)
  }

  package let name: String
  package let slot: Slot
  /// One sentence, without a full stop.
  package let help: String

  package static let table = [
    Setting(name: "theme", slot: .word(\.theme), help: "The theme: one that `lede themes` lists"),
    Setting(
      name: "hints", slot: .flag(\.preferences.showsHints),
      help: "Whether the last row shows keys that work here"),
    Setting(
      name: "slow", slot: .flag(\.preferences.isSlow),
      help: "For slow lines: nothing follows by itself, and text has the whole width"),
    Setting(
      name: "plain", slot: .flag(\.preferences.isPlain),
      help: "One column without boxes, for screen readers"),
    Setting(
      name: "ascii", slot: .flag(\.preferences.isASCII), help: "Draw with ASCII characters alone"),
    Setting(
      name: "mouse", slot: .flag(\.isMouseOn),
      help: "Whether the mouse is lede's from the start; M gives it back"),
    Setting(
      name: "enter-reads", slot: .flag(\.preferences.entersReading),
      help: "Whether Enter gives the text the whole width on narrow screens"),
    Setting(
      name: "read-on", slot: .flag(\.preferences.readsOn),
      help: "Whether Space at the end of a story opens the next unread one"),
    Setting(
      name: "measure", slot: .number(\.preferences.measure, in: 20...400),
      help: "The most columns that a line of text has"),
    Setting(
      name: "scroll-margin", slot: .number(\.preferences.scrollMargin, in: 0...50),
      help: "Rows kept visible above and below the selected one"),
    Setting(
      name: "wrap-round", slot: .flag(\.preferences.wrapsRound),
      help: "Whether a step beyond an end of the list goes to its other end"),
    Setting(
      name: "sort", slot: .order(\.preferences.sort),
      help:
        "The order of the list: \(SortKey.Field.allCases.map(\.rawValue).joined(separator: ", ")), "
        + "several with spaces between; - before one reverses it"),
    Setting(
      name: "columns", slot: .columns(\.preferences.columns),
      help:
        "What stands beside headlines in the list, where it is wide enough: "
        + ListColumn.allCases.map(\.rawValue).joined(separator: ", ")),
    Setting(
      name: "highlight", slot: .patterns(\.preferences.highlights),
      help: "Words that are marked in every text; between slashes, a regular expression"),
    Setting(
      name: "on-new", slot: .program(\.preferences.onNew),
      help: "The program that is told of new stories, and its arguments; {count} is how many"),
    Setting(
      name: "limits.story", slot: .number(\.limits.storyMebibytes, in: 1...1_024),
      help: "The most MiB of one story; a longer one is cut, or left out of its list"),
    Setting(
      name: "limits.depth", slot: .number(\.limits.depth, in: 16...4_096),
      help: "How deep the elements of a page or feed may be nested"),
    Setting(
      name: "limits.unpack-ratio", slot: .number(\.limits.unpackRatio, in: 2...100_000),
      help: "How many times its own size a packed file may unpack to"),
    Setting(
      name: "limits.unpack-memory", slot: .number(\.limits.unpackMebibytes, in: 1...4_096),
      help: "The most MiB of memory that unpacking a file may take"),
    Setting(
      name: "limits.archive-files", slot: .number(\.limits.archiveFiles, in: 1...10_000_000),
      help: "How many files of an archive are read"),
    Setting(
      name: "limits.archive-depth", slot: .number(\.limits.archiveDepth, in: 1...16),
      help: "How many containers a file may lie in, one in the other"),
  ]

  /// The value that settings have here, as TOML.
  package func value(in settings: Settings) -> String {
    switch slot {
    case .flag(let path): String(settings[keyPath: path])
    case .number(let path, _): String(settings[keyPath: path])
    case .word(let path): quotedForTOML(settings[keyPath: path])
    case .order(let path): quotedForTOML(spell(settings[keyPath: path]))
    case .columns(let path): listForTOML(settings[keyPath: path].map(\.rawValue))
    case .program(let path): listForTOML(settings[keyPath: path])
    case .patterns(let path): listForTOML(settings[keyPath: path].map(\.spelling))
    }
  }

  /// What may stand here, for the sentence that says something else does.
  var wanted: String {
    switch slot {
    case .flag: "true or false"
    case .number(_, let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .word: "a word in quotes"
    case .order: "an order in quotes, such as \"-date\""
    case .columns: "a list of columns in quotes, such as [\"date\"]"
    case .program: "a program and its arguments: [\"PROGRAM\", …]"
    case .patterns: "a list of words in quotes: [\"WORD\", \"/EXPRESSION/\"]"
    }
  }
}

/// Strings as TOML writes a list of them.
private func listForTOML(_ texts: [String]) -> String {
  "[" + texts.map(quotedForTOML).joined(separator: ", ") + "]"
}

/// A string as TOML writes it.
func quotedForTOML(_ text: String) -> String {
  let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
  return "\"\(escaped.joined())\""
}

/// "-date headline": how an order is written in settings and options.
func spell(_ order: [SortKey]) -> String {
  order.map { ($0.isDescending ? "-" : "") + $0.field.rawValue }.joined(separator: " ")
}

/// A word that is no name of a list's order.
struct UnknownOrder: Error {
  let word: String

  /// Which order was meant, or else which there are.
  var sentence: String {
    let names = SortKey.Field.allCases.map(\.rawValue)
    let all = names.dropLast().joined(separator: ", ") + " and \(names.last ?? "")"
    guard let nearest = nearestName(to: word, among: names) else {
      return "No order “\(word)”; the orders are \(all)"
    }
    return "No order “\(word)” among \(all); did you mean “\(nearest)”?"
  }
}

/// Reads what `spell` writes; commas count as spaces.
func readOrder(_ text: String) throws(UnknownOrder) -> [SortKey] {
  var keys: [SortKey] = []
  for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
    let name = word.hasPrefix("-") ? word.dropFirst() : word
    guard let field = SortKey.Field(rawValue: String(name)) else {
      throw UnknownOrder(word: String(name))
    }
    keys.append(SortKey(field, descending: word.hasPrefix("-")))
  }
  return keys
}
