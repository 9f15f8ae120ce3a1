// The kinds of entity, with their labels.

/// What an entity is, as `lede parse` writes it.
public enum EntityKind: String, Hashable, Sendable, CaseIterable {
  case person, country, organisation, place

  /// By its place among the kinds rather than by the letters of its label.
  public func hash(into hasher: inout Hasher) { hasher.combine(UInt8(order)) }

  /// Its place among the kinds.
  var order: Int {
    switch self {
    case .person: 0
    case .country: 1
    case .organisation: 2
    case .place: 3
    }
  }

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
