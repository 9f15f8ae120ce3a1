// What can go wrong with a fetch, each case with its sentence.

/// One address that gave nothing: where, what, and what now.
package struct FetchError: Error, Hashable, Sendable {
  package enum Trouble: Hashable, Sendable {
    /// What is missing for fetching at all.
    case noLibrary(String)
    case cancelled
    case noHost(String)
    case refused, unreachable, closed
    case notHTTP
    /// Nothing came within the time for the first byte; not all came in the time for the whole.
    case silent(Duration)
    case slow(Duration)
    case tooLarge(Int)
    case headTooLarge(Int)
    case brokenOff(Int)
    case badChunk, unknownEncoding, badEncoding
    case tooManyRedirects(Int)
    case redirectNowhere
    case redirectOut(String)
    case redirectInsecure
    case redirectPrivate(String)
    case certificate(Certificate)
    /// An answer that is no success.
    case status(Int)
    case emptyBody
    /// The server wants to be left alone for so many seconds.
    case wait(seconds: Int, status: Int)
    case gone
    case other(String)
  }

  /// What is wrong with a certificate.
  package enum Certificate: Hashable, Sendable {
    case expired, selfSigned, wrongHost, unknownIssuer, notYetValid
    case other(String)
  }

  package let address: Address
  package let trouble: Trouble

  package init(_ trouble: Trouble, at address: Address) {
    self.trouble = trouble
    self.address = address
  }

  /// What is wrong, and what now.
  package var message: String {
    switch trouble {
    case .noLibrary(let reason): "\(reason), and nothing can be fetched without; install libcurl4"
    case .cancelled: "stopped before it was there; r fetches it again"
    case .noHost(let host): "no host “\(host)” is known; check the name and the network"
    case .refused: "nothing answers there; check address and port, or try later"
    case .unreachable: "the host cannot be reached; check the network"
    case .closed: "the server hung up without an answer; try later"
    case .notHTTP: "what answers there speaks no HTTP; check address and port"
    case .silent(let time): "no answer in \(spoken(time)); try later"
    case .slow(let time): "not all of it came in \(spoken(time)); try later"
    case .tooLarge(let limit):
      "more than \(limit / 1_048_576) MiB, which is no feed; the old stories stay"
    case .headTooLarge(let limit):
      "more than \(limit / 1_024) KiB of headers, which is no answer; tell its editors"
    case .brokenOff(let count):
      "the answer broke off after \(count) bytes; the old stories stay, try later"
    case .badChunk: "the answer came in broken pieces; the old stories stay, try later"
    case .unknownEncoding: "the answer is packed in a way that nobody knows; tell its editors"
    case .badEncoding: "the answer is packed and cannot be unpacked; the old stories stay"
    case .tooManyRedirects(let count): "redirected more than \(count) times; check the address"
    case .redirectNowhere: "redirected to something that is no address; tell its editors"
    case .redirectOut(let scheme):
      "redirected to “\(scheme):”, and lede follows http and https alone; check the address"
    case .redirectInsecure:
      "redirected from https to http, where everybody reads along; lede does not follow"
    case .redirectPrivate(let host):
      "redirected from outside to “\(host)” in your own network; lede does not follow"
    case .certificate(let certificate): certificate.sentence
    case .status(let status): sentence(for: status)
    case .emptyBody: "the answer is empty; the old stories stay"
    case .wait(let seconds, let status):
      "\(status == 429 ? "asked too often" : "busy") (\(status)), and wants \(spoken(seconds)) "
        + "of rest; lede asks again then"
    case .gone: FetchError.goneMessage
    case .other(let reason): "\(reason); try later"
    }
  }

  static let goneMessage =
    "gone for good (410); lede asks no more, remove it or give its new address"

  /// `ADDRESS: what, and what now`, safe to print.
  package var sentence: String { "\(cleanLine(address.text)): \(message)" }

  private func sentence(for status: Int) -> String {
    switch status {
    case 204: "the server says there is no content (204); the old stories stay"
    case 304: "“not modified” (304), though nothing was there before; try later"
    case 401: "wants a name and password (401); give the source its credentials"
    case 403: "refuses to give it (403); check the address, or give the source its credentials"
    case 404: "no such page (404); check the address"
    case 500...: "the server is in trouble (\(status)); lede tries later"
    default: "answered with \(status), which is no feed; check the address"
    }
  }
}

extension FetchError.Certificate {
  var sentence: String {
    switch self {
    case .expired: "its certificate has expired; nothing was fetched, tell its editors"
    case .notYetValid: "its certificate is not valid yet; check the clock of this machine"
    case .selfSigned:
      "its certificate is signed by itself, so anybody could have made it; nothing was fetched"
    case .wrongHost: "its certificate is for another host; nothing was fetched, check the address"
    case .unknownIssuer:
      "its certificate is signed by nobody this machine trusts; nothing was fetched"
    case .other(let reason): "no safe connection (\(reason)); nothing was fetched"
    }
  }
}

private func spoken(_ time: Duration) -> String {
  time >= .seconds(1) ? "\(time.components.seconds) s" : "\(time / .milliseconds(1)) ms"
}

/// "40 seconds", "5 minutes", "3 hours".
package func spoken(_ seconds: Int) -> String {
  switch seconds {
  case 1: "1 second"
  case ..<120: "\(seconds) seconds"
  case ..<7_200: "\(seconds / 60) minutes"
  case ..<172_800: "\(seconds / 3_600) hours"
  default: "\(seconds / 86_400) days"
  }
}
