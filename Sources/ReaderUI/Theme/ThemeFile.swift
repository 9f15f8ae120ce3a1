// Themes as people write them, in TOML.
import StoryQuery
import TOMLKit

extension Theme {
  /// Reads a theme file: `[palette]` names colours, `[style]` gives roles their looks.
  ///
  /// What is wrong in it is left out and told in a notice; the rest applies.
  /// - Parameter path: what notices call the file.
  package static func read(_ text: String, path: String) -> (theme: Theme, notices: [String]) {
    var file = ThemeFile(text, path: path)
    let entries = file.entries()
    let theme = Theme(name: file.name, summary: file.summary, entries: entries)
    return (theme, file.notices.sorted { $0.line < $1.line }.map(\.sentence))
  }
}

/// A theme file being read.
private struct ThemeFile {
  private let path: String
  private let table: TOMLTable
  private let places: TOMLPlaces
  private var palette: [String: Color] = [:]
  private(set) var notices: [(line: Int, sentence: String)] = []
  /// From the first line, "# NAME: SUMMARY"; the file's own name where there is none.
  private(set) var name: String
  private(set) var summary = ""

  init(_ text: String, path: String) {
    self.path = path
    name = String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
    places = TOMLPlaces(text)
    let (table, leftOut) = readTOML(text)
    self.table = table
    if let first = places.lines.first, first.hasPrefix("# "), let colon = first.firstIndex(of: ":")
    {
      name = String(first[..<colon].dropFirst(2))
      summary = String(first[colon...].dropFirst(2))
    }
    for line in leftOut { tell(leftOutSentence(of: places.lines[line - 1]), line: line) }
  }

  mutating func entries() -> [Role: StyleChange] {
    for key in table.keys where key != "palette" && key != "style" {
      tell(unknown("section", key, among: ["palette", "style"]), at: [key])
    }
    if let colors = section("palette") { readPalette(colors) }
    var entries: [Role: StyleChange] = [:]
    if let styles = section("style") { readStyles(styles, at: ["style"], into: &entries) }
    return entries
  }

  private mutating func section(_ name: String) -> TOMLTable? {
    guard let value = table[name] else { return nil }
    if value.table == nil { tell("“\(name)” must be a section, [\(name)]", at: [name]) }
    return value.table
  }

  private mutating func readPalette(_ colors: TOMLTable) {
    // A colour of the palette may be one of the terminal's, but not another of the palette.
    var read: [String: Color] = [:]
    for key in colors.keys { read[key] = color(colors[key], at: ["palette", key]) }
    palette = read
  }

  private mutating func readStyles(
    _ styles: TOMLTable, at place: [String], into entries: inout [Role: StyleChange]
  ) {
    for key in styles.keys {
      guard let role = Role(rawValue: key) else {
        tell(unknown("role", key, among: Role.allCases.map(\.rawValue)), at: place + [key])
        continue
      }
      readStyle(styles[key], of: role, at: place + [key], into: &entries)
    }
  }

  /// Reads one entry: a colour alone, or a table of properties.
  private mutating func readStyle(
    _ value: (any TOMLValueConvertible)?, of role: Role, at place: [String],
    into entries: inout [Role: StyleChange]
  ) {
    guard let properties = value?.table else {
      if let color = color(value, at: place) { entries[role] = StyleChange(foreground: color) }
      return
    }
    var change = StyleChange()
    for key in properties.keys {
      // Without quotation marks TOML takes `entity.person` for a table in a table.
      if let inner = Role(rawValue: role.rawValue + "." + key) {
        readStyle(properties[key], of: inner, at: place + [key], into: &entries)
      } else {
        readProperty(properties[key], named: key, at: place + [key], into: &change)
      }
    }
    if change != StyleChange() { entries[role] = change }
  }

  private mutating func readProperty(
    _ value: (any TOMLValueConvertible)?, named key: String, at place: [String],
    into change: inout StyleChange
  ) {
    if key == "fg" {
      change.foreground = color(value, at: place)
      return
    }
    if key == "bg" {
      change.background = color(value, at: place)
      return
    }
    guard let attribute = Style.Attributes.named[key] else {
      return tell(
        unknown("property", key, among: ["fg", "bg"] + Style.Attributes.named.keys.sorted()),
        at: place)
    }
    guard let isOn = value?.bool else {
      return tell("“\(key)” must be true or false", at: place)
    }
    if isOn { change.attributes.insert(attribute) } else { change.cleared.insert(attribute) }
  }

  private mutating func color(_ value: (any TOMLValueConvertible)?, at place: [String]) -> Color? {
    guard let name = value?.string else {
      tell("“\(place.last ?? "")” must be the name of a colour or \"#rrggbb\"", at: place)
      return nil
    }
    if let color = palette[name] ?? Color(named: name) { return color }
    if name.hasPrefix("#") {
      tell("“\(name)” is no colour: six hexadecimal digits must follow the #", at: place)
    } else {
      tell(unknown("colour", name, among: palette.keys.sorted() + Color.names), at: place)
    }
    return nil
  }

  private func unknown(_ what: String, _ name: String, among names: [String]) -> String {
    let nearest = nearestName(to: name, among: names)
    return "no \(what) “\(name)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
  }

  private mutating func tell(_ sentence: String, at place: [String]) {
    tell(sentence, line: places.line(of: place) ?? 1)
  }

  private mutating func tell(_ sentence: String, line: Int) {
    notices.append((line, "\(path):\(line): \(sentence)"))
  }
}

/// What is wrong with a line that no TOML reader would take.
private func leftOutSentence(of line: Substring) -> String {
  let value = line.drop { $0 != "=" }.dropFirst().drop { $0 == " " }
  return value.hasPrefix("#")
    ? "a colour must stand in quotation marks, \"\(value.prefix { $0 != " " })\""
    : "this line is not TOML and was left out"
}

extension Style.Attributes {
  /// Attributes by their names in theme files.
  package static let named: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
}

extension Color {
  /// What a theme may call the terminal's own colours, in the order of their numbers.
  package static let names = eight + eight.map { "bright-" + $0 } + ["default"]
  private static let eight = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// A colour as a theme writes it: a name, or # and six hexadecimal digits.
  package init?(named name: String) {
    if name == "default" {
      self = .terminal
    } else if let number = Color.names.firstIndex(of: name) {
      self = .ansi(UInt8(number))
    } else {
      guard name.hasPrefix("#"), name.utf8.count == 7, name.dropFirst().allSatisfy(\.isHexDigit),
        let number = UInt32(name.dropFirst(), radix: 16)
      else { return nil }
      self = .rgb(UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
    }
  }
}
