import StoryParsing
import Testing

/// The sentences of a text.
private func sentences(_ text: String) -> [String] {
  findSentences(in: tokenize(text), of: [], in: text).map { String(text[$0]) }
}

@Suite struct SentencesTests {
  @Test func aFullStopBeforeACapitalEndsASentence() {
    #expect(sentences("It rained. Then it stopped.") == ["It rained.", "Then it stopped."])
    #expect(sentences("It cost 3.50. in all") == ["It cost 3.50. in all"])
  }

  @Test func abbreviationsAndInitialsDoNot() {
    let text = "Gen. Roe of the U.S. Army met J. K. Lee. He left."
    #expect(sentences(text) == ["Gen. Roe of the U.S. Army met J. K. Lee.", "He left."])
  }

  @Test func anAbbreviationBeforeASentenceStarterDoes() {
    #expect(sentences("She left the U.S. The rest stayed.").count == 2)
    #expect(sentences("He runs Acme Inc. It is old.").count == 2)
  }

  @Test func closingMarksStayWithTheirSentence() {
    #expect(sentences("“We won.” She smiled.") == ["“We won.”", "She smiled."])
    #expect(sentences("(It did.) Then") == ["(It did.)", "Then"])
  }

  @Test func everyLineEndsOne() {
    #expect(sentences("A headline\n\nA line\nof two.") == ["A headline", "A line", "of two."])
  }

  @Test func ideographicStopsNeedNoSpace() {
    #expect(sentences("他来了。她走了。") == ["他来了。", "她走了。"])
  }
}
