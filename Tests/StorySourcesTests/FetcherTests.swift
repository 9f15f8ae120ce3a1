// What is said to a server, what is taken from it, and where lede does not follow it.
import FoundationEssentials
import StorySources
import Testing

/// Fetches one address to its end.
func fetch(
  _ address: String, with fetcher: Fetcher = Fetcher(agent: "lede/test"),
  _ change: (inout FetchRequest) -> Void = { _ in }
) async throws -> Result<Reply, FetchError> {
  var request = FetchRequest(try #require(Address(address)))
  change(&request)
  return await withCheckedContinuation { continuation in
    fetcher.fetch(request) { continuation.resume(returning: $0) }
  }
}

extension Result where Success == Reply, Failure == FetchError {
  var trouble: FetchError.Trouble? {
    if case .failure(let error) = self { error.trouble } else { nil }
  }

  var text: String? {
    if case .success(let reply) = self { String(decoding: reply.body, as: UTF8.self) } else { nil }
  }
}

struct FetcherTests {
  // MARK: What is said

  @Test func aRequestSaysWhoAsksAndNothingElse() async throws {
    let server = LoopbackServer { _ in .http(200, ["Set-Cookie": "track=1"]) }
    let fetcher = Fetcher(agent: "lede/test")
    #expect(try await fetch(server.address("/feed"), with: fetcher).text == "A story.")
    _ = try await fetch(server.address("/feed"), with: fetcher) { request in
      request.etag = "\"v1\""
      request.lastModified = "Mon, 02 Jan 2006 15:04:05 GMT"
    }
    let plain: Set = ["host", "user-agent", "accept", "accept-encoding"]
    #expect(Set(server.asked[0].headers.keys) == plain)
    #expect(server.asked[0].headers["user-agent"] == "lede/test")
    #expect(
      Set(server.asked[1].headers.keys) == plain.union(["if-none-match", "if-modified-since"]))
  }

  @Test func aPasswordIsSaidToItsOwnHostAlone() async throws {
    let other = LoopbackServer(host: "127.0.0.2") { _ in .http() }
    let away = other.address("/away")
    let server = LoopbackServer { asked in
      asked.path == "/feed" ? .redirect(to: "/here") : .redirect(to: away)
    }
    let result = try await fetch("http://mara:quill@127.0.0.1:\(server.port)/feed")
    #expect(result.text == "A story.")
    #expect(
      server.asked.map { $0.headers["authorization"] } == [
        "Basic bWFyYTpxdWlsbA==", "Basic bWFyYTpxdWlsbA==",
      ])
    #expect(other.asked.map { $0.headers["authorization"] } == [nil])
    #expect(other.asked[0].headers["referer"] == nil)
  }

  @Test func aPasswordStandsInNoMessage() throws {
    let address = try #require(Address("http://mara:quill@example.org/feed"))
    #expect(address.credentials == "mara:quill")
    let sentence = FetchError(.status(404), at: address).sentence
    #expect(sentence == "http://example.org/feed: no such page (404); check the address")
  }

  // MARK: Redirects

  @Test func redirectsAreFollowedTenTimes() async throws {
    let server = LoopbackServer { asked in
      let number = Int(asked.path.dropFirst()) ?? 0
      return number == 0 ? .http() : .redirect(to: "/\(number - 1)")
    }
    #expect(try await fetch(server.address("/10")).text == "A story.")
    #expect(try await fetch(server.address("/11")).trouble == .tooManyRedirects(10))
  }

  @Test(arguments: [
    ("file:///etc/passwd", FetchError.Trouble.redirectOut("file")),
    ("gopher://127.0.0.1:9/_x", .redirectOut("gopher")),
    ("data:text/xml,x", .redirectOut("data")),
    ("http://[::1", .redirectNowhere),
    ("http://", .redirectNowhere),
  ])
  func noRedirectLeadsOutOfTheWeb(location: String, trouble: FetchError.Trouble) async throws {
    let server = LoopbackServer { _ in .redirect(to: location) }
    #expect(try await fetch(server.address("/")).trouble == trouble)
  }

  @Test func aRedirectToNothingIsNone() async throws {
    let server = LoopbackServer { _ in .http(302, body: "") }
    #expect(try await fetch(server.address("/")).trouble == .redirectNowhere)
  }

  @Test func aRedirectFromOutsideDoesNotLeadIn() async throws {
    let inside = LoopbackServer { _ in .http() }
    let address = inside.address("/router")
    let outside = LoopbackServer(host: "127.0.0.2") { _ in .redirect(to: address) }
    let home = NetworkNumber("127.0.0.2")
    // Where the address outside counts as such.
    let fetcher = Fetcher(agent: "lede/test") { $0 != home && $0.isPrivate }
    let trouble = try await fetch(outside.address("/"), with: fetcher).trouble
    #expect(trouble == .redirectPrivate("127.0.0.1"))
    #expect(inside.asked.isEmpty)
    // What the reader asks for is fetched wherever it is, and so is a neighbour of a neighbour.
    #expect(try await fetch(address, with: fetcher).text == "A story.")
    #expect(try await fetch(outside.address("/")).text == "A story.")
  }

  @Test func aNameThatMeansThisMachineIsRefusedToo() async throws {
    let inside = LoopbackServer { _ in .http() }
    let outside = LoopbackServer(host: "127.0.0.2") { [port = inside.port] _ in
      .redirect(to: "http://localhost:\(port)/")
    }
    let home = NetworkNumber("127.0.0.2")
    let fetcher = Fetcher(agent: "lede/test") { $0 != home && $0.isPrivate }
    let trouble = try await fetch(outside.address("/"), with: fetcher).trouble
    #expect(trouble == .redirectPrivate("localhost"))
    #expect(inside.asked.isEmpty)
  }

  @Test func aMoveForGoodIsToldUpToTheFirstThatIsNot() async throws {
    let server = LoopbackServer { asked in
      switch asked.path {
      case "/a": .redirect(301, to: "/b")
      case "/b": .redirect(308, to: "/c")
      case "/c": .redirect(302, to: "/d")
      case "/d": .redirect(301, to: "/e")
      default: .http()
      }
    }
    let reply = try await fetch(server.address("/a")).get()
    #expect(reply.moved == Address(server.address("/c")))
    #expect(reply.address == Address(server.address("/e")))
  }

  // MARK: Bounds

  @Test func anEndlessBodyIsCutOff() async throws {
    let server = LoopbackServer { _ in
      .init(
        bytes: Array("HTTP/1.1 200 OK\r\n\r\n".utf8), endless: Array(repeating: 120, count: 65_536))
    }
    #expect(try await fetch(server.address("/")).trouble == .tooLarge(32 << 20))
  }

  @Test func endlessHeadersAreCutOff() async throws {
    let server = LoopbackServer { _ in
      .init(bytes: Array("HTTP/1.1 200 OK\r\n".utf8), endless: Array("X-Y: z\r\n".utf8))
    }
    #expect(try await fetch(server.address("/")).trouble == .headTooLarge(256 << 10))
    let long = LoopbackServer { _ in
      .init(
        bytes: Array("HTTP/1.1 200 OK\r\nX: ".utf8), endless: Array(repeating: 120, count: 65_536))
    }
    #expect(try await fetch(long.address("/")).trouble == .headTooLarge(256 << 10))
  }

  @Test func aServerThatSaysNothingIsLeft() async throws {
    let server = LoopbackServer { asked in
      asked.path == "/silent"
        ? .init(isHeld: true)
        : .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nA".utf8), isHeld: true)
    }
    let silent = try await fetch(server.address("/silent")) { request in
      var limits = FetchLimits()
      limits.firstByte = .milliseconds(80)
      request.limits = limits
    }
    #expect(silent.trouble == .silent(.milliseconds(80)))
    let slow = try await fetch(server.address("/slow")) { request in
      var limits = FetchLimits()
      limits.total = .milliseconds(80)
      request.limits = limits
    }
    #expect(slow.trouble == .slow(.milliseconds(80)))
  }

  @Test(arguments: [
    ("\u{0}\u{FF} not http at all\r\n\r\n", FetchError.Trouble.notHTTP),
    ("<rss></rss>", .notHTTP),
    ("", .closed),
    ("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nA story.", .brokenOff(8)),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nA story.", .badChunk),
    ("HTTP/1.1 200 OK\r\nContent-Encoding: nosuch\r\n\r\nA story.", .unknownEncoding),
    ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nA story.", .badEncoding),
  ])
  func aBrokenAnswerIsASentence(answer: String, trouble: FetchError.Trouble) async throws {
    let server = LoopbackServer { _ in .raw(answer) }
    #expect(try await fetch(server.address("/")).trouble == trouble)
  }

  @Test func nobodyThereIsASentence() async throws {
    let port = LoopbackServer { _ in .http() }.port
    let trouble = try await fetch("http://127.0.0.1:\(port)/").trouble
    #expect(trouble == .refused)
  }

  // MARK: Many

  @Test func noHostIsAskedMoreThanTwiceAtOnce() async throws {
    let gate = Gate(places: 2)
    let server = LoopbackServer { _ in
      gate.pass()
      return .http()
    }
    let fetcher = Fetcher(agent: "lede/test")
    let address = server.address("/")
    let texts = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<10 { group.addTask { try await fetch(address, with: fetcher).text } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(texts == Array(repeating: "A story.", count: 10))
    #expect(gate.most <= 2)
  }

  @Test func cancellingEndsWhatIsUnderWayAndWhatWaits() async throws {
    let server = LoopbackServer { _ in .init(isHeld: true) }
    let fetcher = Fetcher(agent: "lede/test")
    let request = FetchRequest(try #require(Address(server.address("/"))))
    let troubles: [FetchError.Trouble?] = await withCheckedContinuation { continuation in
      let box = Gathering<FetchError.Trouble?>(5) { continuation.resume(returning: $0) }
      for _ in 0..<5 { fetcher.fetch(request) { box.add($0.trouble) } }
      fetcher.cancelAll()
    }
    #expect(troubles == Array(repeating: .cancelled, count: 5))
  }
}
