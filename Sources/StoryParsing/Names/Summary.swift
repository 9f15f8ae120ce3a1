// The mentions of one thing, summed up as an entity.
internal import Glibc

/// All mentions of one thing, in order of the text.
struct Summary {
  private let members: [Int]
  private let all: [NamedMention]
  private let known: Int?
  private let standing: Standing
  private let extent: Extent
  private let roles: RoleReader

  /// - Parameter members: the indices of its mentions among all of the story.
  init(
    _ members: [Int], of all: [NamedMention], known: Int?, standing: Standing, roles: RoleReader,
    in extent: Extent
  ) {
    self.members = members
    self.all = all
    self.known = known
    self.standing = standing
    self.roles = roles
    self.extent = extent
  }

  private var mentions: some BidirectionalCollection<NamedMention> {
    members.lazy.map { [all] in all[$0] }
  }
  private var first: NamedMention { all[members[0]] }
  private var kind: EntityKind { first.name.kind }
  private var country: UInt16? {
    kind == .country ? mentions.lazy.compactMap(\.country).first : nil
  }

  var entity: Entity {
    let name = name
    return Entity(
      kind: kind, name: name, code: country.map(code), aliases: aliases(besides: name),
      roles: kind == .person ? allRoles : [], standing: standing, mentionCount: mentions.count,
      salience: salience,
      confidence: mentions.map(\.name.confidence).max() ?? 0, key: key(name))
  }

  /// The list's name for it, where there is one.
  private var knownName: String? {
    switch kind {
    case .country: country.flatMap { Gazetteer.shared.countries[$0] }
    case .person: known.map { Gazetteer.shared.persons[$0] }
    case .organisation: known.map { Gazetteer.shared.organisations[$0] }
    case .place: nil
    }
  }

  /// The fullest name that the story gives; the known one where it gives but a part.
  private var name: String {
    if kind == .country, let knownName { return knownName }
    let full = mentions.filter(\.isFull).max { $0.spelling.utf8.count < $1.spelling.utf8.count }
    if kind != .place, let full { return full.spelling }
    // "MOSCOW" of the dateline is "Moscow" where the text has it.
    let calm = mentions.first { $0.spelling != $0.spelling.uppercased() }
    let spelling = kind == .place ? calm?.spelling : nil
    return knownName.map(withoutTitle) ?? spelling ?? first.spelling
  }

  /// "Farouk" of "King Farouk", as the list knows him.
  private func withoutTitle(_ name: String) -> String {
    guard kind == .person, let space = name.firstIndex(of: " ") else { return name }
    let classes = Gazetteer.shared[WordKey(of: name[..<space])]?.classes
    guard let classes, classes.contains(.title), !classes.contains(.forename) else { return name }
    return String(name[name.index(after: space)...])
  }

  private func code(_ country: UInt16) -> String {
    String(decoding: [UInt8(country >> 8), UInt8(country & 0xFF)], as: UTF8.self)
  }

  private func aliases(besides name: String) -> [String] {
    var seen: Set<String> = []
    var last = name
    return mentions.map(\.spelling).filter { spelling in
      // Most mentions are spelled like the one before.
      guard spelling != name, spelling != last else { return false }
      last = spelling
      return seen.insert(spelling).inserted
    }
  }

  private var allRoles: [String] {
    var seen: Set<String> = []
    return mentions.flatMap { roles.roles(beside: $0) }.filter { seen.insert(folded($0)).inserted }
  }

  private func key(_ name: String) -> String {
    if let country { return "country:" + code(country) }
    return kind.rawValue + ":" + folded(knownName ?? name)
  }

  /// Higher for what comes early and often and is named in full, for people and bodies rather than
  /// countries; next to nothing for who wrote the story and where it was published.
  ///
  /// The weights are those that put the main actor of our own marked stories first most often.
  private var salience: Double {
    let told = mentions.filter { !extent.isAside($0.name.range) }
    guard let first = told.first?.name.range.start,
      !mentions.contains(where: { $0.name.range == extent.agency })
    else { return 0.01 }
    let adjectives = told.count { $0.name.isAdjectival }
    let names = told.count - adjectives
    var score = 0.8 * share(names) - 0.8 * share(adjectives) + 1.5 * log(1 + Double(names))
    score -= 4.7 * Double(first) / Double(max(1, extent.text))
    if kind == .country { score -= 1.45 } else if first < extent.headline { score += 0.5 }
    if name.contains(" ") { score += 1.2 }
    return 1 / (1 + exp(1 - score))
  }

  /// Each mention tells less than the one before it.
  private func share(_ count: Int) -> Double { Double(count) / Double(count + 2) }
}

/// A name as keys write it: small plain letters, single spaces, no dots.
func folded(_ name: String) -> String {
  var bytes: [UInt8] = []
  for value in name.unicodeScalars {
    switch CharacterClass(value.value) {
    case .space, .lineEnd: if bytes.last != 0x20 { bytes.append(0x20) }
    case .extender: break
    case .mark where value == ".": break
    default:
      if let plain = plainLetter(value.value) {
        bytes.append(plain)
      } else {
        bytes.append(contentsOf: Array(String(value).lowercased().utf8))
      }
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
