import StoryParsing
import Testing

/// Expects the quotations to be what "{…}" marks, in paragraphs after a headline.
private func expectQuotations(
  _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(marked)
  let found = analyze(story(marked.text)).quotations.map { String(marked.text[$0.range]) }
  #expect(
    found == marked.marks.map { String(marked.text[$0.range]) }, sourceLocation: sourceLocation)
}

@Suite struct QuotationTests {
  @Test func everyKindOfMark() {
    expectQuotations("She said: {“We will not go to the harbour.”} He left.")
    expectQuotations("She said: {\"We will not go to the harbour.\"} He left.")
    expectQuotations("Elle a dit : {« Nous n’irons pas au port demain. »} Il partit.")
    expectQuotations("Sie sagte: {„Wir gehen morgen nicht zum Hafen.“} Er ging.")
    expectQuotations("Hun sagde: {»Vi går ikke til havnen i morgen.«} Han gik.")
    expectQuotations("She said: {‘We will not go to the harbour.’} He left.")
    expectQuotations("She said: {'We will not go to the harbour.'} He left.")
    expectQuotations("She said: {``We will not go to the harbour.''} He left.")
    expectQuotations("Hon sade: {”Vi går inte till hamnen i morgon.”} Han gick.")
    expectQuotations("她说：{「我们明天不去港口。」}他走了。")
  }

  @Test func apostrophesOpenNothing() {
    expectQuotations("The workers’ rights and Ukraine‘s army in the ’90s, rock ’n’ roll, don't.")
    expectQuotations("{‘It’s the workers’ harbour, and Quill’s,’} she said.")
    expectQuotations("The '90s were the boys' years.")
  }

  @Test func nestedOnesBelongToTheOuter() {
    expectQuotations("{“He told me ‘never’, and I said “why” to him,”} she said.")
    expectQuotations("{\"He told me 'never' and left,\"} she said.")
  }

  @Test func anUnclosedOneEndsWithItsParagraph() {
    expectQuotations(
      """
      She said, {“We came home.
      {“We were told to wait.”}
      Nobody waited.
      """.replacing("home.\n", with: "home.}\n"))
  }

  @Test func aMissingMarkDoesNotSwallowTheNextQuotation() {
    expectQuotations("{“We came home, she said.} {“We waited for the others.”}")
  }

  @Test func inchesAndEmptyMarksAreNone() {
    expectQuotations("The pipe is 5\" wide and 6\" long. It read \"\" and “…”.")
  }

  @Test func aMarkThatAnAccentJoinsIsNoEnd() {
    expectQuotations("She said: {“We will not\u{201D}\u{301} go to the harbour.”} He left.")
  }
}
