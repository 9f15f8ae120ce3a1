// What a mail says, out of the parts it is made of.
import StoryParsing

/// The text of a mail in the making: of every part that says the same in several ways, one; of
/// what is no text, a word.
struct MailBody {
  private(set) var paragraphs = Paragraphs()
  /// Parts that were seen, texts or not.
  private var parts = 0

  /// Parts lie in parts, but not so deep, and not so many.
  private static let deepest = 16
  private static let mostParts = 1_000

  /// Reads a part and the parts in it.
  ///
  /// It calls itself, never deeper than `deepest`, whatever the mail says.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ header: MailHeader, depth: Int) {
    parts += 1
    guard parts <= Self.mostParts, depth <= Self.deepest else { return }
    let type = header.parameters("content-type") ?? MailParameters(Array("text/plain".utf8)[...])
    let isAttached = header.parameters("content-disposition")?.value == "attachment"
    if isAttached && depth > 0 { return attach(bytes, header, type) }
    switch type.value {
    case _ where type.value.hasPrefix("multipart/"): readParts(of: bytes, type, depth: depth)
    case "text/html": append(readHTMLText(text(of: bytes, header, type)))
    case "text/plain", "text", "", "text/markdown", "text/enriched":
      append(plainText(of: bytes, header, type))
    case "message/rfc822": readForwarded(bytes, header, depth: depth)
    case "application/pgp-signature", "application/pkcs7-signature": break
    case "application/pkcs7-mime", "application/pgp-encrypted":
      append(line: "[encrypted: open it in a mail program]")
    case _ where depth == 0 && type.value.hasPrefix("text/"):
      append(plainText(of: bytes, header, type))
    default: attach(bytes, header, type)
    }
  }

  private mutating func readParts(
    of bytes: UnsafeBufferPointer<UInt8>, _ type: MailParameters, depth: Int
  ) {
    guard let boundary = type["boundary"], !boundary.isEmpty else {
      return append(Paragraphs(clean(decodedText(bytes, charset: nil)), findsHeadline: false))
    }
    let parts = mailParts(of: bytes, boundary: Array(boundary.utf8), most: Self.mostParts)
    switch type.value {
    case "multipart/alternative": readBest(of: parts, depth: depth)
    // What is related to the first part is shown in it, and a signature shows nothing.
    case "multipart/related", "multipart/signed": parts.first.map { read($0, depth: depth) }
    default: for part in parts { read(part, depth: depth) }
    }
  }

  private mutating func read(_ part: MailPart, depth: Int) {
    read(part.body, part.header, depth: depth + 1)
  }

  /// Of parts that say the same, the plain text; but where that only points to the other, the other.
  private mutating func readBest(of parts: [MailPart], depth: Int) {
    let isPlain = { (part: MailPart) in
      part.header.parameters("content-type")?.value ?? "text/plain" == "text/plain"
    }
    guard let plain = parts.first(where: isPlain) else {
      // The last is the richest; calendars and the like come after what can be read.
      let html = parts.last { $0.isReadable } ?? parts.last
      return html.map { read($0, depth: depth) } ?? ()
    }
    let other = parts.last { !isPlain($0) && $0.isReadable }
    guard let other, plain.body.count < 400 else { return read(plain, depth: depth) }
    var (short, long) = (MailBody(), MailBody())
    short.read(plain, depth: depth)
    long.read(other, depth: depth)
    let isStub = long.paragraphs.bytes.count > 3 * short.paragraphs.bytes.count
    append(isStub ? long.paragraphs : short.paragraphs)
  }

  /// A mail within the mail: its subject as a subhead, its sender, its text.
  private mutating func readForwarded(
    _ bytes: UnsafeBufferPointer<UInt8>, _ outer: MailHeader, depth: Int
  ) {
    let inner = MailHeader(of: bytes)
    if let subject = inner.text("subject") { append(line: subject, as: .subhead) }
    if let sender = inner.text("from").map(MailAddress.init),
      let name = sender.name ?? sender.address
    {
      append(line: "By \(name)", as: .byline)
    }
    read(UnsafeBufferPointer(rebasing: bytes[inner.length...]), inner, depth: depth + 1)
  }

  /// Leaves a part out, with a word.
  private mutating func attach(
    _ bytes: UnsafeBufferPointer<UInt8>, _ header: MailHeader, _ type: MailParameters
  ) {
    let name = header.parameters("content-disposition")?["filename"] ?? type["name"]
    let isBase64 = transferEncoding(of: header) == "base64"
    let size = (isBase64 ? bytes.count / 4 * 3 : bytes.count + 1_023) >> 10
    let what = [name ?? "", type.value, "\(max(size, 1)) KiB"].filter { !$0.isEmpty }
    append(line: "[attachment: \(what.joined(separator: ", "))]")
  }

  private func plainText(
    of bytes: UnsafeBufferPointer<UInt8>, _ header: MailHeader, _ type: MailParameters
  ) -> Paragraphs {
    let text = unescaped(clean(text(of: bytes, header, type)))
    guard type["format"]?.lowercased() == "flowed" else {
      return Paragraphs(text, findsHeadline: false)
    }
    let joinsWords = type["delsp"]?.lowercased() == "yes"
    return Paragraphs(readFlowed(text, joinsWords: joinsWords), findsHeadline: false)
  }

  private func text(
    of bytes: UnsafeBufferPointer<UInt8>, _ header: MailHeader, _ type: MailParameters
  ) -> String {
    switch transferEncoding(of: header) {
    case "base64": decodedText(readBase64(bytes), charset: type["charset"])
    case "quoted-printable": decodedText(readQuotedPrintable(bytes), charset: type["charset"])
    default: decodedText(bytes, charset: type["charset"])
    }
  }

  private func transferEncoding(of header: MailHeader) -> String {
    header.parameters("content-transfer-encoding")?.value ?? ""
  }

  private mutating func append(line: String, as kind: Markup.Kind? = nil) {
    let bytes = Array(cleanLine(line).trimmed.utf8)
    guard !bytes.isEmpty else { return }
    let marks = kind.map { [Markup($0, TextRange(0, bytes.count))] } ?? []
    append(Paragraphs(bytes: bytes, markup: marks))
  }

  private mutating func append(_ more: Paragraphs) { paragraphs.append(more) }
}

/// A part of a mail: its head and what follows it.
struct MailPart {
  let header: MailHeader
  let body: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    header = MailHeader(of: bytes)
    body = UnsafeBufferPointer(rebasing: bytes[header.length...])
  }

  /// Whether there is text in it, or may be.
  var isReadable: Bool {
    let type = header.parameters("content-type")?.value ?? "text/plain"
    return type == "text/html" || type == "text/plain" || type.hasPrefix("multipart/")
  }
}

/// The parts between lines of `--` and the boundary.
func mailParts(
  of bytes: UnsafeBufferPointer<UInt8>, boundary: [UInt8], most: Int
) -> [MailPart] {
  let delimiter = Array("--".utf8) + boundary
  let whole = UnsafeRawBufferPointer(bytes)
  var parts: [MailPart] = []
  var start: Int?
  var place = 0
  while place < bytes.count, parts.count < most {
    let end = firstOffset(of: lineFeed, in: whole, from: place) ?? bytes.count
    defer { place = end + 1 }
    guard bytes[place..<end].starts(with: delimiter) else { continue }
    let rest = bytes[(place + delimiter.count)..<end]
    let isLast = rest.starts(with: "--".utf8)
    guard isLast || rest.allSatisfy({ $0 <= space }) else { continue }
    if let start { parts.append(MailPart(part(of: bytes, start, place))) }
    start = min(end + 1, bytes.count)
    if isLast { return parts }
  }
  // A mail that was cut off ends without its last line.
  if let start, parts.count < most { parts.append(MailPart(part(of: bytes, start, bytes.count))) }
  return parts
}

/// A part without the line end that belongs to the boundary after it.
private func part(
  of bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
) -> UnsafeBufferPointer<UInt8> {
  var end = end
  if end > start, bytes[end - 1] == lineFeed { end -= 1 }
  if end > start, bytes[end - 1] == carriageReturn { end -= 1 }
  return UnsafeBufferPointer(rebasing: bytes[start..<end])
}

/// Mailboxes put a sign before lines that begin as the lines do that part mails.
private func unescaped(_ text: String) -> String {
  let mark = Array(">From ".utf8)
  guard text.utf8.firstIndex(of: UInt8(ascii: ">")) != nil else { return text }
  var kept: [UInt8] = []
  kept.reserveCapacity(text.utf8.count)
  for line in text.utf8.split(separator: lineFeed, omittingEmptySubsequences: false) {
    kept.append(lineFeed)
    kept += line.starts(with: mark) ? line.dropFirst() : line
  }
  return String(decoding: kept.dropFirst(), as: UTF8.self)
}
