import StoryParsing
import Testing

private func headline(_ text: String, marked length: Int? = nil) -> String {
  let markup = length.map { [Markup(.headline, TextRange(0, $0))] } ?? []
  return Listing(
    story: Story(id: .init(source: "", name: ""), text: text, markup: markup), number: 0
  )
  .headline
}

@Test func theMarkedHeadlineIsListed() {
  #expect(headline("Port reopens\nIt did.", marked: 12) == "Port reopens")
}

@Test func aShortFirstLineStandsForTheHeadline() {
  #expect(headline("Port reopens\nIt did.") == "Port reopens")
}

@Test func elseTheFirstSentenceDoes() {
  let rest = String(repeating: " The ships came in one by one.", count: 20)
  #expect(
    headline("Mr. J. B. Ross of the U.S. harbour board opened the port." + rest)
      == "Mr. J. B. Ross of the U.S. harbour board opened the port.")
}

@Test func aListedHeadlineIsNeverLong() {
  #expect(headline(String(repeating: "é", count: 40_000)).utf8.count <= 300)
  #expect(headline(String(repeating: "é", count: 40_000), marked: 80_000).hasSuffix("é…"))
  #expect(headline("") == "")
}
