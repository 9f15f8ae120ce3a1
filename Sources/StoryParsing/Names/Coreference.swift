// Names to entities: which mentions are of one person, country or body.

/// The mentions of a story, each with its entity, and the entities in order of first mention.
func resolveCoreference(
  of names: [FoundName], structure: Structure, in words: Words, of text: String
) -> ([Mention], [Entity]) {
  guard !names.isEmpty else { return ([], []) }
  var mentions = NamedMention.mentions(of: names, in: words)
  let roles = RoleReader(words)
  for (index, mention) in mentions.enumerated() where mention.name.kind == .person {
    mentions[index].standing = roles.standing(of: mention)
  }
  var clusters = Clusters(of: mentions, in: text)
  // Full names first: "Blinken" in the headline is the Antony Blinken of the text.
  for (index, mention) in mentions.enumerated() where mention.isFull {
    clusters.add(index, mention, among: mentions)
  }
  for (index, mention) in mentions.enumerated() where !mention.isFull {
    clusters.add(index, mention, among: mentions)
  }
  let extent = Extent(of: text, structure)
  return clusters.resolved(mentions, roles: roles, in: extent)
}

extension Clusters {
  /// Numbers the clusters by first mention and sums each up.
  fileprivate func resolved(
    _ mentions: [NamedMention], roles: RoleReader, in extent: Extent
  ) -> ([Mention], [Entity]) {
    var numbers: [Int: Int] = [:]
    var found: [Mention] = []
    var members: [[Int]] = []
    for (index, mention) in mentions.enumerated() {
      guard let cluster = cluster(of: index) else { continue }
      let number = numbers[cluster] ?? members.count
      if number == members.count {
        numbers[cluster] = number
        members.append([])
      }
      members[number].append(index)
      found.append(mention.mention(of: number))
    }
    let summaries = members.map { members in
      Summary(
        members, of: mentions, known: known(of: members), standing: standing(of: members),
        roles: roles, in: extent)
    }
    return (found, summaries.map(\.entity))
  }
}
