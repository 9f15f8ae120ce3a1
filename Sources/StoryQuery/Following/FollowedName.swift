// A name as it is followed through stories.
package import StoryParsing

/// A person, country or body whom several stories name, however each spells it.
package struct FollowedName: Hashable, Sendable, Identifiable {
  /// The same in every run over the same stories: "person:antony blinken", and of several bearers
  /// of one name "person:john smith@3f9a2c01". `Following` knows it after joins too.
  package let id: String
  package let kind: EntityKind
  /// The commonest full spelling.
  package let name: String
  /// What tells it from another of that name: "mayor", "Ghana"; nil where there is none.
  package let distinction: String?
  /// Whether a story at least is sure of it.
  package let isSure: Bool
  package let tier: Tier
  /// The name first, then the others by how many stories have them.
  package let spellings: [Spelling]
  /// By how many stories have them.
  package let roles: [Role]
  /// In order of story.
  package let uses: [NameUse]

  /// Whether the reader has vouched for a name, or lede alone has found it.
  package enum Tier: String, Hashable, Sendable, CaseIterable { case confirmed, found }

  /// A spelling of it, and why it belongs.
  package struct Spelling: Hashable, Sendable {
    package let text: String
    /// Stories that have it as their fullest one.
    package let stories: Int
    package let reason: JoinReason

    package init(text: String, stories: Int, reason: JoinReason) {
      (self.text, self.stories, self.reason) = (text, stories, reason)
    }
  }

  /// What it is called beside its name, and when.
  package struct Role: Hashable, Sendable {
    package let text: String
    package let stories: Int
    /// Days since 1970.
    package let firstDay: Int32?
    package let lastDay: Int32?
  }

  package var mentions: Int { uses.reduce(0) { $0 + Int($1.mentions) } }
  /// Stories that name it.
  package var stories: Int {
    uses.indices.count { $0 == 0 || uses[$0 - 1].story != uses[$0].story }
  }
}

/// That a story has a name, and how often.
package struct NameUse: Hashable, Sendable {
  /// The story's number.
  package let story: Int32
  /// Index into the story's `Analysis.entities`.
  package let entity: Int32
  package let mentions: Int32

  package init(story: Int32, entity: Int32, mentions: Int32) {
    self.story = story
    self.entity = entity
    self.mentions = mentions
  }
}

/// Why a spelling belongs to a name.
package enum JoinReason: Hashable, Sendable {
  /// It is the name.
  case name
  case sameName
  /// The name of a list that lede knows.
  case knownName
  /// The same in other letters, or by another language's rules.
  case spelling(of: String)
  /// "Ilona Bárdos" for "Bárdos Ilona".
  case order
  case forename(of: String)
  case initials
  /// Middle names, or "Co.", left out.
  case shorter
  case surname
  case acronym(source: String)
  /// Called so in a story that has the full name too.
  case together(source: String)
  case you

  /// How a card says it.
  package func sentence(for spelling: String) -> String {
    switch self {
    case .name: "the fullest name"
    case .sameName: "same full name"
    case .knownName: "known name"
    case .spelling(let other): "\(other) = \(spelling) by spelling"
    case .order: "same names in another order"
    case .forename(let other): "a form of \(other)"
    case .initials: "initials"
    case .shorter: "shorter form"
    case .surname: "surname, in the same company"
    case .acronym(""): "acronym"
    case .acronym(let source): "acronym given in \(source)"
    case .together(""): "called so beside the full name"
    case .together(let source): "called so in \(source)"
    case .you: "by you"
    }
  }
}
