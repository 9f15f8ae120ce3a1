// Sources refreshed: stories by their rules, what is said of trouble, and what is not asked.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

/// Refreshes one source to its end.
private func refresh(
  _ source: NamedSource, _ state: FeedState = FeedState(), on occasion: Occasion = .named,
  environment: [String: String] = [:]
) async -> SourceRefresh {
  let refresher = Refresher(fetcher: Fetcher(agent: "lede/test"), environment: { environment[$0] })
  return await withCheckedContinuation { continuation in
    refresher.refresh(source, state, on: occasion) { continuation.resume(returning: $0) }
  }
}

private func named(_ address: String) throws -> NamedSource {
  NamedSource(.address(try #require(Address(address))))
}

extension SourceRefresh {
  fileprivate var stories: [Story] {
    if case .read(let gathered) = outcome { gathered.stories } else { [] }
  }

  fileprivate var isUnchanged: Bool { if case .unchanged = outcome { true } else { false } }
}

struct RefresherTests {
  private static let feed = """
    {"id": "1", "text": "Harbor reopens\\nAt the pier."}
    {"id": "2", "text": "Lottery drawn"}
    """

  @Test func aFeedIsTakenInWholeAndNotTwice() async throws {
    let server = LoopbackServer { asked in
      asked.headers["if-none-match"] == "\"v1\""
        ? .http(304, body: "") : .http(200, ["ETag": "\"v1\""], body: RefresherTests.feed)
    }
    let source = try named(server.address("/feed"))
    let first = await refresh(source)
    #expect(first.stories.map(\.id.source) == [source.id, source.id])
    #expect(first.stories.map(\.id.name) == ["1", "2"])
    let second = await refresh(source, first.state)
    #expect(second.isUnchanged)
    #expect(server.asked.count == 2)
  }

  @Test func rulesAndTheReadersNameGoOverTheStories() async throws {
    let server = LoopbackServer { _ in .http(body: RefresherTests.feed) }
    var source = try named(server.address("/feed"))
    source.name = "Harbor Post"
    source.rules.exclude = ["lottery"]
    source.rules.star = ["pier"]
    let result = await refresh(source)
    #expect(result.stories.map(\.source) == ["Harbor Post"])
    guard case .read(let gathered) = result.outcome else { return }
    #expect(gathered.starred == Set(result.stories.map(\.id)))
    #expect(gathered.leftOut == 1)
  }

  @Test func whoWantsRestIsNotAsked() async throws {
    let server = LoopbackServer { _ in .http(429, ["Retry-After": "3600"], body: "") }
    let source = try named(server.address("/feed"))
    var state = FeedState()
    for _ in 0..<3 { state = await refresh(source, state).state }
    #expect(server.asked.count == 1)
  }

  @Test func whatCannotBeReadKeepsNothingOfItsValidators() async throws {
    let server = LoopbackServer { _ in
      .http(200, ["ETag": "\"v1\""], body: "\u{7F}ELF\u{1}\u{0}\u{0}")
    }
    let source = try named(server.address("/feed"))
    let result = await refresh(source)
    #expect(result.state.etag == nil)
    #expect(result.state.failures == 1)
    #expect(result.sentence?.hasPrefix(source.id) == true)
  }

  @Test func aLoginPageInPlaceOfAFeedBringsNoStory() async throws {
    let server = LoopbackServer { asked in
      asked.path == "/page" || asked.headers["if-none-match"] != nil
        ? .http(body: "<!DOCTYPE html><html><body><p>Please log in.</p></body></html>")
        : .http(200, ["ETag": "\"v1\""], body: RefresherTests.feed)
    }
    let source = try named(server.address("/feed"))
    let first = await refresh(source)
    let second = await refresh(source, first.state)
    #expect(second.sentence?.contains("a page where its feed was") == true)
    #expect(second.state.etag == nil)
  }

  @Test func credentialsComeFromWhereTheSourceSays() async throws {
    let server = LoopbackServer { _ in .http(body: RefresherTests.feed) }
    var source = try named(server.address("/feed"))
    source.credentials = .variable("HARBOR")
    let missing = await refresh(source)
    #expect(missing.sentence?.contains("HARBOR") == true)
    _ = await refresh(source, environment: ["HARBOR": "mara:quill"])
    #expect(server.asked.map { $0.headers["authorization"] } == ["Basic bWFyYTpxdWlsbA=="])
  }

  @Test func aCommandIsRunWithoutAShell() async throws {
    var source = NamedSource(.command(["printf", "%s", "Harbor $(reopens); `x`"]))
    source.format = .text
    #expect(await refresh(source).stories.map(\.text) == ["Harbor $(reopens); `x`"])
    let failed = await refresh(NamedSource(.command(["false"])))
    #expect(failed.sentence == "false: ended with code 1; the old stories stay")
    let missing = await refresh(NamedSource(.command(["no-such-program-here"])))
    #expect(missing.sentence?.contains("did not start") == true)
    var slow = NamedSource(.command(["sleep", "60"]))
    slow.limits.total = .milliseconds(50)
    #expect(await refresh(slow).sentence?.contains("was ended") == true)
  }

  @Test func aChangeInAFolderIsTold() async throws {
    let room = try ReadingRoom()
    try room.write("town/a.txt", "Harbor reopens")
    let path = room.path
    let told: String = await withCheckedContinuation { continuation in
      let once = Gathering<String>(1) { continuation.resume(returning: $0[0]) }
      let watch = FolderWatch([path]) { once.add($0) }
      #expect(throws: Never.self) { try room.write("town/b.txt", "Mayor resigns") }
      once.hold(watch)
    }
    #expect(told == path)
  }
}
