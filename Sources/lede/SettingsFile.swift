// The settings file: TOML in, settings and notices out; nothing in it stops the reader.
import ReaderUI
import StoryQuery
import TOMLKit

/// Settings as a file changes them, and what was wrong in it.
package struct SettingsFile {
  package private(set) var settings: Settings
  /// One sentence each, with file, line and the nearest name; what it is about was left out.
  package private(set) var notices: [String] = []

  private let path: String
  private let places: TOMLPlaces

  /// Reads the text of a settings file over settings as they are.
  package init(_ text: String, path: String, over settings: Settings = Settings()) {
    self.settings = settings
    self.path = path
    places = TOMLPlaces(text)
    let (table, leftOut) = readTOML(text)
    for line in leftOut { notices.append("\(path):\(line): not TOML; the line was left out") }
    read(table)
  }

  private mutating func read(_ table: TOMLTable) {
    for key in inOrder(table, at: []) {
      guard let value = table[key] else { continue }
      if key == "keys" {
        readKeys(value)
      } else if key == "lines" {
        readLines(value)
      } else if key == "limits", let limits = value.table {
        readLimits(limits)
      } else if let setting = Setting.table.first(where: { $0.name == key }) {
        set(setting, to: value, at: [key])
      } else {
        let known = Setting.table.map(\.name) + ["keys", "lines", "limits"]
        complain("no setting “\(key)”", at: [key], nearest: key, among: known)
      }
    }
  }

  /// The keys of a table as they stand in the file; TOMLKit gives them by the alphabet.
  private func inOrder(_ table: TOMLTable, at place: [String]) -> [String] {
    table.keys.sorted {
      (places.line(of: place + [$0]) ?? 0, $0) < (places.line(of: place + [$1]) ?? 0, $1)
    }
  }

  private mutating func readLimits(_ table: TOMLTable) {
    for key in inOrder(table, at: ["limits"]) {
      guard let value = table[key] else { continue }
      if let setting = Setting.table.first(where: { $0.name == "limits.\(key)" }) {
        set(setting, to: value, at: ["limits", key])
      } else {
        let names = Setting.table.map(\.name).filter { $0.hasPrefix("limits.") }
        let known = names.map { String($0.dropFirst(7)) }
        complain("no limit “\(key)”", at: ["limits", key], nearest: key, among: known)
      }
    }
  }

  private mutating func set(
    _ setting: Setting, to value: any TOMLValueConvertible, at place: [String]
  ) {
    switch setting.slot {
    case .flag(let path):
      guard let flag = value.bool else { break }
      settings[keyPath: path] = flag
      return
    case .number(let path, let range):
      guard let number = value.int, range.contains(number) else { break }
      settings[keyPath: path] = number
      return
    case .word(let path):
      guard let word = value.string else { break }
      settings[keyPath: path] = word
      return
    case .order(let path):
      guard let text = value.string else { break }
      return setOrder(path, to: text, in: setting)
    case .columns(let path):
      guard let words = strings(value) else { break }
      settings[keyPath: path] = words.compactMap { word in
        if let column = ListColumn(rawValue: word) { return column }
        let known = ListColumn.allCases.map(\.rawValue)
        complain("no column “\(word)”", at: place, nearest: word, among: known)
        return nil
      }
      return
    case .program(let path):
      guard let words = strings(value) else { break }
      settings[keyPath: path] = words
      return
    case .patterns(let path):
      guard let words = strings(value) else { break }
      return setPatterns(path, to: words, at: place)
    }
    complain("“\(setting.name)” is \(setting.wanted)", at: place)
  }

  private mutating func setOrder(
    _ path: WritableKeyPath<Settings, [SortKey]>, to text: String, in setting: Setting
  ) {
    do throws(UnknownOrder) {
      settings[keyPath: path] = try readOrder(text)
    } catch {
      let known = SortKey.Field.allCases.map(\.rawValue)
      complain("no order “\(error.word)”", at: [setting.name], nearest: error.word, among: known)
    }
  }

  /// A list that is nothing but strings.
  private func strings(_ value: any TOMLValueConvertible) -> [String]? {
    guard let array = value.array else { return nil }
    let strings = array.compactMap(\.string)
    return strings.count == array.count ? strings : nil
  }

  private mutating func setPatterns(
    _ path: WritableKeyPath<Settings, [TextPattern]>, to words: [String], at place: [String]
  ) {
    settings[keyPath: path] = []
    for word in words {
      do throws(PatternError) {
        settings[keyPath: path].append(try TextPattern(spelled: word))
      } catch {
        complain("“\(word)”: \(error.reason)", at: place)
      }
    }
  }

  // MARK: Keys

  /// Keys that run a line, as if it were typed after a colon.
  private mutating func readLines(_ value: any TOMLValueConvertible) {
    guard let table = value.table else {
      return complain("“lines” is a section, written [lines]", at: ["lines"])
    }
    for name in inOrder(table, at: ["lines"]) {
      guard let key = Key(name: name) else {
        complain("no key “\(name)”", at: ["lines", name], nearest: name, among: Key.spelledOut)
        continue
      }
      guard let line = table[name]?.string else {
        complain("“\(name)” is a line in quotes, such as \"tag read\"", at: ["lines", name])
        continue
      }
      let word = String(line.prefix { $0 != " " })
      guard Command(rawValue: word) != nil else {
        let known = Command.allCases.map(\.rawValue)
        complain("no command “\(word)”", at: ["lines", name], nearest: word, among: known)
        continue
      }
      settings.keyMap.bind(key, toLine: line)
    }
  }

  private mutating func readKeys(_ value: any TOMLValueConvertible) {
    guard let table = value.table else {
      return complain("“keys” is a section, written [keys]", at: ["keys"])
    }
    for name in inOrder(table, at: ["keys"]) {
      guard let value = table[name] else { continue }
      if let commands = value.table {
        readKeys(commands, ofPane: name)
      } else {
        bind(name, to: value, in: nil)
      }
    }
  }

  private mutating func readKeys(_ table: TOMLTable, ofPane name: String) {
    guard let pane = Pane(rawValue: name) else {
      let panes = Pane.allCases.map(\.rawValue)
      return complain("no pane “\(name)”", at: ["keys", name], nearest: name, among: panes)
    }
    for command in inOrder(table, at: ["keys", name]) {
      if let value = table[command] { bind(command, to: value, in: pane) }
    }
  }

  /// Gives a command the keys that a line names: for one pane beside its others, else instead.
  private mutating func bind(_ name: String, to value: any TOMLValueConvertible, in pane: Pane?) {
    let place = ["keys"] + (pane.map { [$0.rawValue] } ?? []) + [name]
    guard let command = Command(rawValue: name) else {
      let known = Command.allCases.map(\.rawValue)
      return complain("no command “\(name)”", at: place, nearest: name, among: known)
    }
    guard let written = value.string.map({ [$0] }) ?? value.array?.map({ $0.string ?? "" }) else {
      return complain("“\(name)” is a key in quotes, or a list of keys", at: place)
    }
    if pane == nil {
      for key in settings.keyMap.keys(for: command) { settings.keyMap.bind(key, to: nil) }
    }
    for word in written {
      if let key = Key(name: word) {
        settings.keyMap.bind(key, to: command, in: pane)
      } else {
        complain("no key “\(word)”", at: place, nearest: word, among: Key.spelledOut)
      }
    }
  }

  // MARK: Notices

  private mutating func complain(
    _ what: String, at place: [String], nearest word: String? = nil, among names: [String] = []
  ) {
    let nearest = word.flatMap { nearestName(to: $0, among: names) }
    let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
    let line = places.line(of: place).map { ":\($0)" } ?? ""
    notices.append("\(path)\(line): \(what)\(hint)")
  }
}

extension Key {
  /// The keys whose names are words.
  static let spelledOut = [
    "Space", "Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Del", "Ins", "Up", "Down", "Left",
    "Right", "Home", "End", "PgUp", "PgDn", "F1", "^A",
  ]
}
