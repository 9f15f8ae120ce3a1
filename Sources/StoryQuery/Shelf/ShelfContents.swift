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

  func uses(_ name: Int32, in story: Int) -> NameUse? {
    uses[story]?.first { $0.name == name }
  }

  func locate(_ name: Int32) -> [(story: Int, mentions: Int)] {
    stories.indices.compactMap { story in
      uses(name, in: story).map { (story, Int($0.mentions)) }
    }
  }

  /// Which names a pattern matches in one of their spellings.
  func names(matching pattern: TextPattern, _ scratch: MatchScratch) -> NumberSet {
    var found = NumberSet(upTo: names.count)
    for number in names.indices {
      let name = names[number]
      if pattern.matches(folded: name.folds, of: name.shownSpellings, scratch) {
        found.insert(number)
      }
    }
    return found
  }

  /// Whether headline, byline, source or one of the matching names answers a pattern.
  func matches(
    _ pattern: TextPattern, story: Int, names matching: NumberSet, _ scratch: MatchScratch
  ) -> Bool {
    let shelved = stories[story]
    return pattern.matches(folded: shelved.head, of: shelved.shownHead, scratch)
      || uses[story]?.contains { matching.contains(Int($0.name)) } == true
  }

  /// Which of some stories have a headline, byline, source or name that matches.
  func match(_ pattern: TextPattern, in numbers: [Int32]) -> [Int] {
    let scratch = MatchScratch()
    let matching = names(matching: pattern, scratch)
    return numbers.map(Int.init).filter {
      stories.indices.contains($0) && matches(pattern, story: $0, names: matching, scratch)
    }.sorted()
  }
}
