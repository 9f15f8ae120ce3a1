// Names joined over stories, as they stand at one moment.
package import StoryParsing

/// Who is who at one moment; a copy costs nothing and never changes.
package struct FollowedNames: Sendable {
  /// What is shown of a name and asked most.
  struct Head: Sendable {
    var id: String
    let kind: EntityKind
    let name: String
    /// The name folded, for the order of names.
    let fold: [UInt8]
    let isSure: Bool
    let isDismissed: Bool
    let tier: FollowedName.Tier
    /// The form whose key is the id's.
    let form: Int32
    let first: StoryTag
    let stories: Int
    var distinction: String?
  }

  var forms = Chunked<NameForm>()
  var strands = Chunked<Strand>()
  /// By the strand that stands for a name: all its strands.
  var members = Chunked<[Int32]>()
  var heads = Chunked<Head?>()
  /// By story: the strand of each of its entities.
  var entities = Chunked<[Int32]>()
  /// Numbers of the strands that stand for a name.
  var homes: [Int32] {
    strands.indices.filter { heads[$0] != nil && !members[$0].isEmpty }.map { Int32($0) }
  }

  func form(of strand: Int32) -> NameForm { forms[Int(strands[Int(strand)].form)] }

  /// The strand that stands for the name of a strand, wherever its uses went.
  func home(of strand: Int32) -> Int32 {
    var strand = strand
    while let heir = strands[Int(strand)].heir { strand = heir }
    return strands[Int(strand)].home
  }

  /// Every use of a name, in the order of its strands.
  func forEachUse(of home: Int32, _ body: (NameUse) -> Void) {
    for strand in members[Int(home)] {
      for use in strands[Int(strand)].uses { body(use) }
    }
  }
}

extension FollowedNames {
  /// The id of each of a story's names, in the order of its entities; nil for what was dismissed.
  package func ids(in story: Int) -> [String?] { names(in: story).map { $0?.key } }

  /// The id and kind of each of a story's names, in the order of its entities.
  package func names(in story: Int) -> [(key: String, kind: EntityKind)?] {
    guard entities.indices.contains(story) else { return [] }
    return entities[story].map { strand in
      guard let head = heads[Int(home(of: strand))], !head.isDismissed else { return nil }
      return (head.id, head.kind)
    }
  }

  /// The ids of names that the reader has vouched for.
  var confirmed: Set<String> {
    Set(homes.compactMap { heads[Int($0)] }.filter { $0.tier == .confirmed }.map(\.id))
  }

  /// The id of one of a story's names, by the entity's index.
  package func id(of entity: Int, in story: Int) -> String? {
    let all = ids(in: story)
    return all.indices.contains(entity) ? all[entity] : nil
  }

  /// A name by its strand.
  func name(at home: Int32) -> FollowedName? {
    guard heads.indices.contains(Int(home)), let head = heads[Int(home)] else { return nil }
    var uses: [NameUse] = []
    forEachUse(of: home) { uses.append($0) }
    uses.sort { ($0.story, $0.entity) < ($1.story, $1.entity) }
    return FollowedName(
      id: head.id, kind: head.kind, name: head.name, distinction: head.distinction,
      isSure: head.isSure, tier: head.tier, spellings: spellings(of: home, head),
      roles: roles(of: home), uses: uses)
  }

  /// All names, those of most stories first.
  package var all: [FollowedName] {
    homes.compactMap(name(at:)).sorted {
      ($1.stories, $1.mentions, $0.name, $0.id) < ($0.stories, $0.mentions, $1.name, $1.id)
    }
  }

  private func roles(of home: Int32) -> [FollowedName.Role] {
    var posts: [String: Strand.Post] = [:]
    for strand in members[Int(home)] {
      for post in strands[Int(strand)].posts {
        guard var known = posts[post.text] else {
          posts[post.text] = post
          continue
        }
        known.stories += post.stories
        known.firstDay = [known.firstDay, post.firstDay].compactMap(\.self).min()
        known.lastDay = [known.lastDay, post.lastDay].compactMap(\.self).max()
        posts[post.text] = known
      }
    }
    return posts.values.sorted { ($1.stories, $0.text) < ($0.stories, $1.text) }.map {
      FollowedName.Role(
        text: $0.text, stories: $0.stories, firstDay: $0.firstDay, lastDay: $0.lastDay)
    }
  }
}

// MARK: Spellings and why they belong

extension FollowedNames {
  private func spellings(of home: Int32, _ head: Head) -> [FollowedName.Spelling] {
    var counts: [String: (stories: Int, strand: Int32)] = [:]
    for strand in members[Int(home)] {
      for spelling in strands[Int(strand)].spellings {
        let known = counts[spelling.text]
        let isFuller = spelling.stories > 0 && (known?.stories ?? 0) == 0
        counts[spelling.text] = (
          (known?.stories ?? 0) + spelling.stories, isFuller ? strand : known?.strand ?? strand
        )
      }
    }
    let others = counts.filter { $0.key != head.name }
      .sorted { ($1.value.stories, $0.key) < ($0.value.stories, $1.key) }
    let own = FollowedName.Spelling(
      text: head.name, stories: counts[head.name]?.stories ?? 0, reason: .name)
    return [own]
      + others.map { text, found in
        FollowedName.Spelling(
          text: text, stories: found.stories, reason: reason(for: text, found.strand, head, home))
      }
  }

  /// Why each spelling of a name belongs, but for the name itself.
  func reasons(of home: Int32) -> [String: JoinReason] {
    guard let head = heads[Int(home)] else { return [:] }
    let others = spellings(of: home, head).filter { $0.reason != .name }
    return Dictionary(others.map { ($0.text, $0.reason) }) { one, _ in one }
  }

  /// Why a spelling belongs to a name.
  private func reason(
    for text: String, _ strand: Int32, _ head: Head, _ home: Int32
  ) -> JoinReason {
    let read = strands[Int(strand)]
    if read.isJoinedByReader, read.form != head.form { return .you }
    let own = forms[Int(head.form)]
    let form = NameForm(key: "\(head.kind.rawValue):" + spelled(text), kind: head.kind, name: text)
    let source = read.spellings.first { $0.text == text }?.source ?? ""
    if head.kind == .country || head.kind == .place { return .knownName }
    if form.words == own.words, form.owner == own.owner {
      return foldedName(text) == head.fold ? .sameName : .shorter
    }
    if form.isLone, form.kind == .person { return surnameReason(form, head) }
    if form.isAcronym {
      return .acronym(source: giver(of: text, home) ?? "")
    }
    if let found = relation(form, own) { return found.reason(besides: head.name, source) }
    return forms[Int(read.form)].key == own.key ? .knownName : .together(source: source)
  }

  /// A source that has an acronym beside the full name.
  private func giver(of text: String, _ home: Int32) -> String? {
    for strand in members[Int(home)] where !form(of: strand).isLone {
      let given = strands[Int(strand)].spellings.first { $0.stories == 0 && $0.text == text }
      if let given { return given.source }
    }
    return nil
  }

  private func surnameReason(_ form: NameForm, _ head: Head) -> JoinReason {
    let own = head.name.split(separator: " ").map { foldedName(String($0)) }
    if let word = form.words.first, own.contains(word) { return .surname }
    let wanted = head.name.split(separator: " ").first { part in
      form.words.first.map { isAlike($0, foldedName(String(part))) } ?? false
    }
    return wanted.map { .spelling(of: String($0)) } ?? .together(source: "")
  }
}

/// A spelling as keys write it.
func spelled(_ text: String) -> String { String(decoding: foldedName(text), as: UTF8.self) }

extension NameRelation {
  fileprivate func reason(besides name: String, _ source: String) -> JoinReason {
    switch way {
    case .same: .sameName
    case .order: .order
    case .forename: .forename(of: String(name.prefix { $0 != " " }))
    case .initials: .initials
    case .shorter: .shorter
    case .spelling: .spelling(of: name)
    case .surname: .surname
    case .acronym: .acronym(source: source)
    case .given: .together(source: source)
    }
  }
}
