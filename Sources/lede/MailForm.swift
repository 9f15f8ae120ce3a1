// A story as a message of a mailbox, for mail readers and notmuch.
import FoundationEssentials
import StoryArchive
import StoryParsing
import StorySources

/// A message in the form "mboxrd".
func mailMessage(of story: Story) -> String {
  let date = story.published ?? Date(timeIntervalSince1970: 0)
  let headline = story.text.prefix { $0 != "\n" }
  let from = [story.byline ?? "", story.source].first { !$0.isEmpty } ?? "lede"
  let name = Fingerprint(of: story.id.source + "\u{0}" + story.id.name)
  var lines = [
    "From lede@localhost \(mailDate(date, isPostmark: true))",
    "Date: \(mailDate(date, isPostmark: false))", "From: \(encodedWord(from)) <lede@localhost>",
    "Subject: \(encodedWord(String(headline)))", "Message-ID: <\(name)@lede>",
  ]
  if let link = story.link { lines.append("Archived-At: <\(link.absoluteString)>") }
  lines += [
    "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit", "",
  ]
  // A line that begins as the next message would is marked, also one that is marked already.
  let body = story.text.split(separator: "\n").map { line in
    line.drop { $0 == ">" }.hasPrefix("From ") ? ">" + line : String(line)
  }
  return (lines + [body.joined(separator: "\n\n")]).joined(separator: "\n") + "\n\n"
}

/// "Sun, 05 Mar 2023 10:00:00 +0000", or as the line between two messages has it.
private func mailDate(_ date: Date, isPostmark: Bool) -> String {
  let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let parts = date.formatted(.iso8601).split { "-TZ".contains($0) }.map(String.init)
  let number = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
  guard parts.count >= 4, let month = Int(parts[1]), months.indices.contains(month - 1) else {
    return "Thu, 01 Jan 1970 00:00:00 +0000"
  }
  // 1 January 1970, day 0, was a Thursday.
  let weekday = days[((number + 4) % 7 + 7) % 7]
  return isPostmark
    ? "\(weekday) \(months[month - 1]) \(parts[2]) \(parts[3]) \(parts[0])"
    : "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]) +0000"
}

/// Text as a header may have it: what is not ASCII as "encoded words" of 45 bytes each.
private func encodedWord(_ text: String) -> String {
  let line = cleanLine(text)
  guard !line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
    return line.filter { !"<>\"\\".contains($0) }
  }
  var (words, bytes) = ([String](), [UInt8]())
  for character in line {
    if bytes.count + character.utf8.count > 45 {
      words.append("=?utf-8?B?\(Data(bytes).base64EncodedString())?=")
      bytes = []
    }
    bytes += character.utf8
  }
  if !bytes.isEmpty { words.append("=?utf-8?B?\(Data(bytes).base64EncodedString())?=") }
  return words.joined(separator: "\n ")
}
