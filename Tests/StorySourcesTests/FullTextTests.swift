// Whole texts fetched from the pages of teasers, on a server of our own.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private let sentence =
  "The harbour was open again on Monday, and the first ships came in at noon with timber and wool."

private let page =
  "<html><head><title>Port</title></head><body><nav><a href=/>Home</a></nav><article><h1>Port</h1>"
  + (1...5).map { "<p>\($0). \(sentence)</p>" }.joined() + "</article></body></html>"

private func teaser(at address: String) -> Story {
  Story(
    id: Story.ID(source: "feed", name: "1"), text: "Port reopens\nThe harbour was…",
    markup: [Markup(.headline, TextRange(0, 12))], link: URL(string: address))
}

private func named(_ address: String) throws -> NamedSource {
  NamedSource(.address(try #require(Address(address))))
}

private func whole(
  _ story: Story, from source: NamedSource?,
  isPrivate: @escaping @Sendable (NetworkNumber) -> Bool = \.isPrivate
) async -> Result<Story, FullTextTrouble> {
  // A machine that does other things too may take its time.
  var limits = FetchLimits()
  (limits.firstByte, limits.total) = (.seconds(60), .seconds(60))
  let fetcher = Fetcher(agent: "lede/test", limits: limits, isPrivate: isPrivate)
  let refresher = Refresher(fetcher: fetcher)
  return await withCheckedContinuation { continuation in
    refresher.fetchFullText(of: story, from: source) { continuation.resume(returning: $0) }
  }
}

struct FullTextTests {
  @Test func aTeaserTakesTheTextOfItsPage() async throws {
    let server = LoopbackServer { _ in .http(200, ["Content-Type": "text/html"], body: page) }
    let story = teaser(at: server.address("/port"))
    let found = try await whole(story, from: named(server.address("/feed"))).get()
    #expect(found.text.hasPrefix("Port reopens\n1. The harbour"))
    #expect(found.text.contains("5. The harbour"))
    #expect(found.id == story.id)
    #expect(!found.isStub)
    #expect(server.asked.map(\.path) == ["/port"])
    #expect(server.asked.first?.headers["cookie"] == nil)
    #expect(server.asked.first?.headers["referer"] == nil)
  }

  @Test(arguments: [
    (404, page, "no such page (404)"), (200, "", "empty"),
    (200, "<html><body><p>Log in.</p></body></html>", "no more than this"),
    (200, "<rss version=\"2.0\"><channel><title>A</title></channel></rss>", "no story"),
  ])
  func whatIsNoWholeTextIsSaid(_ status: Int, _ body: String, _ words: String) async throws {
    let server = LoopbackServer { _ in .http(status, body: body) }
    let story = teaser(at: server.address("/port"))
    let result = try await whole(story, from: named(server.address("/feed")))
    guard case .failure(let trouble) = result else {
      Issue.record("a text came of \(body)")
      return
    }
    #expect(trouble.message.contains(words), "\(trouble.message)")
  }

  @Test func aStoryFromOutsideLeadsToNoPrivatePlace() async throws {
    let server = LoopbackServer { _ in .http(body: page) }
    let story = teaser(at: server.address("/admin"))
    guard case .failure = try await whole(story, from: named("https://news.example/feed")) else {
      Issue.record("a private page was read")
      return
    }
    #expect(server.asked.isEmpty)
  }

  @Test func aSourceMayHaveItsTeasersFilled() async throws {
    let server = LoopbackServer { asked in
      guard asked.path == "/feed" else {
        return .http(200, ["Content-Type": "text/html"], body: page)
      }
      let items = (1...3).map {
        "<item><title>Port \($0)</title><guid>\($0)</guid><link>/port/\($0)</link>"
          + "<description>The harbour was…</description></item>"
      }
      return .http(
        body:
          "<rss version=\"2.0\"><channel><title>G</title><link>http://\(asked.headers["host"] ?? "")"
          + "/</link>" + items.joined() + "</channel></rss>")
    }
    var source = try named(server.address("/feed"))
    source.wantsFullText = true
    let refresher = Refresher(fetcher: Fetcher(agent: "lede/test"))
    let filled = await withCheckedContinuation { continuation in
      refresher.refresh(source, FeedState(), on: .named) { refresh in
        refresher.fillTeasers(in: refresh, except: { $0.id.name == "2" }) {
          continuation.resume(returning: $0)
        }
      }
    }
    guard case .read(let gathered) = filled.outcome else { return }
    #expect(gathered.stories.map(\.isStub) == [false, true, false])
    #expect(Set(server.asked.map(\.path)) == ["/feed", "/port/1", "/port/3"])
  }
}
