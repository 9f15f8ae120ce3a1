// Mentions gathered by what they name.

/// Groups of mentions, each of one thing.
struct Clusters {
  private struct Cluster {
    let kind: EntityKind
    var parts: [WordKey]
    var initials: [UInt8]
    var known: Int?
    var spelling: String
    /// Indices of its mentions; not in order.
    var members: [Int]
  }

  /// How many things of one word are compared: keeps hostile text linear.
  private static let memory = 32

  let text: String
  private var clusters: [Cluster] = []
  private var clusterOfMention: [Int: Int] = [:]
  private var byKnown: [EntityKind: [Int: Int]] = [:]
  private var byCountry: [UInt16: Int] = [:]
  private var byParts: [EntityKind: [[WordKey]: Int]] = [:]
  /// Persons by each word of their names, bodies by the last.
  private var byWord: [EntityKind: [WordKey: [Int]]] = [:]
  private var byInitials: [[UInt8]: Int] = [:]

  init(text: String) { self.text = text }

  func cluster(of mention: Int) -> Int? { clusterOfMention[mention] }

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
        kind: mention.name.kind, parts: mention.parts, initials: mention.initials,
        known: mention.knownIndex, spelling: mention.spelling, members: []))
    return clusters.count - 1
  }

  private mutating func register(_ mention: NamedMention, in cluster: Int) {
    let kind = mention.name.kind
    if byParts[kind, default: [:]][mention.parts] == nil {
      byParts[kind, default: [:]][mention.parts] = cluster
    }
    if let known = mention.knownIndex, byKnown[kind, default: [:]][known] == nil {
      byKnown[kind, default: [:]][known] = cluster
      if clusters[cluster].known == nil { clusters[cluster].known = known }
    }
    if let country = mention.country { byCountry[country] = cluster }
    if kind == .person, mention.parts.count > clusters[cluster].parts.count {
      clusters[cluster].parts = mention.parts
    }
    for part in kind == .person ? mention.parts[...] : mention.parts.suffix(1)
    where byWord[kind, default: [:]][part, default: []].last != cluster {
      byWord[kind, default: [:]][part, default: []].append(cluster)
    }
    if kind == .organisation, mention.isFull, byInitials[mention.initials] == nil {
      byInitials[mention.initials] = cluster
    }
  }

  private func existing(
    for mention: NamedMention, at index: Int, among mentions: [NamedMention]
  ) -> Int? {
    switch mention.name.kind {
    case .country: mention.country.flatMap { byCountry[$0] } ?? same(as: mention)
    case .person: person(mention, at: index)
    case .organisation: organisation(mention, at: index, among: mentions)
    case .place: same(as: mention)
    }
  }

  /// The same words, or another name of the same known thing.
  private func same(as mention: NamedMention) -> Int? {
    let kind = mention.name.kind
    if let known = mention.knownIndex, let found = byKnown[kind]?[known] { return found }
    return byParts[kind]?[mention.parts]
  }
}

// MARK: Persons

extension Clusters {
  private func person(_ mention: NamedMention, at index: Int) -> Int? {
    if let found = same(as: mention), mention.isFull { return found }
    guard let last = mention.parts.last else { return nil }
    let candidates = (byWord[.person]?[last] ?? []).suffix(Self.memory)
      .filter { isShort(mention, for: clusters[$0]) }
    if let found = nearest(of: candidates, knownAs: mention.knownIndex, to: index) { return found }
    if let found = same(as: mention) { return found }
    return mention.isFull ? nil : misspelt(mention)
  }

  /// Whether a mention may be a shorter, or a longer, form of a person's name.
  private func isShort(_ mention: NamedMention, for cluster: Cluster) -> Bool {
    if let one = mention.knownIndex, let other = cluster.known, one != other, mention.isFull {
      return false
    }
    let (short, long) =
      mention.parts.count <= cluster.parts.count
      ? (mention.parts, cluster.parts) : (cluster.parts, mention.parts)
    guard short.last == long.last || short.count == 1 && short.first == long.first else {
      return false
    }
    guard short.count > 1 else { return true }
    // "Barack Obama" is "Barack Hussein Obama", "Thomas Sam" is not "Manju Sam".
    return short.first == long.first && short.allSatisfy(long.contains)
  }

  /// The best known of several people of one surname, or the one named last before.
  private func nearest(of candidates: [Int], knownAs known: Int?, to index: Int) -> Int? {
    guard candidates.count > 1 else { return candidates.first }
    if let known, let found = candidates.first(where: { clusters[$0].known == known }) {
      return found
    }
    return candidates.max { distance($0, index) > distance($1, index) }
  }

  /// How far back a cluster was last mentioned; further still when only afterwards.
  private func distance(_ cluster: Int, _ index: Int) -> Int {
    var best = Int.max
    for member in clusters[cluster].members.suffix(64) {
      best = min(best, member <= index ? index - member : 1_000_000 + member - index)
    }
    return best
  }

  /// The person whose surname this nearly is: "Blinked" for "Blinken".
  private func misspelt(_ mention: NamedMention) -> Int? {
    guard mention.name.evidence == .repetition else { return nil }
    return clusters.prefix(500).firstIndex { cluster in
      cluster.kind == .person && cluster.parts.count > 1
        && isSlip(mention.spelling, of: lastWord(cluster.spelling))
    }
  }

  private func lastWord(_ name: String) -> String {
    name.split(separator: " ").last.map(String.init) ?? name
  }
}

// MARK: Organisations

extension Clusters {
  private func organisation(
    _ mention: NamedMention, at index: Int, among mentions: [NamedMention]
  ) -> Int? {
    if let found = same(as: mention) { return found }
    if let found = inBrackets(after: index, among: mentions) { return found }
    if mention.isAcronym, mention.initials.count > 1 { return byInitials[mention.initials] }
    return longer(than: mention)
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
    let found = (byWord[.organisation]?[last] ?? []).suffix(Self.memory).filter {
      let parts = clusters[$0].parts
      return parts.count == mention.parts.count + 1
        && parts.dropFirst().elementsEqual(mention.parts)
    }
    return found.count == 1 ? found[0] : nil
  }
}
