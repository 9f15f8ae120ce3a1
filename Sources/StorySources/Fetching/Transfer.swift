// One request on its way: what is said, what comes back, and the bounds of both.
import CCurl
import Glibc

/// A request from its first address over its redirects to an answer or its end.
///
/// Only the thread that fetches touches it; libcurl holds its address while a hop is under way.
final class Transfer {
  let ticket: Fetcher.Ticket
  let request: FetchRequest
  let limits: FetchLimits
  /// Says whether an address is private; the tests have their own opinion.
  private let isPrivate: @Sendable (NetworkNumber) -> Bool

  /// The address asked now, and how many redirects led here.
  private(set) var hop: Address
  private var hops = 0
  /// Where redirects that are for good have led so far; nil after one that is not.
  private var moved: Address?
  private var isMovedForGood = true
  /// Whether an address outside the own network has answered before this one.
  private var cameFromOutside = false

  private var easy: UnsafeMutableRawPointer?
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  /// When this hop began, and the time that those before it took.
  private var began = ContinuousClock.now
  private var spent = Duration.zero
  private var hasSpoken = false

  private var status = 0
  private var headers: [String: String] = [:]
  private var headBytes = 0
  /// In pieces: a list that grew by doubling would take three times its size.
  private var pieces: [[UInt8]] = []
  private var bodyBytes = 0
  /// Why the hop was cut off from this side.
  private var refusal: FetchError.Trouble?

  init(
    _ ticket: Fetcher.Ticket, _ request: FetchRequest, _ limits: FetchLimits,
    isPrivate: @escaping @Sendable (NetworkNumber) -> Bool
  ) {
    (self.ticket, self.request, self.isPrivate) = (ticket, request, isPrivate)
    self.limits = request.limits ?? limits
    hop = request.moved ?? request.address
    cameFromOutside = request.isForeign
  }

  deinit { drop() }

  /// What comes of a hop that has ended.
  enum Step {
    case done(Reply)
    case failed(FetchError)
    /// A redirect: `hop` is the next address.
    case onward
  }

  // MARK: A hop's beginning

  /// Makes the handle for this hop; nil where libcurl has no memory.
  func begin(agent: String) -> UnsafeMutableRawPointer? {
    drop()
    (status, headers, headBytes, pieces, bodyBytes) = (0, [:], 0, [], 0)
    (hasSpoken, began) = (false, .now)
    guard let easy = lede_curl_make() else { return nil }
    self.easy = easy
    set(CURLOPT_URL, hop.text)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_USERAGENT, agent)
    // All that this libcurl can unpack.
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_HTTP09_ALLOWED, 0)
    // What was opened for another request is not asked where it leads to.
    set(CURLOPT_FRESH_CONNECT, hops > 0 || request.isForeign ? 1 : 0)
    if isHere(hop.host) { set(CURLOPT_PROXY, "") }
    if let path = limits.authorities ?? Transfer.namedAuthorities { set(CURLOPT_CAINFO, path) }
    addHeaders()
    addCredentials()
    takeAnswers(to: easy)
    return easy
  }

  private func set(_ option: CURLoption, _ text: String) {
    if let easy { lede_curl_set_text(easy, option, text) }
  }

  private func set(_ option: CURLoption, _ number: Int) {
    if let easy { lede_curl_set_number(easy, option, number) }
  }

  /// Where other programs look for trusted certificates too.
  private static let namedAuthorities = ["SSL_CERT_FILE", "CURL_CA_BUNDLE"]
    .map { (name: String) in getenv(name).map { String(cString: $0) } ?? "" }
    .first { !$0.isEmpty }

  private func addHeaders() {
    var lines = [
      "Accept: application/atom+xml, application/rss+xml, application/feed+json, "
        + "application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
    ]
    // What was noted of another address says nothing here.
    if hops == 0 {
      if let etag = request.etag { lines.append("If-None-Match: \(etag)") }
      if let date = request.lastModified { lines.append("If-Modified-Since: \(date)") }
    }
    for line in lines { headerLines = lede_curl_append(headerLines, line) }
    if let easy { lede_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headerLines) }
  }

  private func addCredentials() {
    guard let credentials = request.credentials, request.address.shares(credentialsWith: hop)
    else { return }
    let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    set(CURLOPT_HTTPAUTH, 1)  // CURLAUTH_BASIC
    set(CURLOPT_USERNAME, String(parts[0]))
    set(CURLOPT_PASSWORD, parts.count > 1 ? String(parts[1]) : "")
  }

  private func takeAnswers(to easy: UnsafeMutableRawPointer) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PRIVATE,
    ] {
      lede_curl_set_pointer(easy, option, own)
    }
    lede_curl_set_taker(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
      Transfer.of(user)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    lede_curl_set_taker(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
      Transfer.of(user)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    lede_curl_set_opener(easy) { user, _, address in
      guard let address, let transfer = Transfer.of(user) else { return -1 }
      return transfer.open(&address.pointee)
    }
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
    pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func drop() {
    if let easy { lede_curl_drop(easy) }
    if headerLines != nil { lede_curl_free(headerLines) }
    (easy, headerLines) = (nil, nil)
  }

  // MARK: What comes

  /// Opens the socket to an address, unless a redirect from outside leads into the own network.
  private func open(_ address: inout curl_sockaddr) -> Int32 {
    let length = Int(address.addrlen)
    let (family, kind, way) = (address.family, address.socktype, address.`protocol`)
    let number = withUnsafePointer(to: &address.addr) { NetworkNumber($0, length: length) }
    if cameFromOutside, number.map(isPrivate) ?? true {
      refusal = .redirectPrivate(hop.host)
      return -1
    }
    return socket(family, kind | Int32(SOCK_CLOEXEC.rawValue), way)
  }

  /// Takes a header line; an answer other than its length ends the hop.
  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    hasSpoken = true
    headBytes += bytes.count
    guard headBytes <= limits.head else { return refuse(.headTooLarge(limits.head)) }
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // After "100 Continue" the real answer begins.
      headers = [:]
      status = Int(line.split(separator: " ").dropFirst().first?.prefix(3) ?? "") ?? 0
      return bytes.count
    }
    guard let colon = line.firstIndex(of: ":") else { return bytes.count }
    let name = line[..<colon].lowercased()
    if Transfer.headersRead.contains(name), bytes.count <= 8_192, headers[name] == nil {
      headers[name] = line[line.index(after: colon)...].trimmed
    }
    return bytes.count
  }

  private static let headersRead: Set = [
    "etag", "last-modified", "content-type", "content-location", "location", "retry-after",
    "cache-control", "content-encoding", "date",
  ]

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    // What stands under a redirect or an error is for browsers.
    guard 200...299 ~= status else { return 0 }
    guard bytes.count <= limits.body - bodyBytes else { return refuse(.tooLarge(limits.body)) }
    bodyBytes += bytes.count
    if pieces.last.map({ $0.count + bytes.count > Transfer.pieceSize }) ?? true {
      pieces.append([])
      if pieces.count > 1 { pieces[pieces.count - 1].reserveCapacity(Transfer.pieceSize) }
    }
    pieces[pieces.count - 1].append(contentsOf: bytes)
    return bytes.count
  }

  private static let pieceSize = 1 << 18

  /// All pieces in one, which lets go of them.
  private func takePieces() -> [UInt8] {
    defer { pieces = [] }
    if pieces.count == 1 { return pieces[0] }
    var body: [UInt8] = []
    body.reserveCapacity(bodyBytes)
    for piece in pieces { body += piece }
    return body
  }

  private func refuse(_ trouble: FetchError.Trouble) -> Int {
    refusal = trouble
    pieces = []
    return 0
  }

  // MARK: Time

  /// When this hop has had its time, if nothing changes.
  var deadline: ContinuousClock.Instant {
    let whole = began + (limits.total - spent)
    return hasSpoken ? whole : min(whole, began + limits.firstByte)
  }

  /// What is said of a hop whose time is up.
  var lateness: FetchError {
    let isLate = hasSpoken || limits.total - spent < limits.firstByte
    return FetchError(isLate ? .slow(limits.total) : .silent(limits.firstByte), at: hop)
  }

  // MARK: A hop's end

  /// What to do now that libcurl is done with a hop.
  func end(with code: CURLcode) -> Step {
    spent += .now - began
    if let refusal { return .failed(FetchError(refusal, at: hop)) }
    let isCut = code == CURLE_WRITE_ERROR && !(200...299 ~= status) && status >= 300
    guard code == CURLE_OK || isCut else {
      return .failed(FetchError(trouble(of: code), at: hop))
    }
    if [301, 302, 303, 307, 308].contains(status) { return redirected() }
    var reply = Reply(status: status, address: hop)
    (reply.headers, reply.body, reply.moved) = (headers, takePieces(), moved)
    return .done(reply)
  }

  private func redirected() -> Step {
    guard let location = headers["location"] else {
      return .failed(FetchError(.redirectNowhere, at: hop))
    }
    let next: Address
    switch hop.redirect(to: location) {
    case .to(let address): next = address
    case .out(let scheme): return .failed(FetchError(.redirectOut(scheme), at: hop))
    case .nowhere: return .failed(FetchError(.redirectNowhere, at: hop))
    }
    hops += 1
    guard hops <= limits.redirects else {
      return .failed(FetchError(.tooManyRedirects(limits.redirects), at: request.address))
    }
    guard next.isSecure || !hop.isSecure else {
      return .failed(FetchError(.redirectInsecure, at: hop))
    }
    noteOutside()
    // Behind a proxy only the proxy sees the number, but one that is written is plain to see.
    if cameFromOutside, isHere(next.host) {
      return .failed(FetchError(.redirectPrivate(next.host), at: hop))
    }
    isMovedForGood = isMovedForGood && (status == 301 || status == 308)
    if isMovedForGood { moved = next }
    hop = next
    return .onward
  }

  /// Notes whether the address that sent us on lies outside.
  private func noteOutside() {
    guard let easy, let text = lede_curl_text(easy, CURLINFO_PRIMARY_IP),
      let number = NetworkNumber(String(cString: text))
    else { return }
    if !isPrivate(number) { cameFromOutside = true }
  }

  /// Whether a host as it is written is this machine or in its network.
  private func isHere(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    return NetworkNumber(host.filter { $0 != "[" && $0 != "]" }).map(isPrivate) ?? false
  }

  private func trouble(of code: CURLcode) -> FetchError.Trouble {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_URL_MALFORMAT: .noHost(hop.host)
    case CURLE_COULDNT_RESOLVE_PROXY: .other("the proxy of this machine is not known")
    case CURLE_COULDNT_CONNECT: errorNumber == ECONNREFUSED ? .refused : .unreachable
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .notHTTP
    case CURLE_GOT_NOTHING: .closed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR: brokenOff
    case CURLE_PARTIAL_FILE: .brokenOff(bodyBytes)
    // A header line longer than libcurl keeps.
    case CURLE_OUT_OF_MEMORY where status >= 0 && bodyBytes == 0: .headTooLarge(limits.head)
    case CURLE_BAD_CONTENT_ENCODING: packing
    case CURLE_OPERATION_TIMEDOUT: .slow(limits.total)
    case CURLE_PEER_FAILED_VERIFICATION: .certificate(certificate)
    case CURLE_SSL_CONNECT_ERROR: .certificate(.other("the handshake failed"))
    case CURLE_SSL_CACERT_BADFILE: .certificate(.other("the list of trusted issuers is not there"))
    default: .other("libcurl gave up with error \(code.rawValue)")
    }
  }

  private var errorNumber: Int32 {
    Int32(truncatingIfNeeded: easy.map { lede_curl_number($0, CURLINFO_OS_ERRNO) } ?? 0)
  }

  /// A connection that ended in the middle; of broken chunks libcurl says the same.
  private var brokenOff: FetchError.Trouble {
    if headBytes > limits.head / 3 && bodyBytes == 0 { return .headTooLarge(limits.head) }
    guard hasSpoken else { return .closed }
    return errorNumber == 0 ? .badChunk : .brokenOff(bodyBytes)
  }

  /// Whether what came was packed in an unknown way or was none of what it said.
  private var packing: FetchError.Trouble {
    bodyBytes == 0 && headBytes > 0 && !hasKnownPacking ? .unknownEncoding : .badEncoding
  }

  private var hasKnownPacking: Bool {
    let known = ["gzip", "deflate", "br", "zstd", "identity", "x-gzip", "compress"]
    return known.contains((headers["content-encoding"] ?? "").lowercased())
  }

  /// What is wrong with the certificate, by the numbers of OpenSSL.
  private var certificate: FetchError.Certificate {
    switch easy.map({ lede_curl_number($0, CURLINFO_SSL_VERIFYRESULT) }) ?? 0 {
    // Libcurl looks at the host itself, before it asks for any of these numbers.
    case 0, 1, 62, 64: .wrongHost
    case 9: .notYetValid
    case 10: .expired
    case 18, 19: .selfSigned
    case 2, 20, 21: .unknownIssuer
    case let number: .other("error \(number) of the certificate")
    }
  }
}
