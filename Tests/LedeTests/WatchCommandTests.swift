// Watching from a shell: hits as lines, and the exit code that cron asks for.
import Foundation
import Testing

@Suite struct WatchCommandTests {
  @Test func hitsHaveSentenceAndOffsetsAndTheExitCodeSaysWhetherThereWereAny() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    try desk.write("name\tkind\nMara Quill\tperson\n", to: "names.tsv")
    let found = try desk.lede("watch", "--names", "names.tsv", "town.jsonl")
    #expect(found.code == 0)
    let cells = found.output.split(separator: "\n").first?.split(
      separator: "\t", omittingEmptySubsequences: false)
    let columns = try #require(cells).map(String.init)
    #expect(columns[0] == "2023-03-05T10:00:00Z")
    #expect(columns[1] == "The Wire")
    #expect(columns[2] == "Mara Quill")
    #expect(columns[8] == "Mayor Mara Quill spoke in Lisbon.")
    #expect(columns[9] == "Harbour reopens")
    #expect(columns[10] == "https://x.example/a")
    let text = Array("Harbour reopens\nMayor Mara Quill spoke in Lisbon.".utf8)
    let (start, end) = (try #require(Int(columns[6])), try #require(Int(columns[7])))
    #expect(String(decoding: text[start..<end], as: UTF8.self) == "Mara Quill")

    try desk.write("quill\n", to: "names.tsv")
    #expect(try desk.lede("watch", "--names", "names.tsv", "town.jsonl").code == 0)
    try desk.write("Kofi Annan\n", to: "names.tsv")
    let none = try desk.lede("watch", "--names", "names.tsv", "town.jsonl")
    #expect(none == Shell.Outcome(output: "", errors: "", code: 1))
  }

  @Test func aQueryNarrowsAndTheKeptStoriesAreLookedThrough() throws {
    let desk = try Shell()
    try desk.write(Shell.town, to: "town.jsonl")
    _ = try desk.lede("keep", "town.jsonl")
    try desk.write("Mara Quill\nLisbon\n", to: "names.csv")
    #expect(try desk.lede("watch", "--names", "names.csv").code == 0)
    #expect(try desk.lede("watch", "--names", "names.csv", "--query", "rain").code == 1)
    #expect(
      try desk.lede("watch", "--names", "names.csv", "--query", "rain", "town.jsonl").code == 1)
    #expect(
      try desk.lede("watch", "--names", "names.csv", "--query", "harbour", "town.jsonl").code == 0)
  }

  @Test func csvComesOutWithTitlesAndQuotes() throws {
    let desk = try Shell()
    try desk.write(
      "Rain\nIt rained, said Mara Quill, all day.\n", to: "rain.txt")
    try desk.write("Mara Quill\n", to: "names.csv")
    let lines = try desk.lede("watch", "--csv", "--names", "names.csv", "rain.txt").output
      .split(separator: "\n")
    #expect(lines.first?.hasPrefix("date,source,name,kind") == true)
    #expect(lines.last?.contains("\"It rained, said Mara Quill, all day.\"") == true)
    let json = try desk.lede("watch", "--json", "--names", "names.csv", "rain.txt").output
    #expect(json.contains("\"sentence\":\"It rained, said Mara Quill, all day.\""))
  }

  @Test func faultsAreSentencesWithTheirLine() throws {
    let desk = try Shell()
    try desk.write("Mara Quill\tpirson\nLisbon\n", to: "names.tsv")
    try desk.write(Shell.town, to: "town.jsonl")
    let found = try desk.lede("watch", "--names", "names.tsv", "town.jsonl")
    #expect(found.errors.contains("names.tsv:1: no kind “pirson”"))
    #expect(found.code == 0)
    #expect(try desk.lede("watch", "--names", "none.tsv", "town.jsonl").code == 2)
    #expect(try desk.lede("watch", "town.jsonl").errors.contains("no name is watched yet"))
  }
}
