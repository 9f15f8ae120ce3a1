// What is on the shelf at one moment.
import StoryParsing

/// Stories, marks and names at one moment; a copy costs nothing and never changes.
struct ShelfContents: Sendable {
  var stories = Chunked<ShelvedStory>()
  var read = NumberSet()
  var starred = NumberSet()
  var noted = NumberSet()
  /// Stories that their sources have changed.
  var rewritten = NumberSet()
  var tags: [Int: [String]] = [:]
  /// Stories whose names have been found.
  var analysed = NumberSet()
  /// Who is named, joined over stories.
  var names = FollowedNames()
  /// Where each story names whom, as far as its analysis was seen.
  var places = Chunked<StoryPlaces>()
  /// The words of posts that stories give people.
  var roles = Chunked<String>()
  /// Headlines, bylines and sources, by story.
  var heads = OwnedLines()
  /// By strand of a name.
  var spellings = OwnedLines()

  /// Stories in order of number, with the mentions of a name.
  func locate(_ name: Int) -> [(story: Int, mentions: Int)] {
    var mentions: [Int: Int] = [:]
    names.forEachUse(of: Int32(name)) { mentions[Int($0.story), default: 0] += Int($0.mentions) }
    return mentions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  func stories(naming name: Int) -> NumberSet {
    var stories = NumberSet()
    names.forEachUse(of: Int32(name)) { stories.insert(Int($0.story)) }
    return stories
  }

  /// The stories of which headline, byline, source or a name matches.
  func stories(matching pattern: TextPattern, _ scratch: MatchScratch) -> NumberSet {
    var found = heads.owners(matching: pattern, scratch)
    for strand in spellings.owners(matching: pattern, scratch) {
      let home = names.home(of: Int32(clamping: strand))
      guard names.heads[Int(home)]?.isDismissed == false else { continue }
      names.forEachUse(of: home) { found.insert(Int($0.story)) }
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
