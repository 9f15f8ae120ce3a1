// `lede name` with its views: tables and documents, from files and from the archive alike.
import FoundationEssentials
import Testing

@Suite struct NameCommandTests {
  private static let stories = """
    {"id": "a", "headline": "Harbour reopens", "text": "Mayor Mara Quill spoke in Lisbon. \
    “We are back,” Quill said. John Ross said Quill had waited too long.", "source": "The Wire", \
    "published": "2023-03-05T10:00:00Z", "link": "https://x.example/a"}
    {"id": "b", "headline": "Rain", "text": "Mara Quill and John Ross watched the flood. \
    “Go home,” the mayor told them.", "source": "Bote", "published": "2023-03-06T10:00:00Z"}

    """

  private func desk() throws -> Shell {
    let desk = try Shell()
    try desk.write(Self.stories, to: "town.jsonl")
    return desk
  }

  @Test func everyMentionIsALineWithItsPlace() throws {
    let kwic = try desk().lede("name", "Quill", "--kwic", "town.jsonl")
    let lines = kwic.output.split(separator: "\n")
    #expect(kwic.code == 0 && lines.count == 4)
    #expect(
      lines.first == """
        2023-03-06\tBote\tRain\t\t5\t48\t5\t15\t\tMara Quill\t and John Ross watched the flood.
        """)
    #expect(lines.last?.hasPrefix("2023-03-05\tThe Wire\tHarbour reopens\thttps://x.") == true)
  }

  @Test func countsAreThoseOfTheCard() throws {
    let desk = try desk()
    let card = try desk.lede("name", "Quill", "town.jsonl").output
    #expect(card.contains("mentions\t4\n") && card.contains("stories\t2\n"))
    #expect(card.contains("spelling\tMara Quill\t2\t") && card.contains("spelling\tQuill\t1\t"))
    #expect(
      try desk.lede("name", "Quill", "--timeline", "town.jsonl").output
        == "2023-03-05\t3\t1\n2023-03-06\t1\t1\n")
    let with = try desk.lede("name", "Quill", "--with", "town.jsonl").output
    #expect(with.hasPrefix("person\tJohn Ross\t"))
  }

  @Test func aSurnameFindsWhoNobodyCallsByItAlone() throws {
    let desk = try Shell()
    try desk.write("Talks go on\nBERLIN (Wire) — Angela Merkel left on Monday.\n", to: "talks.txt")
    let found = try desk.lede("name", "merkel", "talks.txt")
    #expect(found.code == 0 && found.output.hasPrefix("name\tAngela Merkel\n"))
    let nobody = try desk.lede("name", "Kohl", "talks.txt").errors
    #expect(nobody == "lede: nobody is called “Kohl” in 1 story\n")
  }

  @Test func quotationsAreByAndAboutTheName() throws {
    let quotes = try desk().lede("name", "Quill", "--quotes", "town.jsonl").output
    #expect(quotes.contains("\tby\tMara Quill\tsure\tmarked\tsaid\t“We are back,”\n"))
    #expect(
      quotes.contains("\tabout\tJohn Ross\tsure\treported\tsaid\tQuill had waited too long\n"))
  }

  @Test func theArchiveAnswersAsItsFilesDo() throws {
    let desk = try desk()
    #expect(try desk.lede("keep", "town.jsonl").code == 0)
    for view in ["--card", "--kwic", "--with", "--timeline", "--quotes"] {
      #expect(
        try desk.lede("name", "Quill", view) == desk.lede("name", "Quill", view, "town.jsonl"))
    }
    let narrowed = try desk.lede("name", "Quill", "--kwic", "--query", "flood").output
    #expect(narrowed.split(separator: "\n").count == 1)
  }

  @Test func aDocumentHasTheSameRows() throws {
    let desk = try desk()
    let quotes = try desk.lede("name", "John Ross", "--quotes", "--json", "town.jsonl").output
    #expect(quotes.contains("\"speaker\":\"John Ross\",\"guess\":false,\"reported\":true"))
    let kwic = try desk.lede("name", "John Ross", "--kwic", "--json", "town.jsonl").output
    #expect(kwic.hasPrefix("{\"id\":") && kwic.hasSuffix("\"count\":2}\n"))
    #expect(try desk.lede("name", "Nobody", "--kwic", "town.jsonl").code == 1)
  }
}
