// What one story says of somebody it names.
package import StoryParsing

/// What one story says of somebody it names.
package struct StoryName: Hashable, Sendable {
  /// `Entity.key`.
  package let key: String
  package let name: String
  package let kind: EntityKind
  package let aliases: [String]
  /// `Entity.roles`.
  package let roles: [String]
  /// `Entity.standing`.
  package let standing: Standing
  package let mentions: Int
  /// `Entity.isSure`.
  package let isSure: Bool

  package init(
    key: String, name: String, kind: EntityKind, aliases: [String] = [],
    roles: [String] = [], standing: Standing = Standing(), mentions: Int, isSure: Bool = true
  ) {
    self.key = key
    self.name = name
    self.kind = kind
    self.aliases = aliases
    self.roles = roles
    self.standing = standing
    self.mentions = mentions
    self.isSure = isSure
  }

  package init(_ entity: Entity) {
    self.init(
      key: entity.key, name: entity.name, kind: entity.kind, aliases: entity.aliases,
      roles: entity.roles, standing: entity.standing, mentions: entity.mentionCount,
      isSure: entity.isSure)
  }
}
