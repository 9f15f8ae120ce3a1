// Plain text: one story a file, with or without a `Key: value` head.
import FoundationEssentials
import StoryParsing

/// Reads a whole input as one story.
func readPlainText(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  try input.read(upTo: delivery.limit + 1)
  let isCut = input.count > delivery.limit
  let (text, encoding) = input.withBytes {
    decodeText(UnsafeBufferPointer(rebasing: $0.prefix(delivery.limit)))
  }
  delivery.document.encoding = encoding.name
  let draft = plainTextDraft(clean(text))
  guard !draft.paragraphs.bytes.isEmpty || draft.headline != nil else {
    throw SourceError(.empty, file: input.file)
  }
  if isCut { delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file)) }
  delivery.document.language = draft.language
  delivery.story(draft, name: draft.id ?? lastPathComponent(input.file))
  delivery.unread(draft.unreadDates)
}

/// The story in a clean text.
func plainTextDraft(_ text: String) -> StoryDraft {
  let head = TextHead(of: text)
  var draft = StoryDraft()
  head?.fill(&draft)
  let body = head.map { String(text.utf8.dropFirst($0.length)) ?? "" } ?? text
  draft.paragraphs = Paragraphs(body, findsHeadline: draft.headline == nil)
  return draft
}

/// Bytes as text, by the encoding that they show or that their head declares.
private func decodeText(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, Encoding) {
  let (encoding, mark) = findEncoding(of: bytes, declared: declaredEncoding(of: bytes))
  let text = UnsafeBufferPointer(rebasing: bytes[mark...])
  if encoding == .utf8 { return (String(decoding: text, as: UTF8.self), encoding) }
  var decoded: [UInt8] = []
  decoded.reserveCapacity(text.count + text.count / 2)
  var decoder = Decoder(encoding)
  decoder.decode(text, isLast: true, into: &decoded)
  return (String(decoding: decoded, as: UTF8.self), encoding)
}

/// The encoding that a head's `Encoding:` or `Charset:` names, read before anything is decoded.
private func declaredEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> Encoding? {
  var head = bytes.prefix(4_096)
  while let first = head.firstIndex(where: { $0 > space }) {
    let line = head[first...].prefix { $0 != lineFeed && $0 != carriageReturn }
    guard let colon = line.prefix(30).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    if let key = line.first, key | 0x20 == UInt8(ascii: "e") || key | 0x20 == UInt8(ascii: "c") {
      let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      if key == "encoding" || key == "charset" {
        return Encoding(declared: String(decoding: line[(colon + 1)...], as: UTF8.self))
      }
    }
    head = head[line.endIndex...]
  }
  return nil
}

/// A file's name without its folders.
func lastPathComponent(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
