// Walks of life, as roles tell them: a striker and a minister of one name are hardly one person.

/// The walks of life that a person's roles speak of.
public struct RoleFields: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public static let politics = RoleFields(rawValue: 1)
  public static let sport = RoleFields(rawValue: 2)
  public static let law = RoleFields(rawValue: 4)
  public static let arts = RoleFields(rawValue: 8)
  public static let science = RoleFields(rawValue: 16)
  public static let business = RoleFields(rawValue: 32)
  public static let military = RoleFields(rawValue: 64)
  public static let religion = RoleFields(rawValue: 128)
  public static let crime = RoleFields(rawValue: 256)
  public static let trade = RoleFields(rawValue: 512)

  /// Fields between which people change: generals and businessmen become presidents.
  private static let near: [RoleFields] = [
    [.politics, .law], [.politics, .business], [.politics, .military], [.business, .trade],
    [.crime, .trade], [.law, .crime],
  ]

  /// Whether both say something, and what they say does not go together.
  public func contradicts(_ other: RoleFields) -> Bool {
    guard !isEmpty, !other.isEmpty, isDisjoint(with: other) else { return false }
    return !Self.near.contains { !$0.isDisjoint(with: self) && !$0.isDisjoint(with: other) }
  }

  /// Whether it holds two walks of life that do not go together.
  public var contradictsItself: Bool {
    guard rawValue.nonzeroBitCount == 2 else { return rawValue.nonzeroBitCount > 2 }
    let one = RoleFields(rawValue: 1 << UInt16(rawValue.trailingZeroBitCount))
    return one.contradicts(subtracting(one))
  }

  /// What roles say of a person.
  public init(roles: [String]) {
    self = []
    for role in roles {
      for word in role.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
        formUnion(RoleFields(word: word))
      }
    }
  }

  /// What a word beside a name says.
  init(_ key: WordKey) { self = fieldsByKey[key] ?? [] }

  /// What a word of a role says.
  public init(word: Substring) { self = words[String(word)] ?? [] }

  public init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// Words of roles by the field that they speak of; those of several fields are left out.
private let words: [String: RoleFields] = {
  let table: [(RoleFields, String)] = [
    (
      .politics,
      """
      president minister premier chancellor senator congressman congresswoman lawmaker legislator
      parliamentarian mp governor mayor councillor councilman councilwoman councilor ambassador
      diplomat envoy dictator king queen prince princess emperor sultan emir politician alderman
      undersecretary taoiseach candidate consul
      """
    ),
    (
      .sport,
      """
      striker midfielder defender goalkeeper goalie coach footballer player athlete sprinter runner
      swimmer boxer cyclist quarterback pitcher winger batsman bowler golfer skater jockey
      forward rower wrestler gymnast skier fullback playmaker racer referee umpire
      linebacker shortstop champion medallist medalist cricketer all-rounder hurdler
      """
    ),
    (.law, "judge justice lawyer attorney prosecutor solicitor barrister magistrate advocate"),
    (
      .arts,
      """
      actor actress singer musician novelist poet painter filmmaker composer conductor guitarist
      pianist playwright sculptor violinist cellist soprano tenor dancer choreographer rapper
      drummer author comedian photographer
      """
    ),
    (
      .science,
      """
      professor scientist researcher doctor physician economist historian astronomer biologist
      chemist physicist surgeon epidemiologist geologist lecturer ecologist seismologist
      archaeologist virologist oceanographer meteorologist climatologist nurse academic
      """
    ),
    (
      .business,
      """
      ceo executive businessman businesswoman entrepreneur banker tycoon billionaire shareholder investor
      trader shipowner industrialist
      """
    ),
    (
      .military,
      """
      colonel major lieutenant sergeant admiral commander marshal brigadier corporal soldier
      pilot
      """
    ),
    (
      .religion,
      "pope bishop archbishop cardinal rabbi imam priest reverend pastor ayatollah vicar nun monk"
    ),
    (.crime, "suspect defendant gunman robber burglar smuggler gangster"),
    (
      .trade,
      """
      farmer teacher student fisherman driver welder carpenter baker shopkeeper plumber fisherwoman
      fisher beekeeper mechanic electrician waiter cook chef grocer postman pensioner schoolgirl
      schoolboy pupil dockworker miner tailor
      """
    ),
  ]
  var words: [String: RoleFields] = [:]
  for (field, list) in table {
    for word in list.split(whereSeparator: \.isWhitespace) {
      words[String(word), default: []].formUnion(field)
    }
  }
  return words
}()

private let fieldsByKey: [WordKey: RoleFields] = {
  var fields: [WordKey: RoleFields] = [:]
  for (word, field) in words {
    fields[WordKey(of: word)] = field
  }
  return fields
}()
