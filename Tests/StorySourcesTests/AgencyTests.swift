// What agencies deliver: NITF, NewsML-G2, ninjs, and the names they give with it.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

private let agencies =
  #filePath.split(separator: "/", omittingEmptySubsequences: false)
  .dropLast().joined(separator: "/") + "/Fixtures/Agencies"

private func wire(_ name: String, for purpose: Purpose = .reading) -> Read {
  read([.path("\(agencies)/\(name)")], for: purpose)
}

@Test func aNITFStoryIsRead() throws {
  let result = wire("story.nitf")
  let story = try #require(result.stories.first)
  #expect(
    story.text == """
      Port reopens
      Ships return after a week
      By Jon Ross
      LISBON — The port reopened at noon, said Mayor Mara Quill, as the tides fell.
      What comes next
      • Repairs
      • An inquiry
      Ships at the quay
      It had been closed for a week.
      """)
  #expect(marked(.subhead, in: story) == ["What comes next"])
  #expect(marked(.caption, in: story) == ["Ships at the quay"])
  #expect(story.id.name == "port.0301.1" && story.source == "Meridian Wire")
  #expect(story.published == newsDate("2023-03-01 10:00"))
  #expect(result.documents.first?.format == .nitf)
  #expect(result.problems.isEmpty)
  #expect(
    story.extra == #"{"given":{"person":["Mara Quill"],"country":["Portugal"],"#
      + #""organisation":["Harbor Trust"],"place":["Lisbon"],"subject":["shipping","harbours"]}}"#)
}

@Test func aNewsMessageIsAStoryAnItem() throws {
  let result = wire("message.newsml")
  #expect(
    result.texts == [
      "Port reopens\nBy Jon Ross\nIt did, at noon.\nShips came.", "Mayor resigns\nShe did.",
      "The quay\nShips at the quay.",
    ])
  let story = try #require(result.stories.first)
  #expect(story.id.name == "urn:port" && story.source == "Meridian Wire")
  #expect(story.language == "en-GB")
  #expect(story.published == newsDate("2023-03-01 09:00"))
  #expect(story.updated == newsDate("2023-03-01 10:00"))
  #expect(
    story.extra == #"{"given":{"person":["Mara Quill"],"organisation":["Harbor Trust"],"#
      + #""place":["Lisbon"],"subject":["shipping"]}}"#)
  #expect(result.stories.last?.enclosures.first?.url == "https://harbour.example/quay.jpg")
}

@Test func ninjsIsReadInEveryVersion() throws {
  let story = try #require(wire("version-one.ninjs").stories.first)
  #expect(story.text == "Port reopens\nBy Jon Ross\nIt did, at noon.\nShips came.")
  #expect(story.source == "Meridian Wire" && story.id.name == "https://harbour.example/1")
  #expect(story.extra.hasPrefix(#"{"given":{"person":["Mara Quill"]"#))
  let lines = wire("version-two.ninjs")
  #expect(lines.texts == ["Port reopens\nBy Jon Ross\nIt did.", "Mayor resigns\nShe did."])
  #expect(lines.sentences.count == 2)
  #expect(lines.sentences.last?.contains(":3:1: the object has no text; this line") == true)
}

@Test func aCutOffStoryIsReadToTheCut() {
  let result = wire("cut-off.nitf")
  #expect(result.texts == ["Port reopens\nIt did, at noon.\nShips ca"])
  #expect(result.problems.count == 1)
}
