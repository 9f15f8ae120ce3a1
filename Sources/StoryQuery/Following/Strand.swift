// Uses of one key that are surely of one bearer: what names are joined from.
import FoundationEssentials
package import StoryParsing

/// Where a name stands: what of its story counts for joining names.
package struct StoryPlace: Sendable {
  /// The source's title, as the list shows it.
  package let source: String
  /// Days since 1970.
  package let day: Int32?
  let tag: StoryTag
  /// The walk of life that the story is of.
  let topic: RoleFields
  /// `Story.ID.name`.
  let storyName: String

  /// The same for every story of a source.
  var sourceNumber: UInt32 { UInt32(truncatingIfNeeded: hash(source.utf8)) }

  package init(source: String, story: Story.ID, day: Int32?, text: String = "") {
    (self.source, self.day, storyName) = (source, day, story.name)
    topic = RoleFields(topicOf: text)
    let name = Array(story.source.utf8) + [0] + Array(story.name.utf8)
    tag = StoryTag(day: day ?? .max, number: UInt32(truncatingIfNeeded: hash(name)))
  }

  package init(_ story: Story) {
    let day = story.published.map { Int32(clamping: Int($0.timeIntervalSince1970 / 86_400)) }
    self.init(source: story.source, story: story.id, day: day, text: story.text)
  }
}

/// A story's place among others, the same whatever the order of arrival.
struct StoryTag: Hashable, Comparable, Sendable {
  let day: Int32
  let number: UInt32

  /// That of one of a story's names.
  func of(_ entity: Int32) -> StoryTag {
    StoryTag(day: day, number: number &+ UInt32(bitPattern: entity))
  }

  static func < (one: StoryTag, other: StoryTag) -> Bool {
    (one.day, one.number) < (other.day, other.number)
  }
}

/// What one story, or several, say of one bearer of a key.
struct Strand: Sendable {
  struct Spelling: Sendable {
    let text: String
    /// Stories that have it as the fullest name; 0 for what is only ever an alias.
    var stories: Int
    /// A source that has it, for what it gives.
    let source: String
  }

  struct Post: Sendable {
    let text: String
    var stories: Int
    var firstDay: Int32?
    var lastDay: Int32?
  }

  /// More of one name are noise.
  static let most = 16

  /// Index of its `NameForm`.
  let form: Int32
  private(set) var uses: [NameUse]
  private(set) var spellings: [Spelling]
  private(set) var posts: [Post]
  private(set) var company: Company
  private(set) var isSure: Bool
  /// The story that names it first: its day, and a number made of its source and name.
  private(set) var first: StoryTag
  /// Keys of the places where it may be joined with others.
  var blocks: [UInt64] = []
  /// The strand that stands for the name, without and with joins of lone surnames and acronyms.
  var core: Int32 = 0
  var home: Int32 = 0
  /// The strand that took its uses.
  private(set) var heir: Int32?
  var isJoinedByReader = false

  init(_ name: StoryName, form: Int32, use: NameUse, company: Company, in place: StoryPlace) {
    let (source, day) = (place.source, place.day)
    self.form = form
    self.company = company
    uses = [use]
    first = place.tag.of(use.entity)
    isSure = name.isSure
    spellings = [Spelling(text: name.name, stories: 1, source: source)]
    for alias in name.aliases.prefix(Self.most - 1) where alias != name.name {
      spellings.append(Spelling(text: alias, stories: 0, source: source))
    }
    posts = name.roles.prefix(4).map { Post(text: $0, stories: 1, firstDay: day, lastDay: day) }
  }

  /// Takes in another's uses; gives the spellings that are new.
  mutating func merge(_ other: Strand) -> [String] {
    uses += other.uses
    isSure = isSure || other.isSure
    company.merge(other.company)
    first = min(first, other.first)
    for post in other.posts { add(post) }
    return other.spellings.filter { add($0) }.map(\.text)
  }

  /// Takes the use of a story out, if that leaves any.
  mutating func remove(useIn story: Int32) -> NameUse? {
    guard uses.count > 1, let index = uses.firstIndex(where: { $0.story == story }) else {
      return nil
    }
    return uses.remove(at: index)
  }

  /// Takes all uses of a story out.
  mutating func forget(_ story: Int32) { uses.removeAll { $0.story == story } }

  /// A use that was taken out of it, as a strand of its own.
  func parted(_ use: NameUse, at place: StoryPlace) -> Strand {
    var parted = self
    parted.uses = [use]
    parted.blocks = []
    parted.first = place.tag.of(use.entity)
    parted.company = Company(
      companions: [], home: nil, roles: [], source: place.sourceNumber, day: place.day)
    parted.spellings = spellings.map {
      Spelling(text: $0.text, stories: min(1, $0.stories), source: $0.source)
    }
    return parted
  }

  /// Leaves all that it has to another.
  mutating func retire(into other: Int32) {
    heir = other
    (uses, spellings, posts, blocks) = ([], [], [], [])
  }

  private mutating func add(_ spelling: Spelling) -> Bool {
    if let known = spellings.firstIndex(where: { $0.text == spelling.text }) {
      spellings[known].stories += spelling.stories
      return false
    }
    guard spellings.count < Self.most else { return false }
    spellings.append(spelling)
    return true
  }

  private mutating func add(_ post: Post) {
    guard let known = posts.firstIndex(where: { $0.text == post.text }) else {
      if posts.count < Self.most { posts.append(post) }
      return
    }
    posts[known].stories += post.stories
    posts[known].firstDay = [posts[known].firstDay, post.firstDay].compactMap(\.self).min()
    posts[known].lastDay = [posts[known].lastDay, post.lastDay].compactMap(\.self).max()
  }
}
