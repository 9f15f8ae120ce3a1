// All that some stories say of a name, on one card.
package import FoundationEssentials
package import StoryParsing

/// What is known of a name from the stories that have it.
package struct NameCard: Hashable, Sendable {
  /// A way in which it is written.
  package struct Spelling: Hashable, Sendable {
    package let text: String
    package fileprivate(set) var mentions = 0
    package fileprivate(set) var stories = 0
    /// Why it belongs, where it is not the name itself.
    package fileprivate(set) var reason: JoinReason?
  }

  /// A post it is given, and when it was first and last.
  package struct Role: Hashable, Sendable {
    package let text: String
    package fileprivate(set) var stories = 0
    package fileprivate(set) var first: Date?
    package fileprivate(set) var last: Date?
  }

  package struct Source: Hashable, Sendable {
    package let title: String
    package fileprivate(set) var stories = 0
  }

  /// One mention, to go to.
  package struct Place: Hashable, Sendable {
    package let story: Int
    package let range: TextRange
    package let published: Date?
    package let headline: String
  }

  package let key: String
  package let name: String
  package let kind: EntityKind
  /// Whether lede is sure that it is one; else it may be something else.
  package let isSure: Bool
  package fileprivate(set) var mentions = 0
  package fileprivate(set) var stories = 0
  /// The commonest first.
  package fileprivate(set) var spellings: [Spelling] = []
  /// In order of their first dates.
  package fileprivate(set) var roles: [Role] = []
  package fileprivate(set) var sources: [Source] = []
  package fileprivate(set) var first: Place?
  package fileprivate(set) var last: Place?
  package fileprivate(set) var timeline = Timeline(.day)
  /// The closest first, by paragraphs.
  package fileprivate(set) var company: [NamedWith] = []
}

extension Shelf {
  /// The card of a name (`FollowedName.id`) from some stories.
  ///
  /// - Parameters:
  ///   - first: so many stories, the newest, make a first card where there are many more.
  ///   - partly: is given that card, which has neither company nor a first mention.
  /// - Returns: nil where nobody is of that key, or it was cancelled.
  package func card(
    of key: String, in numbers: [Int32], first: Int = 1_000,
    isCancelled: () -> Bool = { false },
    partly: (NameCard) -> Void = { _ in }
  ) -> NameCard? {
    let (contents, name) = lookUp(key)
    guard let name, let head = contents.names.heads[Int(name.home)] else { return nil }
    let stories = contents.newestFirst(naming: name, in: numbers)
    var writer = CardWriter(
      NameCard(key: head.id, name: head.name, kind: head.kind, isSure: head.isSure), name,
      in: contents)
    let timeline = contents.timeline(of: name, in: stories, nil)
    for (place, number) in stories.enumerated() {
      if isCancelled() { return nil }
      if place == first, stories.count > 4 * first {
        var card = writer.card(timeline: timeline, nil)
        card.first = nil
        partly(card)
      }
      writer.add(number, places(of: number, in: contents))
    }
    guard let usual = usualCounts(in: contents, isCancelled: isCancelled) else { return nil }
    return writer.card(timeline: timeline, usual)
  }
}

/// Writes a card from stories, the newest first.
private struct CardWriter {
  private var card: NameCard
  private let name: NameLookup
  private let contents: ShelfContents
  private var company: CompanyTally
  private var spellings: [String: NameCard.Spelling] = [:]
  private var roles: [Int32: NameCard.Role] = [:]
  private var sources: [String: NameCard.Source] = [:]

  init(_ card: NameCard, _ name: NameLookup, in contents: ShelfContents) {
    (self.card, self.name, self.contents) = (card, name, contents)
    company = CompanyTally(name, names: contents.names.strands.count)
  }

  mutating func add(_ number: Int32, _ places: StoryPlaces) {
    let homes = contents.homes(in: number)
    let entities = contents.entities(of: name, in: number)
    let own = places.places.filter { entities.contains($0.entity) }
    guard let first = own.first, let last = own.last else { return }
    company.add(places, homes)
    contents.stories.lend(Int(number)) { shelved in
      let story = shelved.pointee.story
      sources[story.source, default: NameCard.Source(title: story.source)].stories += 1
      addSpellings(own, in: story.text)
      addRoles(places.roles.filter { entities.contains($0.entity) }, on: story.published)
      let headline = shelved.pointee.headline
      let place = { (range: TextRange) in
        NameCard.Place(
          story: Int(number), range: range, published: story.published, headline: headline)
      }
      if card.last == nil { card.last = place(last.range) }
      // A story without a date comes after all others and says nothing of when it began.
      if story.published != nil || card.first == nil { card.first = place(first.range) }
    }
    card.stories += 1
    card.mentions += own.count
  }

  private mutating func addSpellings(_ places: [StoryPlaces.Place], in text: String) {
    var seen: Set<String> = []
    for place in places where Int(place.end) <= text.utf8.count {
      let spelling = String(text[place.range])
      spellings[spelling, default: NameCard.Spelling(text: spelling)].mentions += 1
      if seen.insert(spelling).inserted { spellings[spelling]?.stories += 1 }
    }
  }

  private mutating func addRoles(_ given: [StoryPlaces.Role], on date: Date?) {
    for role in given {
      var known =
        roles[role.role] ?? NameCard.Role(text: contents.roles[Int(role.role)])
      known.stories += 1
      if let date {
        known.first = min(known.first ?? date, date)
        known.last = max(known.last ?? date, date)
      }
      roles[role.role] = known
    }
  }

  /// - Parameter usual: what chance would have; without it there is no company.
  func card(timeline: Timeline, _ usual: UsualCounts?) -> NameCard {
    var card = card
    card.timeline = timeline
    let reasons = contents.names.reasons(of: name.home)
    card.spellings = spellings.values.sorted {
      ($1.mentions, $0.text) < ($0.mentions, $1.text)
    }
    for index in card.spellings.indices {
      card.spellings[index].reason = reasons[card.spellings[index].text]
    }
    card.roles = roles.values.sorted {
      ($0.first ?? .distantFuture, $1.stories, $0.text)
        < ($1.first ?? .distantFuture, $0.stories, $1.text)
    }
    card.sources = sources.values.sorted { ($1.stories, $0.title) < ($0.stories, $1.title) }
    card.company = usual.map { company.all(in: contents, $0, by: .paragraph) } ?? []
    return card
  }
}
