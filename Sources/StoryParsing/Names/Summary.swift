// The mentions of one thing, summed up as an entity.

/// All mentions of one thing, in order of the text.
struct Summary {
  private let mentions: [NamedMention]
  private let known: Int?
  private let extent: Extent
  private let roles: RoleReader

  init(_ mentions: [NamedMention], known: Int?, roles: RoleReader, in extent: Extent) {
    self.mentions = mentions
    self.known = known
    self.roles = roles
    self.extent = extent
  }

  /// How long a story is, and its first line, in bytes.
  struct Extent {
    let headline: Int
    let text: Int

    init(of text: String) {
      headline = text.utf8.prefix { $0 != 0x0A }.count
      self.text = text.utf8.count
    }
  }

  private var kind: EntityKind { mentions[0].name.kind }
  private var country: UInt16? { mentions.lazy.compactMap(\.country).first }

  func entity(mostMentions: Int) -> Entity {
    let name = name
    return Entity(
      kind: kind, name: name, code: country.map(code), aliases: aliases(besides: name),
      roles: kind == .person ? allRoles : [], mentionCount: mentions.count,
      salience: salience(mostMentions: mostMentions), key: key(name))
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
    if let full { return full.spelling }
    return knownName ?? mentions[0].spelling
  }

  private func code(_ country: UInt16) -> String {
    String(decoding: [UInt8(country >> 8), UInt8(country & 0xFF)], as: UTF8.self)
  }

  private func aliases(besides name: String) -> [String] {
    var seen: Set<String> = [name]
    return mentions.map(\.spelling).filter { seen.insert($0).inserted }
  }

  private var allRoles: [String] {
    var seen: Set<String> = []
    return mentions.flatMap(roles.roles(beside:)).filter { seen.insert(folded($0)).inserted }
  }

  private func key(_ name: String) -> String {
    if let country { return "country:" + code(country) }
    return kind.rawValue + ":" + folded(knownName ?? name)
  }

  /// Higher for what the headline names, what comes early and what comes often.
  private func salience(mostMentions: Int) -> Double {
    let first = mentions[0].name.range.start
    let isInHeadline = first < extent.headline
    let earliness = 1 - Double(first) / Double(max(1, extent.text))
    let weight = mentions.reduce(0.0) { $0 + ($1.name.isAdjectival ? 0.5 : 1) }
    let frequency = weight / Double(max(1, mostMentions))
    return min(1, (isInHeadline ? 0.3 : 0) + 0.25 * earliness + 0.45 * frequency)
  }
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
