// Quotations, copies and watched names in the built program, on real files.
import FoundationEssentials
import Glibc
import Testing

@Suite struct NamesFollowedTests {
  /// Three outlets with one text, and another story.
  private static func wire() throws -> StoryFolder {
    let folder = try StoryFolder()
    let body =
      "Mayor Mara Quill reopened the harbour of Lisbon on Monday after three years of work. "
      + "“We are back, and the ships will follow us,” Quill said. Engineers from Norway had helped "
      + "to mend the long pier and both of its lights. The works cost nine million euros in all."
    let rows = ["The Post", "Evening Star", "Bote"].enumerated().map { number, source in
      """
      {"id": "\(number)", "headline": "Harbour \(number) reopens", "text": "\(body)\
      \(number == 2 ? " It rained." : "")", "source": "\(source)", \
      "published": "2023-03-0\(5 + number / 2)T10:00:00Z"}
      """
    }
    let other = """
      {"id": "9", "headline": "Rain", "text": "Rain fell in Oslo all day long.", "source": "Bote"}
      """
    try folder.write((rows + [other]).joined(separator: "\n") + "\n", to: "wire.jsonl")
    return folder
  }

  @Test func copiesFoldAndThePointOpensThem() throws {
    let lede = try Pty(["--fresh"], stories: try Self.wire(), rows: 30, columns: 160)
    try lede.wait(for: "x3 Harbour 2 reopens")
    try lede.wait(for: "2 folded")
    lede.type("g.")
    try lede.wait(for: "The Post: Harbour 0 reopens")
    lede.type(".=")
    try lede.wait(for: "1 sentence cut")
    lede.type("\r")
    try lede.wait(for: "It rained.")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
  }

  @Test func quotationsAreListedWithTheirSource() throws {
    let lede = try Pty(["--fresh"], stories: try Self.wire(), rows: 30, columns: 160)
    try lede.wait(for: "x3 Harbour")
    lede.type("g\r")
    try lede.wait(for: "People 1")
    lede.type("e\"")
    try lede.wait(for: "Quotations by and about Mara Quill")
    try lede.wait(for: "“We are back, and the ships")
    try lede.wait(for: "Bote · ")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
  }

  @Test func aWatchedNameIsWatchedTheNextTimeToo() throws {
    let (config, stories) = (try StoryFolder(), try Self.wire())
    let environment: [String: String?] = ["XDG_CONFIG_HOME": config.path]
    let lede = try Pty(
      ["--fresh", stories.path], rows: 30, columns: 160, environment: environment)
    try lede.wait(for: "x3 Harbour")
    lede.type("g\r")
    try lede.wait(for: "People 1")
    lede.type("ew")
    try lede.wait(for: "Mara Quill is watched")
    try lede.wait(until: "the letter in the margin") { $0.text.contains("q x3 Harbour") }
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
    let table = contents(of: config.path + "/lede/watched.tsv")
    #expect(table.contains("Mara Quill\tperson\tq\t"))

    let again = try Pty(
      ["--fresh", stories.path], rows: 30, columns: 160, environment: environment)
    try again.wait(until: "the letter in the margin") { $0.text.contains("q x3 Harbour") }
    again.type("W")
    try again.wait(for: "Mara Quill  3 stories")
    again.type("\r")
    try again.wait(for: "6 Mar 2023")
    again.type("Q")
    #expect(try again.waitForEnd() == .exited(0))
  }

  /// What came since is new, however old it is.
  @Test func aStoryIsNewForAWatchedNameByItsArrival() throws {
    let (config, data, stories) = (try StoryFolder(), try StoryFolder(), try Self.wire())
    try #require(mkdir(config.path + "/lede", 0o700) == 0)
    let table = "name\tkind\tletter\tlooked\nMara Quill\tperson\tq\t2024-01-01T00:00:00Z\n"
    try config.write(table, to: "lede/watched.tsv")
    let environment: [String: String?] = ["XDG_CONFIG_HOME": config.path]
    let keep = try Pty(["keep", stories.path], rows: 30, columns: 160, data: data)
    #expect(try keep.waitForEnd() == .exited(0))
    let lede = try Pty(rows: 30, columns: 160, environment: environment, data: data)
    try lede.wait(for: "x3 Harbour")
    lede.type("W")
    try lede.wait(for: "+3")
    lede.type("Q")
    #expect(try lede.waitForEnd() == .exited(0))
  }
}
