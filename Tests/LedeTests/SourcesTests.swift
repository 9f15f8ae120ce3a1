// sources.toml: what is read of it, what is said of its faults, and how little lede changes.
import Foundation
import StoryParsing
import StorySources
import Testing
import lede

private func read(_ text: String) -> SourcesFile {
  SourcesFile(text, path: "sources.toml", home: "/home/mara")
}

/// sources.toml in a folder that goes when the test is over.
private final class Shelf {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lede-shelf-\(UUID())")
  let shelf: SourceShelf

  init(_ text: String? = nil) throws {
    let config = folder.appending(path: "lede")
    shelf = SourceShelf(
      path: config.path(percentEncoded: false) + "/sources.toml",
      home: folder.path(percentEncoded: false))
    guard let text else { return }
    try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: shelf.path))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var text: String { (try? String(contentsOfFile: shelf.path, encoding: .utf8)) ?? "" }
}

@Suite struct SourcesTests {
  // MARK: Reading

  @Test func aSourceHasOnePlaceAndManySettings() throws {
    let file = read(
      """
      [[source]]
      address = "https://mara:quill@example.org/feed"
      name = "Harbor Post"
      group = "Ports"
      interval = "30m"
      include = "harbor"
      exclude = ["sport", "Weather"]
      star = ["Quill"]
      tag = { dock = ["pier", "dock"] }
      full-text = true
      rewritten = "unread"
      limits = { time = "60s", size = 64 }
      credentials = "env:HARBOR"
      [[source]]
      folder = "~/news"
      [[source]]
      command = ["~/bin/tides", "--json"]
      """)
    #expect(file.notices == [])
    #expect(
      file.sources.map(\.id) == [
        "https://example.org/feed", "/home/mara/news", "/home/mara/bin/tides --json",
      ])
    let source = try #require(file.sources.first)
    #expect(source.line == 1)
    #expect([source.name, source.group] == ["Harbor Post", "Ports"])
    #expect(source.interval == 1_800)
    #expect(source.rules.exclude == ["sport", "Weather"])
    #expect(source.rules.tags == ["dock": ["pier", "dock"]])
    #expect(source.wantsFullText && source.rereads)
    #expect(source.limits.total == .seconds(60))
    #expect(source.limits.body == 64 << 20)
    #expect(source.credentials == .variable("HARBOR"))
  }

  @Test func faultsAreSentencesWithTheirLine() {
    let file = read(
      """
      adress = "x"
      [[source]]
      name = "Nowhere"
      [[source]]
      address = "example.org/feed"
      [[source]]
      address = "ftp://example.org/"
      [[source]]
      command = "curl example.org"
      [[source]]
      address = "https://example.org/"
      intervall = "1h"
      interval = 3
      this is no TOML
      [[source]]
      address = "https://example.org"
      [[source]]
      file = "relative.xml"
      """)
    #expect(file.sources.map(\.id) == ["https://example.org/"])
    #expect(
      file.notices == [
        "sources.toml:14: not TOML; the line was left out",
        "sources.toml:1: no setting “adress” here; a source is written [[source]]",
        "sources.toml:2: a source has an address, a file, a folder or a command; "
          + "this one was left out",
        "sources.toml:5: “example.org/feed” is no address of http or https; did you mean "
          + "“https://example.org/feed”?",
        "sources.toml:7: “ftp://example.org/” is no address of http or https; this source was "
          + "left out",
        "sources.toml:9: “command” is a list such as [\"program\", \"argument\"], which no shell "
          + "reads; this source was left out",
        "sources.toml:13: “interval” is a time such as \"30m\", \"2h\" or \"1d\"",
        "sources.toml:12: no setting “intervall” of a source; did you mean “interval”?",
        "sources.toml:15: “https://example.org/” stands here twice; the second was left out",
        "sources.toml:18: “relative.xml” does not begin with / or ~/; write the whole path",
      ])
  }

  @Test func rulesLookAtTheWholeStory() {
    var rules = SourceRules()
    rules.include = ["harbor"]
    rules.exclude = ["Lottery"]
    rules.tags = ["dock": ["pier"]]
    func story(_ text: String) -> Story {
      Story(id: Story.ID(source: "s", name: text), text: text)
    }
    #expect(rules.admit(story("The Harbor reopens\nAt the pier.")))
    #expect(!rules.admit(story("The mayor resigns")))
    #expect(!rules.admit(story("Harbor\nThe Lottery.")))
    #expect(rules.admit(story("Harbor\nA lottery.")))
    #expect(rules.tags(of: story("Harbor\nAt the pier.")) == ["dock"])
  }

  // MARK: Changing

  private static let handmade = """
    # My feeds.\r
    [[source]] # the first
    address = "https://a.example/feed"
    note = '''
    [[source]]
    '''

    # About the second.
    [[source]]
    address   =   "https://b.example/feed"
    [source.limits]
    size = 9
    # At its end.

    [[source]]
    include = [
    "[[source]]",
    ]
    address = "https://c.example/feed"
    """

  @Test func aRemovedBlockTakesNothingWithIt() throws {
    for (number, left) in [
      ("a", ["b", "c"]), ("b", ["a", "c"]), ("c", ["a", "b"]),
    ] {
      let shelf = try Shelf(Self.handmade)
      _ = try shelf.shelf.remove("https://\(number).example/feed")
      let kept = shelf.shelf.load().sources.map(\.id)
      #expect(kept == left.map { "https://\($0).example/feed" })
      #expect(Self.handmade.hasPrefix(shelf.text.prefix(12)))
    }
    let shelf = try Shelf(Self.handmade)
    _ = try shelf.shelf.remove("https://b.example/feed")
    let expected = Self.handmade.replacing(
      """
      [[source]]
      address   =   "https://b.example/feed"
      [source.limits]
      size = 9

      """, with: "")
    #expect(shelf.text == expected)
  }

  @Test func whatIsAddedStandsAtTheEnd() throws {
    let shelf = try Shelf(Self.handmade)
    var source = NamedSource(.address(try #require(Address("https://d.example/"))))
    source.name = "The \"Dock\""
    _ = try shelf.shelf.add([source])
    #expect(
      shelf.text == Self.handmade + "\n\n[[source]]\naddress = \"https://d.example/\"\n"
        + "name = \"The \\\"Dock\\\"\"\n")
    #expect(try shelf.shelf.add([source]).isEmpty)
    _ = try shelf.shelf.remove("The \"Dock\"")
    #expect(shelf.text == Self.handmade + "\n")
  }

  @Test func theFirstSourceMakesAFileForItsReaderAlone() throws {
    let shelf = try Shelf()
    _ = try shelf.shelf.add([NamedSource(.path("/tmp"))])
    #expect(shelf.text == "[[source]]\nfolder = \"/tmp\"\n")
    let mode = try FileManager.default.attributesOfItem(atPath: shelf.shelf.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func aPasswordIsNotWrittenDown() throws {
    let shelf = try Shelf()
    let error = #expect(throws: SourcesTrouble.self) {
      try addSources("https://mara:quill@example.org/", to: shelf.shelf)
    }
    #expect(error?.sentence.contains("quill") == false)
    #expect(shelf.text == "")
  }

  @Test func whatIsNotThereIsToldWithTheNearestName() throws {
    let shelf = try Shelf("[[source]]\nname = \"Harbor Post\"\nfolder = \"/tmp\"\n")
    let error = #expect(throws: SourcesTrouble.self) { try shelf.shelf.remove("Harbour Post") }
    #expect(error?.sentence == "no source “Harbour Post”; did you mean “Harbor Post”?")
  }

  @Test func feedsGoOutAsOPMLAndCommandsDoNot() throws {
    let file = read(
      """
      [[source]]
      address = "https://a.example/?a&b"
      group = "Ports"
      [[source]]
      command = ["rm", "-r"]
      [[source]]
      address = "https://b.example/"
      name = "<b>"
      """)
    #expect(
      subscriptionsAsOPML(file.sources) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="2.0">
        <head><title>lede</title></head>
        <body>
        <outline text="Ports">
        <outline type="rss" text="https://a.example/?a&amp;b" title="https://a.example/?a&amp;b" \
        xmlUrl="https://a.example/?a&amp;b"/>
        </outline>
        <outline type="rss" text="&lt;b&gt;" title="&lt;b&gt;" xmlUrl="https://b.example/"/>
        </body>
        </opml>

        """)
  }

  @Test func anOPMLFileBringsItsFeedsAndNothingThatIsRun() throws {
    let shelf = try Shelf("")
    let list = shelf.folder.appending(path: "list").path(percentEncoded: false)
    let text = """
      <?xml version="1.0"?><opml version="2.0"><body><outline text="Ports">
      <outline type="rss" text="Harbor Post" xmlUrl="https://a.example/feed"/>
      <outline type="rss" text="Evil" xmlUrl="|rm -r /"/>
      <outline type="rss" text="Exec" xmlUrl="exec:/bin/sh"/>
      <outline type="rss" text="File" xmlUrl="file:///etc/passwd"/>
      </outline></body></opml>
      """
    try Data(text.utf8).write(to: URL(filePath: list))
    #expect(try addSources(list, to: shelf.shelf).sentence == "Added Harbor Post")
    #expect(
      shelf.text == "[[source]]\naddress = \"https://a.example/feed\"\nname = \"Harbor Post\"\n"
        + "group = \"Ports\"\n")
  }

  @Test func anyFileIsReadWithoutATrap() {
    let parts = [
      "[[source]]", "[", "]", "\"", "'''", "\"\"\"", "=", "\n", "address", "#", "\\", "{",
    ]
    var state: UInt64 = 7
    for _ in 0..<100 {
      var text = ""
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      let blocks = SourceBlocks(text)
      #expect(blocks.lines.joined() == text)
      for number in blocks.blocks.indices { _ = blocks.removing(number) }
      _ = read(text)
    }
  }
}
