// What the reader does to a name on the screen, and the correction that says it.
package import StoryParsing

/// A change of a name, by `FollowedName.id`.
package enum NameChange: Hashable, Sendable {
  case join(String, String)
  /// What a story says of the name is not of the others; by the story's number.
  case split(String, story: Int)
  case retype(String, EntityKind)
  case dismiss(String)
  case confirm(String)
}

extension Following {
  /// The correction that makes a change; nil where nobody is called so.
  ///
  /// - Parameter storyName: gives `Story.ID.name` of a story.
  package func correction(
    for change: NameChange, storyName: (Int) -> String?
  ) -> Correction? {
    switch change {
    case .join(let one, let other):
      guard let first = reference(to: one, storyName), let second = reference(to: other, storyName)
      else { return nil }
      return .same(first, second)
    case .split(let id, let story): return split(id, in: story, storyName)
    case .retype(let id, let kind): return reference(to: id, storyName).map { .kind($0, kind) }
    case .dismiss(let id): return reference(to: id, storyName).map { .dismiss($0) }
    case .confirm(let id): return reference(to: id, storyName).map { .confirm($0) }
    }
  }

  /// How a correction writes a name: of several bearers of one name by a story that has it.
  private func reference(to id: String, _ storyName: (Int) -> String?) -> NameReference? {
    guard let home = home(of: id), let head = names.heads[home] else { return nil }
    let kind = names.forms[Int(head.form)].kind
    guard head.distinction != nil else { return NameReference(kind: kind, name: head.name) }
    let strand = names.members[home].first { names.strands[Int($0)].form == head.form }
    let story = strand.flatMap { names.strands[Int($0)].uses.first }
    return NameReference(
      kind: kind, name: head.name, story: story.flatMap { storyName(Int($0.story)) })
  }

  /// Parts the spelling of a story from the others; where it is theirs too, that story's bearer.
  private func split(
    _ id: String, in story: Int, _ storyName: (Int) -> String?
  ) -> Correction? {
    guard let home = home(of: id), let head = names.heads[home],
      names.entities.indices.contains(story)
    else { return nil }
    let own = names.entities[story].first { $0 >= 0 && Int(names.home(of: $0)) == home }
    guard let own, names.members[home].count > 1 || names.strands[Int(own)].uses.count > 1 else {
      return nil
    }
    let strand = names.strands[Int(own)]
    let kind = names.forms[Int(strand.form)].kind
    if strand.form != head.form, let spelling = strand.spellings.first(where: { $0.stories > 0 }) {
      return .apart(
        NameReference(kind: kind, name: spelling.text), NameReference(kind: kind, name: head.name))
    }
    return storyName(story).map {
      .apart(NameReference(kind: kind, name: head.name, story: $0), nil)
    }
  }
}

extension Correction {
  /// What it says, for the status line.
  package var sentence: String {
    switch self {
    case .same(let one, let other): "“\(one.name)” and “\(other.name)” are one name"
    case .apart(let one, let other?): "“\(one.name)” is not “\(other.name)”"
    case .apart(let one, nil): "“\(one.name)” of this story is somebody else"
    case .kind(let name, let kind): "“\(name.name)” is \(kind.withArticle)"
    case .dismiss(let name): "“\(name.name)” is no name"
    case .confirm(let name): "“\(name.name)” is confirmed"
    }
  }
}

extension EntityKind {
  fileprivate var withArticle: String {
    switch self {
    case .person: "a person"
    case .country: "a country"
    case .organisation: "an organisation"
    case .place: "a place"
    }
  }
}
