// Where the readers of formats hand in what they find.
import StoryParsing

/// Counts what is found, tells equal ids apart, and passes everything on.
final class Delivery {
  let purpose: Purpose
  /// The most bytes of one story.
  let limit: Int
  private let each: (Arrival, ReadingCount) -> Bool
  private(set) var isStopped = false

  /// The file under way.
  var document = Document(file: "")
  /// How many stories the file under way has in all, if that is known.
  var expectedInFile: Int?
  /// Files found and not begun, and whether there may be more of them than that.
  var filesAhead = 0
  var isListed = false

  private var stories = 0
  private var files = 0
  /// How often each id has come in this file.
  private var names: [String: Int] = [:]
  private var brokenLines = 0

  /// Of one file so many broken lines are told, the others are counted.
  static let mostBrokenLines = 100

  init(purpose: Purpose, limit: Int, each: @escaping (Arrival, ReadingCount) -> Bool) {
    self.purpose = purpose
    self.limit = limit
    self.each = each
  }

  func begin(file: String) {
    document = Document(file: file)
    expectedInFile = 1
    names = [:]
    brokenLines = 0
  }

  func story(_ draft: StoryDraft, name: String) {
    story(name: name) { draft.story(id: $0) }
  }

  /// Passes on the story that is made with an id of this file.
  func story(name: String, make: (Story.ID) -> Story) {
    guard !isStopped else { return }
    document.stories += 1
    stories += 1
    let name = purpose == .reading ? distinctName(cleanLine(name)) : name
    pass(.story(make(Story.ID(source: document.file, name: name))))
  }

  func problem(_ problem: SourceError) {
    if case .brokenLine = problem.trouble {
      brokenLines += 1
      if brokenLines > Self.mostBrokenLines { return }
    }
    document.problems.append(problem)
    pass(.problem(problem))
  }

  func finish() {
    if brokenLines > Self.mostBrokenLines {
      let more = brokenLines - Self.mostBrokenLines
      problem(SourceError(.moreBrokenLines(more), file: document.file))
    }
    files += 1
    expectedInFile = document.stories
    pass(.finished(document))
    names = [:]
  }

  private func pass(_ arrival: Arrival) {
    guard !isStopped else { return }
    isStopped = !each(arrival, count)
  }

  private var count: ReadingCount {
    ReadingCount(stories: stories, total: total, files: files)
  }

  /// Every file that has not been begun counts as one story; nil while more may be found.
  private var total: Int? {
    guard isListed else { return nil }
    return expectedInFile.map { stories + filesAhead + max(0, $0 - document.stories) }
  }

  /// The id, or with a number after it where the file has it already.
  private func distinctName(_ name: String) -> String {
    var number = names[name, default: 0] + 1
    names[name] = number
    guard number > 1 else { return name }
    while true {
      let numbered = "\(name)#\(number)"
      if names[numbered] == nil {
        names[numbered] = 1
        names[name] = number
        return numbered
      }
      number += 1
    }
  }
}
