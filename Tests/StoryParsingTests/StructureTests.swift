import StoryParsing
import Testing

/// Analyses lines written as "role| text", and says what role each line was given.
private func expectRoles(
  _ drawing: String, markup: [Markup] = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  let rows = drawing.split(separator: "\n").map { row in
    let parts = row.split(separator: "|", maxSplits: 1).map(String.init)
    return (role: parts[0].trimmingSpaces, text: String(parts[1].dropFirst()))
  }
  let text = rows.map(\.text).joined(separator: "\n")
  let analysis = analyze(story(text, markup: markup))
  let found = analysis.paragraphs.map { "\($0.role.rawValue)| \(text[$0.range])" }
  let wanted = rows.filter { !$0.text.isEmpty }.map { "\($0.role)| \($0.text)" }
  #expect(found == wanted, sourceLocation: sourceLocation)
}

@Suite struct StructureTests {
  @Test func aWireStoryHasHeadlineDeckBylineLedeAndBoilerplate() {
    expectRoles(
      """
      headline   | Liner sinks in Atlantic after striking ice
      deck       | More than 1,500 feared lost on first voyage
      byline     | By Edith Marlowe, shipping correspondent
      lede       | NEW YORK, April 16 (Meridian) — The liner went down early on Monday, it was said.
      body       | Some 700 survivors have been taken from lifeboats.
      subhead    | A tenor in the street
      body       | Crowds filled the pavement through the night as the names came in by wireless.
      boilerplate| (c) 1912 Meridian News. This report was sent by way of Oakland.
      boilerplate| Editing by Paul Harker.
      """)
  }

  @Test func aStoryWithoutHeadlineBeginsWithItsLede() {
    expectRoles(
      """
      lede| The mayor resigned on Monday.
      body| She had been in office for a year.
      """)
    expectRoles("lede| One line")
  }

  @Test func wrappedLinesAreNoHeadline() {
    expectRoles(
      """
      lede| The mayor of the town resigned on Monday after
      body| a year in office that nobody enjoyed.
      """)
  }

  @Test func aHeadlineMayEndInAFullStopBeforeAByline() {
    expectRoles(
      """
      headline| Mayor resigns.
      byline  | By Mara Quill
      lede    | The mayor resigned on Monday.
      """)
  }

  @Test func whatTheSourceMarkedIsBelieved() {
    let line = TextRange(0, 27)
    expectRoles(
      """
      headline| It rained. Then it stopped.
      lede    | The rain came on Monday.
      caption | Rain
      body    | It fell all day.
      """,
      markup: [Markup(.headline, line), Markup(.caption, TextRange(53, 57))])
  }

  @Test func creditsAndAppealsAreBoilerplate() {
    expectRoles(
      """
      headline   | Harbour reopens
      lede       | The harbour reopened on Monday.
      boilerplate| Read more: the story of the harbour
      body       | Ships came in all day.
      boilerplate| Sign up for our newsletter
      boilerplate| Reporting by Jane Doe; editing by John Roe
      boilerplate| Our Standards: The Thomson Reuters Trust Principles.
      boilerplate| © 2020 Harbour Press. All rights reserved.
      """)
  }

  @Test func wordsThatBeginSentencesAreBoilerplateOnlyAtTheEnd() {
    expectRoles(
      """
      headline   | Harbour reopens
      lede       | The harbour reopened on Monday.
      body       | Copyright law has changed, lawyers said.
      body       | Follow the money, they said.
      boilerplate| Copyright 1979 Orient Telegraph
      """)
  }

  @Test func itemsCaptionsAndSubheadsAreToldApart() {
    expectRoles(
      """
      headline| What the treaty says
      lede    | The treaty has two articles.
      list    | - The first gives back the islands.
      list    | • The second opens the straits.
      list    | 1. A map belongs to it.
      caption | Photo: the signing of the treaty
      subhead | QUOTAS
      body    | The quotas of the treaty are to be settled by a commission in the spring.
      """)
  }

  @Test func aSignatureClosesAStory() {
    expectRoles(
      """
      headline   | Harbour reopens
      lede       | The harbour reopened on Monday.
      boilerplate| (Disclaimer: This story is auto-generated)
      byline     | Christi C. Elwood
      """)
  }

  @Test func everyLineEndIsUnderstood() {
    for end in ["\n", "\r", "\r\n", "\n\n", "\r\n\r\n"] {
      let text = ["Harbour reopens", "The harbour reopened.", "All came."].joined(separator: end)
      let paragraphs = analyze(story(text)).paragraphs
      #expect(
        paragraphs.map { String(text[$0.range]) } == [
          "Harbour reopens", "The harbour reopened.", "All came.",
        ])
      #expect(paragraphs.map(\.role) == [.headline, .lede, .body])
    }
  }

  @Test func anEmptyTextHasNoParagraphs() {
    #expect(analyze(story("")).paragraphs.isEmpty)
    #expect(analyze(story(" \n\u{A0}\n\r\n")).paragraphs.isEmpty)
  }
}
