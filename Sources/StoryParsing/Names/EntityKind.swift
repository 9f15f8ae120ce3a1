// The kinds of entity, with their labels.

/// What an entity is, as `lede parse` writes it.
public enum EntityKind: String, Hashable, Sendable, CaseIterable {
  case person, country, organisation, place

  /// The heading of its group in the panel.
  public var heading: String {
    switch self {
    case .person: "People"
    case .country: "Countries"
    case .organisation: "Organisations"
    case .place: "Places"
    }
  }
}
