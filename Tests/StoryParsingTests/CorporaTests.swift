import Foundation
import StoryParsing
import Testing

/// A text of a corpus that others annotated, in `../shared/data/names/dev`.
private struct CorpusText: Decodable {
  struct Name: Decodable {
    let start, end: Int
    let type: String
    let adjectival: Bool?
  }

  let text: String
  let entities: [Name]

  /// The corpus counts Unicode scalars, and takes articles and possessives along.
  var marked: MarkedStory {
    var offsets = [0]
    for scalar in text.unicodeScalars { offsets.append(offsets.last! + UTF8.width(scalar)) }
    let names = entities.map { name in
      var (start, end) = (offsets[name.start], offsets[name.end])
      let spelling = text[TextRange(start, end)]
      if spelling.hasPrefix("the ") || spelling.hasPrefix("The ") { start += 4 }
      for tail in ["'s", "’s"] where spelling.hasSuffix(tail) { end -= tail.utf8.count }
      return "\(name.adjectival == true ? "adjectival" : name.type) \(start) \(end)"
    }
    return MarkedStory(text: text, names: Set(names))
  }
}

private let folder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "../shared/data/names/dev").standardizedFileURL

/// Floors that only rise, on corpora that lede never learnt from. They lie beside the package; who
/// has only the package skips these tests.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: folder.path)))
struct CorporaTests {
  @Test(arguments: [
    ("gum-news", 79.0), ("gum-test", 74.5), ("gmb-test", 80.5), ("wikigold-test", 78.0),
    ("uner-ewt-test", 75.0), ("crossner-pol-test", 82.5),
  ])
  func namesAreFound(set: String, floor: Double) throws {
    var tally = NameTally()
    let decoder = JSONDecoder()
    for line in try unpacked("\(folder.path)/\(set).jsonl.gz").split(separator: 0x0A) {
      let marked = try decoder.decode(CorpusText.self, from: Data(line)).marked
      tally.add(analyze(story(marked.text)).mentions, of: marked)
    }
    #expect(tally.f1() >= floor)
  }

  private func unpacked(_ path: String) throws -> Data {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = ["-dc", path]
    gzip.standardOutput = output
    try gzip.run()
    defer { gzip.waitUntilExit() }
    return try output.fileHandleForReading.readToEnd() ?? Data()
  }
}
