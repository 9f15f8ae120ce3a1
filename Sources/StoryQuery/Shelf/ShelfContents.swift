// What is on the shelf at one moment.
import StoryParsing

/// Stories, marks and names at one moment; a copy costs nothing and never changes.
struct ShelfContents: Sendable {
  var stories = Chunked<ShelvedStory>()
  var read = NumberSet()
  var starred = NumberSet()
  /// Stories whose names have been found.
  var analysed = NumberSet()
  /// Each with the stories that have it.
  var names = Chunked<ShelvedName>()
  /// Headlines, bylines and sources, by story.
  var heads = OwnedLines()
  /// By name.
  var spellings = OwnedLines()

  func locate(_ name: Int32) -> [(story: Int, mentions: Int)] {
    names[Int(name)].uses.map { (Int($0.story), Int($0.mentions)) }.sorted { $0.story < $1.story }
  }

  func stories(naming name: Int32) -> NumberSet {
    NumberSet(names[Int(name)].uses.lazy.map(\.story))
  }

  /// The stories of which headline, byline, source or a name matches.
  func stories(matching pattern: TextPattern, _ scratch: MatchScratch) -> NumberSet {
    var found = heads.owners(matching: pattern, scratch)
    for name in spellings.owners(matching: pattern, scratch) {
      for use in names[name].uses { found.insert(Int(use.story)) }
    }
    return found
  }

  /// Which of some stories have a headline, byline, source or name that matches.
  func match(_ pattern: TextPattern, in numbers: [Int32]) -> NumberSet {
    var found = NumberSet(numbers)
    found.formIntersection(stories(matching: pattern, MatchScratch()))
    return found
  }
}
