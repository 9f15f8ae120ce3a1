// A temporary folder of files, and what reading gives.
import FoundationEssentials
import Glibc
import StoryParsing
import StorySources
import Testing

/// What came of reading, in order.
struct Read {
  var stories: [Story] = []
  var problems: [SourceError] = []
  var documents: [Document] = []
  var counts: [ReadingCount] = []

  var texts: [String] { stories.map(\.text) }
  var sentences: [String] { problems.map(\.sentence) }
}

/// Reads sources to their end, or until so many stories have come.
func read(
  _ sources: [Source], as format: Format? = nil, for purpose: Purpose = .reading,
  naming names: FieldNames = FieldNames(), within limits: Limits = Limits(),
  stoppingAfter most: Int = .max
) -> Read {
  var read = Read()
  var form = GivenForm(format, naming: names)
  form.limits = limits
  readStories(from: sources, as: form, for: purpose) { arrival, count in
    switch arrival {
    case .story(let story): read.stories.append(story)
    case .problem(let problem): read.problems.append(problem)
    case .finished(let document): read.documents.append(document)
    }
    read.counts.append(count)
    return read.stories.count < most
  }
  return read
}

/// Reads bytes as a file called `story`.
func read(bytes: [UInt8], as format: Format? = nil, for purpose: Purpose = .reading) -> Read {
  read([.memory(name: "story", bytes: bytes)], as: format, for: purpose)
}

func read(text: String, for purpose: Purpose = .reading) -> Read {
  read(bytes: Array(text.utf8), for: purpose)
}

/// The text of the one story that plain text makes.
func storyText(_ text: String) -> String? {
  let result = read(bytes: Array(text.utf8), as: .text)
  return result.stories.count == 1 ? result.stories[0].text : nil
}

/// What a story's text says where it is marked.
func marked(_ kind: Markup.Kind, in story: Story?) -> [String] {
  guard let story else { return [] }
  return story.markup.filter { $0.kind == kind }.map { String(story.text[$0.range]) }
}

/// A folder that goes when the test is over.
final class ReadingRoom {
  let path: String

  init() throws {
    var template = Array("/tmp/lede-sources-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders it lies in.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = "\(path)/\(name)"
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, text.utf8)
  }

  /// Paths without the room's own.
  func names(of stories: [Story]) -> [String] {
    stories.map { String($0.id.source.dropFirst(path.count + 1)) }
  }
}
