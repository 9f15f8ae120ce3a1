// How much of anything a fetch may take.

/// The bounds of every fetch; nothing that a server does goes beyond them.
package struct FetchLimits: Hashable, Sendable {
  /// From the first try to connect to the last byte, all redirects included.
  package var total = Duration.seconds(30)
  /// Until an address has said anything.
  package var firstByte = Duration.seconds(10)
  package var redirects = 10
  /// Of a body, after it was unpacked.
  package var body = 32 * 1_048_576
  /// Of all headers of one answer.
  package var head = 256 * 1_024
  package var atOnce = 16
  package var atOncePerHost = 2
  /// The file of certificates that are trusted; nil for those of the system.
  package var authorities: String?

  package init() {}
}

/// One address to be fetched, and what is said to it.
package struct FetchRequest: Hashable, Sendable {
  package let address: Address
  /// Where permanent redirects have led before; asked instead of `address`.
  package var moved: Address?
  /// "name:password", said to the host of `address` alone.
  package var credentials: String?
  package var etag: String?
  package var lastModified: String?
  package var limits: FetchLimits?
  /// Whether somebody else than the reader named the address: it leads to no private place.
  package var isForeign = false

  package init(_ address: Address) {
    self.address = address
    credentials = address.credentials
  }
}

/// What a server answered.
package struct Reply: Hashable, Sendable {
  package var status: Int
  /// The address that answered, after redirects.
  package var address: Address
  /// Where redirects led that are for good: the last before one that is not.
  package var moved: Address?
  package var body: [UInt8] = []
  /// The headers that lede reads, by name in lower case.
  package var headers: [String: String] = [:]

  package init(status: Int, address: Address) {
    self.status = status
    self.address = address
  }

  /// The charset that the server declares, if it is one that lede knows.
  package var charset: String? {
    guard let type = headers["content-type"] else { return nil }
    for parameter in type.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmed.lowercased() == "charset" else { continue }
      return Encoding(declared: parts[1].trimmed)?.name
    }
    return nil
  }

  /// "text/html": the kind of content that the server declares.
  package var contentType: String {
    (headers["content-type"] ?? "").prefix { $0 != ";" }.trimmed.lowercased()
  }
}
