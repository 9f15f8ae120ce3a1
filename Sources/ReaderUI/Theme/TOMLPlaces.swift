// Where in a TOML file things stand, which its reader forgets; and reading one that has mistakes.
package import TOMLKit

/// The lines of a TOML file, and which keys stand on them.
package struct TOMLPlaces {
  package let lines: [Substring]
  private let keys: [(path: [String], line: Int)]

  package init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    var section: [String] = []
    var keys: [(path: [String], line: Int)] = []
    for (number, line) in zip(1..., lines) {
      if line.first == "[" {
        section = keyPath(line.drop { $0 == "[" }, until: "]")
        keys.append((section, number))
      } else if line.contains("=") {
        keys.append((section + keyPath(line, until: "="), number))
      }
    }
    self.keys = keys
  }

  /// The line, from 1, on which a key stands, or the table that holds it.
  package func line(of path: [String]) -> Int? {
    keys.filter { path.starts(with: $0.path) }.max { $0.path.count < $1.path.count }?.line
  }
}

/// Reads TOML; lines that make it unreadable are left out, by number from 1, and the rest is read.
package func readTOML(_ text: String) -> (table: TOMLTable, leftOut: [Int]) {
  let text = text.hasPrefix("\u{feff}") ? text.dropFirst() : text[...]
  var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  var leftOut = Set(lines.indices.filter { wouldAbort(lines[$0]) })
  for line in leftOut { lines[line] = "" }
  // A file that is not TOML at all is given up before it costs time.
  for _ in 0..<50 {
    do throws(any Error) {
      return (try TOMLTable(string: lines.joined(separator: "\n")), leftOut.map { $0 + 1 }.sorted())
    } catch {
      let told = (error as? TOMLParseError)?.source.begin.line ?? lines.count
      let before = lines.indices.prefix(max(1, told))
      guard let line = before.last(where: { !lines[$0].allSatisfy(\.isWhitespace) }) else { break }
      lines[line] = ""
      leftOut.insert(line)
    }
  }
  return (TOMLTable(), leftOut.map { $0 + 1 }.sorted())
}

/// Whether a line is one at which TOMLKit 0.6 ends the program by an assertion instead of an error:
/// a bracket before a brace, a section without a name, a broken date, thousands of dotted keys.
///
/// None of these is of use in a file of lede's. Found by giving it millions of broken files.
private func wouldAbort(_ line: Substring) -> Bool {
  let bytes = line.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
  guard let first = bytes.first, first != UInt8(ascii: "#") else { return false }
  return first == UInt8(ascii: "}") || bytes.count > 2000 || startsDate(bytes[...])
    || first == UInt8(ascii: "[") && !namesSection(bytes)
    || bytes.indices.contains { at in
      let rest = bytes[(at + 1)...]
      return "=,[".utf8.contains(bytes[at]) && (startsDate(rest) || rest.first == UInt8(ascii: "}"))
    }
}

/// Whether this is `[name` or `[[name`.
private func namesSection(_ line: [UInt8]) -> Bool {
  let isDouble = line.dropFirst().first == UInt8(ascii: "[")
  guard let first = line.dropFirst(isDouble ? 2 : 1).first else { return false }
  return "\"'_-]".utf8.contains(first) || isDigit(first)
    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
}

private func startsDate(_ bytes: ArraySlice<UInt8>) -> Bool {
  bytes.prefix(4).count { isDigit($0) } == 4 && bytes.dropFirst(4).first == UInt8(ascii: "-")
}

private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

/// The parts of a key such as `style."entity.person"`.
private func keyPath(_ text: Substring, until end: Character) -> [String] {
  var parts = [""]
  var quote: Character?
  for character in text {
    if character == quote {
      quote = nil
    } else if quote == nil, character == "\"" || character == "'" {
      quote = character
    } else if quote == nil, character == end {
      break
    } else if quote == nil, character == "." {
      parts.append("")
    } else if quote != nil || character != " " {
      parts[parts.count - 1].append(character)
    }
  }
  return parts
}
