// Whom and what a story names, as company for each of its names.
import StoryParsing

/// The companions in a story.
struct StoryCompany {
  private let companions: [Companion?]
  /// The walk of life that each name speaks of.
  private let fields: [RoleFields]
  private let homes: [(companion: Companion, mentions: Int, index: Int)]

  /// - Parameters:
  ///   - companions: what each name is as company for the others.
  ///   - bodies: the walk of life that each name speaks of, if it is a body's.
  init(of names: [StoryName], _ companions: [Companion?], bodies: [RoleFields]) {
    self.companions = companions
    fields = names.enumerated().map { index, name in
      switch name.kind {
      case .person: RoleFields(roles: name.roles)
      case .organisation: bodies[index]
      case .country, .place: []
      }
    }
    var homes: [(companion: Companion, mentions: Int, index: Int)] = []
    for (index, name) in names.enumerated() where name.kind == .country {
      if let companion = companions[index] { homes.append((companion, name.mentions, index)) }
    }
    self.homes = homes
  }

  /// All but the name itself.
  func companions(of index: Int) -> [Companion] {
    companions.enumerated().compactMap { $0 == index ? nil : $1 }
  }

  /// The walks of life of all the others.
  func setting(of index: Int) -> RoleFields {
    fields.enumerated().reduce(into: []) { if $1.offset != index { $0.formUnion($1.element) } }
  }

  /// The country that the story speaks of most beside the name; of equal ones the first.
  func home(of index: Int) -> Companion? {
    homes.filter { $0.index != index }.max {
      ($0.mentions, $1.index) < ($1.mentions, $0.index)
    }?.companion
  }
}

extension Companion {
  /// Nil for what tells nothing.
  init?(_ form: NameForm) {
    guard let hash = companionHash(of: form) else { return nil }
    self.init(kind: form.kind, hash: hash)
  }
}

/// What is the same for a name in most of its spellings; nil for what tells nothing.
private func companionHash(of form: NameForm) -> UInt64? {
  switch form.kind {
  case .country, .place: return hash(form.key.utf8)
  case .organisation: return form.isCommon ? nil : hash(form.words.joined(separator: [0x20]))
  case .person:
    guard form.words.count > 1, let last = form.words.last, let first = form.words.first else {
      return nil
    }
    return hash(skeleton(of: last) + [0] + skeleton(of: forenameGroup(first)).prefix(1))
  }
}
