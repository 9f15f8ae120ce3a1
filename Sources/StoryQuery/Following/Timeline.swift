// How often a name is mentioned, a day, week, month or year at a time.
package import FoundationEssentials
import StoryParsing

/// The length of a column of a timeline.
package enum TimelineStep: String, Hashable, Sendable, CaseIterable {
  case day, week, month, year
}

/// Mentions over time.
package struct Timeline: Hashable, Sendable {
  /// What is counted in one stretch of time.
  package struct Column: Hashable, Sendable {
    /// Its first day.
    package let start: Day
    package var mentions = 0
    package var stories = 0
  }

  package let step: TimelineStep
  /// Those with mentions, the oldest first.
  package private(set) var columns: [Column] = []
  /// What is in stories without a date.
  package private(set) var undatedMentions = 0
  package private(set) var undatedStories = 0

  package init(_ step: TimelineStep) { self.step = step }

  /// - Parameters:
  ///   - days: how often on each day, by its number.
  ///   - columns: at most so many, by the shortest step that does it; nil of fewer than two.
  package init?(days: [Int: Int], columns: Int) {
    let sorted = days.keys.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let step = TimelineStep.fitting(
      from: Day(number: first), to: Day(number: last), columns: columns)
    self.init(step)
    for day in sorted {
      add(days[day] ?? 0, on: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
    if self.columns.count < 2 { return nil }
  }

  package var mentions: Int { columns.reduce(undatedMentions) { $0 + $1.mentions } }
  package var stories: Int { columns.reduce(undatedStories) { $0 + $1.stories } }
  /// Mentions of the fullest column.
  package var most: Int { columns.lazy.map(\.mentions).max() ?? 0 }

  /// Counts a story; those come in order of date, in either direction.
  package mutating func add(_ mentions: Int, on date: Date?) {
    guard let date else {
      undatedMentions += mentions
      undatedStories += 1
      return
    }
    let start = step.start(of: Day(date))
    if columns.last?.start != start { columns.append(Column(start: start)) }
    columns[columns.count - 1].mentions += mentions
    columns[columns.count - 1].stories += 1
  }

  fileprivate mutating func turn() { columns.reverse() }
}

extension TimelineStep {
  /// The first day of the stretch that holds a day; weeks begin on Monday.
  package func start(of day: Day) -> Day {
    switch self {
    case .day: day
    // The first of January 1970 was a Thursday.
    case .week: Day(number: day.number - ((day.number + 3) % 7 + 7) % 7)
    case .month: Day(number: day.number - day.day + 1)
    case .year: Day(number: Day.number(day.year, 1, 1))
    }
  }

  /// The first day after the stretch that begins on a day.
  package func next(_ start: Day) -> Day {
    switch self {
    case .day: Day(number: start.number + 1)
    case .week: Day(number: start.number + 7)
    case .month: self.start(of: Day(number: start.number + 31))
    case .year: Day(number: Day.number(start.year + 1, 1, 1))
    }
  }

  /// How many stretches lie between two first days.
  package func distance(from start: Day, to end: Day) -> Int {
    switch self {
    case .day: end.number - start.number
    case .week: (end.number - start.number) / 7
    case .month: (end.year - start.year) * 12 + end.month - start.month
    case .year: end.year - start.year
    }
  }

  /// "1912-04-16", "1912-04", "1912".
  package func label(_ start: Day) -> String {
    switch self {
    case .day, .week: start.iso
    case .month: String(start.iso.dropLast(3))
    case .year: String(start.iso.dropLast(6))
    }
  }

  /// The stretch as the query language has it: "date:1912-04", a week by its two ends.
  package func query(_ start: Day) -> String {
    self == .week
      ? "date:\(start.iso)..\(Day(number: start.number + 6).iso)" : "date:\(label(start))"
  }

  /// The shortest step by which all of it is no more than so many columns.
  package static func fitting(from first: Day, to last: Day, columns: Int) -> TimelineStep {
    allCases.first { $0.distance(from: $0.start(of: first), to: $0.start(of: last)) < columns }
      ?? .year
  }
}

extension Shelf {
  /// The mentions of a name (`FollowedName.id`) in some stories over time.
  ///
  /// - Parameter step: the shortest that gives no more than thirty columns if nil.
  package func timeline(of key: String, in numbers: [Int32], by step: TimelineStep?) -> Timeline {
    let (contents, name) = lookUp(key)
    guard let name else { return Timeline(step ?? .day) }
    return contents.timeline(of: name, in: contents.newestFirst(naming: name, in: numbers), step)
  }
}

extension ShelfContents {
  /// - Parameter stories: those that name somebody, the newest first.
  func timeline(of name: NameLookup, in stories: [Int32], _ step: TimelineStep?) -> Timeline {
    var mentions: [Int32: Int32] = [:]
    names.forEachUse(of: name.home) { mentions[$0.story, default: 0] &+= $0.mentions }
    var timeline = Timeline(step ?? fittingStep(stories))
    for story in stories { timeline.add(Int(mentions[story] ?? 0), on: published(story)) }
    timeline.turn()
    return timeline
  }

  private func fittingStep(_ stories: [Int32]) -> TimelineStep {
    let dates = [stories.first, stories.last { published($0) != nil }]
      .compactMap { $0.flatMap(published) }.map { Day($0) }
    guard dates.count == 2 else { return .day }
    return TimelineStep.fitting(from: dates[1], to: dates[0], columns: 30)
  }
}
