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

/// Precision and recall in one number.
private func f1(_ right: Int, of found: Int, and wanted: Int) -> Double {
  found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted)
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

  @Test func everyQuotationHasItsSpeaker() throws {
    for gold in try goldStories() {
      let offsets = gold.offsets
      let found = analyze(story(gold.text))
      let wanted = gold.quotations.map { TextRange(offsets[$0.start], offsets[$0.end]) }
      #expect(found.quotations.map(\.range) == wanted)
      for (quotation, speech) in zip(found.quotations, gold.quotations) {
        // A speaker is right if gold names the same entity wherever lede finds a mention of it.
        let names = gold.entities.filter { $0.entity == speech.speaker }
        let ranges = Set(names.map { TextRange(offsets[$0.start], offsets[$0.end]) })
        let mentions = found.mentions.filter { $0.entity == quotation.speaker }
        let sentence = "\(gold.id): \(gold.text[quotation.range].prefix(40))"
        #expect(mentions.contains { ranges.contains($0.range) }, "\(sentence)")
      }
    }
  }

  /// The floors only go up.
  @Test func namesAreFoundAtLeastAsWellAsBefore() throws {
    var found: Set<String> = []
    var wanted: Set<String> = []
    for gold in try goldStories() {
      let offsets = gold.offsets
      for mention in analyze(story(gold.text)).mentions {
        let kind = mention.isAdjectival ? "adjectival" : mention.kind.rawValue
        found.insert("\(kind) \(gold.id) \(mention.range)")
      }
      for name in gold.entities {
        let kind = name.adjectival == true ? "adjectival" : name.type
        // The file marks "The Associated Press"; by annotation.md the article is no part of it.
        let range = TextRange(offsets[name.start], offsets[name.end])
        let article = gold.text[range].hasPrefix("The ") ? 4 : 0
        wanted.insert("\(kind) \(gold.id) \(TextRange(range.start + article, range.end))")
      }
    }
    let floors = [
      ("person", 0.98), ("organisation", 1), ("country", 0.95), ("place", 0.95),
      ("adjectival", 0.91),
    ]
    for (kind, floor) in floors {
      let right = found.intersection(wanted).count { $0.hasPrefix(kind) }
      let score = f1(
        right, of: found.count { $0.hasPrefix(kind) }, and: wanted.count { $0.hasPrefix(kind) })
      #expect(score >= floor, "\(kind)")
    }
  }

  /// A mention has the right entity where most others of the gold entity have the same one, and
  /// most of that one are of the gold entity.
  @Test func mentionsAreOfTheRightEntity() throws {
    var (right, wanted) = (0, 0)
    for gold in try goldStories() {
      let offsets = gold.offsets
      var entities: [Int: Int] = [:]
      for mention in analyze(story(gold.text)).mentions {
        entities[mention.range.start] = mention.entity
      }
      let pairs = gold.entities.map { name in
        // The file marks "The Associated Press"; by annotation.md the article is no part of it.
        let range = TextRange(offsets[name.start], offsets[name.end])
        let article = gold.text[range].hasPrefix("The ") ? 4 : 0
        return (name.entity, entities[range.start + article])
      }
      for (name, entity) in pairs {
        wanted += 1
        guard let entity else { continue }
        let both = pairs.count { $0 == name && $1 == entity }
        if both * 2 > pairs.count(where: { $0.0 == name }),
          both * 2 > pairs.count(where: { $0.1 == entity })
        {
          right += 1
        }
      }
    }
    #expect(Double(right) / Double(wanted) >= 0.95)
  }
}
