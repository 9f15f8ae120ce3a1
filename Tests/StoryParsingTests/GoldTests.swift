import FoundationEssentials
import StoryParsing
import Testing

/// A story of `../shared/stories` with what people found in it.
private struct GoldStory: Decodable {
  struct Outline: Decodable {
    struct Dateline: Decodable { let place, date, agency: String? }

    let headline: String
    let byline: [String]?
    let dateline: Dateline?
    let boilerplateBegins: String?
  }

  struct Name: Decodable {
    let start, end: Int
    let type, entity: String
    let adjectival: Bool?
  }

  struct Speech: Decodable {
    let start, end: Int
    let speaker: String
  }

  let id, text: String
  let structure: Outline
  let entities: [Name]
  let quotations: [Speech]

  /// Offsets of the file count Unicode scalars; this is where each begins in UTF-8.
  var offsets: [Int] {
    text.unicodeScalars.reduce(into: [0]) { $0.append($0[$0.count - 1] + UTF8.width($1)) }
  }
}

/// The file lies beside the package; who has only the package skips these tests.
private let goldFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "../shared/stories/gold.jsonl").standardizedFileURL

private func goldStories() throws -> [GoldStory] {
  try String(contentsOf: goldFile, encoding: .utf8).split(separator: "\n").map {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(GoldStory.self, from: Data($0.utf8))
  }
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: goldFile.path)))
struct GoldTests {
  @Test func structureIsExactlyWhatPeopleFound() throws {
    for gold in try goldStories() {
      let text = gold.text
      let found = analyze(story(text))
      func texts(_ role: Paragraph.Role) -> [String] {
        found.paragraphs.filter { $0.role == role }.map { String(text[$0.range]) }
      }
      #expect(texts(.headline) == [gold.structure.headline])
      #expect(found.bylines.map { String(text[$0.name]) } == gold.structure.byline ?? [])
      #expect(found.dateline?.place.map { String(text[$0]) } == gold.structure.dateline?.place)
      #expect(found.dateline?.date == gold.structure.dateline?.date)
      #expect(found.dateline?.agency.map { String(text[$0]) } == gold.structure.dateline?.agency)
      let boilerplate = texts(.boilerplate).first
      #expect((boilerplate == nil) == (gold.structure.boilerplateBegins == nil))
      #expect(boilerplate?.hasPrefix(gold.structure.boilerplateBegins ?? "") != false)
    }
  }
}
