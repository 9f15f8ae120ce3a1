// When a feed is asked again, and what is said to it.
import FoundationEssentials
import StorySources
import Testing

struct FeedStateTests {
  private let start = Date(timeIntervalSinceReferenceDate: 800_000_000)
  private let address = Address("https://example.org/feed")!
  private let hour = 3_600.0

  private func reply(
    _ status: Int, _ headers: [String: String] = [:], body: String = "", moved: String? = nil,
    from: String? = nil
  ) -> Reply {
    var reply = Reply(status: status, address: from.flatMap(Address.init) ?? address)
    reply.headers = headers
    reply.body = Array(body.utf8)
    reply.moved = moved.flatMap(Address.init)
    return reply
  }

  private func later(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  @Test func whatTheServerSaidIsSaidBack() {
    var state = FeedState()
    let headers = ["etag": "\"v1\"", "last-modified": "Mon, 02 Jan 2006 15:04:05 GMT"]
    #expect(state.note(reply(200, headers, body: "x"), at: start, interval: hour) == .new)
    let request = state.request(for: address)
    #expect(request.etag == "\"v1\"")
    #expect(request.lastModified == "Mon, 02 Jan 2006 15:04:05 GMT")
    #expect(state.note(reply(304), at: later(9), interval: hour) == .unchanged)
    #expect(state.request(for: address).etag == "\"v1\"")
    #expect(state.note(reply(200, body: "x"), at: later(10), interval: hour) == .new)
    #expect(state.request(for: address).etag == nil)
  }

  @Test func aHeaderThatWouldBeTwoIsNotSaidBack() {
    var state = FeedState()
    _ = state.note(
      reply(200, ["etag": "a\r\nCookie: x"], body: "x"), at: start, interval: hour)
    #expect(state.request(for: address).etag == nil)
  }

  @Test func notModifiedWithoutAnythingBeforeIsAFailure() {
    var state = FeedState()
    #expect(state.note(reply(304), at: start, interval: hour) == .failed(.status(304)))
  }

  @Test(arguments: [
    ("3600", 3_600), ("Wed, 08 May 2026 15:13:20 GMT", 3_600), ("99999999999", 86_400),
  ])
  func aServerIsLeftAloneAsLongAsItSays(retryAfter: String, seconds: Int) throws {
    let start = try #require(newsDate("2026-05-08T14:13:20Z"))
    var state = FeedState()
    let meaning = state.note(reply(429, ["retry-after": retryAfter]), at: start, interval: hour)
    #expect(meaning == .failed(.wait(seconds: seconds, status: 429)))
    let until = start.addingTimeInterval(Double(seconds))
    #expect(state.rest(at: start.addingTimeInterval(10), on: .named) == .asked(until: until))
    #expect(state.rest(at: until, on: .named) == nil)
  }

  @Test func failuresMakePausesGrow() {
    var state = FeedState()
    var now = start
    var pauses: [Double] = []
    for _ in 0..<12 {
      _ = state.note(reply(500), at: now, interval: hour)
      let until = state.rest(at: now, on: .all)?.until
      pauses.append(until?.timeIntervalSince(now) ?? 0)
      now = until ?? now
    }
    #expect(
      pauses == [300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 76_800]
        + Array(repeating: 86_400, count: 3))
    _ = state.note(reply(200, body: "x"), at: now, interval: hour)
    #expect(state.failures == 0)
    #expect(state.rest(at: now, on: .all) == nil)
  }

  @Test func whoAsksForOneFeedAsksInAPause() {
    var state = FeedState()
    _ = state.note(reply(500), at: start, interval: hour)
    #expect(state.rest(at: later(1), on: .all) == .pause(until: later(300)))
    #expect(state.rest(at: later(1), on: .named) == nil)
  }

  @Test func whatIsGoneIsNeverAskedAgain() {
    var state = FeedState()
    #expect(state.note(reply(410), at: start, interval: hour) == .failed(.gone))
    #expect(state.rest(at: later(1e9), on: .named) == .gone)
    #expect(state.nextTime(at: later(1e9)) == nil)
  }

  @Test func aFeedRestsForItsIntervalOrWhatItSaysItself() {
    var state = FeedState()
    _ = state.note(reply(200, body: "x"), at: start, interval: 60)
    // Never more often than every five minutes.
    #expect(state.nextTime(at: later(1)) == later(300))
    _ = state.note(
      reply(200, ["cache-control": "public, max-age=7200"], body: "x"), at: start, interval: hour)
    #expect(state.rest(at: later(7_000), on: .due) == .fresh(until: later(7_200)))
    #expect(state.rest(at: later(1), on: .all) == nil)
    state.extendFreshness(by: 10_000, at: start)
    #expect(state.nextTime(at: later(1)) == later(10_000))
  }

  @Test func aClockThatWentBackStopsNoFeed() {
    var state = FeedState()
    _ = state.note(reply(500), at: later(1e8), interval: hour)
    #expect(state.rest(at: start, on: .due) == nil)
  }

  @Test func aMoveForGoodIsBelievedTheSecondTime() {
    var state = FeedState()
    let target = "https://example.net/feed"
    let moved = reply(200, body: "x", moved: target, from: target)
    _ = state.note(moved, at: start, interval: hour)
    #expect(state.request(for: address).moved == nil)
    _ = state.note(moved, at: start, interval: hour)
    #expect(state.request(for: address).moved?.text == target)
    _ = state.note(reply(200, body: "x", from: target), at: start, interval: hour)
    #expect(state.request(for: address).moved?.text == target)
    _ = state.note(reply(404, from: target), at: start, interval: hour)
    #expect(state.request(for: address).moved == nil)
  }
}
