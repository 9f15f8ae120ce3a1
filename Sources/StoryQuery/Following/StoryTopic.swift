// The walk of life that a story is of: sport, the arts, or the business of the world.
import StoryParsing

extension RoleFields {
  /// All that goes together in one sort of news, neither sport nor the arts.
  static let affairs: RoleFields = [
    .politics, .law, .science, .business, .military, .religion, .crime, .trade,
  ]

  /// What most of a story's words speak of; empty where that is not plain.
  init(topicOf text: String) {
    self = []
    var words = topics.map { _ in Set<UInt64>() }
    var hash: UInt64 = 0
    for byte in text.utf8 {
      if (0x61...0x7A).contains(byte | 0x20) {
        hash = (hash ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
      } else if hash != 0 {
        if let topic = topicOfWord[hash] { words[topic].insert(hash) }
        hash = 0
      }
    }
    if let topic = topicOfWord[hash] { words[topic].insert(hash) }
    let counts = words.map(\.count)
    guard let most = counts.max(), let best = counts.firstIndex(of: most), most >= 2,
      !counts.indices.contains(where: { $0 != best && counts[$0] * 2 > most })
    else { return }
    self = topics[best].field
  }
}

/// How many stories are of sport, of the arts, and of all else.
struct TopicCounts: Sendable {
  private var sport = 0, arts = 0, affairs = 0

  init(_ field: RoleFields = []) {
    if field.isEmpty || field.contradictsItself && field != .affairs { return }
    if field == .sport {
      sport = 1
    } else if field == .arts {
      arts = 1
    } else if field.isDisjoint(with: [.sport, .arts]) {
      affairs = 1
    }
  }

  mutating func add(_ other: TopicCounts) {
    sport += other.sport
    arts += other.arts
    affairs += other.affairs
  }

  /// What at least two thirds are of.
  var field: RoleFields {
    let all = sport + arts + affairs
    guard all > 0 else { return [] }
    if sport * 3 >= all * 2 { return .sport }
    if arts * 3 >= all * 2 { return .arts }
    return affairs * 3 >= all * 2 ? .affairs : []
  }
}

/// Words that the news has of one sort of things and hardly of others.
private let topics: [(field: RoleFields, words: String)] = [
  (
    .sport,
    """
    match matches goal goals goalkeeper keeper striker strikers midfielder midfielders defender
    winger coach coaches league season squad cup wicket wickets innings batsman bowler bowled
    championship championships tournament medal medallist medalist stadium kick volley referee
    division teammate teammates playoff playoffs skater skating sprint sprinter marathon lap laps
    relay semifinal quarterfinal final finals football footballer soccer cricket cricketer rugby
    tennis basketball baseball hockey golf boxing boxer athlete athletes athletics olympic olympics
    hurdles rower rowing cyclist cycling swimmer substitute bench scored scorer penalty fixture
    kickoff halftime selectors forward defenders sidelined
    """
  ),
  (
    .arts,
    """
    novel novels novelist poem poems poet poetry translator literary publisher publishers album
    albums orchestra concert concerts conductor soprano tenor pianist violinist cellist violin cello
    symphony sonata film films filmmaker actor actress theatre theater opera ballet exhibition
    gallery painter paintings sculptor songs singer guitarist band soloist choir audience stage
    playwright premiere festival critic critics screenplay museum
    """
  ),
  (
    .affairs,
    """
    minister ministers ministry parliament parliamentary party election elections voters vote
    cabinet opposition government president presidential governor mayor senator lawmakers
    legislation bill court judge appeal ruling prosecutor prosecutors lawyer lawyers convicted
    sentenced verdict jury shares profit profits revenue investors company companies market markets
    bank banks analyst analysts percent tariff exports imports budget tax taxes inflation troops army
    soldiers military police commission ambassador embassy treaty union strike workers shipyard
    factory researchers scientists vaccine hospital doctors patients drought
    """
  ),
]

/// The topic of each word, by the word's hash.
private let topicOfWord: [UInt64: Int] = {
  var found: [UInt64: Int] = [:]
  for (number, topic) in topics.enumerated() {
    for word in topic.words.split(whereSeparator: \.isWhitespace) {
      found[word.utf8.reduce(0) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }] = number
    }
  }
  return found
}()
