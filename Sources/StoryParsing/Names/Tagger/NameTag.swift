// The tags that a tagger gives to tokens.

/// Whether a token is outside all names, begins one or goes on with one, and of which kind.
package enum NameTag: UInt8, CaseIterable, Sendable {
  case outside
  case beginPerson, insidePerson
  case beginOrganisation, insideOrganisation
  case beginCountry, insideCountry
  case beginDemonym, insideDemonym
  case beginPlace, insidePlace

  package static let count = 11

  package init(_ kind: EntityKind, isAdjectival: Bool, isFirst: Bool) {
    let begin: NameTag =
      switch kind {
      case .person: .beginPerson
      case .organisation: .beginOrganisation
      case .country: isAdjectival ? .beginDemonym : .beginCountry
      case .place: .beginPlace
      }
    self = isFirst ? begin : begin.inside
  }

  /// Of which kind the name is, and whether it is a demonym; nil outside.
  package var kind: (kind: EntityKind, isAdjectival: Bool)? {
    switch self {
    case .outside: nil
    case .beginPerson, .insidePerson: (.person, false)
    case .beginOrganisation, .insideOrganisation: (.organisation, false)
    case .beginCountry, .insideCountry: (.country, false)
    case .beginDemonym, .insideDemonym: (.country, true)
    case .beginPlace, .insidePlace: (.place, false)
    }
  }

  package var begins: Bool { rawValue & 1 == 1 }

  /// The tag of the next token of the same name.
  package var inside: NameTag {
    begins ? NameTag(rawValue: rawValue + 1) ?? .outside : self
  }

  /// Whether it may stand after another: a name goes on only after its own kind.
  package func mayFollow(_ before: NameTag) -> Bool {
    self == .outside || begins || before.inside == self
  }
}
