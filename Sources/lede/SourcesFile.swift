// sources.toml: TOML in, sources and notices out; what is wrong in it costs its own block alone.
import ReaderUI
import StoryQuery
package import StorySources
import TOMLKit

/// The sources that a file names, and what was wrong in it.
package struct SourcesFile {
  package private(set) var sources: [NamedSource] = []
  /// One sentence each, with file, line and what now.
  package private(set) var notices: [String] = []

  private let path: String
  private let blocks: SourceBlocks
  /// What `~` stands for.
  private let home: String?
  /// The block being read.
  private var number = 0

  package init(_ text: String, path: String, home: String?) {
    (self.path, self.home) = (path, home)
    blocks = SourceBlocks(text)
    let (table, leftOut) = readTOML(text)
    for line in leftOut { notices.append("\(path):\(line): not TOML; the line was left out") }
    read(table)
  }

  private mutating func read(_ table: TOMLTable) {
    for key in table.keys where key != "source" {
      let line = TOMLPlaces(blocks.lines.joined()).line(of: [key]).map { ":\($0)" } ?? ""
      notices.append("\(path)\(line): no setting “\(key)” here; a source is written [[source]]")
    }
    guard let value = table["source"] else { return }
    guard let array = value.array else {
      return notices.append("\(path): a source is written [[source]], with two brackets")
    }
    var known: Set<String> = []
    for (index, element) in array.enumerated() {
      number = index
      guard let block = element.table, let source = readSource(block) else { continue }
      guard known.insert(source.id).inserted else {
        complain("“\(source.place.text)” stands here twice; the second was left out", at: "")
        continue
      }
      sources.append(source)
    }
  }

  private static let keys = [
    "address", "file", "folder", "command", "name", "group", "interval", "include", "exclude",
    "star", "tag", "full-text", "rewritten", "keep", "limits", "credentials", "format",
  ]

  private mutating func readSource(_ block: TOMLTable) -> NamedSource? {
    guard let place = readPlace(block) else { return nil }
    var source = NamedSource(place)
    source.line = blocks.line(of: "", in: number)
    for key in block.keys {
      guard let value = block[key] else { continue }
      switch key {
      case "address", "file", "folder", "command": break
      case "name": source.name = text(value, at: key)
      case "group": source.group = text(value, at: key)
      case "interval": source.interval = seconds(value, at: key) ?? source.interval
      case "include": source.rules.include = words(value, at: key)
      case "exclude": source.rules.exclude = words(value, at: key)
      case "star": source.rules.star = words(value, at: key)
      case "tag": source.rules.tags = readTags(value)
      case "full-text": source.wantsFullText = flag(value, at: key)
      case "rewritten": source.rereads = readsRewritten(value)
      case "limits": readLimits(value, into: &source.limits)
      case "keep": source.retention = readRetention(value)
      case "credentials": source.credentials = readCredentials(value)
      case "format": source.format = readFormat(value)
      default:
        let nearest = nearestName(to: key, among: Self.keys)
        let hint = nearest.map { "; did you mean “\($0)”?" } ?? "; it was left out"
        complain("no setting “\(key)” of a source\(hint)", at: key)
      }
    }
    return source
  }

  /// `rewritten = "unread"`, or "read", which leaves its mark as it is.
  private mutating func readsRewritten(_ value: any TOMLValueConvertible) -> Bool {
    guard let word = value.string, ["read", "unread"].contains(word) else {
      complain(
        "“rewritten” is \"unread\" or \"read\": how a story is that is rewritten", at: "rewritten")
      return false
    }
    return word == "unread"
  }

  // MARK: Places

  private mutating func readPlace(_ block: TOMLTable) -> NamedSource.Place? {
    let given = ["address", "file", "folder", "command"].filter { block[$0] != nil }
    guard given.count == 1, let key = given.first, let value = block[key] else {
      complain(
        given.isEmpty
          ? "a source has an address, a file, a folder or a command; this one was left out"
          : "a source has one of \(given.joined(separator: " and ")), not both; it was left out",
        at: given.last ?? "")
      return nil
    }
    if key == "command" { return readCommand(value) }
    guard let text = text(value, at: key), !text.isEmpty else { return nil }
    if key == "address" {
      if let address = Address(text) { return .address(address) }
      let isOther = Address("http://" + text) != nil && !text.contains(":")
      let hint = isOther ? "; did you mean “https://\(text)”?" : "; this source was left out"
      complain("“\(cleanLine(text))” is no address of http or https\(hint)", at: key)
      return nil
    }
    guard let path = expanded(text), path.hasPrefix("/") else {
      complain("“\(cleanLine(text))” does not begin with / or ~/; write the whole path", at: key)
      return nil
    }
    return .path(path)
  }

  private mutating func readCommand(_ value: any TOMLValueConvertible) -> NamedSource.Place? {
    let words = value.array?.map { $0.string }
    guard let words, !words.isEmpty, !words.contains(nil) else {
      complain(
        "“command” is a list such as [\"program\", \"argument\"], which no shell reads; "
          + "this source was left out", at: "command")
      return nil
    }
    return .command(words.compactMap(\.self).enumerated().map { $0 > 0 ? $1 : expanded($1) ?? $1 })
  }

  private func expanded(_ path: String) -> String? {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return home.map { $0 + path.dropFirst() }
  }

  // MARK: Values

  private mutating func text(_ value: any TOMLValueConvertible, at key: String) -> String? {
    if let text = value.string { return text }
    complain("“\(key)” is a word in quotes", at: key)
    return nil
  }

  private mutating func flag(_ value: any TOMLValueConvertible, at key: String) -> Bool {
    if let flag = value.bool { return flag }
    complain("“\(key)” is true or false", at: key)
    return false
  }

  /// A phrase, or a list of them.
  private mutating func words(_ value: any TOMLValueConvertible, at key: String) -> [String] {
    let given = value.string.map { [$0] } ?? value.array?.map { $0.string ?? "" } ?? []
    let words = given.filter { !$0.isEmpty }
    if words.isEmpty || words.count < given.count {
      complain("“\(key)” is words in quotes, or a list of such", at: key)
    }
    return words
  }

  /// "30m", "2h", "1d".
  private mutating func seconds(_ value: any TOMLValueConvertible, at key: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    if let text = value.string, let unit = text.last.flatMap({ units[$0] }),
      let number = Int(text.dropLast()), 1...1_000_000 ~= number
    {
      return Double(number) * unit
    }
    complain("“\(key)” is a time such as \"30m\", \"2h\" or \"1d\"", at: key)
    return nil
  }

  private mutating func readTags(_ value: any TOMLValueConvertible) -> [String: [String]] {
    guard let table = value.table else {
      complain("“tag” is a table such as { harbour = [\"dock\", \"pier\"] }", at: "tag")
      return [:]
    }
    var tags: [String: [String]] = [:]
    for name in table.keys {
      if let value = table[name] { tags[name] = words(value, at: "tag") }
    }
    return tags
  }

  private mutating func readLimits(
    _ value: any TOMLValueConvertible, into limits: inout FetchLimits
  ) {
    guard let table = value.table else {
      return complain("“limits” is a table such as { time = \"60s\", size = 64 }", at: "limits")
    }
    for key in table.keys {
      guard let value = table[key] else { continue }
      switch key {
      case "time":
        if let seconds = seconds(value, at: "limits"), seconds <= 600 {
          limits.total = .seconds(Int(seconds))
          limits.firstByte = max(limits.firstByte, .seconds(Int(seconds)) / 3)
        }
      case "size":
        guard let size = value.int, 1...1_024 ~= size else {
          complain("“size” is a number of MiB from 1 to 1024", at: "limits")
          continue
        }
        limits.body = size * 1_048_576
      default: complain("no limit “\(key)”; there are “time” and “size”", at: "limits")
      }
    }
  }

  /// `keep = "90d"`, `keep = 500`, or a table of several.
  private mutating func readRetention(_ value: any TOMLValueConvertible) -> Retention {
    var retention = Retention()
    if let stories = value.int, stories > 0 {
      retention.stories = stories
    } else if value.string != nil {
      retention.age = seconds(value, at: "keep")
    } else if let table = value.table {
      for key in table.keys {
        guard let value = table[key] else { continue }
        switch (key, value.int) {
        case ("time", _): retention.age = seconds(value, at: "keep")
        case ("stories", let count?) where count > 0: retention.stories = count
        case ("size", let size?) where 1...1_000_000 ~= size: retention.size = size * 1_048_576
        default: complain("“keep” has time, stories and size (in MiB)", at: "keep")
        }
      }
    } else {
      complain("“keep” is a time such as \"90d\", or a number of stories", at: "keep")
    }
    return retention
  }

  private mutating func readCredentials(_ value: any TOMLValueConvertible) -> CredentialsPlace? {
    if let text = value.string {
      if text.hasPrefix("env:"), text.count > 4 { return .variable(String(text.dropFirst(4))) }
      if text.hasPrefix("file:"), let path = expanded(String(text.dropFirst(5))),
        path.hasPrefix("/")
      {
        return .file(path)
      }
    }
    complain(
      "“credentials” says where name:password is: \"env:NAME\" or \"file:/PATH\"",
      at: "credentials")
    return nil
  }

  private mutating func readFormat(_ value: any TOMLValueConvertible) -> Format? {
    if let format = value.string.flatMap(Format.init(rawValue:)) { return format }
    let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
    complain("“format” is one of \(known)", at: "format")
    return nil
  }

  private mutating func complain(_ what: String, at key: String) {
    let line = blocks.line(of: key, in: number).map { ":\($0)" } ?? ""
    notices.append("\(path)\(line): \(what)")
  }
}
