// Corrections as the reader's file has them: a line each; lede adds and takes away whole lines.
import StoryParsing

/// The file of corrections: what its lines say, and those that say nothing.
package struct CorrectionLines: Sendable {
  /// A line that could not be read, and why.
  package struct Fault: Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// One clause.
    package let reason: String
  }

  /// Every line with its own end, so that all of them joined are the file.
  private let lines: [Substring]
  private var read: [(line: Int, correction: Correction)] = []
  package private(set) var faults: [Fault] = []

  package var corrections: [Correction] { read.map(\.correction) }

  package init(_ text: String) {
    lines = text.split(keepingEndsOf: "\n")
    for (number, line) in lines.enumerated() {
      do throws(CorrectionFault) {
        guard let correction = try readCorrection(line) else { continue }
        read.append((number, correction))
      } catch {
        faults.append(Fault(line: number + 1, reason: error.reason))
      }
    }
  }

  /// The file with one more line, after a line that says what the file is if it is new.
  package func adding(_ correction: Correction) -> String {
    var text = lines.joined()
    if text.isEmpty { text = Self.opening }
    if text.utf8.last != 0x0A { text += "\n" }
    return text + correction.line + "\n"
  }

  /// The file without the last line that says so.
  package func removing(_ correction: Correction) -> String {
    guard let last = read.last(where: { $0.correction == correction }) else {
      return lines.joined()
    }
    return (lines[..<last.line] + lines[(last.line + 1)...]).joined()
  }

  private static let opening = """
    # What lede is to know of names. It adds lines here and takes back its own, and changes no other.
    #   same person "Zelensky" = "Volodymyr Zelenskyy"
    #   apart person "Obi" / "Anna Obi"
    #   apart person "John Smith" in "STORY"
    #   kind person "Harbor Trust" : organisation
    #   dismiss person "Monday"
    #   confirm person "Anna Obi"

    """
}

/// Why a line is no correction.
private struct CorrectionFault: Error { let reason: String }

// MARK: Writing

extension Correction {
  /// As the file has it.
  package var line: String {
    switch self {
    case .same(let one, let other) where one.kind == other.kind:
      "same \(one.kind.rawValue) \(one.spelled) = \(other.spelled)"
    case .same(let one, let other):
      "same \(one.kind.rawValue) \(one.spelled) = \(other.kind.rawValue) \(other.spelled)"
    case .apart(let one, let other?): "apart \(one.kind.rawValue) \(one.spelled) / \(other.spelled)"
    case .apart(let one, nil): "apart \(one.kind.rawValue) \(one.spelled)"
    case .kind(let name, let kind):
      "kind \(name.kind.rawValue) \(name.spelled) : \(kind.rawValue)"
    case .dismiss(let name): "dismiss \(name.kind.rawValue) \(name.spelled)"
    case .confirm(let name): "confirm \(name.kind.rawValue) \(name.spelled)"
    }
  }
}

extension NameReference {
  fileprivate var spelled: String {
    quoted(name) + (story.map { " in " + quoted($0) } ?? "")
  }
}

private func quoted(_ text: String) -> String {
  let escaped = text.map { "\"\\".contains($0) ? "\\\($0)" : $0.isNewline ? " " : String($0) }
  return "\"" + escaped.joined() + "\""
}

// MARK: Reading

private func readCorrection(_ line: Substring) throws(CorrectionFault) -> Correction? {
  var words = try WordsOfLine(line)
  guard let verb = words.nextWord() else { return nil }
  let correction: Correction
  switch verb {
  case "same":
    let one = try words.name(of: try words.kind())
    try words.sign("=")
    correction = .same(one, try words.name(of: try words.kindIfAny() ?? one.kind))
  case "apart":
    let one = try words.name(of: try words.kind())
    if words.isAtEnd {
      correction = .apart(one, nil)
    } else {
      try words.sign("/")
      correction = .apart(one, try words.name(of: one.kind))
    }
  case "kind":
    let name = try words.name(of: try words.kind())
    try words.sign(":")
    correction = .kind(name, try words.kind())
  case "dismiss": correction = .dismiss(try words.name(of: try words.kind()))
  case "confirm": correction = .confirm(try words.name(of: try words.kind()))
  default:
    throw CorrectionFault(
      reason: "“\(verb)” is no correction; it is one of same, apart, kind, dismiss, confirm")
  }
  guard words.isAtEnd else {
    throw CorrectionFault(reason: "nothing is expected after “\(correction.line)”")
  }
  return correction
}

/// The words of a line, those in quotes whole.
private struct WordsOfLine {
  private enum Word {
    case bare(String)
    case quoted(String)
  }

  private var rest: [Word] = []

  init(_ line: Substring) throws(CorrectionFault) {
    var line = line.drop(while: \.isWhitespace)
    while let first = line.first, first != "#" {
      if first == "\"" {
        rest.append(.quoted(try Self.takeQuoted(&line)))
      } else {
        let word = line.prefix { !$0.isWhitespace && $0 != "\"" }
        rest.append(.bare(String(word)))
        line = line.dropFirst(word.count)
      }
      line = line.drop(while: \.isWhitespace)
    }
  }

  private static func takeQuoted(_ line: inout Substring) throws(CorrectionFault) -> String {
    line = line.dropFirst()
    var text = ""
    while let character = line.first, !character.isNewline {
      line = line.dropFirst()
      if character == "\"" { return text }
      guard character == "\\", let next = line.first else {
        text.append(character)
        continue
      }
      text.append(next)
      line = line.dropFirst()
    }
    throw CorrectionFault(reason: "the \" before “\(text)” is not closed")
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func nextWord() -> String? {
    guard case .bare(let word)? = rest.first else {
      return rest.isEmpty ? nil : ""
    }
    rest.removeFirst()
    return word
  }

  mutating func sign(_ sign: String) throws(CorrectionFault) {
    guard case .bare(sign)? = rest.first else {
      throw CorrectionFault(reason: "“\(sign)” and another name are missing")
    }
    rest.removeFirst()
  }

  mutating func kindIfAny() throws(CorrectionFault) -> EntityKind? {
    guard case .bare(let word)? = rest.first, EntityKind(rawValue: word) != nil else { return nil }
    return try kind()
  }

  mutating func kind() throws(CorrectionFault) -> EntityKind {
    guard case .bare(let word)? = rest.first, let kind = EntityKind(rawValue: word) else {
      throw CorrectionFault(
        reason: "what it is, is missing: person, country, organisation or place")
    }
    rest.removeFirst()
    return kind
  }

  /// A name in quotes, and the story of it that is meant.
  mutating func name(of kind: EntityKind) throws(CorrectionFault) -> NameReference {
    guard case .quoted(let name)? = rest.first, !name.isEmpty else {
      throw CorrectionFault(reason: "a name in quotes is missing, as in \"Anna Obi\"")
    }
    rest.removeFirst()
    guard case .bare("in")? = rest.first else { return NameReference(kind: kind, name: name) }
    rest.removeFirst()
    guard case .quoted(let story)? = rest.first else {
      throw CorrectionFault(reason: "a story in quotes is missing after “in”")
    }
    rest.removeFirst()
    return NameReference(kind: kind, name: name, story: story)
  }
}

extension String {
  /// Lines, each with its end.
  fileprivate func split(keepingEndsOf end: Character) -> [Substring] {
    var (lines, rest) = ([Substring](), self[...])
    while !rest.isEmpty {
      let next = rest.firstIndex { $0 == end || $0 == "\r\n" }.map { rest.index(after: $0) }
      lines.append(rest[..<(next ?? rest.endIndex)])
      rest = rest[(next ?? rest.endIndex)...]
    }
    return lines
  }
}
