// Many sources refreshed at once, each handed over whole as it is done.
import Dispatch
package import FoundationEssentials
import Glibc
import Synchronization

/// Fetches and reads sources; nothing here waits on the thread that asks.
package final class Refresher: Sendable {
  package typealias Taker = @Sendable (SourceRefresh) -> Void

  let fetcher: Fetcher
  private let now: @Sendable () -> Date
  private let environment: @Sendable (String) -> String?
  /// Reading is short work, and two cores are enough for it beside the reader's own.
  private let readers = [
    DispatchQueue(label: "lede.refresh.0", qos: .utility),
    DispatchQueue(label: "lede.refresh.1", qos: .utility),
  ]
  private let turn = Atomic(0)
  private let isCancelled = Atomic(0)

  package init(
    fetcher: Fetcher, now: @escaping @Sendable () -> Date = { Date() },
    environment: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    (self.fetcher, self.now, self.environment) = (fetcher, now, environment)
  }

  /// Refreshes a source as it stands; `take` is called once.
  package func refresh(
    _ source: NamedSource, _ state: FeedState, on occasion: Occasion, take: @escaping Taker
  ) {
    if let rest = state.rest(at: now(), on: occasion) {
      return take(SourceRefresh(source: source, state: state, outcome: .resting(rest)))
    }
    switch source.place {
    case .address(let address): fetch(address, source, state, take)
    case .path(let path):
      read(source, state, take) { .success([.path(path)]) }
    case .command(let words):
      read(source, state, take) {
        output(of: words, within: source.limits).map { [.memory(name: source.id, bytes: $0)] }
      }
    }
  }

  /// Lets everything under way come to nothing; what was read already is still handed over.
  package func cancel() {
    isCancelled.add(1, ordering: .relaxed)
    fetcher.cancelAll()
  }

  // MARK: Addresses

  private func fetch(
    _ address: Address, _ source: NamedSource, _ state: FeedState, _ take: @escaping Taker
  ) {
    var request: FetchRequest
    switch credentials(of: source) {
    case .success(let credentials): request = state.request(for: address, credentials: credentials)
    case .failure(let trouble):
      return take(SourceRefresh(source: source, state: state, outcome: .failed(trouble.message)))
    }
    request.limits = source.limits
    fetcher.fetch(request) { [self] result in
      switch result {
      case .failure(let error):
        var state = state
        state.note(error, at: now())
        let outcome: SourceRefresh.Outcome =
          error.trouble == .cancelled ? .cancelled : .failed(error.message)
        take(SourceRefresh(source: source, state: state, outcome: outcome))
      case .success(let reply): self.take(reply, source, state, take)
      }
    }
  }

  private func take(
    _ reply: Reply, _ source: NamedSource, _ state: FeedState, _ take: @escaping Taker
  ) {
    var state = state
    switch state.note(reply, at: now(), interval: source.interval) {
    case .unchanged: take(SourceRefresh(source: source, state: state, outcome: .unchanged))
    case .failed(let trouble):
      let message = FetchError(trouble, at: reply.address).message
      take(SourceRefresh(source: source, state: state, outcome: .failed(message)))
    case .new:
      let noted = state
      read(source, noted, take) { .success([fetchedSource(reply, id: source.id)]) }
    }
  }

  // MARK: Reading

  private func read(
    _ source: NamedSource, _ state: FeedState, _ take: @escaping Taker,
    open: @escaping @Sendable () -> Result<[Source], CommandTrouble>
  ) {
    let number = isCancelled.load(ordering: .relaxed)
    let reader = readers[turn.add(1, ordering: .relaxed).newValue & 1]
    reader.async { [self] in
      guard number == isCancelled.load(ordering: .relaxed) else {
        return take(SourceRefresh(source: source, state: state, outcome: .cancelled))
      }
      var state = state
      switch open() {
      case .failure(let trouble):
        state.noteFailure(trouble.message, at: now())
        take(SourceRefresh(source: source, state: state, outcome: .failed(trouble.message)))
      case .success(let sources):
        let gathered = Gathered(reading: sources, for: source)
        take(finish(gathered, source, state))
      }
    }
  }

  /// What could be read counts, unless it is nothing but trouble.
  private func finish(
    _ gathered: Gathered, _ source: NamedSource, _ state: FeedState
  ) -> SourceRefresh {
    var state = state
    if case .address = source.place, !state.note(gathered.documents.first?.format) {
      let message =
        "answered with a page where its feed was; the old stories stay, look at it in a browser"
      state.forgetValidators()
      state.noteFailure(message, at: now())
      return SourceRefresh(source: source, state: state, outcome: .failed(message))
    }
    let isNothing = gathered.stories.isEmpty && gathered.leftOut == 0
    if isNothing, let problem = gathered.problems.first(where: \.isFailure) {
      // The validators belong to something that could not be read: it is fetched whole again.
      state.forgetValidators()
      state.noteFailure(problem.message, at: now())
      return SourceRefresh(source: source, state: state, outcome: .failed(problem.message))
    }
    if case .address = source.place {
      if let rest = gathered.documents.first?.timeToLive {
        state.extendFreshness(by: rest, at: now())
      }
    } else {
      state.noteRead(at: now(), interval: source.interval)
    }
    return SourceRefresh(source: source, state: state, outcome: .read(gathered))
  }

  // MARK: Credentials

  struct MissingCredentials: Error {
    let message: String
  }

  func credentials(of source: NamedSource) -> Result<String?, MissingCredentials> {
    switch source.credentials {
    case nil: return .success(nil)
    case .variable(let name):
      if let value = environment(name), !value.isEmpty { return .success(value) }
      return .failure(
        MissingCredentials(message: "the variable \(name) for its credentials is not set; set it"))
    case .file(let path):
      if let line = firstLine(of: path) { return .success(line) }
      return .failure(
        MissingCredentials(message: "\(path) with its credentials cannot be read; check it"))
    }
  }
}

/// What a server sent, as a source to be read.
private func fetchedSource(_ reply: Reply, id: String) -> Source {
  guard let address = URL(string: reply.address.text) else {
    return .memory(name: id, bytes: reply.body)
  }
  return .fetched(name: id, bytes: reply.body, address: address, charset: reply.charset)
}

private func firstLine(of path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 4_096)
  let count = Glibc.read(descriptor, &bytes, bytes.count)
  guard count > 0 else { return nil }
  let line = bytes[..<count].prefix { $0 != lineFeed && $0 != carriageReturn }
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}
