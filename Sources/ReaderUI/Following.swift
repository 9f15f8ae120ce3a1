// What is asked of a name beyond its text: its concordance, company, timeline and card.
package import StoryParsing
package import StoryQuery

/// Work on a name in the shown stories; a newer one replaces one under way.
package struct FollowRequest: Hashable, Sendable {
  package enum Asked: Hashable, Sendable {
    case concordance(ConcordanceOrder)
    case company(CompanyUnit)
    /// By the shortest step that suits if nil.
    case timeline(TimelineStep?)
    case card
  }

  package var request: Int
  package var asked: Asked
  /// `FollowedName.id`.
  package var name: String
  package var stories: [Int32]

  package init(request: Int, asked: Asked, name: String, stories: [Int32]) {
    (self.request, self.asked, self.name, self.stories) = (request, asked, name, stories)
  }
}

/// What has come of it.
package enum Followed: Hashable, Sendable {
  case lines(ConcordanceBatch)
  case company([NamedWith])
  case timeline(Timeline)
  case card(NameCard)
}

/// A sentence of a story, and the name in it.
package struct Passage: Hashable, Sendable {
  package let story: Int
  package let sentence: TextRange
  package let mention: TextRange?

  package init(story: Int, sentence: TextRange, mention: TextRange?) {
    (self.story, self.sentence, self.mention) = (story, sentence, mention)
  }
}

/// How names are followed: what was asked last, and how the reader likes it.
package struct FollowingNames: Sendable {
  /// Number of the last request.
  package var request = 0
  var order = ConcordanceOrder.date
  var unit = CompanyUnit.paragraph
  var step: TimelineStep?
  /// Whose view is up.
  var name: CurrentName?
  /// Whether rows of an earlier answer are still there, until the first of this come.
  var isAwaited = false
  /// Whether more has become known since it was asked.
  var isStale = false
  /// Views as they were left, by kind, with whose they are and of which stories.
  var left: [RowsView.Kind: Left] = [:]

  /// Names have been joined, or parted: who it was is another now.
  mutating func rename(_ key: String, to id: String) {
    guard key != id else { return }
    if name?.key == key { name?.key = id }
    for (kind, view) in left where view.key == key { left[kind]?.key = id }
  }

  struct Left: Sendable {
    let view: RowsView
    var key: String
    let stories: [Int32]
  }
}

extension Shelf {
  /// Works on a name, and hands over what is found as it comes.
  ///
  /// - Parameter deliver: is told whether that was all.
  package func follow(
    _ request: FollowRequest, isCancelled: () -> Bool = { false },
    deliver: (Followed, _ isComplete: Bool) -> Void
  ) {
    let (name, stories) = (request.name, request.stories)
    switch request.asked {
    case .concordance(let order):
      let isComplete = concordance(
        of: name, in: stories, order: order, isCancelled: isCancelled
      ) { deliver(.lines($0), false) }
      if isComplete { deliver(.lines(.more([])), true) }
    case .company(let unit):
      company(of: name, in: stories, by: unit, isCancelled: isCancelled)
        .map { deliver(.company($0), true) }
    case .timeline(let step):
      deliver(.timeline(timeline(of: name, in: stories, by: step)), true)
    case .card:
      card(of: name, in: stories, isCancelled: isCancelled) { deliver(.card($0), false) }
        .map { deliver(.card($0), true) }
    }
  }
}
