import StoryParsing
import StorySources
import Testing

private let wrapped = """
  The harbour was opened again on Monday after a strike of
  eleven weeks, and the first ships came in before the sun was
  up. Nobody on the quay had seen so many lights since the war.
  """

@Test func hardWrappedLinesAreJoined() {
  #expect(
    storyText("Port reopens\n\n\(wrapped)\n\n\(wrapped)") == "Port reopens\n"
      + wrapped.replacing("\n", with: " ") + "\n" + wrapped.replacing("\n", with: " "))
}

@Test func anIndentedLineBeginsAParagraph() {
  let text = wrapped.replacing("The harbour", with: "    The harbour")
  let one = wrapped.replacing("\n", with: " ")
  #expect(storyText("\(text)\n\(text)\n") == "\(one)\n\(one)")
}

@Test func aShortLineEndsAParagraph() {
  let text = """
    The harbour was opened again on Monday after a strike of
    eleven weeks.
    Ships came in before the sun was up, and nobody on the quay
    had seen so many lights since the war ended there.
    """
  #expect(
    storyText(text) == """
      The harbour was opened again on Monday after a strike of eleven weeks.
      Ships came in before the sun was up, and nobody on the quay had seen so many lights since \
      the war ended there.
      """)
}

@Test func listsKeepTheirItemsAndTheItemsTheirLines() {
  let story = read(
    text: """
      \(wrapped)

      - the harbour opens on Monday at nine o’clock, and all the
        ships may come in
      - the strike is over
      2. the third thing
      """
  ).stories.first
  #expect(
    marked(.listItem, in: story) == [
      "- the harbour opens on Monday at nine o’clock, and all the ships may come in",
      "- the strike is over", "2. the third thing",
    ])
}

@Test func tablesAndVerseAreLeftInLines() {
  let table = "Leeds      3   1   2\nHarbour    2   2   2\nLisbon     0   1   5"
  let verse =
    "Tyger Tyger, burning bright,\nin the forests of the night;\nwhat immortal hand or eye"
  #expect(
    storyText("\(wrapped)\n\n\(table)\n\n\(verse)")
      == wrapped.replacing("\n", with: " ") + "\n\(table)\n\(verse)")
}

@Test func aBlockNarrowerThanTheRestIsJoinedToo() {
  let narrow =
    "The ships need not wait any longer, as the\nquay has room for all of them since\nnoon."
  #expect(
    storyText("\(wrapped)\n\n\(narrow)") == wrapped.replacing("\n", with: " ") + "\n"
      + narrow.replacing("\n", with: " "))
}

@Test func aTextOfManyPagesLosesNothing() {
  let paragraphs = (0..<1_000).map { number in
    "Paragraph \(number) " + String(repeating: "of the harbour ", count: 90)
  }
  let lines = (0..<300_000).map { "line \($0)" }
  for separator in ["\n\n", "\n"] {
    let text = (paragraphs + lines).joined(separator: separator)
    let expected = (paragraphs + lines).map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
    #expect(storyText(text) == expected.joined(separator: "\n"))
  }
}

@Test func aNumberWithinASentenceBeginsNoListItem() {
  let text = """
    The harbour was opened again on Monday, under the terms of
    section
    7. That section says that the first ships may come in before
    the sun is up.
    """.replacing("of\nsection", with: "section")
  #expect(storyText(text) == text.replacing("\n", with: " "))
}

@Test func quotedMailIsJoinedWithinItsDepth() {
  let story = read(
    text: """
      \(wrapped)

      > The harbour was opened again on Monday after a strike of
      > eleven weeks, and the first ships came in.
      >> Did they come in before the sun was up, or after it rose
      >> over the quay?
      """
  ).stories.first
  #expect(
    marked(.quote, in: story) == [
      "> The harbour was opened again on Monday after a strike of eleven weeks, and the first "
        + "ships came in.",
      ">> Did they come in before the sun was up, or after it rose over the quay?",
    ])
}

@Test func aHyphenAtALinesEndGoesOnlyWhereTheTextHasTheWordWhole() {
  let text = """
    The government of the harbour said on Monday that the govern-
    ment would open the quay again for all ships of the well-
    known line, and nobody on the quay had seen so many lights.
    """
  #expect(
    storyText(text) == """
      The government of the harbour said on Monday that the government would open the quay \
      again for all ships of the well-known line, and nobody on the quay had seen so many lights.
      """)
}

@Test func textInCapitalsIsUnwrappedToo() {
  let text = wrapped.uppercased()
  #expect(storyText(text) == text.replacing("\n", with: " "))
}

@Test func chineseLinesAreJoinedWithoutABlank() {
  let line = String(repeating: "港口今天重新开放许多船只进入", count: 3)
  #expect(storyText("\(line)\n\(line)\n\(line)\n\(line)") == line + line + line + line)
}
