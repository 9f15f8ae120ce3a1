// Stories of our own in which every name is marked with who it is: `{P#12 Anna Obi}`.
import FoundationEssentials
import StoryParsing
import StoryQuery

/// A file of stories that tell of the same people, and of others of the same names.
struct NameGold {
  struct Mark: Hashable {
    let range: TextRange
    let kind: EntityKind
    let isAdjectival: Bool
    /// The same in every story of the file.
    let identity: Int
  }

  struct MarkedStory {
    let story: Story
    let marks: [Mark]
    let analysis: Analysis
  }

  let stories: [MarkedStory]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Gold")

  /// - Parameter file: "names-1".
  init(_ file: String) throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: file + ".txt"), encoding: .utf8)
    var stories: [MarkedStory] = []
    var head: Substring?
    var lines: [Substring] = []
    let all: [Substring] = text.split(separator: "\n") + ["# end | "]
    for line in all {
      guard line.hasPrefix("# ") else {
        lines.append(line)
        continue
      }
      if let head { stories.append(Self.read(head, lines, number: stories.count)) }
      (head, lines) = (line.dropFirst(2), [])
    }
    self.stories = stories
  }

  private static func read(_ head: Substring, _ lines: [Substring], number: Int) -> MarkedStory {
    let parts = head.split(separator: "|").map { $0.drop { $0 == " " } }
    let source = String(parts[0].reversed().drop { $0 == " " }.reversed())
    let day = parts.dropFirst().first.flatMap { date(String($0)) }
    let (text, marks) = plain(lines.joined(separator: "\n"))
    let story = Story(
      id: Story.ID(source: source, name: "story \(number)"), text: text, published: day,
      source: source)
    return MarkedStory(story: story, marks: marks, analysis: analyze(story))
  }

  private static func date(_ text: String) -> Date? {
    let parts = text.split(separator: "-").compactMap { Int($0.filter(\.isNumber)) }
    guard parts.count == 3 else { return nil }
    let days = (parts[0] - 1970) * 365 + (parts[0] - 1969) / 4 + (parts[1] - 1) * 30 + parts[2]
    return Date(timeIntervalSince1970: Double(days) * 86_400)
  }

  /// The text without marks, and where they stood.
  private static func plain(_ marked: String) -> (String, [Mark]) {
    var (text, marks) = ("", [Mark]())
    var open: (kind: Character, identity: Int, start: Int)?
    var rest = marked[...]
    while let character = rest.first {
      if character == "{", let number = rest.dropFirst(2).firstIndex(of: " "),
        rest.dropFirst(2).first == "#", let identity = Int(rest.dropFirst(3)[..<number])
      {
        open = (rest[rest.index(after: rest.startIndex)], identity, text.utf8.count)
        rest = rest[rest.index(after: number)...]
        continue
      }
      rest = rest.dropFirst()
      guard character == "}", let (kind, identity, start) = open else {
        text.append(character)
        continue
      }
      let range = TextRange(start, text.utf8.count)
      marks.append(
        Mark(range: range, kind: entityKind(kind), isAdjectival: kind == "A", identity: identity))
      open = nil
    }
    return (text, marks)
  }

  private static func entityKind(_ letter: Character) -> EntityKind {
    switch letter {
    case "P": .person
    case "O": .organisation
    case "L": .place
    default: .country
    }
  }
}

/// A marked mention, and the id of the name that it was joined to.
struct JoinedMention {
  let story: Int
  let kind: EntityKind
  let identity: Int
  let text: String
  let id: String?
}

/// How many pairs of mentions are rightly said to be one.
struct PairScore: CustomStringConvertible {
  var right = 0, said = 0, wanted = 0

  var precision: Double { said == 0 ? 1 : Double(right) / Double(said) }
  var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }

  /// - Parameter isAcross: whether only pairs of different stories count.
  init(
    _ mentions: [JoinedMention], across isAcross: Bool, where isCounted: (EntityKind) -> Bool
  ) {
    let counted = mentions.filter { isCounted($0.kind) }
    for (index, one) in counted.enumerated() {
      for other in counted[(index + 1)...] where !isAcross || one.story != other.story {
        let isOne = one.identity == other.identity
        let isSaid = one.id != nil && one.id == other.id
        if isOne { wanted += 1 }
        if isSaid { said += 1 }
        if isOne, isSaid { right += 1 }
      }
    }
  }

  init() {}

  static func + (one: PairScore, other: PairScore) -> PairScore {
    var sum = one
    sum.right += other.right
    sum.said += other.said
    sum.wanted += other.wanted
    return sum
  }

  var description: String {
    func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
    return
      "precision \(percent(precision)), recall \(percent(recall)) (\(right) of \(wanted) pairs)"
  }
}

extension NameGold {
  /// Joins the names that lede finds in the stories, taken in an order.
  func joinFound(in order: [Int]? = nil) -> [JoinedMention] {
    var following = Following()
    for number in order ?? Array(stories.indices) {
      following.take(
        number, stories[number].analysis.entities.map(StoryName.init),
        at: StoryPlace(stories[number].story))
    }
    following.settle()
    return stories.indices.flatMap { number -> [JoinedMention] in
      let ids = following.names.ids(in: number)
      return stories[number].marks.map { mark in
        let found = stories[number].analysis.mentions.first {
          $0.range.overlaps(mark.range) && $0.kind == mark.kind
            && ($0.range.start == mark.range.start || $0.range.end == mark.range.end)
        }
        return joined(mark, number, found.flatMap { ids[$0.entity] })
      }
    }
  }

  /// Joins the marked names, each story's own joined already as they are marked.
  func joinGiven(in order: [Int]? = nil) -> [JoinedMention] {
    var following = Following()
    var identities: [Int: [Int]] = [:]
    for number in order ?? Array(stories.indices) {
      let (names, own) = given(number)
      identities[number] = own
      following.take(number, names, at: StoryPlace(stories[number].story))
    }
    following.settle()
    return stories.indices.flatMap { number -> [JoinedMention] in
      let ids = following.names.ids(in: number)
      return stories[number].marks.map { mark in
        joined(
          mark, number, identities[number]?.firstIndex(of: mark.identity).map { ids[$0] } ?? nil)
      }
    }
  }

  private func joined(_ mark: Mark, _ number: Int, _ id: String?) -> JoinedMention {
    JoinedMention(
      story: number, kind: mark.kind, identity: mark.identity,
      text: String(stories[number].story.text[mark.range]), id: id)
  }

  /// A story's names as they are marked, with the roles that lede reads beside them.
  private func given(_ number: Int) -> ([StoryName], [Int]) {
    let (story, marks) = (stories[number].story, stories[number].marks)
    let analysis = stories[number].analysis
    var identities: [Int] = []
    for mark in marks where !identities.contains(mark.identity) {
      identities.append(mark.identity)
    }
    let names = identities.map { identity -> StoryName in
      let own = marks.filter { $0.identity == identity }
      let spellings = own.map { String(story.text[$0.range]) }
      let found = analysis.mentions.first { mention in
        own.contains { $0.kind == mention.kind && $0.range == mention.range }
      }.map { analysis.entities[$0.entity] }
      let full = own.filter { !$0.isAdjectival }.map { String(story.text[$0.range]) }
      let name = full.max { $0.utf8.count < $1.utf8.count } ?? spellings[0]
      let kind = own[0].kind
      let key =
        kind == .country
        ? found?.key : analysis.entities.first { $0.kind == kind && $0.name == name }?.key
      return StoryName(
        key: key ?? "\(kind.rawValue):\(String(decoding: folded(name), as: UTF8.self))",
        name: name, kind: kind, aliases: Array(Set(spellings).subtracting([name])).sorted(),
        roles: found?.roles ?? [], standing: found?.standing ?? Standing(), mentions: own.count)
    }
    return (names, identities)
  }
}
