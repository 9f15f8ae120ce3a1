// The blocks of sources.toml as text: lede adds and removes whole ones, every other byte stays.

/// Where the `[[source]]` blocks of a file stand.
package struct SourceBlocks {
  /// One block: from its `[[source]]` to its last line, by number from 0.
  package struct Block: Hashable, Sendable {
    package let lines: Range<Int>
  }

  /// Every line with its own end, so that all of them joined are the file.
  package let lines: [Substring]
  package private(set) var blocks: [Block] = []

  package init(_ text: String) {
    var lines: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      // A line may end in two bytes that are one character.
      let end = rest.firstIndex { $0 == "\n" || $0 == "\r\n" }
      let next = end.map { rest.index(after: $0) } ?? rest.endIndex
      lines.append(rest[..<next])
      rest = rest[next...]
    }
    self.lines = lines
    findBlocks()
  }

  private mutating func findBlocks() {
    var scan = TOMLScan()
    var start: Int?
    var last = 0
    for (number, line) in lines.enumerated() {
      let isInside = scan.isInValue
      scan.read(line)
      let text = line.drop { $0 == " " || $0 == "\t" }
      if !isInside, text.first == "[" {
        let isSource = isHeader(text, "[[source]]")
        if isSource || !isPart(text) {
          if let start { blocks.append(Block(lines: start..<last + 1)) }
          start = isSource ? number : nil
        }
      }
      // Comments and blanks before the next block are the next block's.
      let isBare = text.first.map { $0 == "#" || $0.isNewline } ?? true
      if isInside || !isBare {
        last = number
      }
    }
    if let start { blocks.append(Block(lines: start..<last + 1)) }
  }

  private func isHeader(_ line: Substring, _ header: String) -> Bool {
    let bare = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
    return bare == header
  }

  /// Whether a header goes on with the block above: `[source.tag]`.
  private func isPart(_ line: Substring) -> Bool {
    let name = line.drop { $0 == "[" || $0 == " " }
    return name.hasPrefix("source.") || name.hasPrefix("source .")
  }

  /// The file without one of its blocks, and without one blank line that parted it from the next.
  package func removing(_ number: Int) -> String {
    var removed = blocks[number].lines
    let isBlank = { (line: Int) in
      lines.indices.contains(line) && lines[line].allSatisfy(\.isWhitespace)
    }
    if isBlank(removed.upperBound) {
      removed = removed.lowerBound..<removed.upperBound + 1
    } else if removed.upperBound == lines.count, isBlank(removed.lowerBound - 1) {
      removed = removed.lowerBound - 1..<removed.upperBound
    }
    return (lines[..<removed.lowerBound] + lines[removed.upperBound...]).joined()
  }

  /// The file with blocks added at its end, each given as lines of "key = value".
  package func adding(_ added: [[String]]) -> String {
    var text = lines.joined()
    if let last = text.last, last != "\n", last != "\r\n" { text += "\n" }
    for block in added {
      if !text.isEmpty { text += "\n" }
      text += (["[[source]]"] + block).map { $0 + "\n" }.joined()
    }
    return text
  }

  /// The line, from 1, on which a key of a block stands; else the block's own.
  package func line(of key: String, in number: Int) -> Int? {
    guard blocks.indices.contains(number) else { return nil }
    let range = blocks[number].lines
    let found =
      key.isEmpty
      ? nil
      : range.first { line in
        let text = lines[line].drop { $0 == " " || $0 == "\t" || $0 == "[" }
        let name = text.prefix { !" \t=]".contains($0) }
        return name == key || name == "source.\(key)"
      }
    return (found ?? range.lowerBound) + 1
  }
}

/// Follows strings and lists that run over lines, so that what stands in them is no header.
private struct TOMLScan {
  private var quote: Character?
  private var isLong = false
  private var depth = 0

  var isInValue: Bool { isLong || depth > 0 }

  mutating func read(_ line: Substring) {
    let isHeader = !isInValue && line.drop { $0.isWhitespace }.first == "["
    var rest = line
    while let character = rest.first {
      if let quote {
        let closing = String(repeating: quote, count: isLong ? 3 : 1)
        if character == "\\", quote == "\"" {
          rest = rest.dropFirst(2)
        } else if rest.hasPrefix(closing) {
          rest = rest.dropFirst(closing.count)
          (self.quote, isLong) = (nil, false)
        } else {
          rest = rest.dropFirst()
        }
        continue
      }
      switch character {
      case "\"", "'":
        isLong = rest.hasPrefix(String(repeating: character, count: 3))
        quote = character
        rest = rest.dropFirst(isLong ? 3 : 1)
        continue
      case "#": rest = rest.prefix(1)
      case "[" where !isHeader: depth += 1
      case "]" where !isHeader: depth = max(0, depth - 1)
      default: break
      }
      rest = rest.dropFirst()
    }
    // A string of one line ends with it, whatever is wrong with it.
    if !isLong { quote = nil }
  }
}
