import FoundationEssentials
import StoryParsing
import StorySources
import Testing

@Test func aStoryOfTheCollectionBecomesOneParagraphALine() throws {
  let result = read(
    text: """
      Id: 1901-marconi-signal
      Source: Harbour Press Association
      Published: 1901-12-16

      Marconi says three clicks crossed the Atlantic

      By George Penhale

      ST JOHN’S, December 15 (HPA) — Three faint clicks were heard.

      Not everyone is persuaded.
      """)
  let story = try #require(result.stories.first)
  #expect(
    story.text == """
      Marconi says three clicks crossed the Atlantic
      By George Penhale
      ST JOHN’S, December 15 (HPA) — Three faint clicks were heard.
      Not everyone is persuaded.
      """)
  #expect(story.id == Story.ID(source: "story", name: "1901-marconi-signal"))
  #expect(story.source == "Harbour Press Association")
  #expect(story.published == newsDate("16 December 1901"))
  #expect(marked(.headline, in: story) == ["Marconi says three clicks crossed the Atlantic"])
  #expect(result.problems.isEmpty)
  #expect(result.documents.map(\.stories) == [1])
}

@Test func aHeadOfKnownKeysNeedsNoBlankLineAfterIt() {
  let story = read(
    text: """
      Source: Meridian News
      Published: 1912-04-16
      Liner sinks
      The liner sank.
      """
  ).stories.first
  #expect(story?.text == "Liner sinks\nThe liner sank.")
  #expect(story?.source == "Meridian News")
  #expect(story?.published == newsDate("1912-04-16"))
  let headline = read(text: "Source: no talks yet\nBy the clock: noon\nAll wait.").stories.first
  #expect(headline?.text.hasPrefix("Source: no talks yet\n") == true)
}

@Test func whatHasNoDateIsShownUnderThatOfItsLastChange() {
  let text = "Title: Rain\nUpdated: 2023-03-02\n\nIt rained."
  #expect(read(text: text).stories.first?.published == newsDate("2023-03-02"))
  #expect(read(text: text, for: .parsing).stories.first?.published == nil)
}

@Test func aHeadGivesHeadlineDeckAndBylineAsMarkedLines() {
  let story = read(
    text: """
      Title: Port reopens
      Deck: Ships wait outside
      Author: Mara Quill
      Link: https://example.org/port
      Language: en-GB
      Desk: foreign
      Updated: 2 March 2023 10:00 GMT

      The port reopened today.
      """, for: .parsing
  ).stories.first
  #expect(
    story?.text == "Port reopens\nShips wait outside\nBy Mara Quill\nThe port reopened today.")
  #expect(marked(.headline, in: story) == ["Port reopens"])
  #expect(marked(.deck, in: story) == ["Ships wait outside"])
  #expect(marked(.byline, in: story) == ["By Mara Quill"])
  #expect(story?.byline == "Mara Quill")
  #expect(story?.link?.absoluteString == "https://example.org/port")
  #expect(story?.language == "en-GB")
  #expect(story?.updated == newsDate("2023-03-02T10:00:00Z"))
  #expect(story?.extra == #"{"Desk":"foreign"}"#)
}

@Test func aDateThatSaysNothingIsToldAndItsStoryKept() {
  let result = read(text: "Title: Port reopens\nPublished: some time\nUpdated:\n\nIt did.")
  #expect(result.texts == ["Port reopens\nIt did."])
  #expect(
    result.sentences == [
      "story:2: “Published” says “some time”, which is no date; its story has none, "
        + "write 2023-03-01"
    ])
  #expect(result.problems.allSatisfy { !$0.isFailure })
}

@Test(arguments: [
  "Blinken: Putin shows no signs of engaging\n\nHe said so on Friday.",
  "Source: Putin is ill\n\nA source said so.",
  "Updated: Storm nears coast\n\nIt is near.",
  "Police: two held\nMayor: none of our people\n\nMore follows.",
])
func aHeadlineWithAColonIsNoHead(text: String) {
  let story = read(text: text).stories.first
  #expect(story?.text == text.split(separator: "\n").joined(separator: "\n"))
}

@Test func aHeadlineThatTheTextRepeatsStandsOnce() {
  #expect(
    storyText("Title: Port reopens\nId: 1\n\nPort reopens\n\nIt did.") == "Port reopens\nIt did.")
}

@Test func aBylineThatTheTextRepeatsStandsOnce() {
  #expect(
    storyText("Title: Port reopens\nBy: Mara Quill\n\nBy Mara Quill\n\nIt did.")
      == "Port reopens\nBy Mara Quill\nIt did.")
}

@Test func aHeadAloneIsAStory() {
  #expect(storyText("Title: Port reopens\nId: 1\n") == "Port reopens")
}

@Test func aLongFirstParagraphIsNoHeadline() {
  let long = String(repeating: "The minister went to the harbour and came back. ", count: 12)
  let story = read(text: long + "\n\nThen he slept.").stories.first
  #expect(marked(.headline, in: story) == [])
}

@Test(arguments: ["\r\n", "\r"]) func lineEndsOfOtherSystemsAreUnderstood(lineEnd: String) {
  let text = ["Id: 7", "Title: Port reopens", "", "It did.", "", "Ships came."]
  let story = read(text: text.joined(separator: lineEnd)).stories.first
  #expect(story?.text == "Port reopens\nIt did.\nShips came.")
  #expect(story?.id.name == "7")
}

@Test func linesThatAreParagraphsStayApart() {
  let text = """
    Port reopens after the long strike of the winter
    The port reopened on Monday and the ships came in one by one.
    Ross said he was glad. He left early, before the end.
    The mayor did not come.
    """
  #expect(storyText(text) == text)
}

@Test func aStoryWithoutTextIsAProblem() {
  #expect(read(text: "").sentences == ["story: empty, nothing to read; leave it out or fill it"])
  #expect(read(text: " \n\n \n").problems.map(\.trouble) == [.empty])
}
