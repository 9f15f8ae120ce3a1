// A person, country, organisation or place that a story names.

/// All that a story's mentions of one thing have in common.
public struct Entity: Hashable, Sendable {
  public let kind: EntityKind
  /// The fullest name the story gives, or the known one: "Antony Blinken", "Russia".
  public let name: String
  /// ISO 3166-1 alpha-2, for countries; of those that are no more, as "SU", by ISO 3166-3.
  public let code: String?
  /// Other spellings in the story, in order of first mention.
  public let aliases: [String]
  /// "U.S. Secretary of State", in order of first mention.
  public let roles: [String]
  /// How many mentions the story has of it.
  public let mentionCount: Int
  /// 0…1: how much the story is about it.
  public let salience: Double
  /// The same for the same thing in every story: "person:antony blinken", "country:RU".
  public let key: String
}
