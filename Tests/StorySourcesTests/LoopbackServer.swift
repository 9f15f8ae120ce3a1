// A small HTTP server on this machine, which answers as a test tells it to.
import Dispatch
import Glibc
import Synchronization

/// What was asked.
struct Asked: Sendable {
  var path: String
  var headers: [String: String]
}

/// Answers every connection with bytes, and remembers what was asked; gone when released.
final class LoopbackServer: Sendable {
  /// How a connection is answered: bytes, then the connection is closed or held.
  struct Answer: Sendable {
    var bytes: [UInt8] = []
    var isHeld = false
    /// Bytes that are sent again and again, until nobody takes them.
    var endless: [UInt8] = []
  }

  typealias Answering = @Sendable (Asked) -> Answer

  let port: Int
  let host: String
  private let listener: Int32
  private let answering: Answering
  private let log = Mutex<[Asked]>([])
  private let held = Mutex<[Int32]>([])

  /// Listens on an address of this machine, such as 127.0.0.1.
  init(host: String = "127.0.0.1", answering: @escaping Answering) {
    (self.host, self.answering) = (host, answering)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, host, &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> UInt16 in
        bind(listener, address, length)
        listen(listener, 64)
        getsockname(listener, address, &length)
        return UnsafeRawPointer(address).load(as: sockaddr_in.self).sin_port
      }
    }
    self.port = Int(UInt16(bigEndian: port))
    accept()
  }

  deinit {
    // The thread that accepts closes it: another server may get its number.
    shutdown(listener, Int32(SHUT_RDWR))
    held.withLock { for connection in $0 { close(connection) } }
  }

  var asked: [Asked] { log.withLock { $0 } }

  func address(_ path: String) -> String { "http://\(host):\(port)\(path)" }

  private func accept() {
    let listener = listener
    DispatchQueue(label: "loopback").async { [weak self] in
      while true {
        let connection = Glibc.accept(listener, nil, nil)
        guard connection >= 0 else {
          close(listener)
          return
        }
        DispatchQueue.global().async { [weak self] in
          if let self { serve(connection) } else { close(connection) }
        }
      }
    }
  }

  private func serve(_ connection: Int32) {
    guard let asked = readRequest(connection) else {
      close(connection)
      return
    }
    log.withLock { $0.append(asked) }
    let answer = answering(asked)
    var isOpen = sendAll(answer.bytes, to: connection)
    while isOpen, !answer.endless.isEmpty { isOpen = sendAll(answer.endless, to: connection) }
    if answer.isHeld { held.withLock { $0.append(connection) } } else { close(connection) }
  }

  private func readRequest(_ connection: Int32) -> Asked? {
    var text = ""
    var piece = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: piece[..<count], as: UTF8.self)
    }
    let lines = text.split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    var asked = Asked(path: words.count > 1 ? String(words[1]) : "", headers: [:])
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      asked.headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return asked
  }

  private func sendAll(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension LoopbackServer.Answer {
  /// A whole answer with a right length.
  static func http(
    _ status: Int = 200, _ headers: [String: String] = [:], body: String = "A story."
  ) -> Self {
    let lines = headers.map { "\($0): \($1)\r\n" }.joined()
    let head = "HTTP/1.1 \(status) As said\r\nContent-Length: \(body.utf8.count)\r\n\(lines)"
    return Self(bytes: Array("\(head)Connection: close\r\n\r\n\(body)".utf8))
  }

  static func redirect(_ status: Int = 302, to location: String) -> Self {
    http(status, ["Location": location], body: "")
  }

  static func raw(_ text: String) -> Self { Self(bytes: Array(text.utf8)) }
}

/// Counts how many are inside at once.
final class Gate: Sendable {
  private let counts = Mutex((inside: 0, most: 0))
  private let places: Int

  init(places: Int) { self.places = places }

  var most: Int { counts.withLock { $0.most } }

  /// Stays inside until others have had their chance to come in too.
  func pass() {
    counts.withLock { counts in
      counts.inside += 1
      counts.most = max(counts.most, counts.inside)
    }
    for _ in 0..<200 where counts.withLock({ $0.inside }) <= places { sched_yield() }
    counts.withLock { $0.inside -= 1 }
  }
}

/// Collects so many values from any thread, then hands them on.
final class Gathering<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])
  private let count: Int
  private let done: @Sendable ([Value]) -> Void
  private let held = Mutex<[any Sendable]>([])

  init(_ count: Int, done: @escaping @Sendable ([Value]) -> Void) {
    (self.count, self.done) = (count, done)
  }

  /// Lets something live as long as this.
  func hold(_ thing: any Sendable) { held.withLock { $0.append(thing) } }

  func add(_ value: Value) {
    let all = values.withLock { values in
      values.append(value)
      return values
    }
    if all.count == count { done(all) }
  }
}
