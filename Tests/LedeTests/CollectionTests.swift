// The stories in the source tree against what the program carries, and against their own rules.
import Foundation
import Testing
import lede

private let folder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Sources/CCollection/Stories").standardizedFileURL
private let themesFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../themes").standardizedFileURL

/// The text of a story's file by its name, the welcome story left out.
private func century() throws -> [String: String] {
  let names = try FileManager.default.contentsOfDirectory(
    atPath: folder.path(percentEncoded: false))
  let stories = names.filter { $0.hasSuffix(".txt") && $0 != "welcome.txt" }
  return try Dictionary(
    uniqueKeysWithValues: stories.map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return (String(name.dropLast(4)), text)
    })
}

/// Head, headline and the paragraphs from the dateline on.
private func parts(of story: String) -> (head: [String], headline: String, body: [String]) {
  let paragraphs = story.split(separator: "\n\n").map(String.init)
  let body = paragraphs.drop { !$0.contains(") — ") }
  return (
    paragraphs[0].split(separator: "\n").map(String.init), paragraphs.dropFirst().first ?? "",
    Array(body)
  )
}

@Suite struct CollectionTests {
  @Test func everyStoryIsInTheProgram() throws {
    let carried = Dictionary(
      uniqueKeysWithValues: CollectionFile.stories.map { file in
        (file.name, String(decoding: file.bytes, as: UTF8.self))
      })
    var stories = try century()
    stories["welcome"] = try String(
      contentsOf: folder.appending(path: "welcome.txt"), encoding: .utf8)
    #expect(carried == stories)
  }

  @Test func everyThemeIsInTheProgram() throws {
    let path = themesFolder.path(percentEncoded: false)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
    #expect(CollectionFile.themes.map(\.name).sorted() == names.sorted())
  }

  @Test func theWelcomeStoryComesFirstAndTheOthersByDate() {
    let names = CollectionFile.stories.map(\.name)
    #expect(names.first == "welcome")
    let years = names.dropFirst().map { $0.prefix(4) }
    #expect(years == years.sorted())
  }

  @Test func thereAreFortyStoriesOrMore() throws {
    #expect(try century().count >= 40)
  }

  @Test func everyStoryHasTheWholeForm() throws {
    for (name, text) in try century() {
      let (head, headline, body) = parts(of: text)
      #expect(head.map { $0.prefix { $0 != ":" } } == ["Id", "Source", "Published"], "\(name)")
      #expect(head.first == "Id: \(name)")
      #expect(head.last?.hasPrefix("Published: \(name.prefix(4))-") == true, "\(name)")
      #expect((20...100).contains(headline.count) && !headline.hasSuffix("."), "\(name)")
      #expect(text.contains("\n\nBy "), "\(name) has no byline")
      #expect(!body.isEmpty, "\(name) has no dateline")
      #expect(body.first?.prefix { $0 != "(" && $0 != "," }.contains { $0.isLowercase } == false)
    }
  }

  @Test func everyStoryHas250To700Words() throws {
    for (name, text) in try century() {
      let count = parts(of: text).body.joined(separator: " ").split(separator: " ").count
      #expect((250...700).contains(count), "\(name): \(count) words")
    }
  }

  @Test func everyStoryEndsInBoilerplate() throws {
    for (name, text) in try century() {
      let last = parts(of: text).body.last ?? ""
      let marks = ["(c)", "©", "Copyright", "Continental Wire", "Editing"]
      #expect(marks.contains { last.contains($0) }, "\(name): \(last)")
    }
  }

  @Test func everyQuotationOfARealPersonStandsInItsStoryWithItsRecord() throws {
    let stories = try century()
    for line in CollectionFile.quotations.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      #expect(fields.count == 4, "\(line)")
      guard fields.count == 4 else { continue }
      let quoted = quotations(in: stories[fields[0]] ?? "")
      #expect(quoted.contains { $0.contains(fields[1]) }, "\(line)")
    }
  }

  /// What stands between quotation marks; one that runs over paragraphs gives each paragraph.
  private func quotations(in text: String) -> [Substring] {
    text.split(separator: "“").dropFirst().map { $0.prefix { $0 != "”" && $0 != "\n" } }
  }
}
