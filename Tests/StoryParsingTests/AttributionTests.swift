import StoryParsing
import Testing

/// Expects each quotation marked "{Speaker|“…”}" to have that speaker, and "{“…”}" to have none.
private func expectSpeakers(
  _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  expect(marked, sourceLocation) { $0.quotations.map { ($0.range, $0.speaker) } }
}

/// The same of what is reported without marks.
private func expectReports(
  _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  expect(marked, sourceLocation) { $0.reportedSpeech.map { ($0.range, $0.speaker) } }
}

private func expect(
  _ marked: String, _ sourceLocation: SourceLocation,
  speech: (Analysis) -> [(range: TextRange, speaker: Int?)]
) {
  let people = "Mayor Mara Quill met Senator John Ross of the United Nations (UN) in Lisbon.\n"
  let marked = MarkedText("Harbour reopens in the rain\n" + people + marked)
  let found = analyze(story(marked.text))
  let speakers = speech(found).map { range, speaker in
    let name = speaker.map { found.entities[$0].name } ?? "-"
    return "\(name): \(marked.text[range])"
  }
  let wanted = marked.marks.map { "\($0.label ?? "-"): \(marked.text[$0.range])" }
  #expect(speakers == wanted, sourceLocation: sourceLocation)
}

@Suite struct AttributionTests {
  @Test func theSpeakerStandsBesideTheCue() {
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} said Quill.")
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} Quill said on Monday.")
    expectSpeakers("Quill told reporters: {Mara Quill|“We shall rebuild it.”}")
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} according to Quill.")
    expectSpeakers("{Mara Quill|“We shall rebuild it.”} — Quill")
    expectSpeakers("Quill: {Mara Quill|“We shall rebuild it.”}")
    expectSpeakers("The United Nations said that help was {United Nations|“on its way”}.")
  }

  @Test func whatStandsBetweenNameAndCueIsSteppedOver() {
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} Quill, the mayor of Lisbon, said.")
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} Quill (52) has repeatedly said.")
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} said the mayor of Lisbon, Mara Quill.")
    expectSpeakers("{Mara Quill|“We shall rebuild it,”} Quill said, according to Ross.")
  }

  @Test func whoHearsDoesNotSpeak() {
    expectSpeakers("{John Ross|“We shall rebuild it,”} Ross told Quill.")
    expectSpeakers("{“You may not come in here today,”} Quill was told.")
  }

  @Test func thePartsOfASplitQuotationHaveOneSpeaker() {
    expectSpeakers("{Mara Quill|“We shall,”} said Quill, {Mara Quill|“rebuild it all.”}")
    expectSpeakers(
      "{Mara Quill|“We shall rebuild it,”} said Quill. {Mara Quill|“It will take a year.”}")
  }

  @Test func aPronounMeansThePersonSpokenOf() {
    expectSpeakers("Ross was calm. {John Ross|“We shall rebuild it,”} he said.")
    expectSpeakers(
      "Ross came with a plan. Of the mayor he said {John Ross|“not a word in public”}.")
  }

  @Test func aSpeakerWithoutANameIsNone() {
    expectSpeakers("{“I saw the water come in,”} said a porter who had met Quill.")
    expectSpeakers("{“I saw the water come in,”} an official of the United Nations said.")
    expectSpeakers("Quill left. A porter was calm. {“I saw the water come in,”} he said.")
  }

  @Test func aSpokesmanSpeaksForHisBody() {
    expectSpeakers(
      "{United Nations|“Help is on its way,”} a spokesman for the United Nations said.")
  }

  @Test func aQuotationOverParagraphsKeepsItsSpeaker() {
    expectSpeakers(
      """
      {Mara Quill|“We shall rebuild it,”} said Quill. {Mara Quill|“It will take a year.}
      {Mara Quill|“Then we shall see.”}
      {Mara Quill|“I can promise nothing more than that.”}
      """)
  }

  @Test func talkGoesInTurns() {
    expectSpeakers(
      """
      {Mara Quill|“Will you pay for it?”} asked Quill.
      {John Ross|“That depends on the price,”} said Ross.
      {Mara Quill|“It will be high.”}
      {John Ross|“Then we shall not.”}
      """)
  }

  @Test func wordsThatNobodySaysAreNoQuotation() {
    expectSpeakers("The “so-called” harbour lay under “Carmen” and “No to war” banners.")
    expectSpeakers("The book “A Short History of the Harbour” was there.")
  }

  @Test func whatIsReportedHasItsSpeakerToo() {
    expectReports("Quill said {Mara Quill|the harbour would open in May}.")
    expectReports("Quill told the council on Monday that {Mara Quill|the harbour was safe}.")
    expectReports("{Mara Quill|The harbour would open in May}, Quill said.")
    expectReports("{Mara Quill|The harbour would open in May}, according to Quill.")
    expectReports("According to Quill, {Mara Quill|the harbour would open in May}.")
    expectReports("Ross denied {John Ross|taking money from the port}.")
    expectReports("A porter said {he had seen the water come in}.")
  }

  @Test func wordsInMarksAloneAreNotReportedAsWell() {
    expectReports("Quill said the harbour was “almost ready”.")
    expectReports("“It is ready,” Quill said.")
  }

  @Test func nestedQuotationsHaveTheirOwnSpeakers() {
    let text =
      "Harbour reopens in the rain\n"
      + "John Ross spoke first. “Ross told me, ‘Bring a coat,’ and I did,” said Mara Quill."
    let found = analyze(story(text))
    #expect(found.nestedQuotations.map { String(text[$0.range]) } == ["‘Bring a coat,’"])
    let speaker = found.nestedQuotations.first?.speaker
    #expect(speaker.map { found.entities[$0].name } == "John Ross")
  }

  private func speakers(_ text: String) -> [String?] {
    let found = analyze(story(text))
    return found.quotations.map { $0.speaker.map { found.entities[$0].name } }
  }

  @Test func aSurnameAloneIsNotThatOfTheHusband() {
    #expect(
      speakers(
        """
        Eggs may be sold again
        Ingeborg Vestergaard and her husband, Troels Vestergaard, sell eggs in Jutland.
        “I cried,” Mrs Vestergaard said on Wednesday.
        “The hens did not,” Vestergaard added.
        """) == ["Ingeborg Vestergaard", "Ingeborg Vestergaard"])
  }

  @Test func theCompanyIsTheBodyNamedLast() {
    #expect(
      speakers(
        """
        Trains stand still
        The Bank of England paid for the report on Monday.
        “We shall read it with care,” the bank said.
        """) == ["Bank of England"])
  }

  @Test func anyVerbBesideANameWillDo() {
    expectSpeakers("{Mara Quill|“A gate has a lock,”} Quill chuckled.")
  }

  @Test func nobodySpeaksOfHimselfByName() {
    let text = """
      Ferries are late
      Mara Quill told the council that the ferries were late.
      “Quill has never been on a ferry in her life.”
      """
    #expect(speakers(text) == [nil])
  }

  @Test func aDatelineIsNotPartOfWhatIsReported() {
    let text = """
      Harbour to open
      LISBON, March 5 (Wire) — The harbour would open in May, Mara Quill said.
      """
    let found = analyze(story(text))
    let reports = found.reportedSpeech.map { String(text[$0.range]) }
    #expect(reports == ["The harbour would open in May"])
  }
}
