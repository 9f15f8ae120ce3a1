// A program that is called with parts of a story among its arguments.
package import StoryParsing
import StoryQuery

/// The words of a program call, in which `{title}` and the like stand for parts of a story.
package struct ProgramCall: Hashable, Sendable {
  /// What may stand in a word, in braces.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case title, link, source, date
    /// The sentence that the reader is at, and the current name.
    case sentence, name

    var spelling: String { "{\(rawValue)}" }
  }

  private let arguments: [String]
  private let pointed: [Part: String]

  /// - Parameter pointed: what of the story the reader points at.
  package init(_ arguments: [String], pointed: [Part: String] = [:]) {
    self.arguments = arguments
    self.pointed = pointed.filter { part, _ in arguments.contains { $0.contains(part.spelling) } }
  }

  /// The name of the program.
  package var program: String { arguments.first ?? "" }

  /// Whether it asks for parts of a story.
  package var namesParts: Bool {
    arguments.contains { word in Part.allCases.contains { word.contains($0.spelling) } }
  }

  /// The words for a story. What it has none of is empty; a story's own braces stay as they are.
  package func arguments(for story: Story) -> [String] {
    var parts = pointed
    parts[.title] = Listing(story: story, number: 0).headline
    parts[.link] = story.address
    parts[.source] = story.source
    parts[.date] = story.published.map { Day($0).iso }
    return arguments.map { word in
      var filled = ""
      var rest = word[...]
      while let open = rest.firstIndex(of: "{") {
        filled += rest[..<open]
        rest = rest[open...]
        guard let part = Part.allCases.first(where: { rest.hasPrefix($0.spelling) }) else {
          filled.append(rest.removeFirst())
          continue
        }
        filled += parts[part] ?? ""
        rest = rest.dropFirst(part.spelling.count)
      }
      return filled + rest
    }
  }
}
