// Certificates: one that is good, and each way in which one is not.
import Glibc
import StorySources
import Testing

/// Certificates made by the openssl command, where there is one.
private struct Authority {
  let folder: ReadingRoom

  static let isHere = run("openssl version") == 0

  init() throws {
    folder = try ReadingRoom()
    let subject = "-subj /CN=lede"
    call("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=issuer -days 9")
    for (name, host, days) in [
      ("good", "IP:127.0.0.1", 9), ("expired", "IP:127.0.0.1", -1),
      ("wronghost", "DNS:other.example", 9),
    ] {
      call("req -newkey rsa:2048 -nodes -keyout \(name).key -out \(name).csr \(subject)")
      try folder.write("\(name).ext", "subjectAltName=\(host)\n")
      call(
        "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days) "
          + "-extfile \(name).ext -out \(name).pem")
    }
    call(
      "req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem \(subject) -days 9 "
        + "-addext subjectAltName=IP:127.0.0.1")
  }

  private func call(_ words: String) {
    Authority.run("cd \(folder.path) && openssl \(words) 2>/dev/null")
  }

  @discardableResult
  private static func run(_ line: String) -> Int32 { system("\(line) >/dev/null") }

  /// Fetches once from a server that shows a certificate.
  func fetch(showing name: String, trusting: Bool = true) async throws -> Result<Reply, FetchError>
  {
    let command =
      "cd \(folder.path) && exec openssl s_server -accept 127.0.0.1:0 -naccept 1 -www "
      + "-cert \(name).pem -key \(name).key 2>/dev/null"
    let server = try #require(popen(command, "r"))
    var port: Int?
    var line = [CChar](repeating: 0, count: 256)
    while port == nil, fgets(&line, 256, server) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("ACCEPT") else { continue }
      port = Int(text.split(separator: ":").last?.prefix { $0.isNumber } ?? "")
    }
    var limits = FetchLimits()
    limits.authorities = trusting ? folder.path + "/ca.pem" : nil
    let fetcher = Fetcher(agent: "lede/test", limits: limits)
    let address = "https://127.0.0.1:\(try #require(port))/"
    let result = try await StorySourcesTests.fetch(address, with: fetcher)
    while fgets(&line, 256, server) != nil {}
    pclose(server)
    return result
  }
}

// They skip where no openssl command is, with which the certificates are made.
@Suite(.enabled(if: Authority.isHere)) struct CertificateTests {
  @Test func onlyAGoodCertificateIsTrustedAndEachFaultHasItsName() async throws {
    let authority = try Authority()
    let good = try await authority.fetch(showing: "good")
    #expect(good.trouble == nil)
    for (name, trouble) in [
      ("expired", FetchError.Certificate.expired), ("wronghost", .wrongHost),
      ("self", .selfSigned),
    ] {
      let result = try await authority.fetch(showing: name)
      #expect(result.trouble == .certificate(trouble))
    }
    let stranger = try await authority.fetch(showing: "good", trusting: false)
    #expect(stranger.trouble == .certificate(.unknownIssuer))
  }
}
