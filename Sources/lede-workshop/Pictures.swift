// `lede-workshop pictures`: the screen in every theme, from real frames over the stories that come
// with lede.
import ArgumentParser
import CCollection
import FoundationEssentials
import ReaderUI
import StoryParsing
import StoryQuery
import StorySources

/// Draws a picture beside every theme of a folder.
struct Pictures: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the screen in every theme of a folder, each picture beside its theme.")

  @Argument(help: "The folder of themes.")
  var folder = "themes"

  @Option(help: "The folder for the pictures of the tasks that README shows.")
  var tasks = "themes/tasks"

  @Option(help: "How large the screen is.")
  var rows = 34

  @Option(help: "How wide the screen is.")
  var columns = 120

  func run() throws {
    let shelf = readCollection()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names where name.hasSuffix(".toml") {
      let path = "\(folder)/\(name)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let theme = Theme.read(text, path: path).theme
      var reader = SilentReader(shelf, theme: theme, rows: rows, columns: columns)
      reader.open(story: "1989-berlin-wall-meridian")
      reader.goTo(name: "Mikhail Gorbachev")
      let picture = drawing(
        of: view(reader.state), theme,
        title: "lede in the theme \(theme.name): the list of stories, the names of the open story, "
          + "and its text with Mikhail Gorbachev marked")
      let file = path.dropLast(5) + ".svg"
      try picture.write(toFile: String(file), atomically: true, encoding: .utf8)
      print(file)
    }
    try drawTasks(shelf)
  }

  /// README's tasks, each at its last key.
  private func drawTasks(_ shelf: Shelf) throws {
    let text = try String(contentsOfFile: "\(folder)/paper.toml", encoding: .utf8)
    let theme = Theme.read(text, path: "paper").theme
    try FileManager.default.createDirectory(atPath: tasks, withIntermediateDirectories: true)
    for task in Task.all {
      var reader = SilentReader(shelf, theme: theme, rows: 18, columns: 100)
      reader.press(task.keys)
      let file = "\(tasks)/\(task.name).svg"
      let picture = drawing(of: view(reader.state), theme, title: task.title)
      try picture.write(toFile: file, atomically: true, encoding: .utf8)
      print(file)
    }
  }

  /// A question to the stories that come with lede, and the keys that answer it.
  private struct Task {
    let name, title: String
    let keys: [Key]

    static let all = [
      Task(
        name: "sentences", title: "every sentence that names the IMF, aligned on the name",
        keys: typed("p") + [.tab, .tab] + typed("/monetary") + [.enter] + typed("c")),
      Task(
        name: "company", title: "who is named with Mikhail Gorbachev, the closest first",
        keys: typed("p") + [.tab, .tab] + typed("/gorbachev") + [.enter] + typed("C")),
      Task(
        name: "timeline", title: "when the stories mention Germany, a bar for each year",
        keys: typed("p") + [.tab, .tab] + typed("/germany") + [.enter] + typed("T")),
    ]

    private static func typed(_ text: String) -> [Key] { text.map { .character($0) } }
  }
}

/// The stories that come with lede, with their names found.
private func readCollection() -> Shelf {
  let shelf = Shelf()
  let bytes = UnsafeBufferPointer(start: collection_stories(), count: collection_stories_count())
  let sources = bytes.split(separator: 0).map { Source.memory(name: "lede", bytes: Array($0)) }
  readStories(from: sources) { arrival, _ in
    if case .story(let story) = arrival { shelf.noteNames(shelf.add(story), analyze(story)) }
    return true
  }
  return shelf
}

/// A reader without a terminal, whose effects are answered at once.
private struct SilentReader {
  var state: AppState
  private let shelf: Shelf

  init(_ shelf: Shelf, theme: Theme, rows: Int, columns: Int) {
    self.shelf = shelf
    state = AppState(rows: rows, columns: columns, themes: [theme], theme: theme)
    answer(begin(&state))
    let count = shelf.count
    take(
      .progress(
        Event.Progress(stories: count, total: count, analysed: count, isReading: false)))
  }

  mutating func open(story name: String) {
    let row = (0..<shelf.count).first { shelf.story($0)?.id.name == name } ?? 0
    for digit in String(row + 1) { press(.character(digit)) }
    press("G", .enter)
  }

  /// Walks to the first mention of somebody.
  mutating func goTo(name: String) {
    for _ in 0..<100 where state.current?.name != name { press("e") }
  }

  private mutating func press(_ keys: Key...) { press(keys) }

  mutating func press(_ keys: [Key]) {
    for key in keys { take(.key(key)) }
  }

  private mutating func take(_ event: Event) { answer(update(&state, with: event)) }

  private mutating func answer(_ effects: [Effect]) {
    for effect in effects {
      if case .follow(let request) = effect { follow(request) }
      if let event = event(for: effect) { take(event) }
    }
  }

  private mutating func follow(_ request: FollowRequest) {
    shelf.follow(request) { take(.followed(request: request.request, $0, isComplete: $1)) }
  }

  /// What comes of an effect that a picture needs.
  private func event(for effect: Effect) -> Event? {
    switch effect {
    case .list(let request):
      let shown = shelf.list(request.filter, request.sort)
      let names = request.wantsNames ? shelf.names(of: shown) : nil
      return .listed(Event.Listed(request: request.request, shown: shown, names: names))
    case .listings(let numbers): return .listings(numbers.compactMap(shelf.listing))
    case .load(let number):
      return shelf.story(number).map {
        .storyLoaded(number: number, $0, shelf.followed(analyze($0), of: number))
      }
    case .locate(let name):
      let found = shelf.locate(name: name)
      return .located(
        name: name, id: shelf.id(of: name),
        found.map { Event.NameInStory(story: $0.story, mentions: $0.mentions) })
    case .mark(let numbers, let mark, let isOn):
      shelf.mark(numbers, mark == .read ? .read : .starred, isOn)
      return nil
    default: return nil
    }
  }
}
