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
  /// What the words beside a person's name say, by which people of one name are told apart.
  public let standing: Standing
  /// How many mentions the story has of it.
  public let mentionCount: Int
  /// 0…1: how much the story is about it.
  public let salience: Double
  /// How likely it is a name of its kind, 0…1: that of its surest mention.
  public let confidence: Double
  /// The same for the same thing in every story: "person:antony blinken", "country:RU".
  public let key: String

  /// Whether it is likely enough to be shown among the others. Of the names above the threshold
  /// 96 in 100 are right in our own held-back text, and 74 in web news of all sorts (gum-news).
  public var isSure: Bool { confidence >= 0.65 }
}
