// What is remembered of a feed between two fetches, and when it may be asked again.
package import FoundationEssentials

/// How a feed stands: what to say to its server, and when.
///
/// It reads no clock, so every rule of politeness can be tested by the date it is given.
package struct FeedState: Hashable, Sendable, Codable {
  package var etag: String?
  package var lastModified: String?
  /// Where redirects for good led last, and how often in a row.
  package private(set) var moved: String?
  package private(set) var timesMoved = 0
  package private(set) var checked: Date?
  package private(set) var succeeded: Date?
  /// Failures since the last success.
  package private(set) var failures = 0
  /// The sentence of the last failure; nil after a success.
  package private(set) var trouble: String?
  /// Until when the server wants to be left alone, and until when failures make us wait.
  private var restsUntil: Date?
  private var pausesUntil: Date?
  /// Until when what was fetched counts as new.
  package private(set) var freshUntil: Date?
  package private(set) var isGone = false
  /// Whether a feed was read there; a page in its place is somebody's login then.
  private var isFeed: Bool?

  package init() {}

  /// No rest that a server asks for is longer, nor any pause.
  private static let longestRest = 86_400.0
  private static let shortestPause = 300.0
  /// No feed is asked more often by itself, whatever is set.
  package static let shortestInterval = 300.0
}

/// Who wants a feed fetched.
package enum Occasion: Hashable, Sendable {
  /// Its time has come.
  case due
  /// The reader asks for everything.
  case all
  /// The reader asks for this one.
  case named
}

/// Why a feed is not asked now.
package enum Rest: Hashable, Sendable {
  /// 410: never again.
  case gone
  /// The server said when; failures pause for so long; it is still new.
  case asked(until: Date)
  case pause(until: Date)
  case fresh(until: Date)

  package var until: Date? {
    switch self {
    case .gone: nil
    case .asked(let date), .pause(let date), .fresh(let date): date
    }
  }
}

extension FeedState {
  /// Why it is not asked now; nil if it may be.
  package func rest(at now: Date, on occasion: Occasion) -> Rest? {
    if isGone { return .gone }
    if let date = pending(restsUntil, at: now) { return .asked(until: date) }
    if occasion != .named, let date = pending(pausesUntil, at: now) { return .pause(until: date) }
    if occasion == .due, let date = pending(freshUntil, at: now) { return .fresh(until: date) }
    return nil
  }

  /// When it is asked next by itself; nil for never.
  package func nextTime(at now: Date) -> Date? {
    isGone
      ? nil
      : [restsUntil, pausesUntil, freshUntil].compactMap { pending($0, at: now) }.max()
        ?? now
  }

  /// A date that is still to come; one too far off was set by a clock that went wrong since.
  private func pending(_ date: Date?, at now: Date) -> Date? {
    guard let date, date > now, date.timeIntervalSince(now) <= Self.longestRest else { return nil }
    return date
  }

  /// The request for an address, as this state has it said.
  package func request(for address: Address, credentials: String? = nil) -> FetchRequest {
    var request = FetchRequest(address)
    if let credentials { request.credentials = credentials }
    (request.etag, request.lastModified) = (etag, lastModified)
    if timesMoved >= 2, let moved { request.moved = Address(moved) }
    return request
  }
}

// MARK: Answers

extension FeedState {
  /// What an answer means.
  package enum Meaning: Hashable, Sendable {
    /// A body to be read.
    case new
    case unchanged
    case failed(FetchError.Trouble)
  }

  /// Notes an answer; `interval` is the reader's own wish in seconds.
  package mutating func note(_ reply: Reply, at now: Date, interval: Double) -> Meaning {
    checked = now
    switch reply.status {
    case 304 where etag != nil || lastModified != nil:
      succeed(reply, at: now, interval: interval)
      return .unchanged
    case 200...299 where !reply.body.isEmpty:
      (etag, lastModified) = (validator(reply, "etag"), validator(reply, "last-modified"))
      succeed(reply, at: now, interval: interval)
      return .new
    case 410:
      isGone = true
      return fail(.gone, reply.address, at: now)
    default: return fail(trouble(of: reply, at: now), reply.address, at: now)
    }
  }

  private func trouble(of reply: Reply, at now: Date) -> FetchError.Trouble {
    if 200...299 ~= reply.status, reply.status != 204 { return .emptyBody }
    let isBusy = [429, 503].contains(reply.status)
    guard isBusy, let text = reply.headers["retry-after"], let seconds = rest(text, at: now) else {
      return .status(reply.status)
    }
    return .wait(seconds: seconds, status: reply.status)
  }

  /// Seconds that a server wants to rest, which it says as a number or as a date.
  private func rest(_ text: String, at now: Date) -> Int? {
    let seconds: Double
    if !text.isEmpty, text.utf8.allSatisfy(\.isDigit) {
      seconds = Double(text) ?? Self.longestRest
    } else if let date = newsDate(text) {
      seconds = date.timeIntervalSince(now)
    } else {
      return nil
    }
    return Int(min(max(seconds, 0), Self.longestRest).rounded(.up))
  }

  /// A header to be said back; one that could not be is dropped.
  private func validator(_ reply: Reply, _ name: String) -> String? {
    guard let value = reply.headers[name], !value.isEmpty, value.utf8.count <= 1_024 else {
      return nil
    }
    return value.utf8.allSatisfy { 0x20...0x7E ~= $0 } ? value : nil
  }

  private mutating func succeed(_ reply: Reply, at now: Date, interval: Double) {
    (succeeded, failures, trouble) = (now, 0, nil)
    (restsUntil, pausesUntil) = (nil, nil)
    extendFreshness(by: max(interval, Self.shortestInterval, maxAge(reply)), at: now)
    noteMove(reply)
  }

  /// Lets what was fetched count as new for longer: a feed says so itself by its `ttl`.
  package mutating func extendFreshness(by seconds: Double, at now: Date) {
    let until = now.addingTimeInterval(min(seconds, Self.longestRest))
    freshUntil = freshUntil.map { $0 > now ? max($0, until) : until } ?? until
  }

  private func maxAge(_ reply: Reply) -> Double {
    let fields = (reply.headers["cache-control"] ?? "").lowercased().split(separator: ",")
    let ages = fields.compactMap { field -> Double? in
      let parts = field.trimmed.split(separator: "=")
      return parts.count == 2 && parts[0] == "max-age" ? Double(parts[1]) : nil
    }
    return ages.first.map { $0.isFinite ? max(0, $0) : 0 } ?? 0
  }

  private mutating func noteMove(_ reply: Reply) {
    guard let target = reply.moved?.text else {
      // The new address answers by itself; but the old one no longer leads elsewhere.
      if reply.address.text != moved { (moved, timesMoved) = (nil, 0) }
      return
    }
    timesMoved = target == moved ? timesMoved + 1 : 1
    moved = target
  }

  /// Notes that nothing came.
  package mutating func note(_ error: FetchError, at now: Date) {
    guard error.trouble != .cancelled else { return }
    checked = now
    _ = fail(error.trouble, error.address, at: now)
  }

  /// Notes that something came, or was there, and nothing could be read of it.
  package mutating func noteFailure(_ message: String, at now: Date) {
    (checked, trouble) = (now, message)
    failures += 1
    let pause = Self.shortestPause * Double(1 << min(failures - 1, 20))
    pausesUntil = now.addingTimeInterval(min(pause, Self.longestRest))
  }

  /// Notes that a file, a folder or a command was read.
  package mutating func noteRead(at now: Date, interval: Double) {
    (checked, succeeded, failures, trouble) = (now, now, 0, nil)
    (pausesUntil, freshUntil) = (nil, nil)
    extendFreshness(by: max(interval, Self.shortestInterval), at: now)
  }

  /// Notes what was read; false for a page where a feed was before.
  mutating func note(_ format: Format?) -> Bool {
    if format == .html { return isFeed != true }
    if format != nil { isFeed = true }
    return true
  }

  /// Has the whole feed sent next time.
  mutating func forgetValidators() { (etag, lastModified) = (nil, nil) }

  private mutating func fail(
    _ trouble: FetchError.Trouble, _ address: Address, at now: Date
  ) -> Meaning {
    noteFailure(FetchError(trouble, at: address).message, at: now)
    if case .wait(let seconds, _) = trouble {
      restsUntil = now.addingTimeInterval(Double(seconds))
    }
    // Where the new address fails, the old one may still lead somewhere.
    if address.text == moved { (moved, timesMoved) = (nil, 0) }
    return .failed(trouble)
  }
}
