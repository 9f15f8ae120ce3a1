// Pages of many kinds and languages, written by us: what belongs to the story, and what does not.
import FoundationEssentials
import StoryParsing
import StorySources
import Testing

/// A page of the fixtures; a comment on top says what is to be found in its text.
private struct Judged {
  let name: String
  let bytes: [UInt8]
  var wanted: [String] = []
  var unwanted: [String] = []
  var title: String?

  init?(name: String, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("<!--\n"), let end = text.firstRange(of: "-->\n") else { return nil }
    self.name = name
    self.bytes = Array(text[end.upperBound...].utf8)
    for line in text[..<end.lowerBound].split(separator: "\n").dropFirst() {
      let said = String(line.dropFirst(2))
      switch line.first {
      case "+": wanted.append(said)
      case "-": unwanted.append(said)
      default: title = said
      }
    }
  }
}

private func judgedPages() throws -> [Judged] {
  let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/Fixtures/Pages"
  return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap {
    Judged(name: $0, Array(try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))))
  }
}

struct PageSuiteTests {
  @Test func ofAPageTheStoryIsReadAndNothingElse() throws {
    var (found, wanted, kept, unwanted, titles, titled) = (0, 0, 0, 0, 0, 0)
    var faults: [String] = []
    for page in try judgedPages() {
      let story = read(bytes: page.bytes).stories.first
      let text = story?.text ?? ""
      wanted += page.wanted.count
      unwanted += page.unwanted.count
      for segment in page.wanted {
        if text.contains(segment) { found += 1 } else { faults.append("\(page.name) + \(segment)") }
      }
      for segment in page.unwanted {
        if text.contains(segment) { faults.append("\(page.name) - \(segment)") } else { kept += 1 }
      }
      guard let title = page.title else { continue }
      titled += 1
      if marked(.headline, in: story) == [title] {
        titles += 1
      } else {
        faults.append("\(page.name) = \(title), \(marked(.headline, in: story))")
      }
    }
    let all = "\(found)/\(wanted) found, \(kept)/\(unwanted) kept out, \(titles)/\(titled) titles\n"
    let sentence = Comment(rawValue: all + faults.joined(separator: "\n"))
    #expect(wanted >= 140 && unwanted >= 140, sentence)
    #expect(found * 100 >= wanted * 98, sentence)
    #expect(kept * 100 >= unwanted * 96, sentence)
    #expect(titles * 100 >= titled * 97, sentence)
  }
}
