// `lede parse`: what it prints, in which order, and how it ends.
import Foundation
import Testing

/// What a run of the built program printed, and its exit code.
private func parse(
  _ arguments: String..., input: String = ""
) throws -> (output: String, errors: String, code: Int32) {
  let folder = try StoryFolder()
  try folder.write(input, to: "in")
  let process = Process()
  process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "lede")
  process.arguments = ["parse"] + arguments
  // Files, not pipes: a pipe that nobody empties would stop the program.
  for name in ["out", "err"] { try folder.write("", to: name) }
  process.standardInput = FileHandle(forReadingAtPath: folder.path + "/in")
  process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/out")
  process.standardError = FileHandle(forWritingAtPath: folder.path + "/err")
  try process.run()
  process.waitUntilExit()
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }
  return (try text("out"), try text("err"), process.terminationStatus)
}

private func objects(_ output: String) throws -> [[String: Any]] {
  try output.split(separator: "\n").map { line in
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
}

private func line(_ text: String, _ more: [String: Any] = [:]) throws -> String {
  let object = more.merging(["text": text]) { $1 }
  return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self) + "\n"
}

/// What a list of objects with "start" and "end" covers, counted in UTF-8, scalars or UTF-16.
private func slices(_ story: [String: Any], _ list: String, _ unit: String) throws -> [String] {
  let text = try #require(story["text"] as? String)
  return try #require(story[list] as? [[String: Any]]).map { object in
    let range = try #require(object["start"] as? Int)..<#require(object["end"] as? Int)
    return switch unit {
    case "scalars": String(String.UnicodeScalarView(Array(text.unicodeScalars)[range]))
    case "utf16": String(decoding: Array(text.utf16)[range], as: UTF16.self)
    default: String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
  }
}

@Suite struct ParseTests {
  @Test func offsetsSliceTheTextInEveryUnit() throws {
    let text =
      "Café 🚢 reopens 👩‍🚀 in the rain\n\nMayor Mara Quill said: “Nous sommes là.” 🇫🇷\r\nAll came."
    for unit in ["utf8", "scalars", "utf16"] {
      let found = try parse("--jsonl", "--offsets", unit, "-", input: line(text))
      let story = try #require(try objects(found.output).first)
      #expect(story["text"] as? String == text)
      #expect(
        try slices(story, "paragraphs", unit) == [
          "Café 🚢 reopens 👩‍🚀 in the rain", "Mayor Mara Quill said: “Nous sommes là.” 🇫🇷", "All came.",
        ])
      #expect(try slices(story, "quotations", unit) == ["“Nous sommes là.”"])
      #expect(try slices(story, "mentions", unit) == ["Mara Quill"])
    }
  }

  @Test func controlsComeBackAsTheyWereAndEscaped() throws {
    let text = "a\u{1B}[31m\u{0}\u{9B}b\u{202E}c\u{2028}\"\\\t\u{7F}"
    let output = try parse("--jsonl", "-", input: line(text)).output
    #expect(try objects(output).first?["text"] as? String == text)
    let isSafe = output.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (0x20..<0x7F).contains(scalar.value)
    }
    #expect(isSafe)
  }

  @Test func halfACharacterBecomesAReplacement() throws {
    let found = try parse("--jsonl", "-", input: #"{"text":"a \ud800 b"}"# + "\n")
    #expect(try objects(found.output).first?["text"] as? String == "a \u{FFFD} b")
  }

  @Test func unknownFieldsAreKept() throws {
    let input = #"{"id":"7","text":"Hello there.","mood":{"b":[1,2.50]},"published":"2020-02-29"}"#
    let output = try parse("--jsonl", "-", input: input).output
    #expect(output.contains(#""extra":{"mood":{"b":[1,2.50]}}"#))
    #expect(output.contains(#""published":"2020-02-29T00:00:00Z""#))
    #expect(output.hasPrefix(#"{"id":"7","source":null,"headline":null,"#))
  }

  @Test func aDocumentAFileAndAStoryALine() throws {
    let folder = try StoryFolder.town()
    let documents = try objects(parse(folder.path).output)
    #expect(documents.count == 3)
    #expect(documents.allSatisfy { $0["kind"] as? String == "text" })
    let first = try #require((documents[0]["stories"] as? [[String: Any]])?.first)
    #expect(first["headline"] as? String == "Harbor reopens")
    #expect((first["dateline"] as? [String: Any])?["place"] as? String == "HARBOR CITY")
    #expect(try objects(parse("--jsonl", folder.path).output).count == 3)
  }

  @Test func storiesStayInOrderWhateverTheJobs() throws {
    let input = try (0..<200).map { try line("Story. Mara Quill came.", ["id": "\($0)"]) }.joined()
    let one = try parse("--jsonl", "-", input: input)
    #expect(try objects(one.output).map { $0["id"] as? String } == (0..<200).map { "\($0)" })
    #expect(try parse("--jsonl", "--jobs", "4", "-", input: input) == one)
    #expect(try parse("--jobs", "4", "-", input: input) == parse("-", input: input))
  }

  @Test func namesAreMarkedForPeopleAndTabledForScripts() throws {
    let text = "Mayor Mara Quill flew to Norway."
    let marked = try parse("--marked", "-", input: line(text)).output
    #expect(marked == "Mayor [Mara Quill|person] flew to [Norway|country].\n\n")
    let table = try parse("--tsv", "-", input: line(text, ["id": "a\tb"])).output
    #expect(
      table == """
        a b\t6\t16\tperson\t\tMara Quill\tMara Quill
        a b\t25\t31\tcountry\tNO\tNorway\tNorway

        """)
  }

  @Test func theExitCodeSaysHowItWent() throws {
    let broken = try parse("--jsonl", "-", input: try line("Fine.") + "{\"text\":\n")
    #expect(broken.code == 3)
    #expect(broken.errors.hasPrefix("lede: -:2:"))
    #expect(broken.errors.split(separator: "\n").count == 1)
    #expect(try objects(broken.output).count == 1)
    let gone = try parse("/nowhere/at/all")
    #expect(gone.code == 4)
    #expect(gone.errors == "lede: /nowhere/at/all: no such file or folder; check the name\n")
    #expect(try parse("-").code == 1)
    for wrong in [["--from", "fax", "-"], ["--jobs", "0", "-"], ["--json", "--tsv"]] {
      let outcome =
        try wrong.count == 2 ? parse(wrong[0], wrong[1]) : parse(wrong[0], wrong[1], "-")
      #expect(outcome.code == 2)
      #expect(outcome.errors.hasPrefix("lede: ") && outcome.output.isEmpty)
    }
    #expect(try parse("--from", "fax", "-").errors.contains("“auto”, “text”"))
    #expect(try parse().code == 2)
  }
}
