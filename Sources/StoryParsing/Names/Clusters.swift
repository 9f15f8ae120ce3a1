// Mentions gathered by what they name.

/// Groups of mentions, each of one thing.
struct Clusters {
  struct Cluster {
    let kind: EntityKind
    var parts: [WordKey]
    /// The keys of the parts' first letters.
    var letters: [WordKey]
    var initials: [UInt8]
    var known: Int?
    /// Whether a mention has a title such as "King".
    var isReigning = false
    var sex: Sex?
    /// Whether the person was brought in as somebody's wife, son or mother.
    var isOfSomebody = false
    var isDoubleName = false
    /// Whether the story calls the person by the surname alone.
    var goesBySurname = false
    /// Of a person: what the words beside the mentions say.
    var standing = Standing()
    /// Other clusters of the same full name, which are of others.
    var namesakes: [Int] = []
    var spelling: String
    /// Indices of its mentions; not in order.
    var members: [Int]
  }

  /// How many things of one word are compared: keeps hostile text linear.
  static let memory = 32

  let text: String
  private(set) var clusters: [Cluster] = []
  private var clusterOfMention: [Int: Int] = [:]
  private var byKnown: [Known: Int] = [:]
  private var byCountry: [UInt16: Int] = [:]
  private var byParts: [WordKey: Int] = [:]
  /// Persons by each word of their names.
  private(set) var persons: [WordKey: [Int]] = [:]
  /// Bodies by the last words of their names.
  private var byLastWord: [WordKey: [Int]] = [:]
  private var byInitials: [[UInt8]: Int] = [:]
  /// Bodies by the first words of their names.
  private(set) var byFirstWord: [WordKey: [Int]] = [:]

  /// How often a surname alone has "Mr" before it, less how often "Mrs".
  private(set) var addresses: [WordKey: Int] = [:]

  init(of mentions: [NamedMention], in text: String) {
    self.text = text
    for mention in mentions where mention.name.kind == .person && mention.parts.count == 1 {
      guard let surname = mention.parts.first else { continue }
      if mention.standing.address == .man { addresses[surname, default: 0] += 1 }
      if mention.standing.address == .woman { addresses[surname, default: 0] -= 1 }
    }
  }

  func cluster(of mention: Int) -> Int? { clusterOfMention[mention] }

  func standing(of members: [Int]) -> Standing {
    members.first.flatMap { clusterOfMention[$0] }.map { clusters[$0].standing } ?? Standing()
  }

  /// The index of the known thing that these mentions name.
  func known(of members: [Int]) -> Int? {
    members.first.flatMap { clusterOfMention[$0] }.flatMap { clusters[$0].known }
  }

  mutating func add(_ index: Int, _ mention: NamedMention, among mentions: [NamedMention]) {
    let cluster = existing(for: mention, at: index, among: mentions) ?? make(for: mention)
    clusterOfMention[index] = cluster
    clusters[cluster].members.append(index)
    register(mention, in: cluster)
  }

  private mutating func make(for mention: NamedMention) -> Int {
    clusters.append(
      Cluster(
        kind: mention.name.kind, parts: mention.parts, letters: mention.letters,
        initials: mention.initials,
        known: mention.knownIndex, spelling: mention.spelling, members: []))
    let made = clusters.count - 1
    if mention.name.kind == .person, mention.isFull, let other = same(as: mention) {
      clusters[other].namesakes.append(made)
      for one in [other, made] { clusters[one].standing.hasNamesake = true }
    }
    return made
  }

  private mutating func register(_ mention: NamedMention, in cluster: Int) {
    let kind = mention.name.kind
    if mention.isReigning { clusters[cluster].isReigning = true }
    if let kinship = mention.kinship {
      clusters[cluster].sex = clusters[cluster].sex ?? kinship.sex
      if kinship.isOfSomebody { clusters[cluster].isOfSomebody = true }
      if kinship.sex == nil, mention.parts.count == 1 { clusters[cluster].goesBySurname = true }
      if mention.isDoubleName { clusters[cluster].isDoubleName = true }
    }
    clusters[cluster].standing.formUnion(mention.standing)
    let parts = mention.partsKey
    if byParts[parts] == nil { byParts[parts] = cluster }
    // Other letters say nothing of how the name is written in these.
    if mention.name.isOtherScript { return }
    if let known = mention.knownIndex, byKnown[Known(kind: kind, index: known)] == nil {
      byKnown[Known(kind: kind, index: known)] = cluster
      if clusters[cluster].known == nil { clusters[cluster].known = known }
    }
    if let country = mention.country { byCountry[country] = cluster }
    if kind == .person || kind == .organisation && !mention.isAcronym,
      mention.parts.count > clusters[cluster].parts.count
    {
      clusters[cluster].parts = mention.parts
      clusters[cluster].letters = mention.letters
    }
    if kind == .person { for part in mention.parts { persons.note(cluster, at: part) } }
    guard kind == .organisation else { return }
    if let last = mention.parts.last { byLastWord.note(cluster, at: last) }
    if let first = mention.parts.first { byFirstWord.note(cluster, at: first) }
    if mention.isFull, byInitials[mention.initials] == nil {
      byInitials[mention.initials] = cluster
    }
  }

  private func existing(
    for mention: NamedMention, at index: Int, among mentions: [NamedMention]
  ) -> Int? {
    if mention.name.isOtherScript { return clusterOfMention[index - 1] }
    return switch mention.name.kind {
    case .country: mention.country.flatMap { byCountry[$0] } ?? same(as: mention)
    case .person: person(mention, at: index)
    case .organisation: organisation(mention, at: index, among: mentions)
    case .place: same(as: mention)
    }
  }

  /// The same words, or another name of the same known thing.
  func same(as mention: NamedMention) -> Int? {
    if let known = mention.knownIndex,
      let found = byKnown[Known(kind: mention.name.kind, index: known)]
    {
      return found
    }
    return byParts[mention.partsKey]
  }

  /// A thing of the lists.
  private struct Known: Hashable {
    let kind: EntityKind
    let index: Int
  }
}

extension [WordKey: [Int]] {
  /// Adds a cluster under a word, once.
  fileprivate mutating func note(_ cluster: Int, at word: WordKey) {
    if self[word]?.last != cluster { self[word, default: []].append(cluster) }
  }
}

// MARK: Organisations

extension Clusters {
  private func organisation(
    _ mention: NamedMention, at index: Int, among mentions: [NamedMention]
  ) -> Int? {
    if let found = same(as: mention) { return found }
    if let found = inBrackets(after: index, among: mentions) { return found }
    if mention.isAcronym, mention.initials.count > 1 {
      return byInitials[mention.initials] ?? shortened(mention, at: index)
    }
    return longer(than: mention) ?? shortened(mention, at: index)
  }

  /// "Federal Security Service (FSB)".
  private func inBrackets(after index: Int, among mentions: [NamedMention]) -> Int? {
    guard index > 0, mentions[index - 1].name.kind == .organisation else { return nil }
    let range = mentions[index].name.range
    let before = mentions[index - 1].name.range
    guard range.start - before.end == 2, before.end + 2 <= text.utf8.count,
      text[TextRange(before.end, range.start)] == " ("
    else { return nil }
    return clusterOfMention[index - 1]
  }

  /// "Foreign Ministry" after "Russian Foreign Ministry", when there is but one.
  private func longer(than mention: NamedMention) -> Int? {
    guard mention.parts.count > 1, let last = mention.parts.last else { return nil }
    let found = (byLastWord[last] ?? []).suffix(Self.memory).filter {
      let parts = clusters[$0].parts
      return parts.count == mention.parts.count + 1
        && parts.dropFirst().elementsEqual(mention.parts)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// "Harbour Marine" for "Harbour Marine Industries Co.", whichever comes first.
  private func shortened(_ mention: NamedMention, at index: Int) -> Int? {
    guard let first = mention.parts.first else { return nil }
    let found = (byFirstWord[first] ?? []).suffix(Self.memory).filter {
      let (one, other) = (mention.parts, clusters[$0].parts)
      let (short, long) = one.count < other.count ? (one, other) : (other, one)
      return long.starts(with: short)
        && long.dropFirst(short.count).allSatisfy(Self.endings.contains)
    }
    return nearest(of: Array(found), knownAs: nil, to: index)
  }

  /// Words that a body's name is called without.
  private static let endings: Set<WordKey> = {
    let words = """
      co company corp corporation inc incorporated ltd limited plc llc ag gmbh sa nv spa group
      holding holdings industries enterprises partners bank motors airlines airways shipping
      ferries oil gas energy mining pharmaceuticals technologies systems electronics foods
      breweries media sons brothers joint stock party union sport sports club fc international
      wire newswire news press telegraph agency association
      """
    return Set(words.split(whereSeparator: \.isWhitespace).map { WordKey(of: $0) })
  }()
}
