// The parsing library: words a second, through `lede parse` and by itself.
import CCollection
import StoryParsing

extension BenchRun {
  func measureParsing(into table: inout BenchTable) throws {
    table.heading("parsing, words a second")
    guard let lede else { return }
    progress("parsing")
    let texts = collectionTexts()
    var files: [String] = []
    for (number, text) in texts.enumerated() {
      files.append(folder["collection-\(number).txt"])
      try BenchFile(files[number]).write(text)
    }
    let collection = [lede, "parse", "--jsonl"] + files
    try addParse("the collection", collection, words: self.words(in: texts), &table)
    let stories = try stories(3000)
    let words = words(in: [String(decoding: readBytes(stories.lines) ?? [], as: UTF8.self)])
    let arguments = [lede, "parse", "--jsonl", "--jobs", "1", stories.lines]
    try addParse("3,000 stories, one job", arguments, words: words, &table)
    try addParse("3,000 stories", [lede, "parse", "--jsonl", stories.lines], words: words, &table)
    addAnalysis(texts, words: self.words(in: texts), &table)
  }

  private func addParse(
    _ label: String, _ arguments: [String], words: Int, _ table: inout BenchTable
  ) throws {
    let runs = try (0..<5).map { _ in try run(folder.invocation(arguments)) }
    let seconds = Figures(runs.map { $0.time.milliseconds / 1000 }).median
    table.add("lede parse, " + label, [Double(words) / seconds])
    table.add("  peak memory, " + label + ", MB", [Figures(runs.map(\.megabytes)).highest])
  }

  /// `analyze` in this program: no reading, no writing.
  private func addAnalysis(_ texts: [String], words: Int, _ table: inout BenchTable) {
    let stories = texts.enumerated().map {
      Story(id: Story.ID(source: "", name: "\($0)"), text: $1)
    }
    let clock = ContinuousClock()
    let seconds = (0..<5).map { _ in
      clock.measure { for story in stories { _ = analyze(story) } }.milliseconds / 1000
    }
    table.add("structure, names and quotations alone", [Double(words) / Figures(seconds).median])
  }

  private func words(in texts: [String]) -> Int {
    var count = 0
    for text in texts {
      var isInside = false
      for byte in text.utf8 {
        if byte > 0x20 && !isInside { count += 1 }
        isInside = byte > 0x20
      }
    }
    return count
  }
}

/// The stories of the collection, as their files are.
private func collectionTexts() -> [String] {
  let bytes = UnsafeBufferPointer(start: collection_stories(), count: collection_stories_count())
  return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
}
