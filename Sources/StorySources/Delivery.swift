// Where the readers of formats hand in what they find.
import StoryParsing

/// Counts what is found, tells equal ids apart, and passes everything on.
final class Delivery {
  let purpose: Purpose
  let limits: Limits
  /// What the fields of records are called, where that was said.
  let fieldNames: FieldNames
  /// The most bytes of one story.
  var limit: Int { limits.story }
  private let each: (Arrival, ReadingCount) -> Bool
  private(set) var isStopped = false

  /// The file under way.
  var document = Document(file: "")
  /// Its name without folders; nil for standard input.
  private var fileName: String?
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
  private var unreadDates = 0

  /// Of one file so many broken lines, and as many dates, are told; the others are counted.
  static let mostTold = 100

  init(
    purpose: Purpose, form: GivenForm, each: @escaping (Arrival, ReadingCount) -> Bool
  ) {
    fieldNames = form.names
    self.purpose = purpose
    limits = form.limits
    self.each = each
  }

  func begin(file: String) {
    document = Document(file: file)
    fileName = file == "-" ? nil : lastPathComponent(file)
    expectedInFile = 1
    names = [:]
    brokenLines = 0
    unreadDates = 0
  }

  /// Begins a file of text that holds any number of records, in the encoding that it is in.
  func beginRecords(of input: inout Input) {
    let (encoding, mark) = input.withBytes { findEncoding(of: $0) }
    input.take(mark)
    input.decode(from: encoding)
    document.encoding = encoding.name
    expectedInFile = nil
  }

  /// Passes on a story; for the screen its file stands for a source that it does not name, and its
  /// last change for the date that it lacks.
  func story(_ draft: StoryDraft, name: String) {
    var draft = draft
    if purpose == .reading {
      if draft.source?.isEmpty ?? true { draft.source = fileName }
      draft.published = draft.published ?? draft.updated
    }
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

  /// Says which dates of a story say nothing.
  func unread(_ dates: [UnreadDate]) {
    for date in dates {
      problem(
        SourceError(
          .unreadDate(field: date.field, value: date.value), file: document.file, line: date.line,
          column: date.column))
    }
  }

  func problem(_ problem: SourceError) {
    switch problem.trouble {
    case .brokenLine:
      brokenLines += 1
      if brokenLines > Self.mostTold { return }
    case .unreadDate:
      unreadDates += 1
      if unreadDates > Self.mostTold { return }
    default: break
    }
    document.problems.append(problem)
    pass(.problem(problem))
  }

  func finish() {
    let more = [
      (brokenLines - Self.mostTold, SourceError.Trouble.moreBrokenLines),
      (unreadDates - Self.mostTold, SourceError.Trouble.moreUnreadDates),
    ]
    for (count, trouble) in more where count > 0 {
      problem(SourceError(trouble(count), file: document.file))
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
