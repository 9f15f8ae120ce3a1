// Mailboxes: many mails in one file (mbox), one at a time.

/// Whether bytes begin with the line that parts mails, and then with fields.
func looksLikeMailbox(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard bytes.starts(with: "From ".utf8), let end = bytes.firstIndex(of: lineFeed),
    isMailSeparator(bytes[..<end])
  else { return false }
  let rest = bytes[(end + 1)...]
  let line = Slice(
    base: bytes, bounds: rest.startIndex..<(rest.firstIndex(of: lineFeed) ?? rest.endIndex))
  return mailFieldNameEnd(line) != nil || line.starts(with: ">From ".utf8)
}

/// Whether a line is `From`, a sender and a time; prose that begins with “From” names no time.
private func isMailSeparator(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  guard line.count <= 400, line.starts(with: "From ".utf8) else { return false }
  let words = line.split { $0 <= space }
  let hasTime = words.contains { word in
    word.count >= 4 && word.contains(UInt8(ascii: ":"))
      && word.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ":") }
  }
  return hasTime && words.contains { $0.count == 4 && $0.allSatisfy(\.isDigit) }
}

/// Reads every mail of a mailbox; it may be of any size.
func readMailbox(_ input: inout Input, into delivery: Delivery) throws(SourceError) {
  delivery.expectedInFile = nil
  var mails = MailCursor()
  var number = 0
  while !delivery.isStopped, let mail = try mails.next(in: &input, upTo: delivery.limit) {
    number += 1
    let draft = input.withBytes { bytes in
      StoryDraft(
        mail: UnsafeBufferPointer(rebasing: bytes[..<mail.length]), line: mails.line,
        keepsExtra: delivery.purpose == .parsing)
    }
    if mail.isCut {
      delivery.problem(SourceError(.cutShort(delivery.limit), file: input.file, line: mails.line))
    }
    delivery.story(draft, name: draft.id ?? "\(number)")
    delivery.unread(draft.unreadDates)
  }
}

/// Where reading mail by mail has come to.
private struct MailCursor {
  struct Found {
    /// Bytes of the mail at the front of the input.
    let length: Int
    /// Whether there was more of it than may be kept.
    var isCut = false
  }

  /// The line on which the mail returned last begins, from 1.
  private(set) var line = 1
  private var taken = 0
  /// Whether the rest of a mail that was cut is still to be passed over.
  private var isWithin = false

  /// The next mail; nil at the end.
  mutating func next(in input: inout Input, upTo limit: Int) throws(SourceError) -> Found? {
    take(taken, of: &input)
    if isWithin { try passOver(in: &input) }
    var searched = 0
    while true {
      if let end = input.withBytes({ mailEnd(in: $0, from: searched) }), end <= limit {
        taken = end
        return Found(length: end)
      }
      if input.count > limit {
        (taken, isWithin) = (limit, true)
        return Found(length: limit, isCut: true)
      }
      // The line that parts two mails may have been cut through.
      searched = max(0, input.count - 512)
      if try !input.readMore() {
        taken = input.count
        return taken == 0 ? nil : Found(length: taken)
      }
    }
  }

  private mutating func take(_ count: Int, of input: inout Input) {
    line += input.withBytes { $0.prefix(count).count { $0 == lineFeed } }
    input.take(count)
    taken = 0
  }

  private mutating func passOver(in input: inout Input) throws(SourceError) {
    isWithin = false
    while true {
      if let end = input.withBytes({ mailEnd(in: $0, from: 0) }) { return take(end, of: &input) }
      take(max(0, input.count - 512), of: &input)
      if try !input.readMore() { return take(input.count, of: &input) }
    }
  }
}

/// Where a mail ends: before a line that parts it from the next, which a blank line precedes.
private func mailEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  let whole = UnsafeRawBufferPointer(bytes)
  var place = start
  while let end = firstOffset(of: lineFeed, in: whole, from: place) {
    place = end + 1
    guard place < bytes.count, bytes[place] == UInt8(ascii: "F"),
      isBlankLine(before: place, in: bytes)
    else { continue }
    let lineEnd = firstOffset(of: lineFeed, in: whole, from: place) ?? bytes.count
    if isMailSeparator(bytes[place..<lineEnd]) { return place }
  }
  return nil
}

private func isBlankLine(before place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var place = place - 1
  if place > 0, bytes[place - 1] == carriageReturn { place -= 1 }
  return place > 0 && bytes[place - 1] == lineFeed
}
