// The company a name keeps: who, where and when it is named with.
import StoryParsing

/// Something else that a story names, as a number that is the same in every story.
struct Companion: Hashable, Comparable, Sendable {
  let value: UInt32

  init(kind: EntityKind, hash: UInt64) {
    let kinds: [EntityKind] = [.person, .country, .organisation, .place]
    let number = UInt32(kinds.firstIndex(of: kind) ?? 0)
    value = number << 30 | UInt32(truncatingIfNeeded: hash ^ hash >> 32) & 0x3FFF_FFFF
  }

  var kind: EntityKind {
    switch value >> 30 {
    case 0: .person
    case 1: .country
    case 2: .organisation
    default: .place
    }
  }

  static func < (one: Companion, other: Companion) -> Bool { one.value < other.value }
}

/// What the stories of a name have in common beside the name: the evidence for and against one
/// bearer.
struct Company: Sendable {
  /// More companions tell no more.
  private static let most = 48

  /// In order.
  private(set) var companions: [Companion] = []
  /// The country most spoken of in each story, in order.
  private(set) var homes: [Companion] = []
  private(set) var fields: RoleFields = []
  /// Countries whose people the stories count a person among, in order.
  private(set) var nations: [UInt16] = []
  private(set) var address: Address = []
  /// Years of birth, as ages tell them.
  private(set) var births: [Int16] = []
  /// Whether a story says that there is another of the name.
  private(set) var hasNamesake = false
  /// The walks of life that the stories are of.
  private var topics = TopicCounts()
  /// Words of roles that say what somebody does, as hashes, in order.
  private(set) var posts: [UInt32] = []
  /// Hashes, in order.
  private(set) var sources: [UInt32] = []
  /// Days since 1970.
  private(set) var firstDay: Int32?
  private(set) var lastDay: Int32?

  init(
    companions: [Companion], home: Companion?, roles: [String], standing: Standing = Standing(),
    setting: RoleFields = [], source: UInt32, day: Int32?
  ) {
    topics = TopicCounts(setting)
    self.companions = Array(Set(companions).sorted().prefix(Self.most))
    homes = home.map { [$0] } ?? []
    fields = standing.fields
    nations = standing.nations.sorted()
    address = standing.address
    hasNamesake = standing.hasNamesake
    if let age = standing.age, let day { births = [Int16(clamping: Int(day) / 365 - age)] }
    for role in roles {
      let words = role.lowercased().split { !$0.isLetter && $0 != "-" }
      for word in words {
        let field = RoleFields(word: word)
        fields.formUnion(field)
        if !field.isEmpty { posts.append(UInt32(truncatingIfNeeded: hash(Array(word.utf8)))) }
      }
    }
    posts = Set(posts).sorted()
    // A striker and a judge in one story are two that it tells apart and lede does not.
    if fields.contradictsItself { (fields, posts) = ([], []) }
    sources = [source]
    (firstDay, lastDay) = (day, day)
  }

  /// Takes in another's.
  mutating func merge(_ other: Company) {
    companions = union(companions, other.companions, most: Self.most)
    homes = union(homes, other.homes, most: 8)
    posts = union(posts, other.posts, most: 12)
    sources = union(sources, other.sources, most: 12)
    fields.formUnion(other.fields)
    nations = union(nations, other.nations, most: 4)
    address.formUnion(other.address)
    births = union(births, other.births, most: 4)
    hasNamesake = hasNamesake || other.hasNamesake
    topics.add(other.topics)
    firstDay = [firstDay, other.firstDay].compactMap(\.self).min()
    lastDay = [lastDay, other.lastDay].compactMap(\.self).max()
  }
}

/// Two ordered lists as one, without repetition; of too many those of the first go before.
private func union<Element: Comparable & Hashable>(
  _ one: [Element], _ other: [Element], most: Int
) -> [Element] {
  guard one != other, one.count < most else { return one }
  var known = Set(one)
  let new = other.filter { known.insert($0).inserted }.prefix(most - one.count)
  return new.isEmpty ? one : (one + new).sorted()
}

// MARK: For and against

extension Company {
  /// How much speaks for one bearer of a name in both, and, below 0, against it.
  func affinity(with other: Company, of kind: EntityKind) -> Double {
    let shared = shared(with: other)
    let homes = home(with: other)
    var sum = 1.5 * Double(min(2, shared.persons)) + Double(min(2, shared.bodies))
    sum += 0.7 * Double(min(2, shared.places)) + homes
    if kind == .person {
      sum += life(with: other, isAmongFriends: shared.persons + shared.bodies > 0)
      sum += person(with: other)
    }
    if meets(sources, other.sources) { sum += 0.5 }
    sum += time(with: other)
    if shared.all == 0, homes <= 0, min(companions.count, other.companions.count) > 3 { sum -= 1 }
    return sum
  }

  private struct Shared {
    var persons = 0, bodies = 0, places = 0
    var all: Int { persons + bodies + places }
  }

  private func shared(with other: Company) -> Shared {
    var shared = Shared()
    forEachCommon(companions, other.companions) { companion in
      switch companion.kind {
      case .person: shared.persons += 1
      case .organisation: shared.bodies += 1
      case .place: shared.places += 1
      case .country: break
      }
    }
    return shared
  }

  /// Of the countries: for the same one, against different ones.
  private func home(with other: Company) -> Double {
    guard !homes.isEmpty, !other.homes.isEmpty else { return 0 }
    if meets(homes, other.homes) { return 1.2 }
    var isNamed = false
    forEachCommon(companions, other.companions) { if $0.kind == .country { isNamed = true } }
    return isNamed ? 0.4 : -1.5
  }

  private func life(with other: Company, isAmongFriends: Bool) -> Double {
    if fields.contradicts(other.fields) { return isAmongFriends ? -4 : -6 }
    if meets(posts, other.posts) { return 1.5 }
    if !fields.isDisjoint(with: other.fields) { return 0.7 }
    let (setting, otherSetting) = (topics.field, other.topics.field)
    let (own, others) = (
      fields.isEmpty ? setting : fields, other.fields.isEmpty ? otherSetting : other.fields
    )
    if own.contradicts(others) { return isAmongFriends ? -2 : -4 }
    // What somebody is says more than what a story is of.
    if setting.contradicts(otherSetting) { return isAmongFriends ? -1 : -2 }
    return own.isDisjoint(with: others) ? 0 : 0.4
  }

  /// Of where somebody comes from, how old they are, and whether they are a "Mr".
  private func person(with other: Company) -> Double {
    var sum = 0.0
    if !nations.isEmpty, !other.nations.isEmpty { sum += meets(nations, other.nations) ? 0.7 : -3 }
    if address.contradicts(other.address) { sum -= 5 }
    if hasNamesake || other.hasNamesake { sum -= 1 }
    let gaps = births.flatMap { born in other.births.map { abs(Int(born) - Int($0)) } }
    return sum + (gaps.min().map { $0 > 2 ? -5 : 1.5 } ?? 0)
  }

  private func time(with other: Company) -> Double {
    guard let firstDay, let lastDay, let otherFirst = other.firstDay, let otherLast = other.lastDay
    else { return 0 }
    let gap = max(0, max(Int(firstDay) - Int(otherLast), Int(otherFirst) - Int(lastDay)))
    if gap <= 10 { return 0.5 }
    return gap > 40 * 365 ? -3 : gap > 15 * 365 ? -1 : 0
  }

  /// Whether the country most spoken of is the same in both; nil where one has none.
  func isAtHome(with other: Company) -> Bool? {
    homes.isEmpty || other.homes.isEmpty ? nil : meets(homes, other.homes)
  }

  /// Whether one person can hardly be both, whatever else speaks for it.
  func contradicts(_ other: Company) -> Bool {
    fields.contradicts(other.fields) || address.contradicts(other.address)
      || hasNamesake && other.hasNamesake
      || !nations.isEmpty && !other.nations.isEmpty && !meets(nations, other.nations)
  }

  func sharesSource(with other: Company) -> Bool { meets(sources, other.sources) }
}

/// Whether two ordered lists have an element in common.
private func meets<Element: Comparable>(_ one: [Element], _ other: [Element]) -> Bool {
  var isMet = false
  forEachCommon(one, other) { _ in isMet = true }
  return isMet
}

private func forEachCommon<Element: Comparable>(
  _ one: [Element], _ other: [Element], _ body: (Element) -> Void
) {
  var (left, right) = (0, 0)
  while left < one.count, right < other.count {
    if one[left] == other[right] {
      body(one[left])
      (left, right) = (left + 1, right + 1)
    } else if one[left] < other[right] {
      left += 1
    } else {
      right += 1
    }
  }
}

/// A number for bytes, the same in every run.
func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash ^ hash >> 29
}
