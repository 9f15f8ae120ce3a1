import StoryParsing
import Testing

/// The dateline that opens a lede, as "place · date · agency · rest of the lede".
private func dateline(_ opening: String) -> String? {
  let text =
    "Harbour reopens in the rain\n\(opening) The harbour reopened, officials said.\nAll came."
  let analysis = analyze(story(text))
  guard let found = analysis.dateline else { return nil }
  let parts = [
    found.place.map { String(text[$0]) }, found.date, found.agency.map { String(text[$0]) },
  ]
  #expect(String(text[found.range]) == opening)
  #expect(analysis.paragraphs[1].role == .lede)
  return parts.map { $0 ?? "" }.joined(separator: "·")
}

@Suite struct DatelineTests {
  @Test func placeDateAndAgencyInEveryOrderThatAgenciesUse() {
    #expect(dateline("LONDON (Reuters) -") == "LONDON··Reuters")
    #expect(dateline("March 1 (UPI) —") == "·--03-01·UPI")
    #expect(dateline("NEW YORK, April 16 (Meridian) —") == "NEW YORK·--04-16·Meridian")
    #expect(dateline("PARIS —") == "PARIS··")
    #expect(dateline("LAKEHURST, New Jersey, May 6 (AP) --") == "LAKEHURST, New Jersey·--05-06·AP")
    #expect(dateline("Moscow, 4 Oct. (Tass):") == "Moscow·--10-04·Tass")
    #expect(
      dateline("ST JOHN’S, Newfoundland, December 15 (HPA) —")
        == "ST JOHN’S, Newfoundland·--12-15·HPA")
    #expect(dateline("BEIJING, Dec. 12, 1999 (Xinhua) --") == "BEIJING·1999-12-12·Xinhua")
    #expect(dateline("WASHINGTON, D.C. (CNN) –") == "WASHINGTON, D.C.··CNN")
    #expect(dateline("RIO DE JANEIRO _") == "RIO DE JANEIRO··")
    #expect(dateline("LONDON, Monday, June 1 —") == "LONDON·--06-01·")
    #expect(dateline("(Reuters) -") == "··Reuters")
    #expect(dateline("KYIV, Ukraine, 2023-03-01 (AP) —") == "KYIV, Ukraine·2023-03-01·AP")
    #expect(dateline("NEW YORK, Jan. 5 /PRNewswire/ --") == "NEW YORK·--01-05·PRNewswire")
    #expect(dateline("WASHINGTON/MOSCOW (Reuters) -") == "WASHINGTON/MOSCOW··Reuters")
  }

  @Test func whatOnlyLooksLikeOneIsNone() {
    #expect(dateline("Moscow — the capital —") == nil)
    #expect(dateline("UPDATE 1 —") == nil)
    #expect(dateline("BREAKING —") == nil)
    #expect(dateline("NASA — the agency —") == nil)
    #expect(dateline("Apple (AAPL) shares fell.") == nil)
    #expect(dateline("On March 1, 2023,") == nil)
    #expect(dateline("The mayor (Labour) said:") == nil)
  }

  @Test func aLineThatIsNothingElseHasTheRole() {
    let text = "Harbour reopens\nMarch 1, 2023\nThe harbour reopened.\nAll came."
    let analysis = analyze(story(text))
    #expect(analysis.paragraphs.map(\.role) == [.headline, .dateline, .lede, .body])
    #expect(analysis.dateline?.date == "2023-03-01")
  }
}
