// A name that stories have in common, with its spellings.
package import StoryParsing

/// What one story says of somebody it names.
package struct StoryName: Hashable, Sendable {
  /// `Entity.key`.
  package let key: String
  package let name: String
  package let kind: EntityKind
  package let aliases: [String]
  package let mentions: Int
  /// `Entity.isSure`.
  package let isSure: Bool

  package init(
    key: String, name: String, kind: EntityKind, aliases: [String] = [], mentions: Int,
    isSure: Bool = true
  ) {
    self.key = key
    self.name = name
    self.kind = kind
    self.aliases = aliases
    self.mentions = mentions
    self.isSure = isSure
  }

  package init(_ entity: Entity) {
    self.init(
      key: entity.key, name: entity.name, kind: entity.kind, aliases: entity.aliases,
      mentions: entity.mentionCount, isSure: entity.isSure)
  }
}

/// A name of the shelf, and how stories spell it.
struct ShelvedName: Sendable {
  private struct Spelling {
    let text: String
    /// Stories that have it as the fullest name; 0 for what is only ever an alias.
    var stories: Int
  }

  /// More spellings of one name are noise.
  private static let mostSpellings = 16

  let key: String
  let kind: EntityKind
  /// The stories that have it, in the order in which they were analysed.
  private(set) var uses: [NameUse] = []
  /// Whether a story at least is sure of it.
  private(set) var isSure = false
  private var spellings: [Spelling] = []
  /// The commonest spelling, of equally common ones the longest.
  private(set) var name = ""
  /// The same folded, for the order of names.
  private(set) var fold: [UInt8] = []

  init(key: String, kind: EntityKind) {
    self.key = key
    self.kind = kind
  }

  /// Takes in that a story has it, and how it spells it; gives the spellings that are new.
  mutating func note(_ name: StoryName, in story: Int32) -> [String] {
    let mentions = Int32(clamping: name.mentions)
    if let last = uses.last, last.story == story {
      uses[uses.count - 1].mentions &+= mentions
    } else {
      uses.append(NameUse(story: story, mentions: mentions))
    }
    if name.isSure { isSure = true }
    let isNew = [add(name.name, stories: 1)] + name.aliases.map { add($0, stories: 0) }
    chooseName()
    return zip([name.name] + name.aliases, isNew).filter(\.1).map(\.0)
  }

  private mutating func chooseName() {
    let best = spellings.max {
      ($0.stories, $0.text.utf8.count, $1.text) < ($1.stories, $1.text.utf8.count, $0.text)
    }
    guard let best, best.text != name else { return }
    name = best.text
    fold = folded(name)
  }

  private mutating func add(_ text: String, stories: Int) -> Bool {
    if let known = spellings.firstIndex(where: { $0.text == text }) {
      spellings[known].stories += stories
      return false
    }
    guard spellings.count < Self.mostSpellings else { return false }
    spellings.append(Spelling(text: text, stories: stories))
    return true
  }
}

/// That a story has a name, and how often.
struct NameUse: Sendable {
  let story: Int32
  var mentions: Int32
}
