// Walks of life, as roles tell them: a striker and a minister of one name are hardly one person.

/// The walks of life that a person's roles speak of.
struct RoleFields: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let politics = RoleFields(rawValue: 1)
  static let sport = RoleFields(rawValue: 2)
  static let law = RoleFields(rawValue: 4)
  static let arts = RoleFields(rawValue: 8)
  static let science = RoleFields(rawValue: 16)
  static let business = RoleFields(rawValue: 32)
  static let military = RoleFields(rawValue: 64)
  static let religion = RoleFields(rawValue: 128)
  static let crime = RoleFields(rawValue: 256)
  static let trade = RoleFields(rawValue: 512)

  /// Fields between which people change: generals and businessmen become presidents.
  private static let near: [RoleFields] = [
    [.politics, .law], [.politics, .business], [.politics, .military], [.business, .trade],
    [.crime, .trade], [.law, .crime],
  ]

  /// Whether both say something, and what they say does not go together.
  func contradicts(_ other: RoleFields) -> Bool {
    guard !isEmpty, !other.isEmpty, isDisjoint(with: other) else { return false }
    return !Self.near.contains { !$0.isDisjoint(with: self) && !$0.isDisjoint(with: other) }
  }

  /// Whether it holds two walks of life that do not go together.
  var contradictsItself: Bool {
    guard rawValue.nonzeroBitCount == 2 else { return rawValue.nonzeroBitCount > 2 }
    let one = RoleFields(rawValue: 1 << UInt16(rawValue.trailingZeroBitCount))
    return one.contradicts(subtracting(one))
  }

  /// What the name of a body says of those who are named beside it.
  init(body: NameForm) {
    self = []
    for word in body.words {
      formUnion(bodyFields[String(decoding: word, as: UTF8.self)] ?? [])
    }
  }

  /// What roles say of a person.
  init(roles: [String]) {
    self = []
    for role in roles {
      for word in role.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
        formUnion(RoleFields(word: word))
      }
    }
  }

  /// What a word of a role says.
  init(word: Substring) { self = words[String(word)] ?? [] }

  init(rawValue: UInt16) { self.rawValue = rawValue }
}

private let bodyFields: [String: RoleFields] = {
  let table: [(RoleFields, String)] = [
    (
      .politics,
      """
      party parliament senate assembly congress ministry government cabinet electoral election
      elections
      """
    ),
    (
      .sport,
      """
      fc club united wanderers rovers athletic league cup olympic olympics football rugby cricket
      athletics sporting championship federation-cup racing
      """
    ),
    (.law, "court tribunal"),
    (.business, "bank oil gas shipping airlines airways motors holdings"),
    (.science, "university institute hospital college laboratory observatory academy"),
    (.arts, "orchestra opera theatre museum festival gallery philharmonic ballet publishers"),
    (.military, "army navy brigade regiment"),
    (.religion, "church diocese cathedral"),
  ]
  var fields: [String: RoleFields] = [:]
  for (field, list) in table {
    for word in list.split(whereSeparator: \.isWhitespace) {
      fields[String(word), default: []].formUnion(field)
    }
  }
  return fields
}()

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
      linebacker shortstop champion medallist medalist
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
      ceo businessman businesswoman entrepreneur banker tycoon billionaire shareholder investor
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
