// Mail: one story each, in whatever it is wrapped.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private let mails =
  #filePath.split(separator: "/", omittingEmptySubsequences: false)
  .dropLast().joined(separator: "/") + "/Fixtures/Mail"

private func mail(_ name: String, for purpose: Purpose = .reading) -> Read {
  read([.path("\(mails)/\(name)")], for: purpose)
}

@Test func aMailIsAStory() throws {
  let result = mail("plain.eml", for: .parsing)
  let story = try #require(result.stories.first)
  #expect(
    story.text == """
      Café reopens in Lisbon
      By Quill, Mara
      The café reopened at noon, and the first guests came in from the harbour, where ships lay.
      > Will it last?
      From here, yes.
      """)
  #expect(marked(.headline, in: story) == ["Café reopens in Lisbon"])
  #expect(marked(.quote, in: story) == ["> Will it last?"])
  #expect(story.id.name == "1@harbour.example")
  #expect(story.byline == "Quill, Mara" && story.source == "Quill, Mara")
  #expect(story.published == newsDate("2023-03-01 09:00"))
  #expect(story.extra.contains(#""to":"press@list.example""#))
  #expect(result.documents.first?.format == .eml)
  #expect(result.problems.isEmpty)
}

@Test func ofEqualPartsOneIsReadAndAttachmentsAreLeftOutWithAWord() {
  #expect(
    mail("alternative.eml").texts == [
      """
      Port reopens
      By Mara Quill
      It did, at noon.
      [attachment: Fahrplan März.pdf, application/pdf, 1 KiB]
      """
    ])
}

@Test func aStubGivesWayToTheHTMLBesideIt() {
  let text = mail("stub-beside-html.eml").texts.first ?? ""
  #expect(text.contains("The harbour reopened at noon"))
  #expect(!text.contains("cannot show"))
}

@Test func flowedLinesAreJoined() {
  let result = mail("flowed.eml")
  #expect(
    result.texts == [
      """
      Re: the port
      By Jon Ross
      > It reopened at noon, and the first ships came in.
      Nobody had expected that so soon after the flood, least of all the mayor.
      Short line.
      From here on all is well.
      --
      Jon
      """
    ])
  #expect(result.stories.first?.source == "Harbour watch")
}

@Test func aMailWithinAMailIsReadToo() {
  let story = mail("forwarded.eml").stories.first
  #expect(
    story?.text == """
      Fwd: Port
      By Desk
      See below.
      Port reopens
      By Mara Quill
      It did.
      [attachment: notes.txt, text/plain, 1 KiB]
      """)
  #expect(marked(.subhead, in: story) == ["Port reopens"])
}

@Test func aMailThatWasCutOffIsReadToTheCut() {
  #expect(mail("without-its-end.eml").texts == ["Cut off\nBy a@b.example\nIt was go"])
}

@Test func headsInOtherCharsetsAreRead() {
  let result = mail("eight-bit-head.eml")
  #expect(result.texts == ["Le café rouvert\nBy André\nOui."])
  #expect(result.sentences.first?.contains("“Date” says “some day”") == true)
  #expect(mail("japanese.eml").texts == ["港が再開\nBy 港 太郎\n港が正午に再開した。"])
}

@Test func aMailboxIsAMailAfterTheOther() {
  let result = mail("harbour.mbox")
  #expect(
    result.texts == [
      "Port reopens\nBy Mara Quill\nIt did.\nFrom here the ships can be seen.\n"
        + "From there they cannot.",
      "Mayor resigns\nBy Jon Ross\nShe did.", "No head at all.",
    ])
  #expect(result.stories.map(\.id.name) == ["1@harbour.example", "2", "3"])
  #expect(result.documents.first?.format == .mbox)
}

@Test func aMailTooLongIsCutAndTheNextOneRead() {
  let mail = { (name: String, text: String) in
    "From a@b.example Wed Mar  1 10:00:00 2023\nSubject: \(name)\n\n\(text)\n\n"
  }
  let long = String(repeating: "word word word word\n", count: 20_000)
  let box = mail("One", long) + mail("Two", "It did.")
  let result = read(
    [.memory(name: "box", bytes: Array(box.utf8))], within: Limits(story: 1 << 17))
  #expect(result.stories.count == 2)
  #expect(result.texts.last == "Two\nIt did.")
  #expect(
    result.sentences == [
      "box:1: more than 0 MiB in one story; only its beginning is shown, split it "
        + "or raise limits.story"
    ])
}

@Test func aMaildirIsReadWithoutWhatIsNotWholeYet() throws {
  let room = try ReadingRoom()
  let mail = { (subject: String) in
    "From: a@b.example\nTo: c@d.example\nSubject: \(subject)\n\nIt did.\n"
  }
  try room.write("mail/cur/1.host:2,S", mail("One"))
  try room.write("mail/new/2.host", mail("Two"))
  try room.write("mail/tmp/3.host", mail("Three"))
  try room.write("mail/.Sent/cur/4.host:2,", mail("Four"))
  try room.write("mail/.Sent/new/.keep", "")
  try room.write("mail/.Sent/tmp/.keep", "")
  try room.write("mail/.git/x", mail("Five"))
  try room.write("mail/dovecot-uidlist", "3 V1\n")
  let headlines = read([.path(room.path)]).texts.map { $0.prefix { $0 != "\n" } }
  #expect(headlines == ["One", "Two", "Four"])
}

@Test func proseThatBeginsLikeMailIsNone() {
  for text in [
    "From here to the harbour\n\nIt is far.", "From: the harbour\n\nIt is far.",
    "Subject: Port\nDate: 2023-03-01\n\nIt did.",
  ] {
    #expect(read(text: text).documents.first?.format == .text)
  }
}

@Test func partsInPartsAreNeverTooMany() {
  var text = "From: a@b.example\nTo: c@d.example\nSubject: Deep\n"
  for depth in 0..<2_000 {
    text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n"
  }
  #expect(read(text: text + "\nEnd.").texts == ["Deep\nBy a@b.example"])
  let parts = String(repeating: "--b\n\nPart.\n", count: 20_000)
  let many = read(
    text: "From: a@b.example\nTo: c@d.example\nSubject: Many\nContent-Type: multipart/mixed; "
      + "boundary=b\n\n" + parts)
  #expect((many.texts.first?.utf8.count ?? 0) < 20_000)
}

@Test(arguments: [
  "plain.eml", "alternative.eml", "stub-beside-html.eml", "flowed.eml", "forwarded.eml",
  "japanese.eml", "harbour.mbox",
])
func noDamageToAMailTrapsOrHangs(name: String) throws {
  let whole = try Array(Data(contentsOf: URL(filePath: "\(mails)/\(name)")))
  var number: UInt64 = 5
  func random(_ bound: Int) -> Int {
    number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(number >> 33) % max(bound, 1)
  }
  for _ in 0..<200 {
    var bytes = Array(whole.prefix(random(3) == 0 ? random(whole.count) : whole.count))
    for _ in 0..<random(8) where !bytes.isEmpty { bytes[random(bytes.count)] = UInt8(random(256)) }
    for format in [Format.eml, .mbox] {
      let result = read(bytes: bytes, as: format)
      #expect(!result.stories.isEmpty || !result.problems.isEmpty)
    }
  }
}
