// The one place that uses the network: many requests at once, on one thread.
import CCurl
import Dispatch
import Synchronization

/// Fetches addresses, so many at once and so many of a host; every answer is handed over as it
/// comes, on the thread that fetches.
package final class Fetcher: Sendable {
  package typealias Ticket = Int
  package typealias Taker = @Sendable (Result<Reply, FetchError>) -> Void

  fileprivate struct Order: Sendable {
    let ticket: Ticket
    let request: FetchRequest
    let take: Taker
  }

  private struct State {
    var lastTicket = 0
    var orders: [Order] = []
    var cancelled: Set<Ticket> = []
    var isAllCancelled = false
    /// The handle that wakes the thread, while there is one.
    var bell: UInt?
    var isRunning = false
  }

  let limits: FetchLimits
  /// What is said of who asks: "lede/1.0".
  let agent: String
  let isPrivate: @Sendable (NetworkNumber) -> Bool
  private let state = Mutex(State())

  package init(
    agent: String, limits: FetchLimits = FetchLimits(),
    isPrivate: @escaping @Sendable (NetworkNumber) -> Bool = \.isPrivate
  ) {
    (self.agent, self.limits, self.isPrivate) = (agent, limits, isPrivate)
  }

  /// Has something fetched; `take` is called once, whatever happens.
  @discardableResult
  package func fetch(_ request: FetchRequest, take: @escaping Taker) -> Ticket {
    let (ticket, isFirst) = state.withLock { state in
      state.lastTicket += 1
      state.orders.append(Order(ticket: state.lastTicket, request: request, take: take))
      defer { state.isRunning = true }
      return (state.lastTicket, !state.isRunning)
    }
    if isFirst { start() } else { wake() }
    return ticket
  }

  /// Lets one request come to nothing.
  package func cancel(_ ticket: Ticket) {
    state.withLock { _ = $0.cancelled.insert(ticket) }
    wake()
  }

  /// Lets all requests come to nothing; each is answered so.
  package func cancelAll() {
    state.withLock { $0.isAllCancelled = true }
    wake()
  }

  private func wake() {
    state.withLock { state in
      if let bell = state.bell { lede_curl_wake(UnsafeMutableRawPointer(bitPattern: bell)) }
    }
  }

  private func start() {
    DispatchQueue(label: "lede.fetch", qos: .userInitiated).async { [self] in
      // Loading libcurl takes some milliseconds, which nobody waits for here.
      if let trouble = lede_curl_open() { return refuseAll(String(cString: trouble)) }
      guard let many = lede_curl_make_many() else { return refuseAll("libcurl does not start") }
      state.withLock { $0.bell = UInt(bitPattern: many) }
      var loop = FetchLoop(many, self)
      loop.run()
    }
  }

  private func refuseAll(_ reason: String) {
    let orders = state.withLock { state in
      state.isRunning = false
      defer { state.orders = [] }
      return state.orders
    }
    for order in orders {
      order.take(.failure(FetchError(.noLibrary(reason), at: order.request.address)))
    }
  }

  // MARK: For the loop

  fileprivate struct News {
    var orders: [Order]
    var cancelled: Set<Ticket>
    var isAllCancelled: Bool
  }

  fileprivate func takeNews() -> News {
    state.withLock { state in
      defer { (state.orders, state.cancelled, state.isAllCancelled) = ([], [], false) }
      return News(
        orders: state.orders, cancelled: state.cancelled, isAllCancelled: state.isAllCancelled)
    }
  }

  /// Ends the loop if there is nothing more to do; its thread and its memory go.
  fileprivate func mayEnd() -> Bool {
    state.withLock { state in
      guard state.orders.isEmpty else { return false }
      (state.bell, state.isRunning) = (nil, false)
      return true
    }
  }
}

/// The thread that fetches: all handles of libcurl live and die here.
private struct FetchLoop {
  private struct Waiting {
    let transfer: Transfer
    let take: Fetcher.Taker
  }

  private let many: UnsafeMutableRawPointer
  private let fetcher: Fetcher
  private var waiting: [Waiting] = []
  private var running: [UnsafeMutableRawPointer: Waiting] = [:]
  private var perHost: [String: Int] = [:]

  init(_ many: UnsafeMutableRawPointer, _ fetcher: Fetcher) {
    (self.many, self.fetcher) = (many, fetcher)
    lede_curl_keep(many, fetcher.limits.atOnce)
  }

  mutating func run() {
    while true {
      takeNews()
      startSome()
      lede_curl_perform(many)
      let isIdle = !takeFinished()
      takeLate()
      if waiting.isEmpty && running.isEmpty {
        if fetcher.mayEnd() { break }
      } else if isIdle {
        lede_curl_wait(many, patience)
      }
    }
    lede_curl_drop_many(many)
  }

  private mutating func takeNews() {
    let news = fetcher.takeNews()
    let isCancelled = { (waiting: Waiting) in
      news.isAllCancelled || news.cancelled.contains(waiting.transfer.ticket)
    }
    if news.isAllCancelled || !news.cancelled.isEmpty {
      for (easy, waiting) in running where isCancelled(waiting) {
        finish(easy)
        fail(waiting, FetchError(.cancelled, at: waiting.transfer.request.address))
      }
      let kept = waiting.filter { !isCancelled($0) }
      for one in waiting where isCancelled(one) {
        fail(one, FetchError(.cancelled, at: one.transfer.request.address))
      }
      waiting = kept
    }
    for order in news.orders {
      let transfer = Transfer(
        order.ticket, order.request, fetcher.limits, isPrivate: fetcher.isPrivate)
      let waiting = Waiting(transfer: transfer, take: order.take)
      if isCancelled(waiting) {
        fail(waiting, FetchError(.cancelled, at: order.request.address))
      } else {
        self.waiting.append(waiting)
      }
    }
  }

  /// Starts, in order, whatever its host has room for.
  private mutating func startSome() {
    var index = 0
    while running.count < fetcher.limits.atOnce, index < waiting.count {
      let host = waiting[index].transfer.hop.host
      if perHost[host, default: 0] < fetcher.limits.atOncePerHost {
        begin(waiting.remove(at: index))
      } else {
        index += 1
      }
    }
  }

  private mutating func begin(_ one: Waiting) {
    guard let easy = one.transfer.begin(agent: fetcher.agent) else {
      return fail(one, FetchError(.other("there is no memory"), at: one.transfer.hop))
    }
    perHost[one.transfer.hop.host, default: 0] += 1
    running[easy] = one
    lede_curl_add(many, easy)
  }

  /// Takes what has ended; false if nothing has.
  private mutating func takeFinished() -> Bool {
    var isAny = false
    var code = CURLE_OK
    while let easy = lede_curl_finished(many, &code) {
      isAny = true
      guard let one = running[easy] else { continue }
      let host = one.transfer.hop.host
      let step = one.transfer.end(with: code)
      finish(easy, host: host)
      switch step {
      case .done(let reply): one.take(.success(reply))
      case .failed(let error): one.take(.failure(error))
      // The next hop comes before what has not begun.
      case .onward: waiting.insert(one, at: 0)
      }
    }
    return isAny
  }

  private mutating func takeLate() {
    let now = ContinuousClock.now
    for (easy, one) in running where one.transfer.deadline <= now {
      let lateness = one.transfer.lateness
      finish(easy)
      fail(one, lateness)
    }
  }

  /// Takes a handle away from libcurl; the transfer drops it.
  private mutating func finish(_ easy: UnsafeMutableRawPointer, host: String? = nil) {
    guard let one = running.removeValue(forKey: easy) else { return }
    lede_curl_remove(many, easy)
    let host = host ?? one.transfer.hop.host
    let left = perHost[host, default: 1] - 1
    perHost[host] = left > 0 ? left : nil
  }

  private func fail(_ one: Waiting, _ error: FetchError) { one.take(.failure(error)) }

  /// Milliseconds until the first deadline.
  private var patience: Int32 {
    let first = running.values.map(\.transfer.deadline).min() ?? .now + .seconds(60)
    return Int32(min(60_000, max(0, (first - .now) / .milliseconds(1)) + 1))
  }
}
