// One place in the text where an entity is named.

/// A name in the text.
public struct Mention: Hashable, Sendable {
  /// What it was found by, the most certain first.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    case list, rule, repetition, model
  }

  public let range: TextRange
  public let kind: EntityKind
  /// Index into `Analysis.entities`.
  public let entity: Int
  /// "Russian", "Ghanaians": the country's people or things rather than the country.
  public let isAdjectival: Bool
  public let evidence: Evidence
  /// How likely it is right, 0…1.
  public let confidence: Double
}
