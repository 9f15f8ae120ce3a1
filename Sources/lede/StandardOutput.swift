// Standard output for scripts: whole writes, and a quiet end when nobody reads any more.
import Glibc

/// Why no more can be written.
enum OutputEnd: Error {
  /// The reader at the other end has gone.
  case closed
  case failed(reason: String)
}

/// Standard output, unbuffered: what is given to it is there for the next program at once.
struct StandardOutput: Sendable {
  let isTerminal = isatty(STDOUT_FILENO) != 0

  func write(_ bytes: [UInt8]) throws(OutputEnd) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw errno == EPIPE
          ? .closed : .failed(reason: String(cString: strerror(errno)).lowercased())
      }
    }
  }
}
