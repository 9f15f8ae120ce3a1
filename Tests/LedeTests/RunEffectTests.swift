// Effects asked of the news desk, and the events that answer them.
import Dispatch
import ReaderUI
import StoryParsing
import StoryQuery
import StorySources
import Synchronization
import Testing
import lede

/// A news desk, and what it has posted.
private final class Desk: Sendable {
  private let posted = Mutex<[Event]>([])
  private let bell = DispatchSemaphore(value: 0)
  private let desk = Mutex<NewsDesk?>(nil)

  init(_ lines: [String] = Desk.harbour) {
    let made = NewsDesk(
      environment: { _ in nil },
      post: { [self] event in
        posted.withLock { $0.append(event) }
        bell.signal()
      })
    desk.withLock { $0 = made }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    made.read([.memory(name: "test.jsonl", bytes: bytes)])
  }

  static let harbour = (0..<40).map { number in
    """
    {"id": "\(number)", "headline": "Day \(number) in Lisbon", "text": "Mayor Mara Quill met \
    officials from France on day \(number).\\nShe said the harbour had reopened.", "source": "Wire"}
    """
  }

  func run(_ effect: Effect) {
    guard case .started? = desk.withLock({ $0?.run(effect) }) else {
      Issue.record("\(effect) wants the terminal")
      return
    }
  }

  /// The first event that answers; waits for it.
  func wait<Answer>(_ answer: (Event) -> Answer?) throws -> Answer {
    while true {
      let found = posted.withLock { events -> Answer? in
        guard let index = events.firstIndex(where: { answer($0) != nil }) else { return nil }
        return answer(events.remove(at: index))
      }
      if let found { return found }
      try #require(bell.wait(timeout: .now() + 30) == .success, "no answer came")
    }
  }

  /// Waits until all stories are read and their names found.
  func waitForNames() throws {
    _ = try wait { event -> Bool? in
      guard case .progress(let progress) = event, !progress.isReading else { return nil }
      return progress.analysed == progress.stories && progress.stories > 0 ? true : nil
    }
  }

  func list(_ change: (inout StoryFilter) -> Void = { _ in }, request: Int) throws -> Event.Listed {
    var filter = StoryFilter()
    change(&filter)
    run(
      .list(
        Effect.ListRequest(
          request: request, filter: filter, sort: [SortKey(.arrival)], wantsNames: true)))
    return try wait {
      guard case .listed(let listed) = $0, listed.request == request else { return nil }
      return listed
    }
  }
}

@Suite struct NewsDesks {
  @Test func whatIsReadIsListedShownAndLoaded() throws {
    let desk = Desk()
    try desk.waitForNames()
    let listed = try desk.list(request: 1)
    #expect(listed.shown == (0..<40).map(Int32.init))
    desk.run(.listings([3, 99]))
    let listings = try desk.wait { if case .listings(let rows) = $0 { rows } else { nil } }
    #expect(listings.map(\.headline) == ["Day 3 in Lisbon"])
    desk.run(.load(story: 3))
    let (story, analysis) = try desk.wait {
      if case .storyLoaded(3, let story, let analysis) = $0 { (story, analysis) } else { nil }
    }
    #expect(analysis == analyze(story))
  }

  @Test func theListIsAnsweredAgainWhileStoriesComeIn() throws {
    let desk = Desk()
    var shown = try desk.list(request: 7).shown
    while shown.count < 40 {
      shown = try desk.wait { if case .listed(let listed) = $0 { listed.shown } else { nil } }
    }
    #expect(shown == (0..<40).map(Int32.init))
  }

  @Test func namesPlacesAndNarrowingAgree() throws {
    let desk = Desk()
    try desk.waitForNames()
    let names = try desk.list(request: 1).names ?? []
    for (request, name) in names.enumerated() {
      desk.run(.locate(name: name.key))
      let places = try desk.wait {
        if case .located(name.key, _, let places) = $0 { places } else { nil }
      }
      let shown = try desk.list({ $0.included = [name.key] }, request: request + 2).shown
      #expect(places.map { Int32($0.story) } == shown)
      #expect(name.stories == shown.count)
      #expect(name.mentions == places.map(\.mentions).reduce(0, +))
    }
  }

  @Test func aStoryReadStaysUntilTheFilterChanges() throws {
    let desk = Desk()
    try desk.waitForNames()
    #expect(try desk.list({ $0.onlyUnread = true }, request: 1).shown.count == 40)
    desk.run(.mark([0, 1], .read, true))
    #expect(try desk.list({ $0.onlyUnread = true }, request: 2).shown.count == 40)
    #expect(try desk.list(request: 3).shown.count == 40)
    #expect(try desk.list({ $0.onlyUnread = true }, request: 4).shown.count == 38)
  }

  @Test func aSearchStreamsItsHitsInOrder() throws {
    let desk = Desk()
    try desk.waitForNames()
    desk.run(
      .search(
        request: 5, .pattern(TextPattern(literal: "harbour")), in: [9, 8, 7], beyond: false))
    var hits: [TextHit] = []
    var isComplete = false
    while !isComplete {
      let batch = try desk.wait {
        if case .found(5, let hits, let isComplete) = $0 { (hits, isComplete) } else { nil }
      }
      hits += batch.0
      isComplete = batch.1
    }
    #expect(hits.map(\.story) == [9, 8, 7])
    #expect(hits.allSatisfy { $0.context[$0.matchInContext] == "harbour" })
    desk.run(.match(request: 6, .pattern(TextPattern(literal: "day 3")), in: [1, 3, 30]))
    #expect(
      try desk.wait { if case .matched(6, let found) = $0 { found } else { nil } } == [3, 30])
  }

  @Test func aBrokenLineIsToldAndTheOthersAreRead() throws {
    let desk = Desk([Desk.harbour[0], "{\"text\": ", Desk.harbour[1]])
    let sentences = try desk.wait { if case .troubled(let all) = $0 { all } else { nil } }
    #expect(sentences.count == 1)
    #expect(sentences[0].hasPrefix("test.jsonl:2"))
    try desk.waitForNames()
    #expect(try desk.list(request: 1).shown == [0, 1])
  }
}
