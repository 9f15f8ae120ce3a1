// A mail → a story: its subject is the headline, its sender the byline.
import FoundationEssentials
import StoryParsing

extension StoryDraft {
  /// The story in one mail.
  ///
  /// - Parameter line: The line it begins on, for what has to be said of it.
  init(mail bytes: UnsafeBufferPointer<UInt8>, line: Int = 1, keepsExtra: Bool) {
    self.init()
    let header = MailHeader(of: bytes)
    let sender = header.text("from").map(MailAddress.init)
    id = header.text("message-id").map(bare)
    headline = header.text("subject")
    byline = sender?.name ?? sender?.address
    source = header.text("list-id").flatMap { MailAddress($0).name } ?? byline
    language = header.text("content-language")
    link = header.text("archived-at").map(bare)
    takeDate(of: header, line: line)
    var body = MailBody()
    body.read(
      UnsafeBufferPointer(rebasing: bytes[header.length...]), header, depth: 0)
    paragraphs = body.paragraphs
    guard keepsExtra else { return }
    let kept = ["from", "to", "cc", "reply-to", "list-id"].compactMap { name in
      header.text(name).map { (name, clean($0)) }
    }
    if !kept.isEmpty { extra = jsonObject(kept) }
  }

  /// The date of writing; else that of the last server it came through.
  private mutating func takeDate(of header: MailHeader, line: Int) {
    let written = header.text("date")
    let received = header.text("received")?.split(separator: ";").last
    published = written.flatMap(newsDate) ?? received.flatMap(newsDate)
    if published == nil, let written {
      unreadDates.append(UnreadDate(field: "Date", value: String(written.prefix(40)), line: line))
    }
  }
}

/// Whom a mail is from: `Mara Quill <mara@example.org>` or `mara@example.org (Mara Quill)`.
struct MailAddress {
  let name: String?
  let address: String?

  init(_ field: String) {
    let opening = field.firstIndex(of: "<")
    let inside = opening.map { field[field.index(after: $0)...].prefix { $0 != ">" } }
    let comment = field.firstIndex(of: "(").map {
      field[field.index(after: $0)...].prefix { $0 != ")" }
    }
    let before = (opening.map { field[..<$0] } ?? "").trimmed
    let named = [before, opening == nil ? (comment ?? "").trimmed : ""]
      .map { $0.filter { $0 != "\"" && $0 != "\\" }.trimmed }
      .first { !$0.isEmpty }
    name = named
    let address = (inside ?? field.prefix { $0 != "(" && $0 != "," }).trimmed
    self.address = address.isEmpty ? nil : address
  }
}

/// Without the angles that an address or an id stands in.
private func bare(_ text: String) -> String {
  text.filter { $0 != "<" && $0 != ">" }.trimmed
}

/// Whether bytes begin like a mail: with fields, one of which only mails have.
func looksLikeMail(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  // Most files are told from a mail by their first line.
  let line = bytes[..<(bytes.firstIndex(of: lineFeed) ?? bytes.count)]
  guard mailFieldNameEnd(line) != nil else { return false }
  let names = Set(MailHeader(of: bytes).fields.prefix(100).map(\.name))
  let sure: Set = [
    "message-id", "received", "return-path", "mime-version", "delivered-to", "x-mailer",
    "content-transfer-encoding",
  ]
  let usual: Set = ["from", "to", "subject", "date", "content-type"]
  // A mail that came a long way has many lines of the first kind before one of the second.
  let sureCount = names.intersection(sure).count
  return sureCount > 1 || sureCount == 1 && names.intersection(usual).count > 1
    || names.isSuperset(of: ["from", "to", "subject"])
}

/// Reads a file that is one mail.
func readMail(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  try input.read(upTo: delivery.limit + 1)
  let isCut = input.count > delivery.limit
  let draft = input.withBytes {
    StoryDraft(
      mail: UnsafeBufferPointer(rebasing: $0.prefix(delivery.limit)),
      keepsExtra: delivery.purpose == .parsing)
  }
  if isCut { delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file)) }
  delivery.document.language = draft.language
  delivery.story(draft, name: draft.id ?? lastPathComponent(input.file))
  delivery.unread(draft.unreadDates)
}
