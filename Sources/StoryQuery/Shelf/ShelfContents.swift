// What is on the shelf at one moment.
import StoryParsing

/// Stories, marks and names at one moment; a copy costs nothing and never changes.
struct ShelfContents: Sendable {
  /// What the reader did with a story.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    static let read = Marks(rawValue: 1)
    static let starred = Marks(rawValue: 2)
  }

  var stories = Chunked<ShelvedStory>()
  var marks = Chunked<Marks>()
  /// By story: its names in order of number; nil until they are found.
  var uses = Chunked<[NameUse]?>()
  var names = Chunked<ShelvedName>()
  /// Headlines, bylines and sources, by story.
  var heads = OwnedLines()
  /// By name.
  var spellings = OwnedLines()

  func uses(_ name: Int32, in story: Int) -> NameUse? {
    uses[story]?.first { $0.name == name }
  }

  func locate(_ name: Int32) -> [(story: Int, mentions: Int)] {
    stories.indices.compactMap { story in
      uses(name, in: story).map { (story, Int($0.mentions)) }
    }
  }

  /// Which stories and which names a pattern matches.
  struct Matches {
    let stories: NumberSet
    let names: NumberSet
  }

  func matches(of pattern: TextPattern, _ scratch: MatchScratch) -> Matches {
    Matches(
      stories: heads.owners(matching: pattern, scratch, upTo: stories.count),
      names: spellings.owners(matching: pattern, scratch, upTo: names.count))
  }

  /// Whether a story's headline, byline, source or one of its names is among the matches.
  func isMatched(_ story: Int, _ matches: Matches) -> Bool {
    matches.stories.contains(story)
      || uses[story]?.contains { matches.names.contains(Int($0.name)) } == true
  }

  /// Which of some stories have a headline, byline, source or name that matches.
  func match(_ pattern: TextPattern, in numbers: [Int32]) -> [Int] {
    let matches = matches(of: pattern, MatchScratch())
    return numbers.map(Int.init).filter { stories.indices.contains($0) && isMatched($0, matches) }
      .sorted()
  }
}
