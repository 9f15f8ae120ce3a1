import StoryParsing
import StoryQuery
import Testing

private func hits(_ text: String, _ names: String) -> [WatchHit] {
  let story = Story(id: Story.ID(source: "test", name: "story"), text: text)
  return watchHits(in: story, analyze(story), for: WatchList(names).names)
}

@Suite struct WatchTests {
  private let text =
    "Merkel visits Paris\nAngela Merkel met Kofi Annan in Paris. Merkel left in the evening.\n"

  @Test func aListMayBeATableWithOrWithoutTitles() {
    let plain = WatchList("Angela Merkel\nUnited Nations\torganisation\n")
    #expect(plain.names.map(\.name) == ["Angela Merkel", "United Nations"])
    #expect(plain.names.map(\.kind) == [nil, .organisation])
    let titled = WatchList("desk,name,kind\nEurope,\"Merkel, Angela\",person\n")
    #expect(titled.names.map(\.name) == ["Merkel, Angela"])
    #expect(titled.names.first?.kind == .person)
  }

  @Test func faultsSayTheirLine() {
    let list = WatchList("# people\nAngela Merkel\tperson\nKofi Annan\tpirson\n\t\tx\n")
    #expect(list.names.map(\.name) == ["Angela Merkel"])
    #expect(list.faults.map(\.line) == [3, 4])
    #expect(list.faults[0].sentence.contains("no kind “pirson”"))
  }

  @Test func whatIsWrittenReadsBack() {
    var list = WatchList("Angela Merkel\tperson\tm\t2023-03-01T10:00:00Z\n")
    list.names.append(
      WatchedName(name: "Mali", kind: .country, letter: list.letter(for: "Mali")))
    #expect(list.names[1].letter == "a")
    #expect(WatchList(list.table) == list)
  }

  @Test func oneNameHasOneRow() {
    #expect(WatchList("Angela Merkel\nangela merkel\tperson\n").names.count == 1)
  }

  @Test func aHitHasItsSentenceAndItsWeight() {
    let found = hits(text, "Kofi Annan\tperson\nangela merkel\nGhana\n")
    #expect(found.map(\.name) == ["Kofi Annan", "angela merkel"])
    #expect(found.map(\.weight) == [.once, .about])
    #expect(found.map(\.mentions) == [1, 3])
    #expect(found[0].words == "Angela Merkel met Kofi Annan in Paris.")
    #expect(text[found[0].mention] == "Kofi Annan")
  }

  @Test func aKindIsKept() {
    #expect(hits(text, "Angela Merkel\torganisation\n").isEmpty)
  }
}
