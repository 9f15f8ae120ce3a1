// What the lists say of a word, as a set.

/// The lists that a word is in; many are in several.
struct WordClass: OptionSet, Hashable {
  let rawValue: UInt32

  static let forename = WordClass(rawValue: 1 << 0)
  static let surname = WordClass(rawValue: 1 << 1)
  /// "President", "Gen."; also written small, as in "spokesman".
  static let title = WordClass(rawValue: 1 << 2)
  /// Stands before a title: "Foreign", "Deputy".
  static let titleModifier = WordClass(rawValue: 1 << 3)
  /// Ends an organisation's name: "Ministry", "Union".
  static let organisationEnd = WordClass(rawValue: 1 << 4)
  /// Begins one with "of" or "for": "Bank", "University".
  static let organisationStart = WordClass(rawValue: 1 << 5)
  /// "Inc.", "Corp."
  static let companyEnd = WordClass(rawValue: 1 << 6)
  static let placeEnd = WordClass(rawValue: 1 << 7)
  static let placeStart = WordClass(rawValue: 1 << 8)
  static let calendar = WordClass(rawValue: 1 << 9)
  /// The news writes it small.
  static let common = WordClass(rawValue: 1 << 10)
  /// Ends the name of something that is none of the kinds: "War", "Cup".
  static let event = WordClass(rawValue: 1 << 11)
  static let particle = WordClass(rawValue: 1 << 12)
  static let say = WordClass(rawValue: 1 << 13)
  /// "in", "near": a place may follow.
  static let locative = WordClass(rawValue: 1 << 14)
  /// "who", "aged": a person came before.
  static let relation = WordClass(rawValue: 1 << 15)
  static let country = WordClass(rawValue: 1 << 16)
  static let demonym = WordClass(rawValue: 1 << 17)
  static let person = WordClass(rawValue: 1 << 18)
  static let organisation = WordClass(rawValue: 1 << 19)
  static let place = WordClass(rawValue: 1 << 20)
  /// A smaller place, whose name is often also something else.
  static let town = WordClass(rawValue: 1 << 21)
  /// Written with a capital, yet names nothing: "European", "Muslim".
  static let adjective = WordClass(rawValue: 1 << 22)
  /// "Jr.", "III".
  static let nameSuffix = WordClass(rawValue: 1 << 23)
  /// "North", "Upper".
  static let direction = WordClass(rawValue: 1 << 24)
  /// "the", "but", "two": begins sentences, never names.
  static let function = WordClass(rawValue: 1 << 25)
  /// Capitals that stand for a thing: "HIV", "GDP".
  static let thing = WordClass(rawValue: 1 << 26)
  /// Begins or ends the name of a known person, the family's name at the end.
  static let heardForename = WordClass(rawValue: 1 << 27)
  static let heardSurname = WordClass(rawValue: 1 << 28)

  /// The kinds of name that a list gives for the word.
  static let names: WordClass = [.country, .demonym, .person, .organisation, .place, .town]

  /// The class that `words.txt` opens with a word in brackets.
  static let headings: [String: WordClass] = [
    "title": .title, "surname": .surname, "title-modifier": .titleModifier,
    "organisation-end": .organisationEnd,
    "organisation-start": .organisationStart, "company-end": .companyEnd, "place-end": .placeEnd,
    "place-start": .placeStart, "direction": .direction, "event": .event, "calendar": .calendar,
    "adjective": .adjective, "name-suffix": .nameSuffix, "particle": .particle, "say": .say,
    "relation": .relation, "in": .locative, "function": .function, "thing": .thing,
  ]
}
