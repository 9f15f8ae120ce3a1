// The stories that `lede names` and its like look through, with their names joined.
import ArgumentParser
import Dispatch
import FoundationEssentials
import StoryArchive
import StoryParsing
import StoryQuery
import StorySources
import Synchronization

/// Paths, or the archive, and which of their stories count.
struct NamedStories: ParsableArguments {
  @Flag(help: "Print a JSON document.") var json = false
  @Option(help: ArgumentHelp("Only stories that answer a query.", valueName: "query"))
  var query = ""
  @OptionGroup var form: FormOptions
  @Argument(
    help: "Files and folders; - is standard input; none for the archive.", completion: .file())
  var paths: [String] = []

  /// All stories with their names joined, and which of them answer the query, newest first.
  ///
  /// - Parameter hasTexts: whether kept stories come with their texts, which takes longer.
  func read(withTexts hasTexts: Bool = false) throws -> (shelf: Shelf, shown: [Int32]) {
    try readNamed(paths, form.form, query, withTexts: hasTexts)
  }

  /// The same stories with the texts of those that name somebody.
  func withTexts(naming id: String, _ shelf: Shelf) throws -> Shelf {
    guard paths.isEmpty else { return shelf }
    let archive = try openArchive(isMade: false)
    let full = Shelf()
    full.correct(shelf.corrections)
    try reporting { () throws(ArchiveError) in
      var numbers: [Int64] = []
      try archive.forEachNamed { number, _, _ in numbers.append(number) }
      var texts: [Int: Story] = [:]
      for (place, _) in shelf.locate(name: id) where numbers.indices.contains(place) {
        texts[place] = try archive.story(numbers[place])
      }
      try archive.forEachNamed { _, story, names in
        if let whole = texts[full.count] {
          full.noteNames(full.add(whole), analyze(whole))
        } else {
          full.noteNames(full.add(story), names)
        }
      }
    }
    return full
  }
}

/// Reads and analyses stories and joins their names, as the reader has corrected them.
func readNamed(
  _ paths: [String], _ form: GivenForm, _ query: String, withTexts hasTexts: Bool = false
) throws -> (shelf: Shelf, shown: [Int32]) {
  let query = try readQuery([query])
  let shelf = Shelf()
  let (said, troubles) = CorrectionsFile(environment: environment).read()
  troubles.forEach(say)
  shelf.correct(said)
  let answers =
    try paths.isEmpty
    ? readKept(query, into: shelf, withTexts: hasTexts) : readPaths(paths, form, into: shelf)
  findNames(on: shelf)
  let shown = shelf.list(StoryFilter(), [SortKey(.date, descending: true)])
  if let answers { return (shelf, shown.filter { answers.contains(Int($0)) }) }
  let kept = shown.filter { number in
    guard query != .all, let story = shelf.story(Int(number)) else { return true }
    return query.matches(shelf.candidate(Int(number), story))
  }
  return (shelf, kept)
}

/// The whole archive on the shelf; gives which of its stories answer a query.
private func readKept(
  _ query: Query, into shelf: Shelf, withTexts hasTexts: Bool
) throws -> NumberSet? {
  let archive = try openArchiveWithStories()
  let wanted = try reporting { () throws(ArchiveError) in try archive.find(query) }
  let answers = Set(wanted.numbers)
  var shown = NumberSet()
  try reporting { () throws(ArchiveError) in
    if hasTexts {
      for number in try archive.find(.all).numbers {
        guard let story = try archive.story(number) else { continue }
        let place = shelf.add(story)
        if answers.contains(number) { shown.insert(place) }
      }
      return
    }
    try archive.forEachNamed { number, story, names in
      let place = shelf.add(story)
      shelf.noteNames(place, names)
      if answers.contains(number) { shown.insert(place) }
    }
  }
  return shown
}

private func readPaths(_ paths: [String], _ form: GivenForm, into shelf: Shelf) throws -> NumberSet?
{
  var failures = 0
  readStories(from: paths.map(Source.init(argument:)), as: form) { arrival, _ in
    switch arrival {
    case .story(let story): shelf.add(story)
    case .problem(let problem):
      say(problem.sentence)
      if problem.isFailure { failures += 1 }
    case .finished: break
    }
    return true
  }
  if shelf.count == 0 { throw failures > 0 ? ExitCode.allFailed : ExitCode.nothingToShow }
  return nil
}

/// Analyses on all cores the stories of a shelf whose names are not known, and notes them in order.
func findNames(on shelf: Shelf) {
  let (joining, room) = (DispatchQueue(label: "lede.join"), DispatchSemaphore(value: 2))
  for start in stride(from: 0, to: shelf.count, by: 256) {
    let numbers = (start..<min(start + 256, shelf.count)).filter { !shelf.isAnalysed($0) }
    let found = Mutex<[Int: Analysis]>([:])
    DispatchQueue.concurrentPerform(iterations: numbers.count) { index in
      guard let story = shelf.story(numbers[index]) else { return }
      let analysis = analyze(story)
      found.withLock { $0[numbers[index]] = analysis }
    }
    let analyses = found.withLock { $0 }
    // While the next are analysed; no more than two lots wait.
    room.wait()
    joining.async {
      for number in numbers { analyses[number].map { shelf.noteNames(number, $0) } }
      room.signal()
    }
  }
  joining.sync {}
}

extension Shelf {
  /// All that a query may ask of a story that is not kept.
  fileprivate func candidate(_ number: Int, _ story: Story) -> Candidate {
    var candidate = Candidate()
    let listing = listing(number)
    candidate.headline = listing?.headline ?? ""
    candidate.text = story.text
    candidate.byline = listing?.byline ?? ""
    candidate.sources = [story.source, story.id.source]
    candidate.language = story.language
    if let day = story.published { candidate.day = day }
    candidate.marks = [.unread]
    candidate.names = Set(followed.ids(in: number).compactMap(\.self)).compactMap { id in
      name(id).map {
        Candidate.Name(kind: $0.kind, key: $0.id, spellings: $0.spellings.map(\.text))
      }
    }
    return candidate
  }
}
